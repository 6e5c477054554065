"""Proof that nothing has changed: the chain of the log, the texts, what was derived from them, the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.documents.markdown import read_document
from portal.models import LevelRow, LogRow, Municipality, SectionRow, Standard, Version
from portal.services.auditing import FIRST_HASH, content_of, row_hash
from portal.services.indexing import Indexing


class Verifying:
    """Checks everything that can be checked; changes nothing."""

    def __init__(self, database: Database, index_folder: Path, clock: Clock):
        self._database = database
        self._indexing = Indexing(database, index_folder, clock)

    def problems(self) -> tuple[str, ...]:
        """Everything that does not agree, in Danish; the first broken link of the chain is named first."""
        with self._database.reading() as session:
            found = [*_chain(session), *_texts(session)]
        return (*found, *(f"Søgeindekset er ikke som teksten: {key}" for key in self._indexing.differences()))


def _chain(session: Session) -> Iterator[str]:
    previous = FIRST_HASH
    for row in session.scalars(select(LogRow).order_by(LogRow.id)):
        expected = row_hash(row.previous_hash, content_of(row))
        if row.previous_hash != previous or row.hash != expected:
            yield f"Kæden er brudt ved række {row.id}: {row.action} {row.subject}"
            return
        previous = row.hash


def _texts(session: Session) -> Iterator[str]:
    logged = {
        row.subject: row.detail["sha256"]
        for row in session.scalars(select(LogRow).where(LogRow.action == "version.loaded"))
    }
    rows = session.execute(
        select(Version, Standard.slug, Municipality.slug)
        .join(Standard, Standard.id == Version.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .order_by(Version.id)
    )
    for version, standard, municipality in rows:
        subject = f"{municipality}/{standard}/v{version.n}"
        found = hashlib.sha256(version.content).hexdigest()
        if found != version.sha256 or found != logged.get(subject):
            yield f"Teksten er ændret: {subject}"
            continue
        yield from _derived(session, version, subject)


def _derived(session: Session, version: Version, subject: str) -> Iterator[str]:
    document = read_document(version.content, subject)
    sections = {s.id: (s.heading, s.text) for s in document.sections}
    kept = {
        row.anchor: (row.heading, row.text)
        for row in session.scalars(select(SectionRow).where(SectionRow.version_id == version.id))
    }
    if sections != kept:
        yield f"De udledte afsnit er ikke som teksten: {subject}"
    levels = {level.row_id: (level.label, level.extent.text) for t in document.tables for level in t.levels}
    rows = {
        row.row_id: (row.label, row.extent)
        for row in session.scalars(select(LevelRow).where(LevelRow.version_id == version.id))
    }
    if levels != rows:
        yield f"De udledte niveauer er ikke som teksten: {subject}"
