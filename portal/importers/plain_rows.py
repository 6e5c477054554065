"""The rows of plain text: lines, and cells between tabs. Excel quotes a cell that has several lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_LINES = 200
"""So many lines a cell may have; a quotation mark that closes later opened none."""
_OPENING = re.compile(r'(?:^|\t)"')
_BY_EXCEL = re.compile(r'(?:^|\t)"[^"]*(?:""|\t[^"]*"(?:\t|$))|\n')


@dataclass(frozen=True)
class PlainRow:
    """A line as it stands, and its cells; a line without tabs is one cell."""

    line: str
    cells: tuple[str, ...]


def plain_rows(text: str) -> Iterator[PlainRow]:
    """The rows of a text, in which a cell may hold line breaks."""
    lines = text.split("\n")
    position = 0
    while position < len(lines):
        number = _lines_of_row(lines, position)
        line = "\n".join(lines[position : position + number])
        yield PlainRow(line, _cells(line))
        position += number


def _lines_of_row(lines: Sequence[str], start: int) -> int:
    """How many lines the row that begins at ``start`` has: until its quotation marks are closed."""
    if not _OPENING.search(lines[start]):
        return 1
    marks = tabs = 0
    for number, line in enumerate(lines[start : start + _MOST_LINES], start=1):
        marks += line.count('"')
        tabs += line.count("\t")
        if marks % 2 == 0:
            return (
                number if tabs and (number == 1 or _quoted("\n".join(lines[start : start + number]))) else 1
            )
    return 1


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_quoted(line) or line.split("\t"))


def _quoted(row: str) -> list[str]:
    """The cells of a row that Excel quoted; none where the quotation marks are the writer's own."""
    if not _OPENING.search(row) or not _BY_EXCEL.search(row):
        return []
    try:
        read = list(csv.reader([f"{line}\n" for line in row.split("\n")], delimiter="\t", strict=True))
    except csv.Error:
        return []
    return read[0] if len(read) == 1 else []
