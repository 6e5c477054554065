"""Whether each text is the one the log names, and whether what was read out of it still says the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.danish.law_references import reference_path
from portal.documents.document import Document, DocumentError, UncertainDate
from portal.documents.reading.markdown import read_document
from portal.models import (
    LawReferenceRow,
    LevelTableRow,
    LogRow,
    Municipality,
    Outline,
    SectionRow,
    Standard,
    Version,
)
from portal.services.audit.log_subjects import version_subject

TEXT_ACTIONS = ("version.loaded", "version.adopted", "version.redacted")
"""The log rows that name the hash of a version's text; the last one counts."""


def text_problems(session: Session) -> Iterator[str]:
    """Every version whose text, dates or derived rows are not what they were."""
    logged = logged_texts(session)
    rows = session.execute(
        select(Version, Standard.slug, Municipality.slug)
        .join(Standard, Standard.id == Version.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .order_by(Version.id)
    )
    for version, standard, municipality in rows:
        subject = version_subject(municipality, standard, version.n)
        expected = logged.pop(subject, None)
        if expected is None:
            yield f"Versionen står ikke i loggen: {subject}"
            continue
        found = hashlib.sha256(version.content).hexdigest()
        if not found == version.sha256 == expected:
            yield f"Teksten er ændret: {subject}"
            continue
        yield from _read_again(session, version, subject)
    for subject in sorted(logged):
        yield f"Versionen er væk: {subject}"


def logged_texts(session: Session) -> dict[str, str]:
    """Subject → the hash the log names last for its text."""
    rows = session.scalars(select(LogRow).where(LogRow.action.in_(TEXT_ACTIONS)).order_by(LogRow.id))
    return {row.subject: str(row.detail.get("sha256")) for row in rows}


def _read_again(session: Session, version: Version, subject: str) -> Iterator[str]:
    try:
        document = read_document(version.content, subject)
    except DocumentError:
        yield f"Teksten kan ikke længere læses: {subject}"
        return
    if _columns(version) != _front(document):
        yield f"Datoerne er ikke som teksten: {subject}"
    for name, kept, read in (
        ("titel og emner", _kept_outline(session, version), _outline(document)),
        ("afsnit", _kept_sections(session, version), _sections(document)),
        ("niveauer", _kept_levels(session, version), _levels(document)),
        ("lovhenvisninger", _kept_law(session, version), _law(document)),
    ):
        if kept != read:
            yield f"De udledte {name} er ikke som teksten: {subject}"


def _columns(version: Version) -> tuple[Any, ...]:
    return (
        (version.adopted_day, version.adopted_certainty),
        (version.published_day, version.published_certainty),
        (version.begins_day, version.begins_certainty),
        (version.ends_day, version.ends_certainty),
        version.confirmed,
        version.restatement,
        version.corrects,
    )


def _front(document: Document) -> tuple[Any, ...]:
    front = document.front
    return (
        _date(front.adopted),
        _date(front.published),
        _date(front.begins),
        _date(front.ends),
        front.confirmed,
        front.restatement,
        front.corrects,
    )


def _date(day: UncertainDate | None) -> tuple[date | None, str | None]:
    return (day.day, day.certainty.value) if day else (None, None)


def _kept_outline(session: Session, version: Version) -> tuple[Any, ...] | None:
    row = session.get(Outline, version.id)
    if row is None:
        return None
    return (row.title, row.number, row.kind, row.topics, row.law_basis, row.review)


def _outline(document: Document) -> tuple[Any, ...]:
    front = document.front
    basis = [reference_path(reference) for reference in front.law_basis]
    return (front.title, front.number, front.kind.value, list(front.topics), basis, front.review)


def _kept_sections(session: Session, version: Version) -> list[tuple[Any, ...]]:
    query = select(SectionRow.position, SectionRow.anchor, SectionRow.heading, SectionRow.text)
    rows = session.execute(query.where(SectionRow.version_id == version.id).order_by(SectionRow.position))
    return [tuple(row) for row in rows]


def _sections(document: Document) -> list[tuple[Any, ...]]:
    return sorted((s.position, s.id, s.heading, s.text) for s in document.sections)


def _kept_levels(session: Session, version: Version) -> set[tuple[Any, ...]]:
    query = select(
        LevelTableRow.table_id,
        LevelTableRow.row_id,
        LevelTableRow.position,
        LevelTableRow.label,
        LevelTableRow.extent,
    )
    return {tuple(row) for row in session.execute(query.where(LevelTableRow.version_id == version.id))}


def _levels(document: Document) -> set[tuple[Any, ...]]:
    return {
        (table.id, level.row_id, position, level.label, level.extent.text)
        for table in document.tables
        for position, level in enumerate(table.levels)
    }


def _kept_law(session: Session, version: Version) -> set[str]:
    query = select(LawReferenceRow.path).where(LawReferenceRow.version_id == version.id)
    return set(session.scalars(query))


def _law(document: Document) -> set[str]:
    named = {reference_path(reference) for reference in document.front.law_basis}
    return named | {
        reference_path(reference) for s in document.sections for reference in s.law if reference.act
    }
