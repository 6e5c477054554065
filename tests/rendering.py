"""The same text as a municipality may have it: Word with real tables, PDF made of that by LibreOffice, HTML.

Texts of our own lie in ``inputs/imports``; those beside the repository are used where they are.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
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

TEXTS = Path(__file__).parent / "inputs" / "imports"
_FOOT = re.compile(r"\s*(?:Side \d+ af \d+|[A-ZÆØÅ]{4,} KOMMUNE +\d+)\s*")
_HEAD_OF_LEVELS = re.compile(r"(\w+) (Omfang)\s*")
_LEVEL = re.compile(r"(.+?)\s+((?:Op til|Over|\d+ ?[-–])\s?\d.*)")
_EXTENT = re.compile(r"(?:Op til|Over|\d+ ?[-–])\s?\d.*")
_QUESTION = re.compile(r"\s*[A-ZÆØÅ][^.?:]{5,80}\?\s*")
_BULLET = re.compile(r"\s*[\uf0b7•-]\s+")
_ALONE = re.compile(r"\s*\|.*\|\s*")


class Shape(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    BULLET = auto()
    TABLE = auto()


@dataclass(frozen=True)
class Block:
    """A block of a text; ``rows`` are a table's cells."""

    shape: Shape
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0


def texts_beside(root: Path) -> dict[str, str]:
    """The municipal source documents and data sheets beside the repository, by name; none without them."""
    beside = root.parent / "shared"
    found = [*beside.glob("seeds/00[24]_*.txt"), *beside.glob("cases/standards/*.txt")]
    return {path.stem: _without_card(path.read_text("utf-8")) for path in sorted(found)}


def _without_card(text: str) -> str:
    """A data sheet as the standard it is about: its title and its text, without what was noted of them."""
    title = re.search(r"^TITEL: (.*)$", text, re.MULTILINE)
    if not text.startswith("KOMMUNE:") or title is None:
        return text
    body = text.partition("\n\n")[2].partition("\nNOTE:")[0]
    return f"# {title[1]}\n\n{body.strip()}\n"


def own_texts() -> dict[str, str]:
    """The texts of our own, by name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}


def blocks_of(text: str) -> list[Block]:
    """A text's blocks. Its drawn tables, and its levels with "Omfang" above them, become real tables."""
    return list(_blocks([line for line in text.split("\n") if not _FOOT.fullmatch(line)]))


def tables_of(blocks: Sequence[Block]) -> list[tuple[tuple[str, ...], ...]]:
    """The cells of every table with "Omfang" above, that is of the levels, its head left out.

    Words before it that end in "op til:" are said of each of its extents.
    """
    found = []
    for before, block in zip((Block(Shape.PARAGRAPH), *blocks), blocks, strict=False):
        if block.rows and block.rows[0][-1] == "Omfang":
            lead = "Op til " if before.words.endswith(" op til:") else ""
            found.append(tuple((*row[:-1], _limited(row[-1], lead)) for row in block.rows[1:]))
    return found


def _limited(extent: str, lead: str) -> str:
    return lead + extent if re.match(r"\d|ca\.", extent) else extent


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    position = 0
    while position < len(lines):
        drawn = _drawn_table(lines, position) or _levels(lines, position)
        if drawn:
            rows, position = drawn
            yield Block(Shape.TABLE, rows=rows)
            continue
        start = position
        if lines[position].strip():
            position = _end_of_paragraph(lines, position)
            yield _block(lines[start:position])
        position = max(position, start + 1)


def _drawn_table(lines: Sequence[str], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    end = start
    while end < len(lines) and _ALONE.fullmatch(lines[end]):
        end += 1
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines[start:end]]
    kept = tuple(row for row in rows if not all(re.fullmatch("-+", cell) for cell in row))
    return (kept, end) if len(kept) > 1 else None


def _levels(lines: Sequence[str], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The levels below a head such as "Niveau Omfang"; a row's label may be broken over two lines."""
    head = _HEAD_OF_LEVELS.fullmatch(lines[start])
    if head is None:
        return None
    rows, waiting, end = [(head[1], head[2])], "", start + 1
    for position in range(start + 1, len(lines)):
        words = lines[position].strip()
        row, extent = _LEVEL.fullmatch(words), _EXTENT.fullmatch(words)
        if words and extent and waiting:
            rows.append((waiting, words))
        elif row:
            rows.append((waiting.removesuffix("-") + row[1].strip(), row[2].strip()))
        elif words and waiting.endswith("-"):
            waiting = waiting[:-1] + words
            continue
        elif words.endswith("-"):
            waiting = words
            continue
        elif words:
            break
        else:
            continue
        waiting, end = "", position + 1
    return (tuple(rows), end) if len(rows) > 2 else None


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and lines[end].strip() and not _BULLET.match(lines[end]):
        if (
            lines[end].startswith("#")
            or _ALONE.fullmatch(lines[end])
            or _HEAD_OF_LEVELS.fullmatch(lines[end])
        ):
            break
        end += 1
    return end


def _block(lines: Sequence[str]) -> Block:
    words = ""
    for line in lines:
        stripped = line.strip()
        broken = words.endswith("-") and words[-2:-1].isalpha() and stripped[:1].islower()
        words = (
            words[:-1] + stripped
            if broken and not stripped.startswith(("og ", "eller "))
            else f"{words} {stripped}"
        )
    words = " ".join(words.split())
    marks = len(words) - len(words.lstrip("#"))
    if marks:
        return Block(Shape.HEADING, words[marks:].strip(), level=marks)
    if _QUESTION.fullmatch(words):
        return Block(Shape.HEADING, words, level=2)
    if bullet := _BULLET.match(words):
        return Block(Shape.BULLET, words[bullet.end() :])
    return Block(Shape.PARAGRAPH, words)


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
