"""What changed between two versions, over HTTP: the list in words, the redline, the feeds."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from webtest import TestApp

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

STANDARD = "/eksempel/aflastning"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_raised_levels_come_first_and_stand_in_the_table(app: TestApp) -> None:
    page = app.get(f"{STANDARD}/aendringer/v1..v2")
    first = page.html.select_one(".changes li")
    assert first is not None
    assert first.get_text(" ", strip=True).startswith("Hævet Døgnaflastning, Let støttebehov")
    assert "12 døgn om året mere" in first.get_text()
    marked = [
        (d.get_text(), i.get_text())
        for d, i in zip(*map(page.html.select, ("td del", "td ins")), strict=True)
    ]
    assert ("Op til 24 døgn om året", "Op til 36 døgn om året") in marked


def test_a_tightened_criterion_is_told(app: TestApp) -> None:
    page = app.get(f"{STANDARD}/aendringer/v2..v3")
    assert "Strammet" in page.html.select_one("#aendret-kriterier").parent.get_text()


def test_the_older_version_comes_first(app: TestApp) -> None:
    assert app.get(f"{STANDARD}/aendringer/v3..v1", status=301).location.endswith("/aendringer/v1..v3")


@pytest.mark.parametrize("asked", ["v1..v1", "v1..v99", "v0..v1", "v1..", "v99..v100"])
def test_what_cannot_be_compared_is_not_found(app: TestApp, asked: str) -> None:
    app.get(f"{STANDARD}/aendringer/{asked}", status=404)


def test_the_versions_page_leads_to_the_changes_and_the_feed(app: TestApp) -> None:
    page = app.get(f"{STANDARD}/versioner")
    assert page.html.select_one(f'a[href="{STANDARD}/aendringer/v1..v2"]') is not None
    assert page.html.select_one(f'head link[href="{STANDARD}/nyt.atom"]') is not None


@pytest.mark.parametrize("path", ["/eksempel/nyt.atom", f"{STANDARD}/nyt.atom"])
def test_a_feed_tells_what_is_published_newest_first(app: TestApp, path: str) -> None:
    answer = app.get(path)
    assert answer.content_type == "application/atom+xml"
    feed = ElementTree.fromstring(answer.body)
    entries = feed.findall(f"{ATOM}entry")
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert f"http://portal.test{STANDARD}/v4#offentliggjort" in ids
    assert feed.findtext(f"{ATOM}updated") == updated[0]


def test_a_feed_of_what_does_not_exist_is_not_found(app: TestApp) -> None:
    app.get("/eksempel/findes-ikke/nyt.atom", status=404)
    app.get("/findes-ikke/nyt.atom", status=404)
