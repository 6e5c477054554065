"""The order in which one reads a page: a heading in the left column before its text in the right one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.importers.reading.pdf_parts.rows import Stretch

_NEAR, _BEFORE = 3.0, 2.0
_FEWEST = 5
"""So many lines must begin at one place for it to be a column."""
_RIGHT_OF_PAGE = 0.15
_PROSE = 25
"""Letters that a line of running text has at least, in the middle."""
_ONE_HEADING = 1.7
"""Two lines on the left this far apart, in heights of a letter, belong to one heading."""
Row = Sequence[Stretch]


@dataclass(frozen=True)
class _Run:
    """Rows one after the other that no words run through from one column to the other."""

    first: int
    rows: Sequence[Row]
    edge: float

    def left(self, row: Row) -> list[Stretch]:
        """What of a row stands in the left column."""
        return [stretch for stretch in row if stretch.box.left < self.edge]

    def right(self, row: Row) -> list[Stretch]:
        """What of a row stands in the right column."""
        return [stretch for stretch in row if stretch.box.left >= self.edge]


def in_reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows from the top down, those beside each other in two columns one after the other.

    They come in groups: one goes on where another column begins.
    """
    run = _columns(rows)
    if run is None:
        return [list(rows)] if rows else []
    last = run.first + len(run.rows)
    between = _heading_by_heading(run) if _is_headed(run) else _one_after_the_other(run)
    groups = [group for group in between if group]
    return [*in_reading_order(rows[: run.first]), *groups, *in_reading_order(rows[last:])]


def _columns(rows: Sequence[Row]) -> _Run | None:
    """The longest run of rows in two columns; None where the page has none."""
    runs = [run for edge in _edges(rows) for run in _runs(rows, edge) if _is_headed(run) or _is_prose(run)]
    return max(runs, key=lambda run: len(run.rows), default=None)


def _edges(rows: Sequence[Row]) -> Iterator[float]:
    """Places where right columns may begin: many lines begin there, and not far to the left."""
    if not rows:
        return
    begin = min(stretch.box.left for row in rows for stretch in row)
    wide = max(stretch.box.right for row in rows for stretch in row) - begin
    lefts = sorted(stretch.box.left for row in rows for stretch in row)
    group: list[float] = []
    for left in (*lefts, float("inf")):
        if group and left - group[-1] > _NEAR:
            if len(group) >= _FEWEST and group[0] > begin + _RIGHT_OF_PAGE * wide:
                yield group[0] - _BEFORE
            group = []
        group.append(left)


def _runs(rows: Sequence[Row], edge: float) -> Iterator[_Run]:
    """The runs of rows in which no stretch goes over the edge."""
    first = 0
    for position, row in enumerate([*rows, None]):
        if row is None or any(one.box.left < edge < one.box.right for one in row):
            if position - first >= _FEWEST:
                yield _Run(first, rows[first:position], edge)
            first = position + 1


def _is_headed(run: _Run) -> bool:
    """Whether the left column has headings: few lines with nothing beside many of those on the right."""
    with_left = sum(1 for row in run.rows if run.left(row))
    alone = sum(1 for row in run.rows if run.right(row) and not run.left(row))
    return 0 < 3 * with_left <= 2 * alone and alone >= _FEWEST


def _is_prose(run: _Run) -> bool:
    """Whether both columns are running text."""
    both = [row for row in run.rows if run.left(row) and run.right(row)]
    if len(both) < 2 * _FEWEST or 2 * len(both) < len(run.rows):
        return False
    sides = ([_length(run.left(row)) for row in both], [_length(run.right(row)) for row in both])
    return all(sorted(lengths)[len(lengths) // 3] >= _PROSE for lengths in sides)


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(len(stretch.plain) for stretch in stretches)


def _one_after_the_other(run: _Run) -> list[list[Row]]:
    return [_kept(map(run.left, run.rows)), _kept(map(run.right, run.rows))]


def _heading_by_heading(run: _Run) -> list[list[Row]]:
    """Each heading of the left column, then what stands beside it on the right until the next one."""
    lefts = [(position, run.left(row)) for position, row in enumerate(run.rows) if run.left(row)]
    starts = [lefts[0][0]]
    for (_, above), (position, below) in pairwise(lefts):
        if below[0].baseline - above[0].baseline > _ONE_HEADING * above[0].size:
            starts.append(position)
    groups = [_kept(map(run.right, run.rows[: starts[0]]))]
    for start, end in zip(starts, [*starts[1:], len(run.rows)], strict=True):
        groups.append(_kept(map(run.left, run.rows[start:end])))
        groups.append(_kept(map(run.right, run.rows[start:end])))
    return groups


def _kept(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row]
