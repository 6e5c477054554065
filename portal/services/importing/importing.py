"""Bringing a file in: read in a process of its own while nothing is locked, then kept in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from portal.models import ImportedFileRow
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.services.context import Context
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import Thing, UnknownName, require
from portal.services.importing.imported_records import (
    ImportedDraftRecord,
    ImportedFileRecord,
    SourceThing,
    drafts_of_file,
    file_of_draft,
    file_with,
    files_of,
    require_file,
    things_of,
)
from portal.services.importing.reading_files import create_reading_files
from portal.services.importing.taking_in import create_taking_in, file_hash, file_name
from portal.services.published.catalogue import MunicipalityRecord


@dataclass(frozen=True)
class BroughtFile:
    """The file's number; ``before``: it was there already, and nothing was made of it again."""

    id: int
    before: bool = False


class Importing:
    """Brings files in, and tells what became of them."""

    def __init__(self, context: Context):
        self._context = context
        self._session = context.session
        self._reading = context.process.get(create_reading_files)

    def bring_in(self, owner: MunicipalityRecord, name: str, content: bytes, by: Identity) -> BroughtFile:
        """Make drafts of a file, once for a municipality. Raises BadInput with what the readers refuse."""
        require(Permission.START_DRAFT, by, Subject(owner.id))
        there = file_with(self._session, owner.id, file_hash(content))
        if there is not None:
            return BroughtFile(there, before=True)
        read = self._reading.drafts(content, file_name(name), owner.slug)
        process = self._context.process
        with process.database.writing() as session:
            there = file_with(session, owner.id, file_hash(content))
            if there is not None:
                return BroughtFile(there, before=True)
            written = Context(process, session, self._context.now)
            return BroughtFile(written.get(create_taking_in).take(owner, name, content, read, by))

    @property
    def most_bytes(self) -> int:
        """So many bytes a file may have."""
        return self._reading.limits.bytes

    def files(self, owner: MunicipalityRecord) -> tuple[ImportedFileRecord, ...]:
        """Every file of a municipality, the newest first."""
        return files_of(self._session, owner.id)

    def file(self, owner: MunicipalityRecord, number: int) -> ImportedFileRecord:
        """One of them; raises UnknownName."""
        return require_file(self._session, owner.id, number)

    def drafts(self, file: ImportedFileRecord) -> tuple[ImportedDraftRecord, ...]:
        """What a file became, in the order of the file."""
        return drafts_of_file(self._session, file.id)

    def source(self, draft: DraftRecord) -> ImportedFileRecord | None:
        """The file that a draft was made of; None where it was written."""
        return file_of_draft(self._session, draft.id)

    def things(self, draft: DraftRecord) -> tuple[SourceThing, ...]:
        """Everything of a draft that has a place in its file, in the order of the file."""
        return things_of(self._session, draft.id)

    def picture(self, draft: DraftRecord, thing_id: int) -> bytes:
        """The page of a PDF on which a thing of the draft stands, as PNG, with the place marked.

        Raises UnknownName where there is none, and BadInput where it cannot be drawn.
        """
        file = file_of_draft(self._session, draft.id)
        thing = next((t for t in things_of(self._session, draft.id) if t.id == thing_id), None)
        if file is None or not file.has_pages or thing is None or not thing.place.page:
            raise UnknownName(Thing.SOURCE_PAGE, str(thing_id))
        content = self._session.get_one(ImportedFileRow, file.id).content
        assert content is not None
        return self._reading.picture(content, thing.place)


def create_importing(context: Context) -> Importing:
    """Importing for a request."""
    return Importing(context)
