"""A standard of ours as a PDF of two pages, with a ruled table of levels, as a municipality has them."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from rendering.pdf_files import grid, pdf_file, words_at

LEVELS = [
    ["Niveau", "Omfang", "Varighed"],
    ["Lette problemer", "Op til 24 døgn om året", "To år ad gangen"],
    ["Moderate problemer", "Op til 48 døgn om året", "To år ad gangen"],
]


def relief_pdf() -> bytes:
    """The file's bytes."""
    return pdf_file(_first, _second)


def _first(canvas: Canvas) -> None:
    words_at(canvas, (72, 90, "Kvalitetsstandard for aflastning"), size=20, bold=True)
    _section(canvas, 140, "Formål", "Aflastning giver familien luft i hverdagen.")
    _section(canvas, 200, "Hvem kan få hjælp?", "Familier med et barn, der har en funktionsnedsættelse.")
    _section(canvas, 260, "Omfang", "Kommunen bruger disse niveauer som udgangspunkt:")
    grid(canvas, [72, 220, 370, 520], [300, 326, 352, 378], LEVELS)
    words_at(canvas, (260, 800, "Side 1 af 2"), size=9)


def _second(canvas: Canvas) -> None:
    _section(canvas, 90, "Opfølgning", "Vi følger op senest 3 måneder efter, at hjælpen begyndte.")
    _section(canvas, 150, "Hvem beslutter?", "Familieafdelingen afgør sagen.")
    _section(canvas, 210, "Klage", "I kan klage inden fire uger.")
    words_at(canvas, (260, 800, "Side 2 af 2"), size=9)


def _section(canvas: Canvas, down: float, heading: str, words: str) -> None:
    words_at(canvas, (72, down, heading), size=14, bold=True)
    words_at(canvas, (72, down + 24, words))
