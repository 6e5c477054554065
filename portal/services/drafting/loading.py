"""Loading a folder of standards: ``<kommune>/kommune.yaml`` and ``<kommune>/<slug>/<n>.md``.

The rules (ADR 1): an existing n with the same bytes changes nothing, with other bytes it is refused; a draft
that was adopted, dropped or worked with in the portal since is left out and said; a file gone from the folder
changes nothing. Only a folder's last file can be its draft. An adopted text is loaded whatever draft is open:
one that somebody has worked with stays, and goes on once the new version is looked through. One municipality
is one transaction: with any error in it, nothing of it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.documents.document import Document, Finding
from portal.documents.municipality.municipality_file import MunicipalityFile
from portal.documents.states import State
from portal.models import Draft, Municipality, Standard, Version
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import standard_subject, version_subject
from portal.services.audit.sealing import seals
from portal.services.drafting.draft_writing import DraftWriting
from portal.services.drafting.folder_checks import changed_bytes, is_draft, not_in_new_texts, stored_hashes
from portal.services.drafting.loading_notes import (
    adopted_here,
    dropped_here,
    not_the_last,
    still_open,
    worked_with_here,
)
from portal.services.drafting.standards_folder import MunicipalityFolder, StandardFile, read_folder
from portal.services.errors import Refused
from portal.services.published.publishing import Origin, Publication, Publishing, Resolved

ACTOR = "portal load"


class FileOutcome(StrEnum):
    """What became of a file."""

    NEW = "ny"
    SAME = "uændret"
    DRAFT = "kladde"
    LEFT = "kladde i portalen"
    ADOPTED = "vedtaget i portalen"
    DROPPED = "henlagt i portalen"
    PASSED = "ældre kladde"
    REFUSED = "afvist"


_NOTES: Mapping[FileOutcome, Callable[[StandardFile, str], Finding]] = {
    FileOutcome.ADOPTED: adopted_here,
    FileOutcome.DROPPED: dropped_here,
    FileOutcome.LEFT: worked_with_here,
    FileOutcome.PASSED: not_the_last,
}


@dataclass(frozen=True)
class LoadedFile:
    """One line of the report."""

    file: str
    change: FileOutcome


@dataclass
class LoadReport:
    """Everything that happened, in order. ``notes`` tell of drafts left as they are, and what to do."""

    files: list[LoadedFile] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)


class Loading:
    """Loads standards from files. ``step`` is called once for each file that was seen."""

    def __init__(self, database: Database, clock: Clock, step: Callable[[LoadedFile], None] | None = None):
        self._database = database
        self._clock = clock
        self._step = step or (lambda _: None)

    def load(self, folder: Path) -> LoadReport:
        """Load every municipality under ``folder``; the report holds every error of every file."""
        report = LoadReport()
        for municipality in read_folder(folder):
            lines, notes, errors = self._load_municipality(municipality)
            report.files += lines
            report.notes += notes
            report.errors += errors
        return report

    def _load_municipality(
        self, folder: MunicipalityFolder
    ) -> tuple[list[LoadedFile], list[Finding], list[Finding]]:
        errors = list(folder.errors)
        with self._database.reading() as session:
            stored = stored_hashes(session, folder)
            errors += changed_bytes(session, folder, stored)
        errors += not_in_new_texts(folder, stored)
        if errors or folder.municipality is None:
            lines = [LoadedFile(file.path, FileOutcome.REFUSED) for file in folder.files]
            for line in lines:
                self._step(line)
            return lines, [], errors
        with self._database.writing() as session:
            writer = _Writer(session, self._clock, self._municipality(session, folder, folder.municipality))
            lines = list(self._store(writer, folder))
            return lines, [*writer.notes, *writer.give_way()], []

    def _store(self, writer: _Writer, folder: MunicipalityFolder) -> Iterator[LoadedFile]:
        last = {file.slug: file.n for file in folder.files}  # they come in the order of their numbers
        for file in folder.files:
            line = LoadedFile(file.path, writer.store(file, last[file.slug]))
            self._step(line)
            yield line

    def _municipality(
        self, session: Session, folder: MunicipalityFolder, read: MunicipalityFile
    ) -> Municipality:
        row = session.scalar(select(Municipality).where(Municipality.slug == folder.slug))
        if row is None:
            row = Municipality(slug=folder.slug)
            session.add(row)
        if row.source != folder.source:
            row.name, row.art, row.fictional = read.name, read.kind.value, read.fictional
            row.source = folder.source
            row.recorded = self._clock.now()
            session.flush()
            audit = Auditing(session)
            audit.record(row.recorded, ACTOR, "municipality.loaded", row.slug, **seals(row))
        return row


class _Writer:
    """Writes the files of one municipality in one transaction; ``notes`` say what it left as it was."""

    def __init__(self, session: Session, clock: Clock, municipality: Municipality):
        self.notes: list[Finding] = []
        self._session = session
        self._municipality = municipality
        self._now = clock.now()
        self._audit = Auditing(session)
        self._drafts = DraftWriting(session, self._now)
        self._publishing = Publishing(session, self._audit, self._now)
        self._standards = {
            standard.slug: standard
            for standard in session.scalars(
                select(Standard).where(Standard.municipality_id == municipality.id)
            )
        }
        self._known = {
            (standard_id, n)
            for standard_id, n in session.execute(
                select(Version.standard_id, Version.n)
                .join(Standard)
                .where(Standard.municipality_id == municipality.id)
            )
        }
        self._newest: dict[int, StandardFile] = {}

    def store(self, file: StandardFile, last: int) -> FileOutcome:
        """Store one file of a standard whose last file is ``last``, and say what became of it."""
        document = file.document
        assert document is not None, "files with errors never reach the writer"
        standard = self._standard(file, document)
        if (standard.id, file.n) in self._known:
            change = FileOutcome.ADOPTED if is_draft(file) else FileOutcome.SAME
        elif is_draft(file):
            change = self._store_draft(standard, file) if file.n == last else FileOutcome.PASSED
        else:
            self._publish(standard, file, document)
            change = FileOutcome.NEW
        if change in _NOTES:
            self.notes.append(_NOTES[change](file, self._municipality.slug))
        return change

    def give_way(self) -> Iterator[Finding]:
        """Take away the drafts that new versions have overtaken; tell of those that somebody works with.

        They are left as they are, their number too: it is how the portal knows that there is a version to be
        looked through first (``Drafting.look_through``), and refuses to adopt past it.
        """
        for standard_id, file in self._newest.items():
            draft = self._drafts.open_row(standard_id)
            if draft is None or draft.n > file.n:
                continue
            if self._drafts.worked_with(draft):
                yield still_open(file, self._municipality.slug)
            else:
                self._drafts.remove(draft)

    def _standard(self, file: StandardFile, document: Document) -> Standard:
        standard = self._standards.get(file.slug)
        if standard is None:
            standard = Standard(
                municipality_id=self._municipality.id, slug=file.slug, kind=document.front.kind.value
            )
            self._session.add(standard)
            self._session.flush()
            subject = standard_subject(self._municipality.slug, file.slug)
            self._audit.record(self._now, ACTOR, "standard.added", subject, **seals(standard))
            self._standards[file.slug] = standard
        return standard

    def _store_draft(self, standard: Standard, file: StandardFile) -> FileOutcome:
        draft = self._drafts.open_row(standard.id)
        if draft is not None and draft.n == file.n and draft.content == file.content:
            return FileOutcome.SAME
        if draft is not None and self._drafts.worked_with(draft):
            return FileOutcome.LEFT
        if draft is None and self._was_dropped(standard, file.n):
            return FileOutcome.DROPPED
        try:
            self._drafts.load(standard.id, file.n, file.content, draft)
        except Refused:
            return FileOutcome.LEFT
        return FileOutcome.DRAFT

    def _was_dropped(self, standard: Standard, n: int) -> bool:
        dropped = select(Draft.id).where(
            Draft.standard_id == standard.id, Draft.n == n, Draft.state == State.DROPPED
        )
        return self._session.scalar(dropped.limit(1)) is not None

    def _publish(self, standard: Standard, file: StandardFile, document: Document) -> None:
        front = document.front
        subject = version_subject(self._municipality.slug, standard.slug, file.n)
        text = Publication(Origin.LOADED, subject, standard.id, file.n, file.content, document)
        decision = Resolved(front.body, "vedtaget", front.case, front.adopted.day, front.minutes)
        self._publishing.publish(text, [decision], ACTOR)
        self._known.add((standard.id, file.n))
        self._newest[standard.id] = file
