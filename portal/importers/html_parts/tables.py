"""Tables of a page: every row as wide as the table, a merged cell's words in each place that it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from lxml.html import HtmlElement

from portal.importers.list_labels import whole
from portal.importers.markdown_writing import MOST_CELLS, TooMuch

Words = TypeVar("Words")
_WIDEST = 1_000
"""So far a cell may reach in HTML."""
_LAYOUT_BLOCKS = 7
"""So many paragraphs in a cell are the text of a heading, and no row's words."""


@dataclass(frozen=True)
class SpanningCell(Generic[Words]):
    """A cell's words, and how many columns and rows it covers."""

    words: Words
    columns: int = 1
    rows: int = 1


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, without those of tables in its cells."""
    return list(_rows(table))


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def span_of(cell: HtmlElement, rows_left: int) -> tuple[int, int]:
    """How many columns and rows a cell covers, at most the ``rows_left`` of its table."""
    columns, rows = whole(cell.get("colspan"), 1), whole(cell.get("rowspan"), 1)
    return max(min(columns, _WIDEST), 1), min(rows or rows_left, rows_left)


def is_layout(rows: Sequence[HtmlElement]) -> bool:
    """Whether a table sets headings beside text: a cell has a table, or one on the right many blocks."""
    cells = [cells_of(row) for row in rows]
    if any(len(row) > 2 for row in cells):
        return False
    return any(
        cell.find(".//table") is not None
        or (column and sum(1 for _ in cell.iter("p", "li")) >= _LAYOUT_BLOCKS)
        for row in cells
        for column, cell in enumerate(row)
    )


def laid_out(rows: Sequence[Sequence[SpanningCell[Words]]], nothing: Words) -> list[list[Words]]:
    """What stands in each place of the table, row by row; ``nothing`` where no cell is. Raises TooMuch."""
    places: dict[tuple[int, int], Words] = {}
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            width = max(width, column + cell.columns)
            if width * len(rows) > MOST_CELLS:
                raise TooMuch
            for down in range(min(cell.rows, len(rows) - number)):
                for right in range(cell.columns):
                    places.setdefault((number + down, column + right), cell.words)
            column += cell.columns
    return [[places.get((number, column), nothing) for column in range(width)] for number in range(len(rows))]


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
