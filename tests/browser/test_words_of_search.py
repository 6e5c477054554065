"""The words of search as editors meet them: by keyboard, without script, on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk import Desk, desk_in
from portal.models import AskedRow
from portal.services.search.indexing import Indexing
from screen.axe import violations
from screen.keyboard import tab_to

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WORDS = "/redaktion/ordbog"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    """With its standards indexed, and words that were asked without an answer."""
    with desk_in(tmp_path_factory.mktemp("desk"), sqlite_template, browser) as made:
        office = made.office
        Indexing(office.database, office.folder / "data" / "index", office.clock).rebuild()
        with office.database.writing() as session:
            for asked in ("overnatningsven", "sovevens weekend", "tryllesofa"):
                session.add(AskedRow(day=date(2026, 11, 20), words=asked, times=5, found=0))
        yield made


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def hits(desk: Desk, words: str) -> int:
    page = desk.open(f"/soeg?q={words}", javascript=False)
    number = page.locator(".hit").count()
    page.context.close()
    return number


def faults(page: Page) -> list[str]:
    """At both widths; axe itself needs script."""
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found += violations(page)
        found += [] if page.evaluate(FITS) else [f"wider than {width}"]
    return found


def test_from_a_question_without_a_result_to_a_synonym_by_keyboard(desk: Desk, javascript: bool) -> None:
    """Two presses: to see the effect on the saved questions, and to save. The next search finds it."""
    asked = "overnatningsven" if javascript else "tryllesofa"
    assert not hits(desk, asked)
    desk.seat.send(WORDS, {"spoergsmaal": f"kan vi få en {asked}"}, status=303)
    page = desk.open(WORDS, width=360, javascript=javascript)
    entry = page.get_by_role("listitem").filter(has_text=asked).first
    entry.get_by_role("textbox").focus()
    page.keyboard.type("aflastning")
    tab_to(page, "Se virkningen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ikke gemt endnu").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"kan vi få en {asked}")
    expect(page.locator("main")).to_contain_text("Før: 0 afsnit. Nu:")
    page.wait_for_load_state()
    assert page.evaluate(FITS)
    assert not hits(desk, asked)
    tab_to(page, "Gem")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Det er gemt og virker fra næste søgning")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate(FITS)
    page.context.close()
    assert hits(desk, asked)


def test_what_the_editor_sees_on_the_way_has_no_fault(desk: Desk) -> None:
    page = desk.open(WORDS)
    assert faults(page) == []
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = true; }")
    assert faults(page) == []
    entry = page.get_by_role("listitem").filter(has_text="sovevens weekend").first
    entry.get_by_role("textbox").fill("aflastning")
    entry.get_by_role("button", name="Se virkningen").click()
    expect(page.get_by_text("Ikke gemt endnu").first).to_be_visible()
    assert faults(page) == []
    page.context.close()


def test_what_is_refused_says_so_first_and_keeps_what_was_typed(desk: Desk) -> None:
    page = desk.open(f"{WORDS}?spoergsmaal=")
    page.get_by_role("button", name="Gem prøven").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{WORDS}/synonymer/ny?ord=og&betyder=aflastning")
    expect(page.get_by_role("alert")).to_contain_text("står i næsten alle tekster")
    assert faults(page) == []
    page.context.close()


def test_an_answer_is_written_by_keyboard_without_script(desk: Desk) -> None:
    page = desk.open(f"{WORDS}/svar/ny", width=360, javascript=False)
    typed = {"ord": "badedyr", "titel": "Om badedyr", "tekst": "Dem har vi ikke.", "hvorfor": "mange spørger"}
    for name, words in typed.items():
        page.locator(f"[name={name}]").focus()
        page.keyboard.type(words)
    tab_to(page, "Gem")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Det er gemt og virker fra næste søgning")).to_be_visible()
    page.goto("/soeg?q=badedyr")
    expect(page.get_by_role("heading", name="Om badedyr")).to_be_visible()
    page.context.close()
