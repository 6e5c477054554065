"""Writing a draft: save, preview, and what happens when somebody else saved in between.

Whatever goes wrong, the answer holds what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.exceptions import BadCSRFToken
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import STATE_WORDS
from portal.security.permissions import Permission
from portal.services.drafting.checking import Check
from portal.services.drafting.drafting import LARGEST_DRAFT, too_large
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.drafting.editor_page import ConflictPage, EditorPage, Preview, ReadDraftPage
from portal.views.drafting.previews import preview_of
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import clock_words, editorial_frame, moment
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.requests import is_script
from portal.web.resources import DraftContext

PAGE = "portal:templates/drafting/text.pt"
CONFLICT = "portal:templates/drafting/conflict.pt"


@view_config(
    route_name="editorial.text", request_method="GET", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def write(context: DraftContext, request: Request) -> EditorPage:
    """The text, ready to be written in."""
    notices = (NoticeBox("success", "Teksten er gemt"),) if request.GET.get("gemt") else ()
    return _page(request, context.draft, context.draft.text, context.draft.revision, notices=notices)


@view_config(
    route_name="editorial.text", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def save(context: DraftContext, request: Request) -> EditorPage | Response:
    """Save, or show the preview without saving. A script gets JSON."""
    draft, text = context.draft, request.POST.get("tekst", "").replace("\r\n", "\n")
    revision = revision_of(request.POST)
    if request.POST.get("handling") == "vis":
        return posted(
            request,
            lambda: _checked(request, draft, text),
            lambda check: _page(
                request, draft, text, revision, preview=_preview(request, draft, check, text)
            ),
            lambda error: _kept(request, draft, text, revision, error.message),
        )
    return posted(
        request,
        lambda: request.services.drafting.save(draft.id, revision, text, request.identity),
        lambda saved: _saved(request, draft, saved),
        lambda error: _kept(request, draft, text, revision, error.message),
        lambda _: _conflict(context, request, text),
    )


@view_config(
    route_name="editorial.read",
    request_method="GET",
    renderer="portal:templates/drafting/read.pt",
    permission=Permission.READ_DRAFT,
)
def read(context: DraftContext, request: Request) -> ReadDraftPage:
    """The draft as it will be shown."""
    draft = context.draft
    check = request.services.checking.check(draft)
    around = editorial_frame(request, draft.municipality, _crumbs(draft, Link("Læs kladden", request.path)))
    return ReadDraftPage(
        frame=around.frame,
        csrf=around.csrf,
        title=draft.title,
        state=STATE_WORDS[draft.state],
        back=Link("Tilbage til kladden", draft.href),
        preview=_preview(request, draft, check, draft.text),
    )


def _preview(request: Request, draft: DraftRecord, check: Check, text: str) -> Preview:
    waiting = request.services.confirming.waiting(draft.id, text)
    return preview_of(check, text, draft, {table.name for table in waiting})


def revision_of(typed: Mapping[str, str]) -> int:
    """The revision that a form was made from; 0, which no draft has, where it does not say."""
    return whole_number(typed.get("revision", ""), NINE_DIGITS) or 0


def _checked(request: Request, draft: DraftRecord, text: str) -> Check:
    """What the text reads as, without saving it. Raises BadInput for more than a draft holds."""
    content = text.encode("utf-8", "replace")
    if len(content) > LARGEST_DRAFT:
        raise BadInput(Parameter.TEXT, "", too_large(len(content)))
    check: Check = request.services.checking.check(draft, content)
    return check


def _saved(request: Request, draft: DraftRecord, revision: int) -> str | Response:
    """Where to go on to; a script gets JSON."""
    if is_script(request):
        return Response(json={"revision": revision, "saved": clock_words(request.services.now)})
    if request.POST.get("handling") == "tjek":
        return address_book.editorial_standard(*draft.slugs, place="tjek")
    return address_book.editorial_page(*draft.slugs, EditorialPage.TEXT, gemt="1")


@exception_view_config(BadCSRFToken, route_name="editorial.text", renderer=PAGE)
def forgotten(error: BadCSRFToken, request: Request) -> EditorPage:
    """400: the browser forgot the form's token, or the form is not ours. All that was typed, not saved."""
    del error
    request.response.status_int = 400
    draft, typed = request.context.draft, request.POST
    notice = NoticeBox(
        "warning", "Intet er gemt endnu", "Browseren havde glemt, at siden var vores. Tryk Gem igen."
    )
    revision = revision_of(typed)
    text = typed.get("tekst", "").replace("\r\n", "\n")
    return _page(request, draft, text, revision, notices=(notice,))


