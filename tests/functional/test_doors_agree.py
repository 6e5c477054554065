"""The page and the API asked the same question: what a service decides, both doors answer."""

from __future__ import annotations

import inspect
from urllib.parse import urlsplit

import pytest
from webtest import TestApp

from portal.api.endpoint import ENDPOINTS

HOST = "http://portal.test"


def hits_of_page(app: TestApp, **asked: str) -> list[str]:
    return [link["href"] for link in app.get("/soeg", asked).html.select(".hit h3 a")]


def hits_of_api(app: TestApp, **asked: str) -> list[str]:
    return [hit["url"].removeprefix(HOST) for hit in app.get("/api/v1/search", asked).json["hits"]]


@pytest.mark.parametrize(
    "words",
    [
        "aflastning i Randers",
        "kontaktperson Allerød",
        "hvor mange døgn aflastning giver Eksempel",
        "aflastning Randers Allerød",
        "klage",
        "aflastnig",
    ],
)
def test_a_search_finds_the_same_in_the_same_order(app: TestApp, words: str) -> None:
    found = hits_of_page(app, q=words, type="alle")
    assert found
    assert hits_of_api(app, q=words) == found


def test_a_municipality_named_comes_first_unless_another_is_chosen(app: TestApp) -> None:
    for name in ("randers", "alleroed", "eksempel"):
        assert hits_of_api(app, q=f"aflastning {name}")[0].startswith(f"/{name}/")
    chosen = hits_of_api(app, q="aflastning i Randers", municipality="eksempel")
    assert chosen == hits_of_page(app, q="aflastning i Randers", kommune="eksempel", type="alle")
    assert all(href.startswith("/eksempel/") for href in chosen)


FILTERS = [
    ({"emne": "handicap"}, {"topic": "handicap"}),
    ({"lov": "barnets-lov/32"}, {"law": "barnets-lov/32"}),
    ({"alder": "7"}, {"age": "7"}),
    ({"status": "bekraeftet"}, {"confirmed": "true"}),
    ({"type": "kvalitetsstandard"}, {"kind": "kvalitetsstandard"}),
    ({"dato": "1. juni 2019"}, {"date": "1. juni 2019"}),
    ({"dato": "alle"}, {"date": "alle"}),
    ({"side": "2"}, {"offset": "10"}),
    ({"ordret": "1"}, {"correct": "false"}),
    ({"kommune": "randers"}, {"municipality": "Randers"}),
]


@pytest.mark.parametrize(("page", "api"), FILTERS)
def test_a_search_is_narrowed_alike(app: TestApp, page: dict[str, str], api: dict[str, str]) -> None:
    found = hits_of_page(app, q="støtte Randers", **{"type": "alle", **page})
    assert hits_of_api(app, q="støtte Randers", **api) == found


def test_of_a_long_question_the_same_beginning_is_sought(app: TestApp) -> None:
    words = "klage " * 80 + "aflastning i Randers"
    assert hits_of_api(app, q=words) == hits_of_page(app, q=words, type="alle")


def test_a_municipality_may_be_written_in_any_case(app: TestApp) -> None:
    found = hits_of_page(app, q="aflastning", kommune="Allerød", type="alle")
    assert found == hits_of_api(app, q="aflastning", municipality="Allerød")
    assert all(href.startswith("/alleroed/") for href in found)


PAGE_NAMES = {"level": "niveau", "amount": "antal", "unit": "enhed", "age": "alder", "date": "dato"}


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("doegnaflastning", {"level": "moderat"}),
        ("doegnaflastning", {"level": "Svære problemer/begrænsninger"}),
        ("doegnaflastning", {"amount": "50", "unit": "døgn/år"}),
        ("doegnaflastning", {"amount": "90", "unit": "døgn/år"}),
        ("kontaktperson", {"amount": "2 timer om ugen"}),
        ("kontaktperson", {"amount": "2 timer om ugen", "unit": "timer/måned"}),
        ("kontaktperson", {"amount": "2", "unit": "timer/uge", "date": "2020-06-01"}),
    ],
)
def test_the_calculator_names_the_same_rows(app: TestApp, table: str, asked: dict[str, str]) -> None:
    typed = {PAGE_NAMES[name]: value for name, value in asked.items()}
    page = app.get("/randers/beregner", {"tabel": table, **typed}).html
    answer = app.get("/api/v1/calculate", {"municipality": "randers", "table": table, **asked}).json
    rows = [row["permalink"].removeprefix(HOST) for row in answer["levels"]]
    assert [link["href"] for link in page.select(".answer a") if link.text == "Se rækken i teksten"] == rows
    assert bool(rows) == (asked.get("amount") != "90")


