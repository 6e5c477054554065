"""Plain text, as it comes when one pastes from Word or Excel into a field: bullets, numbers, tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from portal.importers.characters import cleaned
from portal.importers.conversion import ConvertedText, RemarkBook
from portal.importers.inline import InlineWriter
from portal.importers.markdown_writing import BULLET, MOST_LINES, TooMuch
from portal.importers.pieces import Pieces
from portal.importers.plain_rows import PlainRow, plain_rows

_LABEL = re.compile(r"[ ]*((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|(?:\d{1,3}\.)+\d{0,3})\t[ \t]*(?=\S)")


def markdown_of_text(source: str) -> ConvertedText:
    """The Markdown of plain text. Lines with the same number of tabs in a row are a table. Raises TooMuch."""
    if source.count("\n") > MOST_LINES:
        raise TooMuch
    book = RemarkBook()
    pieces = Pieces(book)
    for tabs, group in groupby(plain_rows(cleaned(source, keep_tabs=True)), key=_tabs):
        rows = list(group)
        if tabs > 0 and len(rows) > 1 and not _are_indented(rows):
            pieces.table([[_line(cell, book) for cell in row.cells] for row in rows])
        else:
            for row in rows:
                _write(row.line, pieces, book)
    return pieces.converted()


def _tabs(row: PlainRow) -> int:
    """How many cells a line has beside its first; 0 for one that is an item of a list."""
    return (
        0
        if len(row.cells) == 2 and (BULLET.match(row.line) or _LABEL.match(row.line))
        else len(row.cells) - 1
    )


def _are_indented(rows: Sequence[PlainRow]) -> bool:
    """Whether the tabs only move lines to the right: no more than one column has words."""
    return len({column for row in rows for column, cell in enumerate(row.cells) if cell.strip()}) < 2


def _write(line: str, pieces: Pieces, book: RemarkBook) -> None:
    label = _LABEL.match(line)
    if label:
        pieces.item(_line(line[label.end() :], book), 0, label[1])
    else:
        pieces.paragraph(_line(line, book))


def _line(words: str, book: RemarkBook) -> InlineWriter:
    line = InlineWriter(book)
    for number, part in enumerate(words.split("\n")):
        line.markup("\n" if number else "")
        line.text(part)
    return line
