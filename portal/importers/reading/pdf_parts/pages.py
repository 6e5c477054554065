"""A page of a PDF as lines and tables in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from portal.importers.conversion import RemarkBook, RemarkKind
from portal.importers.inline import InlineWriter
from portal.importers.markdown_writing import shown
from portal.importers.reading.pdf_parts.columns import in_reading_order
from portal.importers.reading.pdf_parts.grids import Cell, Grid, grids_of
from portal.importers.reading.pdf_parts.letters import Letter, letters_of
from portal.importers.reading.pdf_parts.rows import Stretch, box_of, gaps, line_of, rows_of, write
from portal.importers.source import SourceBox, SourceLine, SourcePlace, SourceTable
from portal.importers.symbols import UNKNOWN

_LAYOUT_LINES = 7
"""A cell on the right with so many lines makes a table of two columns one of headings and their text."""
_GAP = 1.3


@dataclass(frozen=True)
class PageTable:
    """A table, and the edges of its columns, by which it is known on the next page."""

    table: SourceTable
    columns: tuple[float, ...]


@dataclass(frozen=True)
class ReadPage:
    """What a page says; ``margin`` holds the parts that stand in its upper and lower edge."""

    parts: tuple[SourceLine | PageTable, ...]
    height: float
    has_picture: bool
    is_picture: bool
    """Whether a picture covers it, so that its words were recognised by a machine."""


def read_page(page: Page, book: RemarkBook) -> ReadPage:
    """One page; what is left out is remarked on."""
    letters = letters_of(page, book)
    reader = _PageReader(page, letters.kept, letters.left_out, book)
    area = float(page.width * page.height)
    pictures = [float(one["width"] * one["height"]) for one in page.images]
    return ReadPage(
        tuple(reader.parts()), float(page.height), bool(pictures), any(one > 0.7 * area for one in pictures)
    )


class _PageReader:
    """Reads the letters of one page."""

    def __init__(
        self, page: Page, letters: Sequence[Letter], left_out: Sequence[Letter], book: RemarkBook
    ) -> None:
        self._number, self._book = page.page_number, book
        self._letters, self._left_out = letters, left_out
        self._rows = rows_of(letters)
        self._usual = gaps(self._rows)
        self._grids = [grid for grid in grids_of(page) if len(grid.columns) > 2 and len(grid.rows) > 1]

    def parts(self) -> Iterator[SourceLine | PageTable]:
        """All lines and tables; letters that are turned stand last."""
        outer = [grid for grid in self._grids if not any(other.holds_grid(grid) for other in self._grids)]
        yield from self._region(self._rows, outer)
        turned = [letter for letter in self._letters if not letter.upright]
        if any(not letter.is_blank for letter in turned):
            place = SourcePlace(self._number, len(self._rows) + 1, box_of(turned))
            words = " ".join("".join(letter.text for letter in turned).split())
            yield SourceLine(words, place, after_gap=True)

    def _region(
        self, rows: Sequence[Sequence[Stretch]], grids: Sequence[Grid]
    ) -> Iterator[SourceLine | PageTable]:
        """The rows between and beside the grids, each grid where it stands."""
        waiting = list(rows)
        for grid in sorted(grids, key=lambda grid: (grid.top, grid.left)):
            within = [_chosen(row, grid.holds) for row in waiting]
            around = [_chosen(row, grid.lacks) for row in waiting]
            above = [row for row in around if row and row[0].baseline <= grid.top]
            waiting = [row for row in around if row and row[0].baseline > grid.top]
            yield from self._lines(above)
            yield from self._grid(grid, [row for row in within if row])
        yield from self._lines(waiting)

    def _lines(self, rows: Sequence[Sequence[Stretch]]) -> Iterator[SourceLine]:
        for group in in_reading_order(rows):
            above: Sequence[Stretch] = ()
            for row in group:
                apart = row[0].baseline - above[0].baseline if above else float("inf")
                room = apart > _GAP * self._usual * row[0].size
                yield line_of(row, self._number, self._book, after_gap=room)
                above = row

    def _grid(self, grid: Grid, rows: Sequence[Sequence[Stretch]]) -> Iterator[SourceLine | PageTable]:
        inner = [other for other in self._grids if grid.holds_grid(other)]
        cells = [[_in_cell(rows, cell) for cell in row] for row in grid.cells]
        if inner or _is_layout(cells):
            nearest = [one for one in inner if not any(other.holds_grid(one) for other in inner)]
            yield from self._layout(grid, rows, nearest)
            return
        kept = [number for number, row in enumerate(cells) if any(row)]
        if kept:
            yield self._table(grid, cells, kept)

    def _layout(
        self, grid: Grid, rows: Sequence[Sequence[Stretch]], inner: Sequence[Grid]
    ) -> Iterator[SourceLine | PageTable]:
        seen: set[Cell] = set()
        for row in grid.cells:
            for cell in row:
                if cell is not None and cell not in seen:
                    seen.add(cell)
                    here = [one for one in inner if _holds(cell, one)]
                    yield from self._region(_in_cell(rows, cell), here)

    def _table(
        self, grid: Grid, cells: Sequence[Sequence[Sequence[Sequence[Stretch]]]], kept: Sequence[int]
    ) -> PageTable:
        columns = [
            number
            for number in range(len(grid.columns) - 1)
            if any(cells[row][number] for row in kept) or grid.columns[number + 1] - grid.columns[number] > 20
        ]
        words = [tuple(self._words(cells[row][column]) for column in columns) for row in kept]
        places = [self._place(grid, row, cells[row]) for row in kept]
        if grid.is_merged:
            self._book.add(RemarkKind.MERGED, " ".join(words[0]))
        table = SourceTable(tuple(words), tuple(places), self._is_sure(grid, words))
        return PageTable(table, grid.columns)

    def _is_sure(self, grid: Grid, words: Sequence[Sequence[str]]) -> bool:
        letters = [letter for letter in self._letters if grid.holds(letter)]
        return not (
            grid.is_merged
            or any(cell is None for row in grid.cells for cell in row)
            or any(UNKNOWN in cell for row in words for cell in row)
            or any(not letter.upright for letter in letters)
            or any(grid.holds(letter) for letter in self._left_out)
            or any(
                _chosen([stretch], grid.holds) and stretch.crosses(grid.columns[1:-1])
                for row in self._rows
                for stretch in row
            )
        )

    def _words(self, rows: Sequence[Sequence[Stretch]]) -> str:
        """A cell's lines; those that hyphens divide are joined where they are understood."""
        lines = []
        for row in rows:
            writer = InlineWriter(self._book)
            for number, stretch in enumerate(row):
                writer.markup(" " if number else "")
                write(stretch, writer)
            lines.append(shown(writer.plain()))
        return "\n".join(lines)

    def _place(self, grid: Grid, row: int, cells: Sequence[Sequence[Sequence[Stretch]]]) -> SourcePlace:
        lines = [stretch.number for cell in cells for line in cell for stretch in line]
        box = SourceBox(
            round(grid.left, 1), round(grid.rows[row], 1), round(grid.right, 1), round(grid.rows[row + 1], 1)
        )
        return SourcePlace(self._number, min(lines), box)


