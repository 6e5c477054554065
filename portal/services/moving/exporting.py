"""Everything that is adopted, as a folder that ``portal load`` takes back to the same hashes, and as data.

What a file cannot say is not in it: decisions of several bodies, confirmations, repeals, hearings, people and
the log are in the backup (``backing_up``). A masked text is given as it is shown; the hash of what it was
before is given to nobody, since whoever has it could try out what was masked (ADR 7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from portal.clock import Clock, day_of
from portal.db import Database
from portal.documents.document import DocumentError, FileState, Finding
from portal.documents.reading.markdown import read_document
from portal.models import Draft, Municipality, Redaction, Standard, Version
from portal.services.context import Process
from portal.services.drafting.folder_checks import refused_anew
from portal.services.errors import BadInput, Parameter
from portal.services.moving.archives import Step
from portal.services.moving.folders import NewFolder, replacing_folder
from portal.services.moving.level_columns import Row, TableSource
from portal.services.moving.level_files import level_files
from portal.services.published.catalogue import read_standards
from portal.services.published.standing import stages_of

FORMAT = "kvalitetsportal-export 1"
_ABOUT = (
    "Vedtagne tekster, byte for byte, som »portal load« kan læse ind igen. sha256 er hashen af filen. "
    "Hvor »masked« har en dag, blev personoplysninger skjult i teksten den dag: "
    "hashen er af teksten, som den vises siden. "
    "Beslutninger truffet i portalen, bekræftelser, ophævelser, høringer, brugere og loggen er ikke med; "
    "de er i sikkerhedskopien (»portal backup«)."
)


@dataclass(frozen=True)
class ExportReport:
    """How much was written. ``notes``: drafts left out; ``findings``: what ``portal load`` would refuse."""

    municipalities: int
    versions: int
    drafts: int
    levels: int
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Exporting:
    """Writes what the portal holds to a folder. ``base`` is what the addresses of rows begin with."""

    def __init__(self, database: Database, clock: Clock, base: str):
        self._database = database
        self._clock = clock
        self._base = base

    def export(
        self, folder: Path, *, municipality: str = "", drafts: bool = False, step: Step = lambda *_: None
    ) -> ExportReport:
        """Write everything, or one municipality's (its slug), to ``folder``; ``drafts``: the open ones too.

        The folder is as the portal was at one moment, and there whole or not at all. Raises BadInput for a
        municipality that is not there, Refused for a folder with something of others in it, and OSError.
        """
        with (
            self._database.snapshot() as session,
            replacing_folder(folder, 0o700 if drafts else 0o777) as new,
        ):
            writer = _Writer(session, new, _slugs(session, municipality), step)
            writer.write_texts()
            if drafts:
                writer.write_drafts()
            day = day_of(self._clock.now())
            rows = writer.levels(day, self._base)
            for name, content in level_files(rows, day.isoformat()).items():
                new.write(name, content)
            new.list_files(
                format=FORMAT,
                about=_ABOUT,
                day=day.isoformat(),
                portal=self._base,
                versions=writer.versions,
                drafts=writer.drafts,
            )
            return ExportReport(
                len(writer.slugs), len(writer.versions), len(writer.drafts), len(rows),
                tuple(writer.notes), refused_anew(new.path),
            )  # fmt: skip


def _slugs(session: Session, wanted: str) -> tuple[str, ...]:
    """The slugs of the municipalities to write: all, or the one that is wanted. Raises BadInput."""
    known = tuple(session.scalars(select(Municipality.slug).order_by(Municipality.slug)))
    if wanted and wanted not in known:
        message = f"Kommunen {wanted} findes ikke. Disse findes: {', '.join(known)}."
        raise BadInput(Parameter.MUNICIPALITY, wanted, message)
    return (wanted,) if wanted else known


class _Writer:
    """Writes the texts of some municipalities; ``versions`` and ``drafts`` are for the listing."""

    def __init__(self, session: Session, new: NewFolder, slugs: tuple[str, ...], step: Step):
        self.slugs = slugs
        self.versions: list[dict[str, object]] = []
        self.drafts: list[str] = []
        self.notes: list[str] = []
        self._session = session
        self._new = new
        self._step = step
        self._newest: dict[tuple[str, str], int] = {}

    def write_texts(self) -> None:
        """Every municipality's own file, and every version as it was adopted or is shown since."""
        for slug, source in self._municipalities():
            self._new.write(f"{slug}/kommune.yaml", source)
        masked = self._masked()
        for slug, standard, version in self._texts():
            path = f"{slug}/{standard}/{version.n}.md"
            self._new.write(path, version.content)
            self._newest[slug, standard] = version.n
            self.versions.append(
                {
                    "path": path,
                    "municipality": slug,
                    "standard": standard,
                    "n": version.n,
                    "sha256": version.sha256,
                    "masked": masked.get(version.id, []),
                }
            )

    def write_drafts(self) -> None:
        """The open drafts that ``portal load`` takes as drafts again; of the others a note."""
        query = (
            select(Municipality.slug, Standard.slug, Draft.n, Draft.content)
            .join(Standard, Standard.municipality_id == Municipality.id)
            .join(Draft, Draft.standard_id == Standard.id)
            .where(Draft.closed.is_(None), Municipality.slug.in_(self.slugs))
            .order_by(Municipality.slug, Standard.slug)
        )
        for slug, standard, n, content in self._session.execute(query):
            follows = n == self._newest.get((slug, standard), 0) + 1
            if follows and _reads_as_draft(content):
                path = f"{slug}/{standard}/{n}.md"
                self._new.write(path, content)
                self.drafts.append(path)
            else:
                why = (
                    "den kan ikke læses som en kladde"
                    if follows
                    else "der er kommet en version, siden den blev begyndt"
                )
                self.notes.append(
                    f"Kladden til {slug}/{standard} er ikke med: {why}. Den er i sikkerhedskopien."
                )

    def levels(self, day: date, base: str) -> list[Row]:
        """Every cell of every level table, with where its version stands on ``day``."""
        records = [
            record for slug in self.slugs for record in read_standards(self._session, municipality=slug)
        ]
        rows: list[Row] = []
        done = 0
        for record in records:
            stages = {stage.n: stage for stage in stages_of(record, day, day)}
            for version in record.versions:
                rows += self._rows(TableSource(record, version, stages.get(version.n), day, base))
                done += 1
                self._step("Læser niveauer", done, len(self.versions))
        return rows

    def _rows(self, source: TableSource) -> Iterator[Row]:
        content = self._session.scalars(select(Version.content).where(Version.id == source.version.id)).one()
        try:
            document = read_document(content, "")
        except DocumentError:  # what load says of the file says why
            return
        for table in document.tables:
            yield from source.rows(table)

    def _municipalities(self) -> Iterator[tuple[str, bytes]]:
        query = select(Municipality.slug, Municipality.source).where(Municipality.slug.in_(self.slugs))
        yield from self._session.execute(query.order_by(Municipality.slug))

    def _texts(self) -> Iterator[tuple[str, str, Version]]:
        query = (
            select(Municipality.slug, Standard.slug, Version)
            .join(Standard, Standard.municipality_id == Municipality.id)
            .join(Version, Version.standard_id == Standard.id)
            .where(Municipality.slug.in_(self.slugs))
            .options(undefer(Version.content))
            .order_by(Municipality.slug, Standard.slug, Version.n)
        )
        yield from self._session.execute(query.execution_options(yield_per=50))

    def _masked(self) -> dict[int, list[str]]:
        """The days on which something was masked in a version, by its id."""
        found: dict[int, list[str]] = {}
        query = select(Redaction.version_id, Redaction.recorded).order_by(Redaction.id)
        for version_id, recorded in self._session.execute(query):
            found.setdefault(version_id, []).append(day_of(recorded).isoformat())
        return found


def _reads_as_draft(content: bytes) -> bool:
    """Whether a file with it would be a draft: one that says it is adopted would be published."""
    try:
        return read_document(content, "").front.state is FileState.DRAFT
    except DocumentError:
        return False


def create_exporting(process: Process) -> Exporting:
    """Exporting for a process."""
    return Exporting(process.database, process.clock, process.settings.base())
