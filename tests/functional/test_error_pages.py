"""Whatever is wrong with an address is said: which part of it, in Danish, and what there is instead.

Every route (``known``) is asked with each of its path parts and parameters missing, unknown and malformed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyramid.interfaces import IRoutesMapper
from webob import Request
from webtest import TestApp, TestResponse

from conftest import TODAY
from imports.by_hand import taken_in
from known import PAGES
from known.address import Known, Parameter
from known.api import API
from office import Office, words
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.security.roles import Role
from portal.web.requests import LARGEST_BODY

ADDRESSES = {**PAGES, **API}
ODD = ("", "²", "a\x00b", "../../etc/passwd", "%\u202e\U0001f600", "-1", "9" * 400, "a/b/v1/c\r\nx")
ODD_PARTS = ("²", "a\x00b", "../../etc/passwd", "9" * 400)
RAW = ("%ED%A0%80", "%F8%")
"""Written into a query as they stand: a lone surrogate; a byte that is no UTF-8, and half an escape."""
LEADS_NOWHERE = {"receipt", "receipt.text", "api.receipt", "sign_in.link", "api.unknown", "api.law", "law"}
DATES = {"dato", "date", "known", "ivaerksaettelse"}
ELSEWHERE = {"editorial.correction", "editorial.confirm", "receipt.pdf", "standard.pdf", "security"}

Ask = Callable[[Known, str], TestResponse]


@pytest.fixture(scope="module")
def loaded(loaded_sqlite: Path) -> Iterator[TestApp]:
    reader = TestApp(create_application({"portal.data": str(loaded_sqlite)}, SetClock.at(TODAY)))
    yield reader
    reader.app.application.registry.portal.database.dispose()


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, loaded: TestApp, sqlite_template: Path) -> Iterator[Ask]:
    """Somebody who asks: a reader of the texts, or somebody with every role in an office."""
    office, heard = (_office(tmp_path_factory.mktemp("office"), sqlite_template) for _ in range(2))
    at = {"public": loaded, "office": office.browser(*Role), "heard": heard.browser(*Role)}
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026"}
    at["heard"].send("/redaktion/a/aflastning/hoering", days, status=303)

    def asked(known: Known, address: str) -> TestResponse:
        browser = at[known.site]
        return browser.get(address, status="*") if known.method == "GET" else browser.send(address, {})

    yield asked
    for one in (office, heard):
        one.close()
        one.database.dispose()


def _office(folder: Path, template: Path) -> Office:
    shutil.copy(template, folder / "portal.sqlite")
    office = Office(Database(f"sqlite:///{folder / 'portal.sqlite'}"), SetClock.at(TODAY), folder)
    office.sit_down(taken_in(office)).send("/redaktion/a/aflastning/begynd", {"fra": "gaeldende"}, status=303)
    return office


def parameters(known: Known) -> Iterator[tuple[str, Parameter]]:
    yield from chain(known.path.items(), known.query.items())


def address_with(known: Known, name: str, value: str) -> str:
    if name in known.path:
        return known.address({name: value})
    return known.address(query={**known.query[name].beside, name: value})


def says(response: TestResponse, name: str) -> bool:
    """Whether the answer names it: in its words, as the field an error leads to, or as the API's field."""
    if response.content_type.endswith("json"):
        return bool(response.json.get("field") == name)
    if name.startswith("#"):
        return bool(re.search(rf'href="#[^"]*{name[1:]}', response.text))
    return name in (words(response) if response.content_type == "text/html" else response.text)


def check_refusal(response: TestResponse, address: str, name: str) -> None:
    """A refusal is a page in Danish or a problem of the API, and speaks of a date only where it is one."""
    if address.startswith("/api/"):
        assert response.content_type == "application/problem+json"
        assert {"title", "detail", "code", "status"} <= set(response.json)
        assert response.json["status"] == response.status_int
        return
    if response.content_type == "text/plain":
        assert ".txt" in address
        return
    assert '<html lang="da"' in response.text
    assert "<h1" in response.text
    if name not in DATES:
        assert "læse datoen" not in response.text


def test_every_route_is_known(loaded: TestApp) -> None:
    mapper = loaded.app.application.registry.getUtility(IRoutesMapper)
    routes = {route.name for route in mapper.get_routes()}
    assert {name for name in routes if not name.startswith("__")} == set(ADDRESSES)