def _chosen(row: Sequence[Stretch], is_wanted: Callable[[Letter], bool]) -> list[Stretch]:
    """The stretches of a row with the wanted letters alone; those of which none is left are gone."""
    chosen = []
    for stretch in row:
        letters = tuple(letter for letter in stretch.letters if is_wanted(letter))
        if any(not letter.is_blank for letter in letters):
            chosen.append(Stretch(letters, stretch.number))
    return chosen


def _in_cell(rows: Sequence[Sequence[Stretch]], cell: Cell | None) -> list[list[Stretch]]:
    """The rows in a cell, with what of them stands there."""
    if cell is None:
        return []
    left, top, right, bottom = cell
    found = [_chosen(row, lambda letter: letter.stands_in(left, top, right, bottom)) for row in rows]
    return [row for row in found if row]


def _is_layout(cells: Sequence[Sequence[Sequence[Sequence[Stretch]]]]) -> bool:
    """Whether the lines only frame headings on the left and running text on the right, or one row."""
    with_words = [row for row in cells if any(row)]
    if len(with_words) < 2:
        return True
    return len(cells[0]) == 2 and any(len(row[1]) >= _LAYOUT_LINES for row in cells)


def _holds(cell: Cell, grid: Grid) -> bool:
    across, down = (grid.left + grid.right) / 2, (grid.top + grid.bottom) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]
