"""The caches derived from a version's text: outline, sections, level rows, law references.

They are only ever written from here, and always whole. The text wins: ``portal verify`` compares, and
``portal reindex`` derives them again.
"""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.danish.law_references import LawReference, reference_path
from portal.documents.document import Document
from portal.models import LawReferenceRow, LevelTableRow, Outline, SectionRow, Version

READER = 2
"""Raised whenever a change to the reader can change what is read out of an old text."""

_CACHES = (Outline, SectionRow, LevelTableRow, LawReferenceRow)


def derive(session: Session, version: Version, document: Document) -> None:
    """Write everything derived from ``version``'s text, replacing what was there."""
    session.flush()
    for cache in _CACHES:
        session.execute(delete(cache).where(cache.version_id == version.id))
    session.add(_outline(version, document))
    session.add_all(_sections(version, document))
    session.add_all(_level_rows(version, document))
    session.add_all(_law_references(version, document))


def _outline(version: Version, document: Document) -> Outline:
    front = document.front
    return Outline(
        version_id=version.id,
        reader=READER,
        title=front.title,
        number=front.number,
        kind=front.kind.value,
        topics=list(front.topics),
        law_basis=[reference_path(reference) for reference in front.law_basis],
        review=front.review,
    )


def _sections(version: Version, document: Document) -> list[SectionRow]:
    return [
        SectionRow(version_id=version.id, position=s.position, anchor=s.id, heading=s.heading, text=s.text)
        for s in document.sections
    ]


def _level_rows(version: Version, document: Document) -> list[LevelTableRow]:
    return [
        LevelTableRow(
            version_id=version.id,
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


def _law_references(version: Version, document: Document) -> list[LawReferenceRow]:
    named: dict[tuple[LawReference, str], bool] = {(r, ""): True for r in document.front.law_basis}
    for section in document.sections:
        for reference in section.law:
            if reference.act:
                named.setdefault((reference, section.id), False)
    return [
        LawReferenceRow(version_id=version.id, path=reference_path(reference), section=section, basis=basis)
        for (reference, section), basis in named.items()
    ]
