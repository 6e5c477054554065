"""What is kept of a file that drafts were made of: the file, its drafts, and the place of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.drafting.imported import FoundKind, ImportCertainty, LeftOut
from portal.importers.source import SourceBox, SourceKind, SourcePlace
from portal.models import (
    Draft,
    FoundThingRow,
    ImportedDraftRow,
    ImportedFileRow,
    Municipality,
    Person,
    Standard,
)
from portal.services.drafting.drafts import DraftRecord, draft_record
from portal.services.errors import Thing, UnknownName


@dataclass(frozen=True)
class SourceThing:
    """A thing of a draft and where it stood in the file; ``name`` is that of a level table, "" for all else.

    ``line`` is its line in the draft as it was made, ``drafted`` what stood there. ``confirmed`` and
    ``confirmed_by`` say of a table when somebody held it against the file, and who: None and "" before.
    """

    id: int
    kind: FoundKind
    words: str
    place: SourcePlace
    line: int
    drafted: str
    certainty: ImportCertainty
    how: str
    name: str
    offered: str
    confirmed: datetime | None
    confirmed_by: str

    @property
    def is_sure(self) -> bool:
        """Whether nothing of it asks for a person."""
        return self.certainty is ImportCertainty.CERTAIN


@dataclass(frozen=True)
class ImportedDraftRecord:
    """A draft made of a file. ``wanted`` is the slug it asked for, ``adopted_n`` the version it became."""

    draft: DraftRecord
    wanted: str
    adopted_n: int | None
    things: tuple[SourceThing, ...]


@dataclass(frozen=True)
class ImportedFileRecord:
    """A file: ``by`` brought it. ``has_pages``: it is a PDF whose pages can still be shown."""

    id: int
    municipality_id: int
    name: str
    kind: SourceKind
    pages: int
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    by: str
    recorded: datetime
    has_pages: bool


def beside_tables(things: Sequence[SourceThing]) -> tuple[SourceThing, ...]:
    """The things without the numbers of level tables, which are shown with their tables."""
    rows = {line for thing in things if thing.name for line in thing.drafted.split("\n") if line}
    return tuple(t for t in things if t.kind is not FoundKind.NUMBER or t.drafted not in rows)


def file_with(session: Session, municipality_id: int, sha256: str) -> int | None:
    """The number of the file of a municipality that has these bytes; None where it was not brought."""
    query = select(ImportedFileRow.id).where(
        ImportedFileRow.municipality_id == municipality_id, ImportedFileRow.sha256 == sha256
    )
    return session.scalar(query)


def files_of(session: Session, municipality_id: int) -> tuple[ImportedFileRecord, ...]:
    """Every file of a municipality, the newest first."""
    return _files(session, ImportedFileRow.municipality_id == municipality_id)


def require_file(session: Session, municipality_id: int, number: int) -> ImportedFileRecord:
    """One file of a municipality; raises UnknownName."""
    found = _files(session, ImportedFileRow.id == number, ImportedFileRow.municipality_id == municipality_id)
    if not found:
        raise UnknownName(Thing.IMPORTED_FILE, str(number))
    return found[0]


def file_of_draft(session: Session, draft_id: int) -> ImportedFileRecord | None:
    """The file that a draft was made of; None where it was written."""
    made = select(ImportedDraftRow.file_id).where(ImportedDraftRow.draft_id == draft_id)
    found = _files(session, ImportedFileRow.id.in_(made))
    return found[0] if found else None


def drafts_of_file(session: Session, file_id: int) -> tuple[ImportedDraftRecord, ...]:
    """What a file became, in the order of the file."""
    query = (
        select(ImportedDraftRow, Draft, Standard, Municipality)
        .join(Draft, Draft.id == ImportedDraftRow.draft_id)
        .join(Standard, Standard.id == Draft.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(ImportedDraftRow.file_id == file_id)
        .order_by(Draft.id)
    )
    return tuple(
        ImportedDraftRecord(
            draft_record(session, draft, standard, owner),
            made.wanted,
            draft.adopted_n,
            things_of(session, draft.id),
        )
        for made, draft, standard, owner in session.execute(query).all()
    )


def things_of(session: Session, draft_id: int) -> tuple[SourceThing, ...]:
    """Everything of a draft that has a place in its file, in the order of the file."""
    query = (
        select(FoundThingRow, Person.name)
        .outerjoin(Person, Person.id == FoundThingRow.confirmed_by_id)
        .where(FoundThingRow.draft_id == draft_id)
        .order_by(FoundThingRow.id)
        .execution_options(populate_existing=True)
    )
    return tuple(_thing(row, name or "") for row, name in session.execute(query).all())


def _files(session: Session, *wanted: Any) -> tuple[ImportedFileRecord, ...]:
    query = (
        select(ImportedFileRow, Person.name, ImportedFileRow.content.is_not(None))
        .join(Person, Person.id == ImportedFileRow.person_id)
        .where(*wanted)
        .order_by(ImportedFileRow.id.desc())
    )
    return tuple(_file(*found) for found in session.execute(query).all())


def _file(row: ImportedFileRow, by: str, is_kept: bool) -> ImportedFileRecord:
    kind = SourceKind(row.kind)
    return ImportedFileRecord(
        id=row.id,
        municipality_id=row.municipality_id,
        name=row.name,
        kind=kind,
        pages=row.pages,
        left_out=tuple(_left_out(said) for said in row.left_out),
        remarks=tuple(_remark(said) for said in row.remarks),
        by=by,
        recorded=row.recorded,
        has_pages=is_kept and kind is SourceKind.PDF,
    )


def _left_out(said: dict[str, Any]) -> LeftOut:
    place = said["place"]
    box = SourceBox(**place["box"]) if place["box"] else None
    return LeftOut(said["words"], SourcePlace(place["page"], place["line"], box), said["why"])


def _remark(said: dict[str, Any]) -> Remark:
    return Remark(RemarkKind(said["kind"]), said["count"], tuple(Place(**place) for place in said["places"]))


def _thing(row: FoundThingRow, confirmed_by: str) -> SourceThing:
    box = SourceBox(*row.box) if row.box else None
    return SourceThing(
        id=row.id,
        kind=FoundKind(row.kind),
        words=row.words,
        place=SourcePlace(row.page, row.source_line, box),
        line=row.line,
        drafted=row.drafted,
        certainty=ImportCertainty(row.certainty),
        how=row.how,
        name=row.name,
        offered=row.offered,
        confirmed=row.confirmed,
        confirmed_by=confirmed_by,
    )
