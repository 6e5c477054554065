"""Small PDF files, drawn letter by letter, so that a test knows where on the page everything stands."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HEIGHT = A4[1]


def pdf_file(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF of A4 pages, each drawn by a function. Reportlab counts points from the lower left corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words_at(canvas: Canvas, *lines: tuple[float, float, str], size: float = 11, bold: bool = False) -> None:
    """Write lines, each with left edge and baseline in points from the page's upper left corner."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    for left, down, words in lines:
        canvas.drawString(left, HEIGHT - down, words)


def grid(
    canvas: Canvas, lefts: list[float], tops: list[float], rows: list[list[str]], size: float = 11
) -> None:
    """Draw a ruled table: the edges of its columns and rows from the upper left corner, and its cells."""
    canvas.grid(lefts, [HEIGHT - top for top in tops])
    for top, row in zip(tops, rows, strict=False):
        for left, cell in zip(lefts, row, strict=False):
            for number, line in enumerate(cell.split("\n")):
                words_at(canvas, (left + 4, top + 4 + size + number * (size + 3), line), size=size)
