"""Every kind of editorial page, in every look; and those that show only after something went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk import DECIDED, HEARD, HERE, Desk, desk_in
from imports.by_hand import take_in
from portal.security.policy import COOKIE
from portal.security.roles import Role
from screen.look import MOVING, WIDER, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WORDS = "/redaktion/ordbog"
PAGES = {
    "desk": "/redaktion",
    "own account": "/redaktion/min-konto",
    "new standard": "/redaktion/a/ny-standard",
    "people": "/redaktion/a/brugere",
    "person": "/redaktion/a/brugere/1",
    "words": WORDS,
    "synonyms": f"{WORDS}/synonymer/ny",
    "answer to a question": f"{WORDS}/svar/ny",
    "draft": HERE,
    "standard without a draft": "/redaktion/b/andet",
    "text": f"{HERE}/tekst",
    "draft read": f"{HERE}/laes",
    "levels": f"{HERE}/niveauer",
    "new level table": f"{HERE}/niveauer?tabel=ny",
    "deadlines": f"{HERE}/frister",
    "paste": f"{HERE}/indsaet",
    "import": "/redaktion/a/indlaes",
    "what a file became": "/redaktion/a/indlaes/1",
    "draft beside its file": "/redaktion/a/nat/kilde?sted=1",
    "word": f"{HERE}/word",
    "hearing not begun": f"{HERE}/hoering",
    "hearing with a response": f"{HEARD}/hoering",
    "hearing, public": "/a/hoert/hoering",
    "hearings, public": "/hoeringer",
    "decision": f"{DECIDED}/beslutning",
    "correction": f"{HERE}/rettelse",
    "redaction": f"{HERE}/maskering",
    "sign out": "/log-ud",
    "not there": "/redaktion/a/findes-ikke",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    with desk_in(tmp_path_factory.mktemp("desk"), sqlite_template, browser) as made:
        made.hear_and_decide()
        take_in(made.office, made.editor)
        yield made


@pytest.fixture(scope="module")
def shown(desk: Desk) -> Iterator[Page]:
    """One page that goes from address to address; every role is the person's."""
    made = desk.open("/redaktion")
    yield made
    made.context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_nothing_sticks_out_and_focus_shows(shown: Page, path: str) -> None:
    shown.goto(path)
    assert faults(shown) == []
    assert shown.evaluate(MOVING) == []
    shown.set_viewport_size({"width": 320, "height": 900})
    assert shown.evaluate(WIDER) == []


def test_a_form_with_errors(shown: Page) -> None:
    shown.goto("/redaktion/a/ny-standard")
    shown.locator("main form button[type=submit]").last.click()
    shown.wait_for_load_state()
    assert shown.locator("[role=alert]").count() == 1
    assert shown.title().startswith("Fejl: ")
    assert faults(shown) == []


def test_two_who_wrote_at_once_are_shown_both_texts(desk: Desk) -> None:
    first, second = (desk.open(f"{HERE}/tekst") for _ in range(2))
    for page, words in ((first, "Den ene."), (second, "Den anden.")):
        page.locator("#tekst").fill(f"{page.locator('#tekst').input_value()}\n{words}\n")
        page.get_by_role("button", name="Gem", exact=True).first.click()
        page.wait_for_load_state()
    assert second.locator("textarea").count() == 2
    assert faults(second) == []
    first.context.close()
    second.context.close()


def test_one_without_the_role_is_told_so(desk: Desk) -> None:
    page = desk.open("/redaktion/a/brugere", who=desk.office.person(Role.POLITICIAN))
    assert page.locator("h1").inner_text() in ("Det har du ikke adgang til", "Siden findes ikke")
    assert faults(page) == []
    page.context.close()


def test_one_who_was_signed_out_while_writing_loses_nothing(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.context.clear_cookies(name=COOKIE)
    page.get_by_role("button", name="Gem", exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator("input[type=password]").count() == 1
    assert faults(page) == []
    page.context.close()
