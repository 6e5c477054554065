"""Tables of the redline as tables of Word: rows that came or went, a header that is repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from portal.documents.changes.redline import COME, GONE
from portal.word import names
from portal.word.elements import Changes, element, mark_end, paragraph, row, within
from portal.word.runs import DELETED, INSERTED, Run, marks_of, runs_of

_WIDTH = 9300
"""Of a table, in twentieths of a point: the page's within its margins."""
_OTHER = {INSERTED: GONE, DELETED: COME}
"""Of a table written for one version alone: the class of the rows and cells that only the other has."""


class TableWriter:
    """Writes tables; ``put`` takes what is written, ``linked`` gives the relation of each web address."""

    def __init__(
        self,
        changes: Changes,
        put: Callable[[etree._Element], None],
        linked: Callable[[Sequence[str]], dict[str, str]],
    ):
        self._changes, self._put, self._linked = changes, put, linked

    def write(self, table: etree._Element) -> None:
        """The caption and the table. One with other columns than before is written as gone, and as come."""
        for caption in table.findall("caption"):
            self._put(self._paragraph(runs_of(caption), names.CAPTION, is_cell=False))
        if any(_classes(cell) & {COME, GONE} for cell in table.iter("th", "td")):
            self._table(table, DELETED)
            self._table(table, INSERTED)
        else:
            self._table(table, "")

    def _table(self, table: etree._Element, only: str) -> None:
        """``only`` is the version that it is written for, "" for both at once."""
        rows = [one for one in table.iter("tr") if not (only and _OTHER[only] in _classes(one))]
        cells = [[_runs(cell, only) for cell in _cells(one, only)] for one in rows]
        everywhere = marks_of([run for one in cells for runs in one for run in runs])
        made = self._frame(max((len(one) for one in cells), default=1))
        for number, (one, texts) in enumerate(zip(rows, cells, strict=True)):
            mark = only or _mark_of(one, everywhere)
            written = row(is_header=number == 0, mark=self._changes.mark(mark) if mark else None)
            for cell, runs in zip(_cells(one, only), texts, strict=True):
                self._cell(written, runs, is_head=cell.tag == "th" and number == 0)
            made.append(written)
        self._put(made)
        self._put(paragraph(names.TEXT))

    def _frame(self, columns: int) -> etree._Element:
        made = element("tbl")
        properties = within(made, "tblPr")
        within(properties, "tblStyle", val="TableGrid")
        within(properties, "tblW", w=str(_WIDTH), type="dxa")
        within(properties, "tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1")
        grid = within(made, "tblGrid")
        for _ in range(columns):
            within(grid, "gridCol", w=str(_WIDTH // columns))
        return made

    def _cell(self, written: etree._Element, runs: Sequence[Run], *, is_head: bool) -> None:
        cell = within(written, "tc")
        properties = within(cell, "tcPr")
        if is_head:
            within(properties, "shd", val="clear", color="auto", fill="E6E6E6")
        bold = tuple(replace(run, bold=True) for run in runs) if is_head else runs
        cell.append(self._paragraph(bold, names.TEXT, is_cell=True))

    def _paragraph(self, runs: Sequence[Run], style: str, *, is_cell: bool) -> etree._Element:
        made = paragraph(style)
        self._changes.fill(made, runs, self._linked([run.href for run in runs]))
        marks = marks_of(runs)
        if not is_cell and len(marks) == 1 and "" not in marks:
            mark_end(made, self._changes.mark(next(iter(marks))))
        return made


def _classes(one: etree._Element) -> set[str]:
    return set(one.get("class", "").split())


def _cells(one: etree._Element, only: str) -> list[etree._Element]:
    return [
        cell for cell in one if cell.tag in ("th", "td") and not (only and _OTHER[only] in _classes(cell))
    ]


def _runs(cell: etree._Element, only: str) -> tuple[Run, ...]:
    runs = runs_of(cell)
    if not only:
        return runs
    return tuple(replace(run, mark=only) for run in runs if run.mark in ("", only))


def _mark_of(one: etree._Element, everywhere: frozenset[str]) -> str:
    """Whether a row came or went: it says so itself, or all words of the table did."""
    if _classes(one) & {COME, GONE}:
        return INSERTED if COME in _classes(one) else DELETED
    return next(iter(everywhere)) if len(everywhere) == 1 else ""
