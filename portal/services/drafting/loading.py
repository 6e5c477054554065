"""Loading a folder of standards: ``<kommune>/kommune.yaml`` and ``<kommune>/<slug>/<n>.md``.

The rules (ADR 1): an existing n with the same bytes changes nothing, with other bytes it is refused; a draft
that was adopted or dropped in the portal since is left out and said; a file gone from the folder changes
nothing. One municipality is one transaction: with any error in it, nothing of it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.documents.document import Document, FileState, Finding, Severity
from portal.documents.municipality.municipality_file import MunicipalityFile
from portal.documents.states import State
from portal.models import Decision, Draft, Municipality, Redaction, Standard, Version
from portal.services.audit.auditing import Auditing
from portal.services.audit.sealing import seal
from portal.services.drafting.standards_folder import MunicipalityFolder, StandardFile, read_folder
from portal.services.published.storing import announce, store_version

ACTOR = "portal load"
_OPEN = Draft.closed.is_(None)


class FileOutcome(StrEnum):
    """What became of a file."""

    NEW = "ny"
    SAME = "uændret"
    DRAFT = "kladde"
    LEFT = "kladde i portalen"
    ADOPTED = "vedtaget i portalen"
    DROPPED = "henlagt i portalen"
    REFUSED = "afvist"


@dataclass(frozen=True)
class LoadedFile:
    """One line of the report."""

    file: str
    change: FileOutcome


@dataclass
class LoadReport:
    """Everything that happened, in order. ``notes`` tell of files that the portal has got further with."""

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
            lines, errors = self._load_municipality(municipality)
            report.files += lines
            report.notes += _notes(municipality, lines)
            report.errors += errors
        return report

    def _load_municipality(self, folder: MunicipalityFolder) -> tuple[list[LoadedFile], list[Finding]]:
        errors = list(folder.errors)
        with self._database.reading() as session:
            errors += _changed_bytes(session, folder)
            errors += _shown_otherwise(session, folder)
        if errors or folder.municipality is None:
            lines = [LoadedFile(file.path, FileOutcome.REFUSED) for file in folder.files]
            for line in lines:
                self._step(line)
            return lines, errors
        with self._database.writing() as session:
            return list(self._store(session, folder, folder.municipality)), []

    def _store(
        self, session: Session, folder: MunicipalityFolder, read: MunicipalityFile
    ) -> Iterator[LoadedFile]:
        municipality = self._municipality(session, folder, read)
        writer = _Writer(session, self._clock, municipality)
        for file in folder.files:
            line = LoadedFile(file.path, writer.store(file))
            self._step(line)
            yield line
        writer.announce()

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
        return row


def _changed_bytes(session: Session, folder: MunicipalityFolder) -> list[Finding]:
    """A refusal for every adopted n that is there already with other bytes.

    A file that still says what was masked since is the file that was loaded, and changes nothing. Nor does a
    draft: it was adopted in the portal, and the database has the text.
    """
    known = {
        (slug, n): sha256
        for slug, n, sha256 in session.execute(
            select(Standard.slug, Version.n, Version.sha256)
            .join(Version, Version.standard_id == Standard.id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == folder.slug)
        )
    }
    masked = {
        (slug, n, before)
        for slug, n, before in session.execute(
            select(Standard.slug, Version.n, Redaction.before_sha256)
            .join(Version, Version.standard_id == Standard.id)
            .join(Redaction, Redaction.version_id == Version.id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == folder.slug)
        )
    }
    return [
        file.finding(
            "changed-bytes",
            f"Version {file.n} er vedtaget og indlæst med et andet indhold.",
            f"Lad filen stå, som den var, og læg den nye tekst i {file.n + 1}.md eller senere.",
        )
        for file in folder.files
        if known.get((file.slug, file.n), file.sha256) != file.sha256
        and (file.slug, file.n, file.sha256) not in masked
        and not _is_draft(file)
    ]


def _shown_otherwise(session: Session, folder: MunicipalityFolder) -> list[Finding]:
    """What no new version may have; one that was stored before this was looked for stays as it is."""
    stored = {
        (slug, n)
        for slug, n in session.execute(
            select(Standard.slug, Version.n)
            .join(Version, Version.standard_id == Standard.id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == folder.slug)
        )
    }
    return [
        finding
        for file in folder.files
        if file.document is not None and not _is_draft(file) and (file.slug, file.n) not in stored
        for finding in file.document.shown_otherwise
    ]


def _is_draft(file: StandardFile) -> bool:
    return file.document is not None and file.document.front.state is FileState.DRAFT


def _notes(folder: MunicipalityFolder, lines: list[LoadedFile]) -> list[Finding]:
    """What to do with the drafts that the portal has got further with than the folder."""
    overtaken = {
        line.file: line.change for line in lines if line.change in (FileOutcome.ADOPTED, FileOutcome.DROPPED)
    }
    found = []
    for file in folder.files:
        change = overtaken.get(file.path)
        address = f"/{folder.slug}/{file.slug}/v{file.n}/tekst"
        if change is FileOutcome.ADOPTED:
            words = f"Version {file.n} er vedtaget i portalen. Den har teksten; filen er en kladde fra før."
            remedy = f"Slet filen, eller erstat den med den vedtagne tekst fra {address}."
        elif change is FileOutcome.DROPPED:
            words = f"Kladden til version {file.n} er henlagt i portalen og bliver ikke indlæst igen."
            remedy = "Slet filen, eller begynd en ny kladde i portalen."
        else:
            continue
        found.append(file.finding("overtaken-draft", words, remedy, Severity.NOTE))
    return found


class _Writer:
    """Writes the files of one municipality in one transaction."""

    def __init__(self, session: Session, clock: Clock, municipality: Municipality):
        self._session = session
        self._clock = clock
        self._municipality = municipality
        self._audit = Auditing(session)
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
        self._touched: set[int] = set()

    def store(self, file: StandardFile) -> FileOutcome:
        """Store one file and say what became of it."""
        document = file.document
        assert document is not None, "files with errors never reach the writer"
        standard = self._standard(file, document)
        if (standard.id, file.n) in self._known:
            return FileOutcome.ADOPTED if _is_draft(file) else FileOutcome.SAME
        if _is_draft(file):
            return self._store_draft(standard, file)
        self._store_version(standard, file, document)
        self._touched.add(standard.id)
        return FileOutcome.NEW

    def announce(self) -> None:
        """Tell the search worker which standards have changed."""
        for id_ in sorted(self._touched):
            announce(self._session, id_, self._clock.now())

    def _standard(self, file: StandardFile, document: Document) -> Standard:
        standard = self._standards.get(file.slug)
        if standard is None:
            standard = Standard(
                municipality_id=self._municipality.id, slug=file.slug, kind=document.front.kind.value
            )
            self._session.add(standard)
            self._session.flush()
            self._standards[file.slug] = standard
        return standard

    def _store_draft(self, standard: Standard, file: StandardFile) -> FileOutcome:
        draft = self._session.scalar(select(Draft).where(Draft.standard_id == standard.id, _OPEN))
        if draft is not None and (draft.author_id is not None or draft.state != State.DRAFT):
            return FileOutcome.LEFT
        if draft is not None and draft.n == file.n and draft.content == file.content:
            return FileOutcome.SAME
        if draft is None and self._was_dropped(standard, file.n):
            return FileOutcome.DROPPED
        if draft is None:
            draft = Draft(standard_id=standard.id)
            self._session.add(draft)
        draft.n, draft.content, draft.recorded = file.n, file.content, self._clock.now()
        return FileOutcome.DRAFT

    def _was_dropped(self, standard: Standard, n: int) -> bool:
        dropped = select(Draft.id).where(
            Draft.standard_id == standard.id, Draft.n == n, Draft.state == State.DROPPED
        )
        return self._session.scalar(dropped.limit(1)) is not None

    def _store_version(self, standard: Standard, file: StandardFile, document: Document) -> None:
        front, now = document.front, self._clock.now()
        version = store_version(self._session, standard.id, file.n, file.content, document, now)
        self._session.execute(
            delete(Draft).where(
                Draft.standard_id == standard.id, Draft.n <= file.n, Draft.author_id.is_(None), _OPEN
            )
        )
        decision = Decision(
            version_id=version.id,
            body=front.body,
            meeting_day=front.adopted.day,
            item=front.case,
            minutes=front.minutes,
            outcome="vedtaget",
            source="loaded",
            recorded=now,
        )
        self._session.add(decision)
        subject = f"{self._municipality.slug}/{standard.slug}/v{file.n}"
        self._audit.record(now, ACTOR, "version.loaded", subject, sha256=file.sha256)
        seal(self._audit, now, ACTOR, subject, decision)
        self._known.add((standard.id, file.n))
