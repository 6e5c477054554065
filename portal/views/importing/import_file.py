"""Choosing a file that becomes drafts, and the report on what became of it."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import STATE_WORDS, State
from portal.importers.drafting.imported import FoundKind
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.services.importing.imported_records import (
    ImportedDraftRecord,
    ImportedFileRecord,
    beside_tables,
)
from portal.services.importing.importing import BroughtFile
from portal.views.drafting.paste_remarks import told
from portal.views.importing.found_words import SOURCE_WORDS, counts, kind_words, where
from portal.views.importing.import_pages import (
    DraftOfFile,
    FileLine,
    ImportPage,
    LeftOutLine,
    ReportPage,
    UnsureLine,
)
from portal.views.shared.components import NoticeBox
from portal.views.shared.editorial_frames import editorial_frame, moment
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import EditorialContext

PAGE = "portal:templates/importing/import.pt"
TITLE = "Indlæs fil"
ACCEPT = ".pdf,.docx,.html,.htm,.txt,.md"
_BEFORE = NoticeBox(
    "info", "Filen er indlæst før", "Den er ikke indlæst igen. Her står, hvad den blev til dengang."
)


@view_config(
    route_name="editorial.import", request_method="GET", renderer=PAGE, permission=Permission.START_DRAFT
)
def ask(context: EditorialContext, request: Request) -> ImportPage:
    """Ask for a file, and list those that were brought before."""
    return _page(context, request)


@view_config(
    route_name="editorial.import", request_method="POST", renderer=PAGE, permission=Permission.START_DRAFT
)
def bring_in(context: EditorialContext, request: Request) -> ImportPage | Response:
    """Make drafts of the file, and go on to the report."""
    owner = context.municipality
    return posted(
        request,
        lambda: _brought(context, request),
        lambda brought: address_book.editorial_import_report(
            owner.slug, brought.id, **({"samme": "1"} if brought.before else {})
        ),
        lambda error: _page(context, request, error.message),
    )


def _brought(context: EditorialContext, request: Request) -> BroughtFile:
    file = request.POST.get("fil")
    if not hasattr(file, "filename"):
        raise BadInput(Parameter.FILE, "", "Vælg en fil.")
    content = file.file.read(request.services.importing.most_bytes + 1)
    if not content:
        raise BadInput(Parameter.FILE, "", "Filen er tom. Vælg en anden.")
    brought: BroughtFile = request.services.importing.bring_in(
        context.municipality, file.filename, content, request.identity
    )
    return brought


def _page(context: EditorialContext, request: Request, error: str = "") -> ImportPage:
    owner = context.municipality
    href = address_book.editorial_import(owner.slug)
    around = editorial_frame(request, owner, (Link(TITLE, href),))
    return ImportPage(
        frame=around.frame,
        csrf=around.csrf,
        title=f"{TITLE} til {owner.name}",
        href=href,
        accept=ACCEPT,
        error=error,
        errors=(Link(error, "#fil"),) if error else (),
        files=tuple(_line(context, file) for file in request.services.importing.files(owner)),
    )


def _line(context: EditorialContext, file: ImportedFileRecord) -> FileLine:
    href = address_book.editorial_import_report(context.municipality.slug, file.id)
    return FileLine(Link(file.name, href), f"Indlæst {moment(file.recorded)} af {file.by}.")


@view_config(
    route_name="editorial.import.report",
    renderer="portal:templates/importing/report.pt",
    permission=Permission.START_DRAFT,
)
def report(context: EditorialContext, request: Request) -> ReportPage:
    """What was found in a file, what is unsure, what was left out and why."""
    owner, importing = context.municipality, request.services.importing
    file = importing.file(owner, int(request.matchdict["id"]))
    drafts = importing.drafts(file)
    here = Link(TITLE, address_book.editorial_import(owner.slug))
    crumbs = (here, Link(file.name, address_book.editorial_import_report(owner.slug, file.id)))
    return ReportPage(
        frame=editorial_frame(request, owner, crumbs).frame,
        title=f"Det fandt vi i {file.name}",
        facts=_facts(file),
        notices=_notices(request, drafts),
        drafts=tuple(_draft(file, made) for made in drafts),
        left_out=tuple(LeftOutLine(x.words, where(file.kind, x.place), x.why) for x in file.left_out),
        remarks=told(file.remarks),
        back=Link("Indlæs en fil til", here.href),
    )


def _facts(file: ImportedFileRecord) -> tuple[tuple[str, str], ...]:
    pages = f", {file.pages} {'side' if file.pages == 1 else 'sider'}" if file.pages > 1 else ""
    return (
        ("Fil", f"{SOURCE_WORDS[file.kind]}{pages}"),
        ("Indlæst", f"{moment(file.recorded)} af {file.by}"),
    )


def _notices(request: Request, drafts: tuple[ImportedDraftRecord, ...]) -> tuple[NoticeBox, ...]:
    tables = sum(
        thing.kind is FoundKind.LEVEL_TABLE and thing.confirmed is None
        for made in drafts
        if made.draft.closed is None
        for thing in made.things
    )
    notices = (_BEFORE,) if request.GET.get("samme") else ()
    if not tables:
        return notices
    heading = "1 niveautabel skal bekræftes" if tables == 1 else f"{tables} niveautabeller skal bekræftes"
    text = (
        "Hold hver tabel op mod filen. Før det kan kladden ikke sendes videre, og beregneren bruger den ikke."
    )
    return (*notices, NoticeBox("warning", heading, text))


def _draft(file: ImportedFileRecord, made: ImportedDraftRecord) -> DraftOfFile:
    draft, source = made.draft, ""
    if draft.closed is None:
        source = address_book.editorial_page(*draft.slugs, EditorialPage.SOURCE)
    moved = f"Adressen {made.wanted} var optaget. Kladden fik adressen {draft.standard}."
    unsure = tuple(
        UnsureLine(
            kind_words(thing.kind),
            thing.words,
            where(file.kind, thing.place),
            thing.how,
            f"{source}#fund-{thing.id}" if source else "",
        )
        for thing in beside_tables(made.things)
        if not thing.is_sure
    )
    return DraftOfFile(
        link=Link(draft.title, _href(made)),
        state=STATE_WORDS[draft.state],
        moved=moved if made.wanted and made.wanted != draft.standard else "",
        counts=counts(made.things),
        source=source,
        unsure=unsure,
    )


def _href(made: ImportedDraftRecord) -> str:
    """Where the text is: its draft's page, or the version it became."""
    if made.draft.state is State.ADOPTED and made.adopted_n:
        return address_book.standard_version(*made.draft.slugs, made.adopted_n)
    return made.draft.href
