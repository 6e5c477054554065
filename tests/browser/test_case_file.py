"""What a caseworker takes along: a receipt on one sheet, and a citation that can be copied or selected."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest
from playwright.sync_api import Page

from screen.axe import violations
from screen.look import WIDER

pytestmark = pytest.mark.browser

ANSWERS = {
    "in force": "/eksempel/beregner?tabel=doegnaflastning&niveau=moderat",
    "unconfirmed": "/randers/beregner?tabel=kontaktperson&niveau=svaer",
    "in the hole": "/randers/beregner?tabel=doegnaflastning&antal=90&enhed=doegn/aar",
    "an earlier day": "/eksempel/beregner?tabel=doegnaflastning&niveau=svaer&dato=2019-06-01",
}
ROW = "/eksempel/aflastning/v4/henvisning?sted=doegnaflastning-moderat"


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_receipt_is_one_sheet_and_accessible(open_page: Callable[..., Page], answer: str) -> None:
    page = open_page(answer)
    page.get_by_role("link", name="Kvittering til sagen").click()
    page.get_by_role("heading", name="Kvittering fra beregneren").wait_for()
    page.wait_for_load_state("networkidle")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
        assert len(pdf.pages) == 1
        printed = " ".join((pdf.pages[0].extract_text() or "").split())
    for words in ("Kvittering fra beregneren", "KLE-nummer", "Kvitteringens adresse", "I dag"):
        assert words in printed
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(WIDER) == []


def fill(page: Page) -> None:
    page.get_by_label("Bestemmelse").select_option("barnets lov § 90")
    page.get_by_label("Barnets egne forhold").fill("Barnet vågner tre gange hver nat.")
    page.get_by_label("Som niveauet").check()
    page.get_by_label("Omfang, I bevilger").fill("48 døgn om året")
    page.get_by_label("Hvorfor dette omfang?").fill("Forældrene får ikke søvn nok.")
    page.get_by_label("Formål med støtten").fill("Hvile til familien.")
    page.get_by_label("Forventet varighed").fill("1 år")
    page.get_by_label("Opfølgning", exact=True).fill("1. marts 2027")
    page.get_by_role("button", name="Lav teksten").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_frame_is_filled_in_with_and_without_javascript(
    open_page: Callable[..., Page], javascript: bool
) -> None:
    page = open_page(ROW, javascript=javascript)
    page.get_by_role("button", name="Lav teksten").click()
    assert page.get_by_text("Ret disse fejl").is_visible()
    fill(page)
    text = page.get_by_label("Ren tekst").input_value()
    assert text.startswith("Retsgrundlag\nAfgørelsen er truffet efter barnets lov § 90.")
    assert "henvisning" in page.url
    assert "Barnet" not in page.url
    assert page.get_by_role("button", name="Kopiér ren tekst").is_visible() is javascript
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent som Word-dokument").click()
    assert download.value.suggested_filename == "begrundelse.docx"


def test_copied_with_headings(open_page: Callable[..., Page]) -> None:
    page = open_page(ROW)
    fill(page)
    assert violations(page) == []
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiér med overskrifter").click()
    page.get_by_role("status").filter(has_text="Kopieret").wait_for()
    read = "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    assert "Retsgrundlag</h3>" in page.evaluate(read)
    page.get_by_role("button", name="Kopiér ren tekst").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Retsgrundlag")