@pytest.mark.parametrize(
    "asked",
    [
        {"amount": "4 æbler om ugen"},
        {"amount": "mange timer om ugen"},
        {"amount": "4"},
        {"level": "let", "amount": "4"},
    ],
)
def test_the_calculator_refuses_the_same_in_the_same_words(app: TestApp, asked: dict[str, str]) -> None:
    typed = {PAGE_NAMES[name]: value for name, value in asked.items()}
    page = app.get("/randers/beregner", {"tabel": "kontaktperson", **typed}, status=400)
    named = {"municipality": "randers", "table": "kontaktperson"}
    answer = app.get("/api/v1/calculate", {**named, **asked}, status=400)
    assert answer.json["detail"] in page.html.select_one(".alert-error").text


def test_where_no_text_stands_both_say_what_the_table_was_about(app: TestApp) -> None:
    asked = {"municipality": "randers", "table": "doegnaflastning", "date": "2001-01-01"}
    benefit = app.get("/api/v1/calculate", asked).json["benefit"]
    page = app.get("/randers/beregner", {"tabel": "doegnaflastning", "niveau": "let", "dato": "2001-01-01"})
    assert benefit
    assert benefit in page.html.select_one(".answer").text


@pytest.mark.parametrize("owner", ["randers", "alleroed", "eksempel"])
def test_standards_are_listed_in_the_same_order(app: TestApp, owner: str) -> None:
    page = [link["href"] for link in app.get(f"/{owner}").html.select(".entry h3 a")]
    listed = app.get("/api/v1/standards", {"municipality": owner}).json["standards"]
    own = [one["url"].removeprefix(HOST) for one in listed if one["kind"] != "baggrund"]
    studies = [one["url"].removeprefix(HOST) for one in listed if one["kind"] == "baggrund"]
    assert sorted(page) == sorted([*own, *studies])
    assert [href for href in page if href in own] == own
    assert [href for href in page if href in studies] == studies


def test_a_table_to_compare_may_be_as_long_in_both(app: TestApp) -> None:
    long = f"eksempel/{'a' * 220}/doegnaflastning"
    right = "eksempel/aflastning/doegnaflastning"
    answer = app.get("/api/v1/compare", {"left": long, "right": right}, status=404)
    assert answer.json["code"] == "unknown-name"
    assert "Vi kender ikke standarden" in app.get("/sammenlign", {"tabel": long, "med": right}).text


@pytest.mark.parametrize(("left", "right", "field"), [("x", "y", "left"), ("", "y", "right")])
def test_a_table_that_cannot_be_read_is_told_of_at_its_own_field(
    app: TestApp, left: str, right: str, field: str
) -> None:
    left = left or "eksempel/aflastning/doegnaflastning"
    answer = app.get("/api/v1/compare", {"left": left, "right": right}, status=400)
    assert answer.json["field"] == field
    page = app.get("/sammenlign", {"tabel": left, "med": right}).html
    name = {"left": "tabel", "right": "med"}[field]
    assert page.select_one(f"#{name}-error").text.strip().endswith(answer.json["detail"])


def test_a_provision_is_read_alike(app: TestApp) -> None:
    for path, status in (("serviceloven/52", 200), ("findesikke/1", 404)):
        page, answer = (app.get(f"{door}/{path}", status=status) for door in ("/lov", "/api/v1/law"))
        named = {urlsplit(one["url"]).path for one in answer.json.get("standards", ())}
        shown = {link["href"] for link in page.html.select("main a")}
        assert named <= shown
        assert bool(named) == (status == 200)


def test_no_endpoint_is_given_a_request() -> None:
    """What it may look at are services, a typed question and the site's address."""
    for known in ENDPOINTS.values():
        services, question, site = inspect.signature(known.function).parameters.values()
        assert (services.annotation, site.annotation) == ("Services", "Site"), known.route
        assert question.annotation != "Any", known.route
