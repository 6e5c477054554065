"""A PDF becomes a standard in force: an editor in a browser without JavaScript types nothing off paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk import Desk, desk_in
from imports.relief_pdf import relief_pdf
from portal.security.roles import Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SLUG, WIDTH = "kvalitetsstandard-for-aflastning", 360
HERE = f"/redaktion/a/{SLUG}"
DEPARTURE = "\n::: fravigelse\nKommunen ser på jeres situation og kan bevilge mindre eller mere.\n:::\n"


@pytest.fixture
def desk(tmp_path: Path, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    with desk_in(tmp_path, sqlite_template, browser) as made:
        yield made


def main(page: Page) -> str:
    """What a page says when all of it is there; no page is wider than the screen."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, page.url
    return page.locator("main").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def bring_in(page: Page) -> None:
    """Choose the file, and read the report."""
    page.goto("/redaktion")
    page.get_by_role("link", name="Indlæs fil").first.click()
    page.wait_for_load_state()
    file = {"name": "aflastning.pdf", "mimeType": "application/pdf", "buffer": relief_pdf()}
    page.locator("input[type=file]").set_input_files([file])  # type: ignore[list-item]
    press(page, "Indlæs filen")
    report = main(page)
    assert "Det fandt vi i aflastning.pdf" in report
    assert "1 niveautabel skal bekræftes" in report


def mend(page: Page) -> None:
    """Add the one thing that the file lacks."""
    page.goto(f"{HERE}/tekst")
    text = page.locator("textarea[name=tekst]")
    text.fill(text.input_value() + DEPARTURE)
    press(page, "Gem og gå til kladdens side")
    assert "ingen fejl" in main(page)


def confirm(page: Page) -> None:
    """Hold the table against the page of the PDF, and confirm it."""
    page.goto(f"{HERE}/kilde")
    said = main(page)
    for told in ("Op til 48 døgn om året", "op til 48 døgn om året", "Side 1, linje 10"):
        assert told in said
    picture = page.locator("article img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 500
    press(page, "Tabellen er rigtig")
    assert "Bekræftet 22. november 2026" in main(page)


def decide(desk: Desk) -> Page:
    """As a secretary: both bodies, and adopted."""
    page = desk.open(
        f"{HERE}/beslutning", who=desk.office.person(Role.SECRETARY), width=WIDTH, javascript=False
    )
    for body, outcome, begins in (
        ("Børneudvalget", "Anbefaler", ""),
        ("Byrådet", "Vedtager", "22. november 2026"),
    ):
        page.get_by_label("Organ", exact=True).select_option(body)
        page.get_by_label("Udfald").select_option(label=outcome)
        page.get_by_label("Mødets dato").fill("20. november 2026")
        page.get_by_label("Sag og punkt").fill("2026/17, punkt 4")
        page.get_by_label("Skal gælde fra").fill(begins)
        press(page, "Gem beslutningen")
    press(page, "Gør vedtaget")
    return page


def test_from_a_pdf_to_the_calculator(desk: Desk) -> None:
    editor = desk.open("/redaktion", who=desk.office.person(Role.EDITOR), width=WIDTH, javascript=False)
    bring_in(editor)
    mend(editor)
    press(editor, "Send til beslutning")
    assert "Tabellen »aflastning« er læst ind fra en fil, og ingen har bekræftet den" in main(editor)
    confirm(editor)
    editor.goto(HERE)
    press(editor, "Send til beslutning")
    secretary = decide(desk)
    expect(secretary).to_have_url(f"{desk.address}/a/{SLUG}/v1")
    citizen = desk.open(
        "/a/beregner?tabel=aflastning&niveau=moderate-problemer", signed=False, width=WIDTH, javascript=False
    )
    answer = main(citizen)
    assert "Op til 48 døgn om året" in answer
    for page in (editor, secretary, citizen):
        page.context.close()