@pytest.mark.parametrize("route", [name for name in ADDRESSES if name not in LEADS_NOWHERE | ELSEWHERE])
def test_what_exists_is_answered(route: str, ask: Ask) -> None:
    known = ADDRESSES[route]
    if known.method == "POST":
        return
    assert ask(known, known.address()).status_int < 400 or any(p.needed for p in known.query.values())
    for name, parameter in known.query.items():
        if parameter.good not in ("x", "noget", ""):
            assert ask(known, address_with(known, name, parameter.good)).status_int < 400, name


@pytest.mark.parametrize("route", ADDRESSES)
def test_what_is_not_there_is_named(route: str, ask: Ask) -> None:
    known = ADDRESSES[route]
    for name, parameter in parameters(known):
        address = address_with(known, name, parameter.unknown)
        response = ask(known, address)
        assert response.status_int < 500, address
        if name in known.path and route != "api.unknown":
            assert response.status_int >= 400, address
        if response.status_int >= 400:
            check_refusal(response, address, name)
        if parameter.says:
            assert says(response, parameter.says), f"{address}\n{response.text[:3000]}"


@pytest.mark.parametrize("route", [name for name, known in ADDRESSES.items() if known.query])
def test_what_is_missing_is_named_where_it_is_needed(route: str, ask: Ask) -> None:
    known = ADDRESSES[route]
    for name, parameter in known.query.items():
        beside = {key: value for key, value in parameter.beside.items() if key != name}
        address = known.address(query=beside)
        response = ask(known, address)
        assert response.status_int < 500
        if parameter.needed:
            check_refusal(response, address, name)
            assert response.status_int == 400
            assert says(response, parameter.says), name


@pytest.mark.parametrize("route", ADDRESSES)
def test_what_is_malformed_is_never_a_failure(route: str, ask: Ask) -> None:
    known = ADDRESSES[route]
    for name, _ in parameters(known):
        for value in ODD if name in known.query else ODD_PARTS:
            check_answer(ask, known, name, address_with(known, name, value))
        for raw in RAW if name in known.query else ():
            address = address_with(known, name, "VALUE").replace("VALUE", raw)
            check_answer(ask, known, name, address)


def check_answer(ask: Ask, known: Known, name: str, address: str) -> None:
    response = ask(known, address)
    assert response.status_int < 500, address
    if response.status_int >= 400:
        check_refusal(response, address, name)
        parameter = known.query.get(name)
        if parameter and parameter.says and response.status_int != 404:
            assert says(response, parameter.says), f"{address[:300]}\n{response.text[:3000]}"


@pytest.mark.parametrize("raw", ["\xed\xa0\x80", "\xf8", "\xc3"])
@pytest.mark.parametrize("route", [name for name, known in ADDRESSES.items() if known.path])
def test_a_path_that_is_no_utf_8_is_refused(route: str, raw: str, loaded: TestApp) -> None:
    known = ADDRESSES[route]
    for name in known.path:
        asked = Request.blank("/")
        asked.environ["PATH_INFO"] = known.address({name: "VALUE"}).replace("VALUE", raw)
        response = asked.get_response(loaded.app)
        assert response.status_int == 400, route
        assert "UTF-8" in response.text or "Vi kan ikke læse adressen" in response.text


_PLACES = [(route, name) for route, known in ADDRESSES.items() for name, _ in parameters(known)]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_PLACES), st.text(max_size=40))
def test_nothing_that_can_be_typed_is_a_failure(ask: Ask, place: tuple[str, str], value: str) -> None:
    known = ADDRESSES[place[0]]
    assert ask(known, address_with(known, place[1], value)).status_int < 500


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"fra": "²"}, "begynd"),
        ({"version": "²"}, "set-igennem"),
        ({"version": "²"}, "bekraeft"),
        ({"trin": "²"}, "trin"),
        ({"revision": "²", "tekst": "x"}, "tekst"),
        ({"revision": "²", "under": "²", "tabel": "²"}, "niveauer"),
        ({"revision": "²", "under": "²", "handling": "indsaet", "renset": "x"}, "indsaet"),
        ({"forslag": "²"}, "maskering"),
    ],
)
def test_a_number_that_is_none_in_a_form_is_no_failure(
    fields: Mapping[str, str], path: str, office: Office
) -> None:
    browser = office.browser(*Role)
    browser.send("/redaktion/a/aflastning/begynd", {"fra": "gaeldende"}, status=303)
    response = browser.send(f"/redaktion/a/aflastning/{path}", fields)
    assert response.status_int < 500


