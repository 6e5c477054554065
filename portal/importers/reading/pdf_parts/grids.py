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


def grids_of(page: Page) -> list[Grid]:
    """The grids of a page, the smallest first, so that one in another's cell comes before that one."""
    found = [
        [(float(cell[0]), float(cell[1]), float(cell[2]), float(cell[3])) for cell in table.cells]
        for table in page.find_tables()
    ]
    grids = [_grid(part) for cells in found for part in _parted(cells)]
    kept = [grid for grid in grids if len(grid.columns) * len(grid.rows) <= _MOST_CELLS]
    return sorted(kept, key=lambda grid: (grid.right - grid.left) * (grid.bottom - grid.top))


def _parted(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of a table, and by themselves those of each that lies in a cell and touches its edge."""
    if len(cells) > _MOST_CELLS:
        return []
    by_size = sorted(cells, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]))
    around = {cell: next((one for one in by_size if _is_in(cell, one)), None) for cell in cells}
    parts: dict[Cell | None, list[Cell]] = {}
    for cell in cells:
        parts.setdefault(around[cell], []).append(cell)
    return list(parts.values())


def _is_in(inner: Cell, outer: Cell) -> bool:
    """Whether a cell is a part of another."""
    within = all(inner[side] >= outer[side] - _NEAR for side in (0, 1))
    within = within and all(inner[side] <= outer[side] + _NEAR for side in (2, 3))
    return within and max(abs(one - other) for one, other in zip(inner, outer, strict=True)) > _NARROWEST


def _grid(cells: Sequence[Cell]) -> Grid:
    columns = _edges(side for cell in cells for side in (cell[0], cell[2]))
    rows = _edges(side for cell in cells for side in (cell[1], cell[3]))
    found = {place: cell for cell in cells for place in _places(cell, columns, rows)}
    return Grid(
        tuple(columns),
        tuple(rows),
        tuple(
            tuple(found.get((row, column)) for column in range(len(columns) - 1))
            for row in range(len(rows) - 1)
        ),
    )


def _places(cell: Cell, columns: Sequence[float], rows: Sequence[float]) -> list[tuple[int, int]]:
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
