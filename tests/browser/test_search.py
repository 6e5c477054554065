"""The search page as people meet it: by keyboard, with and without script, narrow, in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from screen.look import WIDER, faults

pytestmark = pytest.mark.browser

OPEN = Callable[..., Page]
PAGES = {
    "row": f"/soeg?q={quote('moderat døgnaflastning randers')}",
    "answer": "/soeg?q=klage&kommune=eksempel",
    "answer without municipality": "/soeg?q=klage",
    "corrected": "/soeg?q=aflastnig",
    "insisted": "/soeg?q=aflastnig&ordret=1",
    "all versions": f"/soeg?q={quote('døgnaflastning omfang')}&dato=alle",
    "filtered": f"/soeg?q={quote('støtte')}&emne=handicap&alder=7&status=bekraeftet",
    "wrong day": "/soeg?q=aflastning&dato=31.+februar",
    "nothing": "/soeg?q=xyzzyx&kommune=randers&emne=leg",
    "before asking": "/soeg",
    "nothing here, something elsewhere": "/soeg?q=kontaktperson&kommune=eksempel&emne=leg&dato=2019-06-01",
    "last page": "/soeg?q=aflastning&side=99",
    "evil": f"/soeg?q={quote('<script>' + 'w' * 380)}",
}


@pytest.fixture(params=PAGES.values(), ids=PAGES.keys())
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_axe_finds_nothing_and_nothing_sticks_out(open_page: OPEN, path: str) -> None:
    assert faults(open_page(path)) == []


def test_without_script_the_page_is_whole_too(open_page: OPEN, path: str) -> None:
    page = open_page(path, width=360, javascript=False)
    assert page.evaluate(WIDER) == []
    expect(page.get_by_role("button", name="Søg")).to_be_visible()
    expect(page.locator("h2").first).to_be_visible()


def test_a_search_by_keyboard_without_script(open_page: OPEN) -> None:
    page = open_page("/soeg", width=360, javascript=False)
    page.locator("#q").focus()
    page.keyboard.type("aflastning")
    page.keyboard.press("Enter")
    expect(page.locator("h2").first).to_contain_text("afsnit om »aflastning«")
    page.get_by_role("link", name="Flere valg").press("Enter")
    expect(page).to_have_url(re.compile("#filtre$"))
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector('#filtre').getBoundingClientRect().top < innerHeight")
    page.get_by_role("link", name="Eksempel Kommune").first.press("Enter")
    expect(page.locator(".filters a[aria-current]")).to_contain_text("fjern")
    page.locator(".hit h3 a").first.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector(':target') !== null")


def test_what_is_said_to_a_screen_reader(open_page: OPEN) -> None:
    page = open_page(PAGES["row"])
    assert page.get_by_role("search").count() == 1
    assert page.get_by_role("combobox", name="Hvad vil du vide?").count()
    expect(
        page.get_by_role("region", name="Moderate problemer/begrænsninger: Op til 60 døgn om året")
    ).to_be_visible()
    expect(page.get_by_role("navigation", name="Filtre")).to_be_visible()


def test_the_hits_print_without_form_and_filters(open_page: OPEN) -> None:
    page = open_page(PAGES["row"])
    page.emulate_media(media="print")
    assert page.locator(".found-row").is_visible()
    assert page.locator(".hit").first.is_visible()
    for hidden in (".search-form", ".filters", ".to-filters"):
        assert not page.locator(hidden).is_visible()
