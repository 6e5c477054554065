"""Whether one text is an editorial correction of another: only what is on a white list differs.

The list is short on purpose: the spelling of words outside tables and target group, contact details, links,
and the wording of headings. Whatever the comparison does not know to be one of these is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculators.deadlines.deadlines import DeadlineRule
from calculators.reading.levels import LevelTable
from portal.documents.changes.change_model import Change, ChangeKind
from portal.documents.changes.differences import about_target_group, compare
from portal.documents.document import BlockKind, Document

WHITE_LIST = frozenset({ChangeKind.SPELLING, ChangeKind.CONTACT, ChangeKind.LINK, ChangeKind.HEADING})


def refusals(old: Document, new: Document, changes: Sequence[Change] | None = None) -> tuple[str, ...]:
    """Why ``new`` is more than an editorial correction of ``old``, in Danish; empty where it is one.

    ``changes`` are those between them, where somebody has compared them already.
    """
    if changes is None:
        changes = compare(old, new)
    found = [change.text for change in changes if not _allowed(change, new)]
    found += _head(old, new)
    if old.shown_otherwise or new.shown_otherwise:
        found.append("Teksten har overstregede ord, eller links i felter, der tælles.")
    if not found and _numbers(old) != _numbers(new):
        found.append("En tabel eller en frist er ændret.")
    if not found and _rows(old) != _rows(new):
        found.append("Ordene i en tabel er ændret.")
    return tuple(dict.fromkeys(found))


def _allowed(change: Change, new: Document) -> bool:
    if change.kind not in WHITE_LIST:
        return False
    if change.kind is ChangeKind.HEADING:
        return True
    section = next((section for section in new.sections if section.id == change.section_id), None)
    return section is None or not about_target_group(section)


def _head(old: Document, new: Document) -> Iterator[str]:
    before, after = old.front, new.front
    if (before.kind, before.number, before.topics, before.kle) != (
        after.kind, after.number, after.topics, after.kle
    ):  # fmt: skip
        yield "Nummer, emner eller dokumenttype er ændret."
    if before.law_basis != after.law_basis:
        yield "Lovgrundlaget er ændret."
    if (before.restatement, before.source, before.source_link) != (
        after.restatement, after.source, after.source_link
    ):  # fmt: skip
        yield "Kilden er ændret."


def _numbers(document: Document) -> tuple[tuple[LevelTable, ...], tuple[DeadlineRule, ...]]:
    """Tables and deadlines without the lines they stand on, which a correction elsewhere may move."""
    tables = tuple(
        replace(table, line=0, levels=tuple(replace(level, line=0) for level in table.levels))
        for table in document.tables
    )
    return tables, tuple(replace(rule, line=0) for rule in document.deadlines)


def _rows(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (block.text, block.cells)
        for section in document.sections
        for block in section.blocks
        if block.kind in (BlockKind.ROW, BlockKind.LEVEL, BlockKind.DEADLINE, BlockKind.NOTE)
    ]
