"""A text file, as programs save it and as text is taken out of PDF files: its lines and drawn tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.danish.characters import as_read
from portal.importers.characters import cleaned
from portal.importers.markdown_writing import BULLET
from portal.importers.plain_rows import plain_rows
from portal.importers.reading.decoding import doubt_of
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourcePlace, SourceTable
from portal.importers.symbols import read_symbols

NO_TEXT = "Filen er ikke en tekstfil. Gem den som tekst, eller hent den ind som Word, PDF eller HTML."
_MOST_INDENTED = 0.25
"""Up to this share of lines that begin with one blank, it is what was left of a page's end or a bullet."""
_DRAWN, _TABBED = "strokes", "tabs"
_SOFT_BREAK = re.compile("\u00ad[ \t]*(?=\r|\n)")
_SIGN_BULLET = re.compile("[\ue000-\uf8ff][ \t]+(?=\\S)")
_STROKES = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:+-]+")
_STROKE = re.compile(r"(?<!\\)\|")


class NoTextError(ValueError):
    """The bytes are those of no text. The message is Danish and says what to do."""

    def __init__(self) -> None:
        super().__init__(NO_TEXT)


@dataclass(frozen=True)
class _Row:
    """A line with its cells, where it stands, and whether more room than usual is before it.

    ``run`` counts the stretches of lines without an empty one between them.
    """

    line: str
    cells: tuple[str, ...]
    place: SourcePlace
    after_gap: bool
    run: int

    @property
    def kind(self) -> tuple[str, int, int]:
        """What belongs together: lines with as many tabs, lines between strokes, lines without either."""
        if _STROKES.fullmatch(self.line):
            return _DRAWN, self.run, 0
        if len(self.cells) > 1 and not _bullet(self.line)[0]:
            return _TABBED, self.run, len(self.cells)
        return "", 0, 0


def read_text_file(source: bytes) -> SourceDocument:
    """The lines and tables of a text in UTF-8, UTF-16 or Windows-1252; a form feed begins a page.

    Raises NoTextError.
    """
    text = _decoded(source)
    pages = _SOFT_BREAK.sub("-", text).split("\f")
    rows = [row for number, page in enumerate(pages, start=1) for row in _rows(page, number)]
    indented = _is_odd_one_out(rows)
    parts: list[SourceLine | SourceTable] = []
    for kind, group in groupby(rows, key=lambda row: row.kind):
        parts += _table_or_lines(kind[0], list(group), indented)
    return SourceDocument(SourceKind.TEXT, tuple(parts), len(pages), doubt=doubt_of(text))


def _decoded(source: bytes) -> str:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return source.decode("utf-16", "replace")
    if b"\x00" in source:
        return _wide(source)
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1252", "replace")


def _wide(source: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte of Danish is 0. Raises NoTextError."""
    half = len(source) / 2
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if source[start::2].count(0) > 0.8 * half and source[1 - start :: 2].count(0) < 0.05 * half:
            return source.decode(encoding, "replace")
    raise NoTextError


def _rows(page: str, number: int) -> Iterator[_Row]:
    line, run, gap = 1, 0, False
    for row in plain_rows(cleaned(page, keep_tabs=True)):
        if row.line.strip():
            run += gap
            first = line == 1 and number > 1
            yield _Row(row.line, row.cells, SourcePlace(number, line), gap or first, run)
        gap = not row.line.strip()
        line += row.line.count("\n") + 1


def _is_odd_one_out(rows: Sequence[_Row]) -> bool:
    """Whether so few lines begin with a blank that it stands for a page's end."""
    return sum(_begins_with_blank(row) for row in rows) <= _MOST_INDENTED * len(rows)


def _begins_with_blank(row: _Row) -> bool:
    return row.line[:1] == " " and row.line[1:2] not in ("", " ", "\t") and not _bullet(row.line)[0]


def _table_or_lines(kind: str, rows: Sequence[_Row], indented: bool) -> list[SourceLine | SourceTable]:
    table = _table(kind, rows)
    if table is not None:
        return [table]
    return [_line(row, row.after_gap or (indented and _begins_with_blank(row))) for row in rows]


def _line(row: _Row, after_gap: bool) -> SourceLine:
    label, words = _bullet(row.line)
    return SourceLine(" ".join(_readable(words).split()), row.place, label=label, after_gap=after_gap)


def _bullet(line: str) -> tuple[str, str]:
    """The bullet that a line begins with, as "•", and the words behind it."""
    words = line.strip()
    found = BULLET.match(words) or _SIGN_BULLET.match(words)
    return ("•", words[found.end() :]) if found else ("", words)


def _readable(words: str) -> str:
    return as_read(read_symbols(words).text)


def _table(kind: str, rows: Sequence[_Row]) -> SourceTable | None:
    """The rows as a table, None where they are lines after all."""
    if len(rows) < 2 or not kind:
        return None
    kept = [row for row in rows if kind != _DRAWN or not _RULE.fullmatch(row.line)]
    cells = [_between_strokes(row.line) if kind == _DRAWN else row.cells for row in kept]
    if not cells or len({i for row in cells for i, cell in enumerate(row) if cell.strip()}) < 2:
        return None
    width = max(map(len, cells))
    full = tuple(
        tuple(" ".join(_readable(cell).split()) for cell in (*row, *[""] * (width - len(row))))
        for row in cells
    )
    return SourceTable(full, tuple(row.place for row in kept), all(len(row) == width for row in cells))


def _between_strokes(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\|", "|") for cell in _STROKE.split(line.strip())[1:-1])
