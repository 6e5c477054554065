"""Keeping what a file gave: its bytes, its drafts, and each thing's place; all of it or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.danish.characters import as_read
from portal.documents.editing.block_editing import blocks
from portal.documents.reading.directives import Name
from portal.importers.drafting.imported import (
    FoundKind,
    FoundThing,
    ImportCertainty,
    ImportedDraft,
    ImportedFile,
)
from portal.importers.source import SourcePlace
from portal.models import FoundThingRow, ImportedDraftRow, ImportedFileRow
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.services.context import Context
from portal.services.drafting.drafting import Drafting, create_drafting
from portal.services.errors import BadInput, Parameter, require
from portal.services.importing.imported_records import file_with
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.typed_words import kept_line

MOST_DRAFTS, MOST_THINGS = 100, 20_000
"""Of one file; more is no file of standards."""
NOTHING = "Vi fandt ingen tekst i filen, som kan blive til en kladde. Se, om det er den rigtige fil."
TOO_MANY = "Filen har for meget til én indlæsning. Del den i flere filer, og indlæs dem hver for sig."
NOWHERE = "Vi ved ikke, hvor i filen tabellen står."
_LONGEST_NAME, _LONGEST_WORDS = 200, 20_000


class TakingIn:
    """Takes a file that was read into the portal, in the caller's transaction."""

    def __init__(self, session: Session, drafting: Drafting, now: datetime):
        self._session = session
        self._drafting = drafting
        self._now = now

    def take(
        self, owner: MunicipalityRecord, name: str, content: bytes, read: ImportedFile, by: Identity
    ) -> int:
        """Make the drafts; the number of the file. One that is there already is left as it is.

        Raises NotAllowed, and BadInput for a file that gives no draft, or more than is taken.
        """
        require(Permission.START_DRAFT, by, Subject(owner.id))
        name = file_name(name)
        if not read.drafts:
            raise BadInput(Parameter.FILE, name, NOTHING)
        if len(read.drafts) > MOST_DRAFTS or sum(len(d.found) for d in read.drafts) > MOST_THINGS:
            raise BadInput(Parameter.FILE, name, TOO_MANY)
        row = self._file(owner, name, content, read, by)
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:  # somebody brought the same file at the same moment
            return file_with(self._session, owner.id, row.sha256) or 0
        for draft in read.drafts:
            self._begin(owner, row, draft, by)
        return row.id

    def _file(
        self, owner: MunicipalityRecord, name: str, content: bytes, read: ImportedFile, by: Identity
    ) -> ImportedFileRow:
        return ImportedFileRow(
            municipality_id=owner.id,
            sha256=file_hash(content),
            name=name,
            kind=read.kind.value,
            pages=read.pages,
            content=content,
            left_out=[_fit(asdict(left)) for left in read.left_out],
            remarks=[_fit(asdict(remark)) for remark in read.remarks],
            person_id=by.person_id,
            recorded=self._now,
        )

    def _begin(
        self, owner: MunicipalityRecord, file: ImportedFileRow, draft: ImportedDraft, by: Identity
    ) -> None:
        begun = self._drafting.begin_imported(owner, draft, file.sha256, by)
        self._session.add(
            ImportedDraftRow(draft_id=begun, file_id=file.id, wanted=draft.slug[:_LONGEST_NAME])
        )
        text = draft.text.replace("\r\n", "\n")
        tables = {
            block.argument: _lines(text, block.first, block.last) for block in blocks(text, Name.LEVELS)
        }
        named = {found.name for found in draft.found if found.kind is FoundKind.LEVEL_TABLE}
        unknown = [_unplaced(name, words) for name, words in tables.items() if name not in named]
        for found in (*draft.found, *unknown):
            self._session.add(_row(begun, found, text, tables))
        self._session.flush()


def file_name(name: str) -> str:
    """A file's name as it is kept: without folders. Raises BadInput where it holds a CPR number."""
    own = name.replace("\\", "/").rpartition("/")[2]
    return kept_line(Parameter.FILE, own[-_LONGEST_NAME:], _LONGEST_NAME) or "Uden navn"


def file_hash(content: bytes) -> str:
    """What a file is known by: SHA-256 of its bytes."""
    return hashlib.sha256(content).hexdigest()


def _unplaced(name: str, words: str) -> FoundThing:
    """A level table of the draft that no place was given for: it must be confirmed like any other."""
    return FoundThing(
        FoundKind.LEVEL_TABLE, words, SourcePlace(0, 0), 0, ImportCertainty.UNSURE, how=NOWHERE, name=name
    )


def _row(draft_id: int, found: FoundThing, text: str, tables: dict[str, str]) -> FoundThingRow:
    box, is_table = found.place.box, found.kind is FoundKind.LEVEL_TABLE
    block = tables.get(found.name, "") if is_table else ""
    return FoundThingRow(
        draft_id=draft_id,
        kind=found.kind.value,
        words=_fit(found.words),
        page=found.place.page,
        source_line=found.place.line,
        box=[box.left, box.top, box.right, box.bottom] if box else [],
        line=found.line,
        drafted=_fit(block or _lines(text, found.line - 1, found.line - 1)),
        certainty=found.certainty.value,
        how=_fit(found.how),
        name=found.name[:120] if is_table else "",
        offered=_fit(found.offered),
    )


def _lines(text: str, first: int, last: int) -> str:
    return "\n".join(text.split("\n")[first : last + 1]) if first >= 0 else ""


def _fit(said: Any) -> Any:
    """A value without what a database or a page cannot hold, however deep."""
    if isinstance(said, str):
        return as_read(said)[:_LONGEST_WORDS]
    if isinstance(said, list | tuple):
        return [_fit(part) for part in said]
    if isinstance(said, dict):
        return {key: _fit(part) for key, part in said.items()}
    return said


def create_taking_in(context: Context) -> TakingIn:
    """TakingIn for a request."""
    return TakingIn(context.session, context.get(create_drafting), context.now)
