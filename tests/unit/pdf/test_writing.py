"""What a PDF is drawn from: what was given, and nothing that a document names besides."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import pytest

from conftest import ROOT
from paper import inside, need_pdf, opened, words_of
from portal.importers.own_process import Converters
from portal.pdf.order import AttachedFile, PdfOrder, Relationship, read_order
from portal.pdf.writing import write_pdf

NO_LETTER = "\U0010fffd"
"""Of the area for private use: no font has a shape for it."""


def order(body: str, head: str = "") -> PdfOrder:
    static = ROOT / "build" / "static"
    style = json.loads((static / "manifest.json").read_text(encoding="utf-8"))["paper_style"]
    html = f'<!DOCTYPE html><html lang="da"><head><title>Prøve</title>{head}</head><body>{body}</body></html>'
    file = AttachedFile("æ.md", b"a\x00\xff", "text/markdown", Relationship.SOURCE, "Teksten")
    return PdfOrder(html, "http://portal.test/", str(static / style), "2026-11-22T11:00:00+00:00", (file,))


def drawn(asked: PdfOrder) -> bytes:
    """The file, made where it always is made: in a process of its own."""
    return b64decode(Converters().run(write_pdf, asked.written()))


@pytest.fixture(autouse=True)
def _needed() -> None:
    need_pdf()


def test_an_order_passes_as_text() -> None:
    asked = order("<p>Hej</p>")
    assert read_order(asked.written()) == asked


def test_no_file_and_no_page_is_read_that_a_document_names() -> None:
    named = Path(__file__).as_uri()
    head = f'<link rel="attachment" href="{named}"><link rel="stylesheet" href="{named}">'
    made = drawn(order(f'<p>Hej</p><img src="{named}" alt="x">', head))
    assert inside(made) == {"æ.md": b"a\x00\xff"}
    assert "Hej" in words_of(made)


def test_a_character_that_no_font_has_is_written_as_its_number() -> None:
    made = drawn(order(f"<h1>Hej {NO_LETTER} du</h1>"))
    assert "Hej [U+10FFFD] du" in words_of(made)
    with opened(made) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == "Hej [U+10FFFD] du"
