"""A version adopted and a hearing answered by keyboard alone, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk import DECIDED, HEARD, Desk, desk_in
from portal.security.roles import Role
from screen.keyboard import tab_to

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    with desk_in(tmp_path_factory.mktemp("desk"), sqlite_template, browser) as made:
        made.hear_and_decide()
        yield made


def type_in(page: Page, label: str, words: str) -> None:
    """Go to the field and type; in a list that chooses what begins with the words."""
    tab_to(page, label, most=150)
    page.keyboard.type(words)


def press(page: Page, button: str, key: str = "Enter") -> None:
    """Go to the button and press it; the next page is there afterwards."""
    tab_to(page, button, most=150)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_version_is_adopted(desk: Desk) -> None:
    secretary = desk.office.person(Role.SECRETARY)
    page = desk.open(f"{DECIDED}/beslutning", javascript=False, who=secretary)
    type_in(page, "Mødets dato", "10. november 2026")
    type_in(page, "Sag og punkt", "2026/17, punkt 3")
    press(page, "Gem beslutningen")
    type_in(page, "Organ", "Byr")
    type_in(page, "Udfald", "Vedtager")
    type_in(page, "Mødets dato", "20. november 2026")
    type_in(page, "Sag og punkt", "2026/17, punkt 4")
    type_in(page, "Skal gælde fra", "1. marts 2027")
    press(page, "Gem beslutningen", "Space")
    press(page, "Gør vedtaget")
    expect(page).to_have_url(f"{desk.address}/a/afgjort/v2")
    expect(page.locator("main")).to_contain_text("Op til 72 døgn om året")
    page.context.close()


def test_a_citizen_answers_a_hearing_and_is_answered(desk: Desk) -> None:
    citizen = desk.open("/hoeringer", width=360, javascript=False, signed=False)
    press(citizen, "Hoert")
    desk.office.clock.instant += timedelta(minutes=5)
    tab_to(citizen, "Svar på høringen")
    citizen.keyboard.press("Enter")
    type_in(citizen, "Jeres svar", "Godt med flere døgn.")
    press(citizen, "Send svar")
    expect(citizen.locator("main")).to_contain_text("Tak for jeres svar")
    page = desk.open(f"{HEARD}/hoering", javascript=False)
    type_in(page, "Det, offentligheden må se", "Rådet støtter.")
    press(page, "Vis svaret")
    type_in(page, "Kommunens svar", "Tak for svaret.")
    press(page, "Gem kommunens svar")
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text("Tak for svaret.")
    for each in (page, citizen):
        each.context.close()
