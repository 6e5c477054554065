"""The caches derived from a version's text: outline, sections, level rows, law references.

They are only ever written from here, and always whole. The text wins: ``portal verify`` compares, and
``portal reindex`` derives them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.danish.law_references import LawReference, reference_path
from portal.documents.document import Document
from portal.models import LawReferenceRow, LevelTableRow, Outline, SectionRow, Version

READER = 2
"""Raised whenever a change to the reader can change what is read out of an old text."""

Cache = Outline | SectionRow | LevelTableRow | LawReferenceRow
_CACHES = (Outline, SectionRow, LevelTableRow, LawReferenceRow)


def derive(session: Session, version: Version, document: Document) -> None:
    """Write everything derived from ``version``'s text, replacing what was there."""
    session.flush()
    for cache in _CACHES:
        session.execute(delete(cache).where(cache.version_id == version.id))
    for rows in derived_rows(version.id, document).values():
        session.add_all(rows)


def derived_rows(version_id: int, document: Document) -> Mapping[type[Cache], Sequence[Cache]]:
    """Every row that the text of a version gives; ``document`` is it as it reads."""
    return {
        Outline: [_outline(version_id, document)],
        SectionRow: _sections(version_id, document),
        LevelTableRow: _level_rows(version_id, document),
        LawReferenceRow: _law_references(version_id, document),
    }


def _outline(version_id: int, document: Document) -> Outline:
    front = document.front
    return Outline(
        version_id=version_id,
        reader=READER,
        title=front.title,
        number=front.number,
        kind=front.kind.value,
        topics=list(front.topics),
        law_basis=[reference_path(reference) for reference in front.law_basis],
        review=front.review,
        kle=front.kle,
    )


def _sections(version_id: int, document: Document) -> list[SectionRow]:
    return [
        SectionRow(version_id=version_id, position=s.position, anchor=s.id, heading=s.heading, text=s.text)
        for s in document.sections
    ]


def _level_rows(version_id: int, document: Document) -> list[LevelTableRow]:
    return [
        LevelTableRow(
            version_id=version_id,
            table_id=table.id,
            row_id=level.row_id,
            position=position,
            label=level.label,
            extent=level.extent.text,
            section=table.section_id,
            benefit=table.benefit,
        )
        for table in document.tables
        for position, level in enumerate(table.levels)
    ]


def _law_references(version_id: int, document: Document) -> list[LawReferenceRow]:
    named: dict[tuple[LawReference, str], bool] = {(r, ""): True for r in document.front.law_basis}
    for section in document.sections:
        for reference in section.law:
            if reference.act:
                named.setdefault((reference, section.id), False)
    return [
        LawReferenceRow(version_id=version_id, path=reference_path(reference), section=section, basis=basis)
        for (reference, section), basis in named.items()
    ]
