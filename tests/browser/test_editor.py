"""The editor in a real browser: saves by itself and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk import HERE, Desk, desk_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    with desk_in(tmp_path_factory.mktemp("desk"), sqlite_template, browser) as made:
        yield made


def write(page: Page, words: str) -> None:
    page.locator("#tekst").press("Control+End")
    page.keyboard.insert_text(words)


def test_it_saves_and_shows_by_itself(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    write(page, "\nGemt af sig selv.\n")
    expect(page.locator("#forhaandsvisning")).to_contain_text("Gemt af sig selv.", timeout=20_000)
    expect(page.locator("[data-state]")).to_contain_text("Gemt kl.", timeout=20_000)
    assert "Gemt af sig selv." in desk.text()
    page.context.close()


def test_what_is_not_saved_is_still_there_after_the_browser_was_closed(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.context.set_offline(True)
    write(page, "\nSkrevet uden forbindelse.\n")
    expect(page.locator("[data-state]")).to_contain_text("Ingen forbindelse", timeout=20_000)
    page.context.set_offline(False)
    page.goto("about:blank")
    page.goto(f"{HERE}/tekst")
    page.get_by_role("button", name="Hent det, du ikke nåede at gemme").click()
    expect(page.locator("[data-state]")).to_contain_text("Gemt kl.", timeout=20_000)
    assert "Skrevet uden forbindelse." in desk.text()
    page.context.close()


def test_text_pasted_with_formatting_comes_in_as_markdown(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.locator("#tekst").evaluate(
        """field => {
          const data = new DataTransfer();
          data.setData("text/html", "<p>Fra <b>Word</b></p><script>x</script>");
          data.setData("text/plain", "Fra Word");
          field.setSelectionRange(field.value.length, field.value.length);
          const about = { clipboardData: data, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", about));
        }"""
    )
    expect(page.locator("#tekst")).to_have_value(re.compile(r"Fra \*\*Word\*\*"))
    expect(page.locator("[data-pasted]")).to_have_text("")
    page.context.close()


def test_what_a_paste_left_out_is_said_below_the_field(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.locator("#tekst").evaluate(
        """field => {
          const data = new DataTransfer();
          data.setData("text/html", "<p>Op til <s>10</s> 20 timer</p>");
          field.setSelectionRange(field.value.length, field.value.length);
          const about = { clipboardData: data, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", about));
        }"""
    )
    expect(page.locator("[role=status][data-pasted] li")).to_have_text(
        "1 overstreget sted er udeladt: afsnit 1 (»10«)."
    )
    expect(page.locator("#tekst")).to_have_value(re.compile(r"Op til 20 timer"))
    page.context.close()
