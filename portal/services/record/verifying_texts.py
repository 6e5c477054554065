"""Whether each text is the one the log names, and whether what was read out of it still says the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.document import Document, DocumentError, UncertainDate
from portal.documents.reading.markdown import read_document
from portal.models import (
    Base,
    LawReferenceRow,
    LevelTableRow,
    LogRow,
    Municipality,
    Outline,
    SectionRow,
    Standard,
    Version,
)
from portal.services.audit.auditing import canonical
from portal.services.audit.log_subjects import version_subject
from portal.services.published.deriving import Cache, derived_rows

_DERIVED: Mapping[type[Cache], str] = {
    Outline: "titel og emner",
    SectionRow: "afsnit",
    LevelTableRow: "niveauer",
    LawReferenceRow: "lovhenvisninger",
}
TEXT_ACTIONS = ("version.loaded", "version.adopted", "version.redacted")
"""The log rows that name the hash of a version's text; the last one counts."""


def text_problems(session: Session) -> Iterator[str]:
    """Every version whose text, dates or derived rows are not what they were."""
    logged, published = logged_texts(session), _published(session)
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
        if version.recorded != published[subject]:
            yield f"Tidspunktet for versionen er ikke som i loggen: {subject}"
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


def _published(session: Session) -> dict[str, datetime]:
    """Subject → when the log first names its text."""
    query = select(LogRow.subject, LogRow.recorded).where(LogRow.action.in_(TEXT_ACTIONS))
    return {row.subject: row.recorded for row in session.execute(query.order_by(LogRow.id.desc()))}


def _read_again(session: Session, version: Version, subject: str) -> Iterator[str]:
    try:
        document = read_document(version.content, subject)
    except DocumentError:
        yield f"Teksten kan ikke længere læses: {subject}"
        return
    if _columns(version) != _front(document):
        yield f"Datoerne er ikke som teksten: {subject}"
    for cache, read in derived_rows(version.id, document).items():
        kept = session.scalars(select(cache).where(cache.version_id == version.id))
        if Counter(map(_said, kept)) != Counter(map(_said, read)):
            yield f"De udledte {_DERIVED[cache]} er ikke som teksten: {subject}"


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


def _said(row: Base) -> bytes:
    """All that a derived row says, but its own number."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return canonical({key: str(value) for key, value in values.items() if key != "id"})
