"""The public's side of a hearing: which run, the draft with its changes, and the form for a response."""

from __future__ import annotations

from pyramid.csrf import get_csrf_token
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.flood import is_typed, stamp
from portal.security.permissions import Permission
from portal.services.drafting.replacing import replaced_by_draft
from portal.services.errors import BadInput, Refused
from portal.services.hearings.hearing_records import HearingRecord
from portal.views.hearings.hearing_page import HearingPage, HearingsPage
from portal.views.hearings.hearing_texts import against, compared_with, hearing_facts, response_view
from portal.views.published.running_hearings import DRAFT, running
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Frame, Link
from portal.views.shared.posted import posted
from portal.views.shared.words import KIND_WORDS
from portal.web.requests import address_of
from portal.web.resources import HearingContext

TEMPLATE = "portal:templates/hearings/public.pt"
TRAP = "hjemmeside"
"""A field that people do not see; what fills it is a program."""

_THANKS = NoticeBox(
    "success",
    "Tak for jeres svar",
    "En medarbejder læser svaret, før det bliver vist her. Navne og private oplysninger bliver ikke vist.",
)

_NOT_TYPED = (
    "Svaret kom meget hurtigt, eller siden har stået åben for længe. "
    "Vent et øjeblik, og send det en gang til."
)


@view_config(
    route_name="hearings",
    renderer="portal:templates/hearings/list.pt",
    permission=Permission.READ_PUBLISHED,
)
def hearings(request: Request) -> HearingsPage:
    """Every hearing that can be answered today."""
    links = tuple(
        Link(f"{one.municipality_name}: {one.title}", one.href, note=f"Svar senest {one.closes}")
        for one in running(request)
    )
    title = "Forslag i høring"
    frame = frame_for(
        request, crumbs=(Link(title, address_book.hearings()),), canonical=address_book.hearings()
    )
    return HearingsPage(frame, title, links)


@view_config(
    route_name="hearing", request_method="GET", renderer=TEMPLATE, permission=Permission.READ_PUBLISHED
)
def hearing(context: HearingContext, request: Request) -> HearingPage:
    """The draft, while it is heard."""
    notices = (_THANKS,) if "tak" in request.GET else ()
    return _page(context, request, notices=notices)


@view_config(
    route_name="hearing", request_method="POST", renderer=TEMPLATE, permission=Permission.READ_PUBLISHED
)
def respond(context: HearingContext, request: Request) -> HearingPage | Response:
    """Take a response; it waits until somebody has read it."""
    try:
        return posted(
            request,
            lambda: _take(context, request),
            f"{request.path}?tak",
            lambda error: _page(context, request, error),
        )
    except Refused as error:
        request.response.status_int = 429
        return _page(context, request, notices=(NoticeBox("error", "Svaret er ikke sendt", error.message),))


def _take(context: HearingContext, request: Request) -> None:
    typed, services, portal = request.POST, request.services, request.registry.portal
    form = _form(context.hearing)
    if typed.get(TRAP, "") or not is_typed(portal.secret, form, typed.get("vist", ""), services.now):
        raise Refused("not-typed", _NOT_TYPED)
    services.hearings.respond(
        context.hearing, typed.get("organisation", ""), typed.get("navn", ""), typed.get("tekst", "")
    )
    # Last, so that only what could be taken is counted; a refusal takes the response back.
    if not portal.flood_gate.passes(address_of(request), services.now):
        raise Refused("flood", "Der er kommet mange svar herfra. Prøv igen om en time.")


def _form(hearing: HearingRecord) -> str:
    return f"hearing-{hearing.id}"


def _page(
    context: HearingContext,
    request: Request,
    error: BadInput | None = None,
    notices: tuple[NoticeBox, ...] = (),
) -> HearingPage:
    record = context.hearing
    texts = request.services.texts
    new = texts.read(record.content, DRAFT)
    replaced = replaced_by_draft(
        request.services.reading, context.municipality.slug, context.slug, new.front.begins.day, record.base_n
    )
    summary, groups, sections = against(texts, replaced.document if replaced else None, new)
    request.response.cache_control = "no-store"
    fields, text = _fields(request, error), _text_field(request, error)
    current = Link("Læs den tekst, der gælder i dag", address_book.standard(*context.slugs))
    return HearingPage(
        frame=_frame(context, request, new.front.title),
        csrf=get_csrf_token(request),
        title=f"Forslag i høring: {new.front.title}",
        overline=KIND_WORDS[new.front.kind],
        facts=hearing_facts(record),
        summary=summary,
        groups=groups,
        sections=sections,
        responses=tuple(response_view(response) for response in record.shown),
        action=address_book.hearing(*context.slugs),
        stamp=stamp(request.registry.portal.secret, _form(record), request.services.now),
        fields=fields,
        text=text,
        current=current if replaced else None,
        compared=compared_with(replaced, request.services.today) if replaced else None,
        errors=errors_of(*fields, text),
        notices=notices,
    )


def _frame(context: HearingContext, request: Request, title: str) -> Frame:
    owner = context.municipality
    return frame_for(
        request,
        municipality=owner,
        crumbs=(
            Link("Forslag i høring", address_book.hearings()),
            Link(title, address_book.hearing(*context.slugs)),
        ),
        canonical=address_book.hearing(*context.slugs),
        indexable=False,
        print_line=f"{owner.name}: forslag i høring. Ikke vedtaget.",
    )


def _fields(request: Request, error: BadInput | None) -> tuple[Field, ...]:
    typed, wrong = request.POST, wrong_fields(error)
    return (
        Field(
            "organisation",
            "Forening, råd eller arbejdsplads (valgfrit)",
            typed.get("organisation", ""),
            "Bliver vist sammen med svaret.",
            wrong.get("organisation", ""),
        ),
        Field(
            "navn", "Dit navn (valgfrit)", typed.get("navn", ""), "Bliver ikke vist.", wrong.get("navn", "")
        ),
    )


def _text_field(request: Request, error: BadInput | None) -> Field:
    hint = "Skriv ikke CPR-numre eller private oplysninger om dig selv eller andre."
    wrong = wrong_fields(error).get("tekst", "")
    return Field("tekst", "Jeres svar", request.POST.get("tekst", ""), hint, wrong)
