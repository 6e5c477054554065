"""The tables that a page draws with lines: where their cells are, and which letters stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from portal.importers.reading.pdf_parts.letters import Letter

_NEAR = 3.0
_NARROWEST = 7.0
"""Points; what is narrower lies between two lines that belong together."""
_MOST_CELLS = 5_000
Cell = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True)
class Grid:
    """The edges of columns and rows from left and top, and for each place the cell that covers it.

    A cell is left, top, right and bottom; None where the lines leave a place open.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.columns[0]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.rows[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.columns[-1]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.rows[-1]

    @property
    def is_merged(self) -> bool:
        """Whether a cell covers more than one place."""
        found = [cell for row in self.cells for cell in row if cell is not None]
        return len(found) > len(set(found))

    def holds(self, letter: Letter) -> bool:
        """Whether a letter stands in it."""
        return letter.stands_in(self.left, self.top, self.right, self.bottom)

    def lacks(self, letter: Letter) -> bool:
        """Whether a letter stands outside of it."""
        return not self.holds(letter)

    def holds_grid(self, other: Grid) -> bool:
        """Whether another lies within it."""
        return (
            self is not other
            and self.left - _NEAR <= other.left
            and other.right <= self.right + _NEAR
            and self.top - _NEAR <= other.top
            and other.bottom <= self.bottom + _NEAR
        )

    def is_crossed(self, letters: Iterable[Letter]) -> bool:
        """Whether a letter stands on the line between two columns, so that its cell is a guess."""
        return any(
            letter.left < edge - 0.25 * letter.size and letter.right > edge + 0.25 * letter.size
            for letter in letters
            if not letter.is_blank
            for edge in self.columns[1:-1]
        )


def grids_of(page: Page) -> list[Grid]:
    """The grids of a page, the smallest first, so that one in another's cell comes before that one."""
    grids = [_grid([tuple(map(float, cell)) for cell in found.cells]) for found in page.find_tables()]
    kept = [grid for grid in grids if len(grid.columns) * len(grid.rows) <= _MOST_CELLS]
    return sorted(kept, key=lambda grid: (grid.right - grid.left) * (grid.bottom - grid.top))


def _grid(cells: Sequence[tuple[float, ...]]) -> Grid:
    columns = _edges(side for cell in cells for side in (cell[0], cell[2]))
    rows = _edges(side for cell in cells for side in (cell[1], cell[3]))
    found = {
        place: (cell[0], cell[1], cell[2], cell[3])
        for cell in cells
        for place in _places(cell, columns, rows)
    }
    return Grid(
        tuple(columns),
        tuple(rows),
        tuple(
            tuple(found.get((row, column)) for column in range(len(columns) - 1))
            for row in range(len(rows) - 1)
        ),
    )


def _places(
    cell: tuple[float, ...], columns: Sequence[float], rows: Sequence[float]
) -> list[tuple[int, int]]:
    """The rows and columns that a cell covers the middle of."""
    across = [n for n in range(len(columns) - 1) if cell[0] < (columns[n] + columns[n + 1]) / 2 < cell[2]]
    down = [n for n in range(len(rows) - 1) if cell[1] < (rows[n] + rows[n + 1]) / 2 < cell[3]]
    return [(row, column) for row in down for column in across]


def _edges(sides: Iterable[float]) -> list[float]:
    """The sides from the least on, those of a double line as one."""
    edges: list[float] = []
    for side in sorted(sides):
        if not edges or side - edges[-1] > _NARROWEST:
            edges.append(side)
    return edges
