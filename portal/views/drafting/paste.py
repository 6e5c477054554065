"""Text from Word, cleaned and put into the draft. A script asks for the cleaning alone and gets JSON."""

from __future__ import annotations

from collections.abc import Sequence

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.editing.block_editing import headings, put_block
from portal.importers.conversion import ConvertedText
from portal.importers.counting import LARGEST_FILE
from portal.security.permissions import Permission
from portal.services.drafting.converting import IN_FILE, Converting
from portal.services.errors import BadInput
from portal.services.typed_words import whole_number
from portal.views.drafting.editor import both_texts, revision_of
from portal.views.drafting.editor_page import PastePage
from portal.views.drafting.paste_remarks import remarks_notice, told, told_before
from portal.views.shared.components import Field, Option, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DraftContext

PAGE = "portal:templates/drafting/paste.pt"


@view_config(
    route_name="editorial.paste", request_method="GET", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def ask(context: DraftContext, request: Request) -> PastePage:
    """Ask for text or a file."""
    return _page(context, request)


@view_config(
    route_name="editorial.paste", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def paste(context: DraftContext, request: Request) -> PastePage | Response:
    """Clean what was given and show it; then put it into the draft."""
    typed = request.POST
    if "html" in typed:
        return _converted(request, typed["html"])
    if typed.get("handling") == "indsaet":
        return _insert(context, request, typed.get("renset", "").replace("\r\n", "\n"))
    return posted(
        request,
        lambda: _cleaned(request),
        lambda converted: _page(context, request, cleaned=converted.text, remarks=told(converted.remarks)),
        lambda error: _again(context, request, error),
    )


def _converted(request: Request, source: str) -> Response:
    """For a script, which puts the plain words in where there is too much."""
    return posted(
        request,
        lambda: request.registry.portal.converting.html(source),
        lambda converted: Response(json={"markdown": converted.text, "remarks": told(converted.remarks)}),
        lambda error: Response(json={"problem": "refused", "message": error.message}),
    )


def _cleaned(request: Request) -> ConvertedText:
    typed = request.POST
    converting: Converting = request.registry.portal.converting
    file = typed.get("fil")
    if hasattr(file, "filename"):
        return converting.word(file.file.read(LARGEST_FILE + 1), file.filename)
    return converting.typed(typed.get("indhold", ""))


def _again(context: DraftContext, request: Request, error: BadInput) -> PastePage:
    if error.code == IN_FILE:
        return _page(context, request, file_error=error.message)
    return _page(context, request, error=error.message)


def _insert(context: DraftContext, request: Request, words: str) -> PastePage | Response:
    draft, typed = context.draft, request.POST
    lines = [heading.line for heading in headings(draft.text)]
    chosen = whole_number(typed.get("under", ""))
    under = chosen if chosen in lines else -1
    text = put_block(draft.text, words.strip("\n"), under=under)
    remarks = told_before(typed.getall("bemaerkning"))
    revision = revision_of(typed)
    return posted(
        request,
        lambda: request.services.drafting.save(draft.id, revision, text, request.identity),
        address_book.editorial_page(*draft.slugs, EditorialPage.TEXT, gemt="1"),
        lambda error: _page(context, request, cleaned=words, remarks=remarks, error=error.message),
        lambda _: both_texts(request, draft, text),
    )


def _page(
    context: DraftContext,
    request: Request,
    *,
    cleaned: str | None = None,
    remarks: Sequence[str] = (),
    error: str = "",
    file_error: str = "",
) -> PastePage:
    draft = context.draft
    href = address_book.editorial_page(*draft.slugs, EditorialPage.PASTE)
    pasted = Field(
        "indhold",
        "Tekst",
        request.POST.get("indhold", ""),
        "Sæt tekst ind fra Word eller en hjemmeside. Vi retter punkttegn, tabeller og skjulte tegn.",
        error,
    )
    chosen = request.POST.get("under", "")
    options = tuple(Option(str(h.line), h.words, str(h.line) == chosen) for h in headings(draft.text))
    around = editorial_frame(
        request, draft.municipality, (Link(draft.title, draft.href), Link("Indsæt fra Word", href))
    )
    return PastePage(
        frame=around.frame,
        csrf=around.csrf,
        title="Indsæt tekst fra Word",
        href=href,
        back=Link("Tilbage til teksten", address_book.editorial_page(*draft.slugs, EditorialPage.TEXT)),
        revision=draft.revision,
        pasted=pasted,
        under=Field("under", "Sæt teksten ind sidst i afsnittet", kind="select", options=options),
        file_error=file_error,
        cleaned=None
        if cleaned is None
        else Field("renset", "Den rensede tekst", cleaned, "Ret den til, før den sættes ind."),
        notices=remarks_notice(remarks),
        remarks=tuple(remarks),
        errors=(*errors_of(pasted), *((Link(file_error, "#fil"),) if file_error else ())),
    )
