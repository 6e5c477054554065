"""The parts of the page on which a draft is held against its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyramid.request import Request

from calculators.reading.levels import Level, LevelTable
from calculators.reading.printer import print_extent
from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.editing.block_editing import blocks
from portal.documents.reading.directives import Name
from portal.importers.drafting.imported import FoundKind
from portal.security.permissions import Permission
from portal.services.drafting.drafts import DraftRecord
from portal.services.importing.confirming import line_in
from portal.services.importing.imported_records import ImportedFileRecord, SourceThing, beside_tables
from portal.views.importing.found_words import kind_words, where
from portal.views.importing.import_pages import CandidateView, ShownPage, TableRow, TableView, ThingView
from portal.views.shared.editorial_frames import may, moment


@dataclass(frozen=True)
class SourceParts:
    """Everything with a place in the file; ``pages`` are the pictures of the pages, by the thing's number."""

    tables: tuple[TableView, ...]
    candidates: tuple[CandidateView, ...]
    unsure: tuple[ThingView, ...]
    certain: tuple[ThingView, ...]
    pages: Mapping[int, ShownPage]


@dataclass(frozen=True)
class _Draft:
    """The draft as it stands, its tables by name, and what its tables in waiting are called.

    ``numbers`` are the numbers that were found.
    """

    record: DraftRecord
    file: ImportedFileRecord
    read: Mapping[str, LevelTable]
    raw: Mapping[str, str]
    waiting: Mapping[int, str]
    numbers: tuple[SourceThing, ...]
    may_write: bool


def source_parts(request: Request, draft: DraftRecord, file: ImportedFileRecord) -> SourceParts:
    """The parts for a draft made of ``file``."""
    things = request.services.importing.things(draft)
    stands = _stands(request, draft, file, things)
    others = [t for t in beside_tables(things) if t.kind not in (FoundKind.LEVEL_TABLE, FoundKind.CANDIDATE)]
    return SourceParts(
        tables=tuple(_table(stands, thing) for thing in things if thing.name),
        candidates=tuple(_candidate(stands, t) for t in things if t.kind is FoundKind.CANDIDATE),
        unsure=tuple(_thing(stands, thing) for thing in others if not thing.is_sure),
        certain=tuple(_thing(stands, thing) for thing in others if thing.is_sure),
        pages={t.id: _shown(stands, t) for t in things if file.has_pages and t.place.page},
    )


def _stands(
    request: Request, draft: DraftRecord, file: ImportedFileRecord, things: Sequence[SourceThing]
) -> _Draft:
    services, lines = request.services, draft.text.split("\n")
    document = services.checking.check(draft).document
    waiting = services.confirming.waiting(draft.id, draft.text)
    return _Draft(
        record=draft,
        file=file,
        read={table.id: table for table in document.tables} if document else {},
        raw={b.argument: "\n".join(lines[b.first : b.last + 1]) for b in blocks(draft.text, Name.LEVELS)},
        numbers=tuple(thing for thing in things if thing.kind is FoundKind.NUMBER),
        waiting={table.thing_id: table.name for table in waiting},
        may_write=may(request, Permission.EDIT_DRAFT, draft.subject),
    )


def _picture(stands: _Draft, thing: SourceThing) -> str:
    if not stands.file.has_pages or not thing.place.page:
        return ""
    return address_book.editorial_source_page(*stands.record.slugs, thing.id)


def _page(stands: _Draft, thing: SourceThing) -> str:
    """The way to this page with the thing's place shown as a picture."""
    if not _picture(stands, thing):
        return ""
    slugs = stands.record.slugs
    return address_book.editorial_page(*slugs, EditorialPage.SOURCE, place="billede", sted=str(thing.id))


def _alt(stands: _Draft, thing: SourceThing) -> str:
    return f"Side {thing.place.page} af {stands.file.name} med stedet markeret"


def _shown(stands: _Draft, thing: SourceThing) -> ShownPage:
    heading = f"{where(stands.file.kind, thing.place)} i {stands.file.name}"
    return ShownPage(_picture(stands, thing), _alt(stands, thing), heading)


def _table(stands: _Draft, thing: SourceThing) -> TableView:
    name = stands.waiting.get(thing.id, thing.name)
    read = stands.read.get(name)
    waits = thing.id in stands.waiting
    return TableView(
        id=f"fund-{thing.id}",
        thing=thing.id,
        name=name,
        where=where(stands.file.kind, thing.place),
        why=thing.how,
        words=thing.words,
        picture=_picture(stands, thing),
        alt=_alt(stands, thing),
        rows=tuple(_row(stands, level) for level in read.levels) if read else (),
        raw="" if read else stands.raw.get(name, ""),
        state=_state(thing, waits=waits),
        button=waits and stands.may_write,
    )


def _row(stands: _Draft, level: Level) -> TableRow:
    lines = stands.record.text.split("\n")
    same = [n for n in stands.numbers if n.drafted.strip() == lines[level.line - 1].strip()]
    found = min(same, key=lambda number: abs(number.line - level.line), default=None)
    return TableRow(
        label=level.label,
        words=level.extent.text,
        reading=print_extent(level.extent),
        where=where(stands.file.kind, found.place) if found else "Ikke et sted i filen",
        page=_page(stands, found) if found else "",
    )


def _state(thing: SourceThing, *, waits: bool) -> str:
    if waits:
        return "Ingen har bekræftet tabellen endnu."
    if thing.confirmed is None:
        return "Tabellen står ikke i kladden længere."
    return f"Bekræftet {moment(thing.confirmed)} af {thing.confirmed_by}."


def _candidate(stands: _Draft, thing: SourceThing) -> CandidateView:
    put_in = f"Tabellen »{thing.name}« er sat ind i kladden og står ovenfor."
    return CandidateView(
        id=f"{'saetning' if thing.name else 'fund'}-{thing.id}",
        thing=thing.id,
        words=thing.words,
        where=where(stands.file.kind, thing.place),
        why=thing.how,
        page=_page(stands, thing),
        offered=thing.offered,
        state=put_in if thing.name else "",
        button=bool(thing.offered) and not thing.name and stands.may_write,
    )


def _thing(stands: _Draft, thing: SourceThing) -> ThingView:
    at = line_in(stands.record.text, thing.drafted, thing.line)
    return ThingView(
        id=f"fund-{thing.id}",
        kind=kind_words(thing.kind),
        words=thing.words,
        where=where(stands.file.kind, thing.place),
        why=thing.how,
        page=_page(stands, thing),
        drafted=thing.drafted if at else "",
        at=f"Linje {at} i kladden" if at else "Ændret eller fjernet, siden filen blev indlæst",
    )
