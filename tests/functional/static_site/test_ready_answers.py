"""What a copy says of levels, amounts and later days is what the portal itself says when it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement, document_fromstring
from webtest import TestApp

from conftest import TODAY
from copies import BEGINS, Pages, one, text
from portal.app import create_application
from portal.clock import SetClock
from portal.settings import Settings

TABLE = {"tabel": "doegnaflastning"}
ASKED = {
    "niveau-moderat-tabel-doegnaflastning": {**TABLE, "niveau": "moderat"},
    "antal-36-enhed-doegn-aar-tabel-doegnaflastning": {**TABLE, "antal": "36", "enhed": "døgn/år"},
    "antal-61-enhed-doegn-aar-tabel-doegnaflastning": {**TABLE, "antal": "61", "enhed": "døgn/år"},
    "alder-4-tabel-fritid": {"tabel": "fritid", "alder": "4"},
    "alder-6-tabel-fritid": {"tabel": "fritid", "alder": "6"},
    f"dato-{BEGINS}-niveau-moderat-tabel-doegnaflastning": {**TABLE, "niveau": "moderat", "dato": BEGINS},
}


@pytest.fixture
def portal(settings: Settings, clock: SetClock) -> Iterator[TestApp]:
    given = {"portal.data": str(settings.data), "portal.static": str(settings.static)}
    app = TestApp(create_application(given, clock))
    yield app
    app.app.application.registry.portal.database.dispose()


def asked(portal: TestApp, address: str, question: dict[str, str] | None = None) -> HtmlElement:
    return document_fromstring(portal.get(address, question or {}).body)


def said_on(status: HtmlElement, day: str) -> str:
    """The kind that a status carries for the day."""
    kinds = [one["kind"] for one in json.loads(status.get("data-statuses")) if one["from"] <= day]
    return str(kinds[-1])


def test_every_answer_is_the_portals_own(pages: Pages, portal: TestApp) -> None:
    for name, question in ASKED.items():
        shown, own = pages[f"a/beregner/{name}.html"], asked(portal, "/a/beregner", question)
        for path in ("//h2[@id='svar']", "//*[@class='extents']", "//ul[@class='promises']"):
            assert [text(e) for e in shown.xpath(path)] == [text(e) for e in own.xpath(path)], name
    answers = [text(one(pages[f"a/beregner/{name}.html"], "//section[@class='answer']")) for name in ASKED]
    assert "Op til 60 døgn om året" in answers[0]
    assert "Op til 72 døgn om året" in answers[-1]


def test_the_calculators_forms_are_links_to_every_answer(pages: Pages) -> None:
    boxes = pages["a/beregner/tabel-doegnaflastning.html"].xpath("//div[@class='question']")
    assert [[text(li) for li in box.xpath(".//li")] for box in boxes] == [
        ["Lette problemer", "Moderate problemer"],
        [
            "under 36 døgn om året (for eksempel 18)",
            "36 døgn om året",
            "mellem 36 og 60 døgn om året (for eksempel 48)",
            "60 døgn om året",
            "over 60 døgn om året (for eksempel 61)",
        ],
    ]
    ages = pages["a/beregner/tabel-fritid.html"].xpath("//div[@class='question'][3]//li")
    assert [text(li) for li in ages] == [f"{age} år" for age in range(7)]
    entry = pages["a/aflastning/index.html"].xpath("//div[contains(@class, 'calculator-entry')]//a/@href")
    assert entry[0] == "../beregner/niveau-let-tabel-doegnaflastning.html"


@pytest.mark.parametrize(
    "address", ["/a", "/a/aflastning/v1", "/a/aflastning/v2", "/a/aflastning/versioner", "/b"]
)
def test_each_status_carries_what_the_portal_says_on_later_days(
    pages: Pages, portal: TestApp, clock: SetClock, address: str
) -> None:
    statuses = pages[f"{address[1:]}/index.html"].xpath("//span[@data-statuses]")
    assert statuses
    for day in (TODAY, "2026-12-31", BEGINS, "2030-01-01"):
        clock.instant = SetClock.at(day).instant
        own = asked(portal, address).xpath("//main//span[@data-about]")
        kinds = [status.get("class").rpartition("status-")[2] for status in own]
        assert [said_on(status, day) for status in statuses] == kinds


def test_a_page_tells_of_the_version_that_will_take_over(pages: Pages) -> None:
    told = json.loads(one(pages["a/aflastning/index.html"], "//main/div[@hidden]").get("data-notices"))
    assert told[-1] == {
        "from": BEGINS,
        "words": "Version 1 er afløst fra 1. januar 2027",
        "items": [],
        "link": "Læs version 2",
        "href": "v2/index.html",
    }
    answer = pages["a/beregner/niveau-moderat-tabel-doegnaflastning.html"]
    told = json.loads(one(answer, "//main/div[@hidden]").get("data-notices"))
    assert told[-1]["link"] == "Se svaret for 1. januar 2027"
    assert told[-1]["href"] == f"dato-{BEGINS}-niveau-moderat-tabel-doegnaflastning.html"
    assert pages["b/ophoert/index.html"].xpath("//*[@data-notices]") == []
