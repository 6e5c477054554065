"""What search engines and other sites ask for: the list of pages, each page's own address, its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from webtest import TestApp

from conftest import TODAY
from office import Office
from portal.app import create_application
from portal.clock import SetClock
from portal.security.roles import Role

SITE = "http://portal.test"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def texts(loaded_sqlite: Path) -> Iterator[TestApp]:
    application = create_application({"portal.data": str(loaded_sqlite)}, SetClock.at(TODAY))
    yield TestApp(application, extra_environ={"HTTP_HOST": "portal.test"})
    application.application.registry.portal.database.dispose()


def listed(app: TestApp) -> dict[str, str]:
    """The paths of the sitemap with the day each last changed."""
    answer = app.get("/sitemap.xml")
    assert answer.content_type == "application/xml"
    found = ElementTree.fromstring(answer.body).findall("s:url", NAMES)
    pages = {one.findtext("s:loc", "", NAMES): one.findtext("s:lastmod", "", NAMES) for one in found}
    assert len(pages) == len(found)
    assert all(page.startswith(SITE) for page in pages)
    return {page.removeprefix(SITE): day for page, day in pages.items()}


def test_every_page_of_it_is_there_under_that_very_address_and_tells_what_it_is(texts: TestApp) -> None:
    pages = listed(texts)
    assert len(pages) > 100
    for path in pages:
        page = BeautifulSoup(texts.get(path, status=200).text, "lxml")
        own = SITE + path
        assert page.find("link", rel="canonical")["href"] == own, path
        assert page.find("meta", attrs={"name": "robots"}) is None, path
        said = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
        assert said.keys() == {
            f"og:{name}" for name in ("title", "description", "url", "type", "locale", "site_name")
        }
        assert (said["og:url"], said["og:locale"], said["og:site_name"]) == (
            own,
            "da_DK",
            "Kvalitetsportalen",
        )
        assert said["og:title"], path
        assert page.find("meta", attrs={"name": "description"})["content"] == said["og:description"], path


def test_it_has_every_version_and_nothing_that_is_not_public(texts: TestApp) -> None:
    pages = listed(texts)
    for one in texts.get("/api/v1/standards").json["standards"]:
        home = f"/{one['municipality']}/{one['standard']}"
        assert home in pages
        for version in texts.get(f"/api/v1/standards{home}/versions").json["versions"]:
            assert f"{home}/v{version['n']}" in pages
    assert {"/", "/eksempel", "/lov/barnets-lov/90", "/eksempel/aflastning/aendringer/v1..v2"} <= set(pages)
    closed = ("/redaktion", "/log-", "/soeg", "/kvittering", "/api", "/indlejret")
    assert not [path for path in pages if path.startswith(closed) or "?" in path or path.endswith("hoering")]


def test_a_page_changed_on_the_day_its_text_began_or_ended(texts: TestApp) -> None:
    """The texts were put into the portal on 22 November 2026; version 5 begins in 2027."""
    pages = listed(texts)
    assert pages["/eksempel/aflastning/v1"] == TODAY
    assert set(pages.values()) == {TODAY, ""}


def test_a_new_version_changes_its_page_and_the_one_before_it_on_its_day(
    make_app: Callable[..., TestApp], loaded_sqlite: Path, clock: SetClock
) -> None:
    app = make_app(loaded_sqlite)
    (begins,) = [
        one["period"]["first"]
        for one in app.get("/api/v1/standards/eksempel/aflastning/versions").json["versions"]
        if one["n"] == 5
    ]
    clock.instant = SetClock.at(begins).instant
    pages = listed(app)
    home = "/eksempel/aflastning"
    assert pages[f"{home}/v3"] == TODAY
    assert {pages[page] for page in (home, f"{home}/v4", f"{home}/v5", "/eksempel", "/")} == {begins}


def test_a_draft_is_not_in_it(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(
        "/redaktion/a/ny-standard",
        {"titel": "Hemmelig", "adresse": "hemmelig", "dokumenttype": "kvalitetsstandard"},
    )
    editor.get("/redaktion/a/hemmelig", status=200)
    visitor = office.browser()
    pages = ElementTree.fromstring(visitor.get("/sitemap.xml").body).findall("s:url/s:loc", NAMES)
    assert any(page.text and page.text.endswith("/a/aflastning/v1") for page in pages)
    assert not [page.text for page in pages if page.text and "hemmelig" in page.text]


def test_a_portal_of_one_municipality_lists_its_pages_alone(
    make_app: Callable[..., TestApp], loaded_sqlite: Path
) -> None:
    pages = listed(make_app(loaded_sqlite, municipality="eksempel"))
    assert "/eksempel/aflastning" in pages
    assert not [path for path in pages if path.startswith(("/randers", "/alleroed"))]


def test_robots_are_told_where_it_is(texts: TestApp) -> None:
    assert texts.get("/robots.txt").text.endswith(f"\nSitemap: {SITE}/sitemap.xml\n")


def test_the_picture_is_there_where_browsers_ask_for_it(texts: TestApp) -> None:
    answer = texts.get("/favicon.ico")
    assert answer.content_type == "image/x-icon"
    assert answer.body[:4] == b"\0\0\1\0"
    assert "max-age" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/eksempel/aflastning", "/eksempel/aflastning"),
        (f"/eksempel/aflastning?dato={TODAY}", "/eksempel/aflastning"),
        ("/eksempel/aflastning?dato=2019-06-01", "/eksempel/aflastning/v1"),
        ("/eksempel/aflastning?dato=1990-01-01", "/eksempel/aflastning"),
        ("/eksempel/aflastning/v1", "/eksempel/aflastning/v1"),
        ("/eksempel/aflastning/v4", "/eksempel/aflastning/v4"),
        ("/eksempel/beregner?tabel=kontaktperson&niveau=let", "/eksempel/beregner"),
        ("/soeg?q=aflastning", "/soeg"),
    ],
)
def test_whose_address_a_page_names(texts: TestApp, asked: str, own: str) -> None:
    """Today's page is its own; a version is at its lasting address; a day leads to the version of the day."""
    page = texts.get(asked).html
    assert page.find("link", rel="canonical")["href"] == SITE + own
    assert page.find("meta", property="og:url")["content"] == SITE + own
