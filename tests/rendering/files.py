"""A text as municipalities may have it: Word with real tables, PDF made of it by LibreOffice, HTML, text."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from rendering.texts import Block, Shape


def word_of(blocks: Sequence[Block]) -> bytes:
    """A Word file with the styles that Word offers, ruled tables, and a foot with page numbers."""
    document = _with_foot()
    for block in blocks:
        _write(document, block)
    return _saved(document)


def framed_word_of(blocks: Sequence[Block], *, ruled: bool) -> bytes:
    """The same in two columns, as many standards are: a heading on the left, its text beside it."""
    document = _with_foot()
    frame = document.add_table(0, 2, style="Table Grid" if ruled else "Normal Table")
    for column, width in zip(frame.columns, (Cm(4.5), Cm(11.5)), strict=True):
        column.width = width
    row = None
    for block in blocks:
        if row is None or block.shape is Shape.HEADING:
            row = frame.add_row()
            for cell, width in zip(row.cells, (Cm(4.5), Cm(11.5)), strict=True):
                cell.width = width
            row.cells[0].text = block.words
        else:
            _write(row.cells[1], block)
    return _saved(document)


def _with_foot() -> Any:
    document = WordDocument()
    foot = document.sections[0].footer.paragraphs[0]
    for words, field in (("Side ", "PAGE"), (" af ", "NUMPAGES")):
        foot.add_run(words)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        foot._p.append(simple)
    return document


def _write(into: Any, block: Block) -> None:
    """Write a block into a document or a cell."""
    if block.shape is Shape.TABLE:
        table = into.add_table(len(block.rows), len(block.rows[0]))
        table.style = "Table Grid"
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words
    elif block.shape is Shape.HEADING:
        into.add_heading(block.words, block.level)
    else:
        into.add_paragraph(block.words, "List Bullet" if block.shape is Shape.BULLET else None)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def html_of(blocks: Sequence[Block]) -> bytes:
    """A page of HTML, with a script that nobody may run."""
    tags = {Shape.PARAGRAPH: "p", Shape.BULLET: "li"}
    parts = ["<!doctype html><html><head><meta charset='utf-8'><script>alert(1)</script></head><body>"]
    for block in blocks:
        if block.shape is Shape.TABLE:
            cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            tag = tags.get(block.shape, f"h{block.level}")
            parts.append(f"<{tag}>{html.escape(block.words)}</{tag}>")
    return "\n".join([*parts, "</body></html>"]).encode()


def plain_text_of(text: str) -> bytes:
    """The text as a plain file: what was marked as a heading is a line by itself."""
    return re.sub(r"^#+ ", "", text, flags=re.MULTILINE).encode()


def loose_text_of(blocks: Sequence[Block], chance: Random) -> bytes:
    """A text as it comes out of a PDF: tables as lines, some broken, a page's foot between them."""
    lines = []
    for block in blocks:
        if block.shape is not Shape.TABLE:
            lines += [f"• {block.words}" if block.shape is Shape.BULLET else block.words, ""]
            continue
        is_drawn = chance.random() < 0.5
        for row in block.rows:
            lines += [f"| {' | '.join(row)} |"] if is_drawn else _loose_row(row, chance)
            if not is_drawn and chance.random() < 0.05:
                lines += ["", "", "Side 3 af 11", "\f"]
        lines.append("")
    return "\n".join(lines).encode()


def _loose_row(row: Sequence[str], chance: Random) -> list[str]:
    label, extent = row[0], row[-1]
    if len(label) > 12 and label[8:].isalpha() and chance.random() < 0.2:
        return [f"{label[:8]}-", f"{label[8:]} ", "", extent, ""]
    return [f"{label}{chance.choice((' ', '  '))}{extent}", *([""] if chance.random() < 0.5 else [])]


def drawn_pdf_of(blocks: Sequence[Block]) -> bytes:
    """A PDF with ruled tables, drawn without LibreOffice, in milliseconds."""
    out, styles, drawn = io.BytesIO(), getSampleStyleSheet(), []
    for block in blocks:
        if block.shape is Shape.TABLE:
            cells = [[Paragraph(html.escape(cell), styles["Normal"]) for cell in row] for row in block.rows]
            drawn.append(Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, black)]))
        else:
            style = styles[f"Heading{block.level}"] if block.shape is Shape.HEADING else styles["Normal"]
            words = html.escape(block.words)
            drawn.append(Paragraph(words, style, bulletText="•" if block.shape is Shape.BULLET else None))
            drawn.append(Spacer(1, 8))
    SimpleDocTemplate(out, pagesize=A4).build(drawn or [Spacer(1, 8)])
    return out.getvalue()


def pdfs_of(words: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF that LibreOffice makes of each Word file, all in one call, for that is what takes time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, content in words.items():
            (folder / f"{title}.docx").write_bytes(content)
        subprocess.run(
            [
                str(shutil.which("soffice")),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *(str(folder / f"{title}.docx") for title in words),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {title: (folder / f"{title}.pdf").read_bytes() for title in words}


def require_libreoffice() -> None:
    """Skip loudly on a person's machine without LibreOffice, fail in CI."""
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing.")
        warnings.warn("LibreOffice is missing: no file is made with it.", pytest.PytestWarning, stacklevel=2)
        pytest.skip("LibreOffice is missing: install it to run the tests of real PDF and Word files.")
