"""Tables that the file itself draws: level tables, "Emne | Indhold" with a part of the standard in each row,
and all others."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.reading.levels import Criterion
from portal.danish.letters import slug
from portal.importers.drafting.blocks import (
    Block,
    HeadingBlock,
    LevelBlock,
    ParagraphBlock,
    ReadRow,
    TableBlock,
)
from portal.importers.drafting.lines.heading_signs import FIELD_HEADINGS, heading_key
from portal.importers.drafting.tables.flattened_tables import EXTENT_COLUMNS, column_of
from portal.importers.drafting.tables.level_doubts import doubts_about, extent_of, severity_of, span_of
from portal.importers.source import SourcePlace, SourceTable

HOW_DRAWN = "Tabellen stod som en tabel."
_TOPIC_HEADS = frozenset(["emne", "emner", "overskrift", "punkt", "omraade", "tema", "spoergsmaal"])
_CONTENT_HEADS = frozenset(["indhold", "beskrivelse", "tekst", "uddybning", "svar"])
_OTHER_COLUMNS = {"varighed": "duration", "bemaerkning": "remark", "bemaerkninger": "remark"}
_NOT_SURE = "Tabellens celler er ikke tegnet op, eller nogle er flettede eller gentagne."
_STRANGE_HEAD = "Kolonnen »{}« er taget som omfanget."
_NO_HEAD = "Tabellen har ingen kolonne, der hedder omfang."
_STRANGE_FIRST = "Den første kolonne hedder »{}«, så portalen har gættet, hvad rækkerne skelner efter."
_MORE_COLUMNS = "Tabellen har flere kolonner, end en niveautabel kan have."


def blocks_of_table(table: SourceTable) -> tuple[Block, ...]:
    """What a drawn table is."""
    rows = _without_repeats(table)
    if not rows.rows:
        return ()
    levels = _levels(rows)
    if levels:
        return (levels,)
    return _parts_of_standard(rows) or (TableBlock(rows.rows, rows.places, rows.is_sure, HOW_DRAWN),)


def _without_repeats(table: SourceTable) -> SourceTable:
    """The table without rows that are empty or that repeat its head, as over a page."""
    kept = [
        (row, place)
        for number, (row, place) in enumerate(zip(table.rows, table.places, strict=True))
        if any(cell.strip() for cell in row) and (number == 0 or row != table.rows[0])
    ]
    return SourceTable(tuple(row for row, _ in kept), tuple(place for _, place in kept), table.is_sure)


def _parts_of_standard(table: SourceTable) -> tuple[Block, ...]:
    """Each row of an "Emne | Indhold" table as a heading and its text; none where it is another table."""
    if len(table.rows[0]) != 2:
        return ()
    head = tuple(slug(cell) for cell in table.rows[0])
    has_head = head[0] in _TOPIC_HEADS or head[1] in _CONTENT_HEADS
    first = int(has_head)
    names = [row[0] for row in table.rows[first:]]
    topical = sum(name.endswith("?") or slug(name) in FIELD_HEADINGS for name in names)
    if not names or not all(names) or not (has_head or topical * 2 > len(names)):
        return ()
    blocks: list[Block] = []
    for (name, text), place in zip(table.rows[first:], table.places[first:], strict=True):
        blocks.append(HeadingBlock(name, place, is_question=name.endswith("?"), key=heading_key(name)))
        blocks += [ParagraphBlock(text, place)] if text else []
    return tuple(blocks)


def _levels(table: SourceTable) -> LevelBlock | None:
    """The level table that this is, None where its rows name no severity, age or extents."""
    if len(table.rows) < 3 or len(table.rows[0]) < 2:
        return None
    head, *rows = table.rows
    extents = _extent_column(head, rows)
    criterion = _criterion(head, rows)
    if extents is None or criterion is None:
        return None
    column, doubts = extents
    read = tuple(_row(head, row, column, place) for row, place in zip(rows, table.places[1:], strict=True))
    if any(not row.label for row in read) or any(extent_of(row.extent) is None for row in read):
        return None
    doubts += _head_doubts(table, criterion, column) + list(doubts_about(read, criterion))
    lines = tuple(" | ".join(row) for row in table.rows)
    first = head[0] if head[0] and slug(head[0]) not in EXTENT_COLUMNS else "Niveau"
    return LevelBlock(read, criterion, first, table.places[0], tuple(doubts), HOW_DRAWN, lines)


def _extent_column(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Which column holds the extents, by its name, else by its cells; and what speaks against it."""
    named = [at for at, name in enumerate(head) if at and slug(name) in EXTENT_COLUMNS]
    if len(named) == 1:
        return named[0], []
    read = [
        at for at in range(1, len(head)) if all(extent_of(row[at]) for row in rows) and _numbers(rows, at)
    ]
    if len(read) != 1:
        return None
    return read[0], [_STRANGE_HEAD.format(head[read[0]]) if head[read[0]] else _NO_HEAD]


def _numbers(rows: Sequence[Sequence[str]], at: int) -> bool:
    return any((extent := extent_of(row[at])) is not None and extent.has_number for row in rows)


def _criterion(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Criterion | None:
    labels = [row[0] for row in rows]
    if all(severity_of(label) for label in labels):
        return Criterion.SEVERITY
    if all(span_of(label) for label in labels):
        return Criterion.AGE
    named = column_of(head[0])
    if named is None and any(slug(name) in EXTENT_COLUMNS for name in head[1:]):
        return Criterion.TARGET_GROUP  # "Trin | Omfang": levels for certain, if told apart by a name unknown
    return named if named not in (Criterion.SEVERITY, Criterion.AGE) else Criterion.TARGET_GROUP


def _head_doubts(table: SourceTable, criterion: Criterion, column: int) -> list[str]:
    head = table.rows[0]
    doubts = [] if table.is_sure else [_NOT_SURE]
    if column_of(head[0]) is not criterion:
        doubts.append(_STRANGE_FIRST.format(head[0]))
    if any(at not in (0, column) and slug(name) not in _OTHER_COLUMNS for at, name in enumerate(head)):
        doubts.append(_MORE_COLUMNS)
    return doubts


def _row(head: Sequence[str], row: Sequence[str], column: int, place: SourcePlace) -> ReadRow:
    extra = {"duration": "", "remark": ""}
    for at, cell in enumerate(row):
        if at not in (0, column) and cell:
            kind = _OTHER_COLUMNS.get(slug(head[at]), "remark")
            name = "" if slug(head[at]) in _OTHER_COLUMNS or not head[at] else f"{head[at]}: "
            extra[kind] = "; ".join(filter(None, (extra[kind], name + cell)))
    return ReadRow(row[0], row[column], place, extra["duration"], extra["remark"])
