"""Level tables that are gone: their levels, row by row, and what an ordinary table says in their place.

To a reader an ordinary table looks the same, but no calculator reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calculators.reading.extents import Extent
from calculators.reading.levels import Level, LevelTable
from calculators.reading.reader import ExtentError, read_extent
from portal.danish.letters import slug
from portal.documents.changes.change_model import Change, ChangeKind, Direction
from portal.documents.changes.change_tables import compare_extents
from portal.documents.document import Block, BlockKind, Document


def lost_tables(old: Document, new: Document) -> tuple[LevelTable, ...]:
    """The level tables of ``old`` whose name and whose benefit no level table of ``new`` has."""
    names, benefits = {table.id for table in new.tables}, {table.benefit for table in new.tables}
    return tuple(table for table in old.tables if table.id not in names and table.benefit not in benefits)


def lost_levels(old: Document, new: Document) -> Iterator[Change]:
    """A change for each row of the tables that are gone: lowered where an ordinary table says less."""
    rows = {
        slug(block.cells[0]): (section.id, block)
        for section in new.sections
        for block in section.blocks
        if block.kind is BlockKind.ROW and block.cells
    }
    for table in lost_tables(old, new):
        for level in table.levels:
            section_id, row = rows.get(slug(level.label), (table.section_id, None))
            yield _level(table, level, section_id, row)


def _level(table: LevelTable, level: Level, section_id: str, row: Block | None) -> Change:
    where, was = f"{table.benefit}, {level.label}", level.extent
    now = None if row is None else _extent_in(row.cells[1:], table.counting)
    if now is None:
        words = f"{where}: niveauet »{was.text}« er fjernet."
        return Change(ChangeKind.LEVEL, Direction.REMOVED, words, was.text, "", section_id, level.row_id)
    direction, size = compare_extents(was, now)
    words = (
        f"{where}: niveauet »{was.text}« er fjernet. En almindelig tabel siger »{now.text}«, "
        "men beregneren læser den ikke."
    )
    if direction is Direction.LOWERED:
        less = f"fra »{was.text}« til »{now.text}«{f' ({size})' if size else ''}"
        words = f"{where}: {less} i en almindelig tabel, som beregneren ikke læser."
    else:
        direction = Direction.REMOVED
    return Change(ChangeKind.LEVEL, direction, words, was.text, now.text, section_id, level.row_id)


def _extent_in(cells: Sequence[str], counting: str) -> Extent | None:
    """The first cell that says how much."""
    for cell in cells:
        try:
            return read_extent(cell, counting)
        except ExtentError:
            continue
    return None
