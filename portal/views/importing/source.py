"""A draft beside the file it was made of: tables to confirm, sentences that could be tables, and all else."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.security.permissions import Permission
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.importing.confirming import WHERE
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.drafting.editor import revision_of
from portal.views.importing.import_pages import ShownPage, SourcePage
from portal.views.importing.source_parts import SourceParts, source_parts
from portal.views.shared.components import NoticeBox
from portal.views.shared.editorial_frames import editorial_frame, may
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DraftContext

PAGE = "portal:templates/importing/source.pt"
_DONE = {
    "rigtig": NoticeBox(
        "success", "Tabellen er bekræftet", "Det er skrevet ned, hvem der gjorde det, og hvornår."
    ),
    "indsaet": NoticeBox("success", "Tabellen står i kladden", "Læs den igennem, og bekræft den nedenfor."),
}


@view_config(
    route_name="editorial.source", request_method="GET", renderer=PAGE, permission=Permission.READ_SOURCE
)
def show(context: DraftContext, request: Request) -> SourcePage:
    """Everything that was found, beside what the draft says."""
    done = _DONE.get(request.GET.get("gjort", ""))
    return _page(context, request, (done,) if done else ())


@view_config(
    route_name="editorial.source", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def act(context: DraftContext, request: Request) -> SourcePage | Response:
    """Confirm a table, or put an offered one into the draft."""
    typed, draft, confirming = request.POST, context.draft, request.services.confirming
    button, thing = typed.get("handling", ""), whole_number(typed.get("fund", ""), NINE_DIGITS) or 0
    act = {"rigtig": confirming.confirm, "indsaet": confirming.put_in}.get(button)
    if act is None:
        raise BadInput(Parameter.STEP, "", "Brug en af de knapper, siden viser.")
    revision = revision_of(typed)
    return posted(
        request,
        lambda: act(draft.id, thing, revision, request.identity),
        address_book.editorial_page(*draft.slugs, EditorialPage.SOURCE, gjort=button, place=f"fund-{thing}"),
        theirs=lambda error: _page(
            context, request, (NoticeBox("warning", "Intet er bekræftet", error.message),)
        ),
    )


@view_config(route_name="editorial.source.page", permission=Permission.READ_SOURCE)
def picture(context: DraftContext, request: Request) -> Response:
    """The page of the PDF with a place marked; as secret as the draft, so it is kept by nobody."""
    drawn = request.services.importing.picture(context.draft, int(request.matchdict["id"]))
    return Response(drawn, content_type="image/png", cache_control="no-store")


def _page(context: DraftContext, request: Request, notices: tuple[NoticeBox, ...]) -> SourcePage:
    draft: DraftRecord = request.services.drafting.open_draft(*context.draft.slugs)
    file = request.services.importing.source(draft)
    if file is None:
        raise UnknownName(Thing.IMPORTED_FILE, draft.standard)
    href = address_book.editorial_page(*draft.slugs, EditorialPage.SOURCE)
    around = editorial_frame(request, draft.municipality, (Link(draft.title, draft.href), Link(WHERE, href)))
    parts = source_parts(request, draft, file)
    links = [Link("Tilbage til kladden", draft.href)]
    if may(request, Permission.EDIT_DRAFT, draft.subject):
        links += [
            Link("Skriv i teksten", address_book.editorial_page(*draft.slugs, EditorialPage.TEXT)),
            Link(
                "Det fandt vi i filen", address_book.editorial_import_report(draft.municipality.slug, file.id)
            ),
        ]
    return SourcePage(
        frame=around.frame,
        csrf=around.csrf,
        title=WHERE,
        lead=f"Kladden er lavet af filen {file.name}. Her står filens ord ved siden af kladdens.",
        action=href,
        revision=draft.revision,
        links=tuple(links),
        notices=notices,
        shown=_shown(request, parts),
        tables=parts.tables,
        candidates=parts.candidates,
        unsure=parts.unsure,
        certain=parts.certain,
    )


def _shown(request: Request, parts: SourceParts) -> ShownPage | None:
    """The page of the place that was asked for; None where none was."""
    asked = whole_number(request.GET.get("sted", ""), NINE_DIGITS) or 0
    return parts.pages.get(asked)