def test_an_empty_request_for_a_file_of_tables_says_which_to_choose(loaded: TestApp) -> None:
    page = loaded.get("/sammenlign.csv", status=400)
    assert page.html.h1.get_text() == "Det kan vi ikke læse"
    assert "»tabel«" in words(page)
    assert "»med«" in words(page)
    assert page.html.select("main a[href='/sammenlign']")


def test_an_unknown_table_leads_to_the_tables_there_are(loaded: TestApp) -> None:
    other = "eksempel/aflastning/xx"
    address = f"/sammenlign.csv?tabel=eksempel/aflastning/doegnaflastning&med={other}"
    page = loaded.get(address, status=404)
    assert "Vi kender ikke tabellen »xx«" in words(page)
    links = [link["href"] for link in page.html.select("main a")]
    assert any("med=eksempel%2Faflastning%2Fdoegnaflastning" in link for link in links)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/findes-ikke/aflastning", "/eksempel"),
        ("/eksempel/findes-ikke/v1", "/eksempel/aflastning"),
        ("/eksempel/aflastning/v99/henvisning", "/eksempel/aflastning/v1"),
        ("/eksempel/aflastning/frister?version=0", "/eksempel/aflastning/frister?version=1"),
        ("/eksempel/aflastning/aendringer/v2..v2", "/eksempel/aflastning/v1"),
        ("/eksempel/beregner?tabel=xx", "/eksempel/beregner?tabel=doegnaflastning"),
        ("/indlejret/eksempel/beregner?tabel=xx", "/indlejret/eksempel/beregner?tabel=doegnaflastning"),
        (
            "/eksempel/aflastning/v1/henvisning?sted=xx",
            "/eksempel/aflastning/v1/henvisning?sted=omfang",
        ),
    ],
)
def test_what_exists_instead_is_one_link_away(loaded: TestApp, address: str, link: str) -> None:
    page = loaded.get(address, status=404)
    assert link in [one["href"] for one in page.html.select("main a")]
    loaded.get(link, status=200)


def test_an_unknown_filter_of_a_search_is_said_and_kept(loaded: TestApp) -> None:
    page = loaded.get("/soeg?q=aflastning&kommune=atlantis&alder=syv", status=200)
    assert "Vi kender ikke kommunen »atlantis«" in words(page)
    assert "alderen »syv«" in words(page)
    assert "afsnit om »aflastning«" in words(page)
    chosen = page.html.select_one("select[name=kommune] option[selected]")
    assert chosen["value"] == "atlantis"


def test_the_api_names_its_own_parameters(loaded: TestApp) -> None:
    asked = "/api/v1/calculate?municipality=eksempel&table=doegnaflastning"
    for address, field in (
        (f"{asked}&level=let&age=7", "age"),
        (f"{asked}&level=xx", "level"),
        (f"{asked}&unit=doegn/aar", "amount"),
        ("/api/v1/calculate?municipality=eksempel&table=xx", "table"),
        ("/api/v1/compare?left=a/b/c&right=a/b/c", "left"),
        ("/api/v1/compare?left=eksempel/aflastning/doegnaflastning&right=x", "right"),
        ("/api/v1/search?q=x&q=y", "q"),
        ("/api/v1/search?q=%F8", "q"),
        (f"{asked}&level={quote('let')}&age=%ED%A0%80", "age"),
    ):
        response = loaded.get(address, status="4*")
        assert response.content_type == "application/problem+json"
        assert response.json["field"] == field, address


@pytest.mark.parametrize(
    ("address", "kind"), [("/soeg", "text/html"), ("/api/v1/search", "application/problem+json")]
)
def test_each_door_says_in_its_own_way_that_too_much_was_sent(
    address: str, kind: str, loaded: TestApp
) -> None:
    asked = Request.blank(address)
    asked.body = bytes(LARGEST_BODY + 1)
    response = asked.get_response(loaded.app)
    assert response.status_int == 413
    assert response.content_type == kind