def _kept(
    request: Request, draft: DraftRecord, text: str, revision: int, error: str
) -> EditorPage | Response:
    """It was not saved: why, and all that was typed."""
    if is_script(request):
        return Response(json={"problem": "refused", "message": error})
    return _page(request, draft, text, revision, error=error)


def _conflict(context: DraftContext, request: Request, text: str) -> Response:
    """Both texts, the typed one to be saved on top of theirs once they are brought together."""
    theirs = request.services.drafting.open_draft(context.draft.municipality.slug, context.draft.standard)
    who = theirs.edited_by or "En anden"
    if is_script(request):
        return Response(json={"problem": "conflict", "message": f"{who} har gemt imens."})
    return both_texts(request, theirs, text)


def both_texts(request: Request, theirs: DraftRecord, text: str) -> Response:
    """The page that holds the text another person saved and the one that was typed."""
    page = _conflict_page(request, theirs, text)
    return Response(render(CONFLICT, page, request=request), cache_control="no-store")


def _conflict_page(request: Request, theirs: DraftRecord, text: str) -> ConflictPage:
    who = theirs.edited_by or "En anden"
    when = f", {moment(theirs.updated)}" if theirs.updated else ""
    around = editorial_frame(request, theirs.municipality, _crumbs(theirs, Link("To tekster", request.path)))
    return ConflictPage(
        frame=around.frame,
        csrf=around.csrf,
        title="En anden har gemt, mens du skrev",
        action=address_book.editorial_page(*theirs.slugs, EditorialPage.TEXT),
        lead=f"{who} har gemt kladden{when}. Din tekst er ikke gemt endnu, og intet er gået tabt.",
        revision=theirs.revision,
        mine=Field("tekst", "Din tekst", text, "Skriv det ind her, som du vil have med fra den anden."),
        theirs=Field("den-anden", "Den tekst, der er gemt", theirs.text),
    )


def _crumbs(draft: DraftRecord, here: Link) -> tuple[Link, ...]:
    return (Link(draft.title, draft.href), here)


def _page(
    request: Request,
    draft: DraftRecord,
    text: str,
    revision: int,
    *,
    error: str = "",
    notices: tuple[NoticeBox, ...] = (),
    preview: Preview | None = None,
) -> EditorPage:
    field = Field("tekst", "Tekst", text, error=error)
    around = editorial_frame(request, draft.municipality, _crumbs(draft, Link("Skriv", request.path)))
    saved = f"Gemt {moment(draft.updated or draft.recorded)}"
    return EditorPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Skriv i kladden",
        href=draft.href,
        action=address_book.editorial_page(*draft.slugs, EditorialPage.TEXT),
        paste=address_book.editorial_page(*draft.slugs, EditorialPage.PASTE),
        revision=revision,
        text=field,
        saved=saved if text == draft.text else f"{saved}. Du har skrevet noget, der ikke er gemt.",
        links=(
            Link("Kladdens side", draft.href),
            Link("Niveautabeller", address_book.editorial_page(*draft.slugs, EditorialPage.LEVELS)),
            Link("Frister", address_book.editorial_page(*draft.slugs, EditorialPage.DEADLINES)),
            Link("Indsæt fra Word", address_book.editorial_page(*draft.slugs, EditorialPage.PASTE)),
            Link("Ændringer fra Word", address_book.editorial_page(*draft.slugs, EditorialPage.WORD)),
        ),
        pasted=NoticeBox("warning", "Det, du satte ind, er ændret på vejen", "Læs det igennem."),
        errors=errors_of(field),
        notices=notices,
        preview=preview,
    )
