"""The desk's side of a hearing: open it, write down responses, read them, answer them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.danish.dates import format_date
from portal.documents.states import STATE_WORDS, State
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.services.hearings.hearing_records import HearingRecord, ResponseRecord, ResponseState
from portal.views.hearings.hearing_page import HearingDeskPage, ResponseForm
from portal.views.hearings.hearing_texts import hearing_facts, paragraphs
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame, may
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted, typed_day
from portal.web.resources import DraftContext

TEMPLATE = "portal:templates/hearings/desk.pt"
USUAL_DAYS = 28
_STATES = {
    ResponseState.NEW: "Ikke læst",
    ResponseState.SHOWN: "Bliver vist",
    ResponseState.WITHHELD: "Bliver ikke vist",
}
_OPENED = NoticeBox(
    "success", "Kladden er sendt i høring", "Dem, I spørger, får ikke besked herfra. Send dem adressen."
)


@view_config(
    route_name="editorial.hearing", request_method="GET", renderer=TEMPLATE, permission=Permission.READ_DRAFT
)
def show(context: DraftContext, request: Request) -> HearingDeskPage:
    """The hearing, or the form that opens one."""
    return _page(context, request)


@view_config(
    route_name="editorial.hearing",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.SEND_TO_HEARING,
)
def open_hearing(context: DraftContext, request: Request) -> HearingDeskPage | Response:
    """Send the draft in hearing for the days typed."""
    typed = request.POST
    return posted(
        request,
        lambda: request.services.hearings.open(
            context.draft,
            typed_day(typed, Parameter.OPENS),
            typed_day(typed, Parameter.CLOSES),
            typed.get("spurgte", "").splitlines(),
            request.identity,
        ),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.HEARING, aabnet="1"),
        lambda error: _page(context, request, error),
    )


@view_config(
    route_name="editorial.hearing.enter",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.RECORD_RESPONSE,
)
def enter(context: DraftContext, request: Request) -> HearingDeskPage | Response:
    """Write down a response that came by letter or mail."""
    typed = request.POST
    return posted(
        request,
        lambda: request.services.hearings.enter(
            context.draft,
            typed_day(typed, Parameter.RECEIVED),
            typed.get("organisation", ""),
            typed.get("tekst", ""),
            request.identity,
        ),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.HEARING),
        lambda error: _page(context, request, error),
    )


@view_config(
    route_name="editorial.hearing.read",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.MODERATE_RESPONSE,
)
def read(context: DraftContext, request: Request) -> HearingDeskPage | Response:
    """Let a response through, or keep it back."""
    id_, typed = int(request.matchdict["id"]), request.POST
    state = ResponseState.SHOWN if typed.get("vis") == "ja" else ResponseState.WITHHELD
    return posted(
        request,
        lambda: request.services.hearings.moderate(
            context.draft, id_, state, typed.get("tekst", ""), request.identity
        ),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.HEARING, f"svar-{id_}"),
        lambda error: _page(context, request, error, f"vist-{id_}"),
    )


@view_config(
    route_name="editorial.hearing.answer",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.ANSWER_RESPONSE,
)
def answer(context: DraftContext, request: Request) -> HearingDeskPage | Response:
    """Answer a response."""
    id_ = int(request.matchdict["id"])
    words = request.POST.get("tekst", "")
    return posted(
        request,
        lambda: request.services.hearings.answer(context.draft, id_, words, request.identity),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.HEARING, f"svar-{id_}"),
        lambda error: _page(context, request, error, f"besvar-{id_}"),
    )


def _page(
    context: DraftContext, request: Request, error: BadInput | None = None, field: str = ""
) -> HearingDeskPage:
    """The page. ``field`` is the id of what is wrong, where the form is one of several about a response."""
    draft = context.draft
    wrong = {field: error.message} if error and field else wrong_fields(error)
    typed = error.typed if error else ""
    found = request.services.hearings.of_draft(draft)
    hearing = found[-1] if found else None
    href = address_book.editorial_page(*draft.slugs, EditorialPage.HEARING)
    around = editorial_frame(
        request, draft.municipality, (Link(draft.title, draft.href), Link("Høring", href))
    )
    opens = draft.state is State.DRAFT and may(request, Permission.SEND_TO_HEARING, draft.subject)
    enters = hearing is not None and may(request, Permission.RECORD_RESPONSE, draft.subject)
    open_fields, invited = _open_fields(request, draft.municipality.about.hearing_parties, wrong)
    enter_fields, enter_text = _enter_fields(request, wrong)
    forms = tuple(_form(context, request, row, wrong, typed) for row in hearing.responses) if hearing else ()
    fields = [*((*open_fields, invited) if opens else ()), *((*enter_fields, enter_text) if enters else ())]
    fields += [field for form in forms for field in (form.shown, form.answer) if field]
    return HearingDeskPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Høring",
        overline=f"{draft.municipality.name}: {draft.title}",
        draft=Link("Tilbage til kladden", draft.href),
        state=STATE_WORDS[draft.state],
        open_action=href,
        enter_action=address_book.editorial_page(*draft.slugs, EditorialPage.HEARING_ENTER),
        facts=hearing_facts(hearing) if hearing else (),
        public=_public(request, hearing, address_book.hearing(*draft.slugs)),
        open_fields=open_fields if opens else (),
        invited=invited if opens else None,
        enter_fields=enter_fields if enters else (),
        enter_text=enter_text if enters else None,
        responses=forms,
        errors=errors_of(*fields),
        notices=(_OPENED,) if hearing and request.GET.get("aabnet") else (),
    )


def _public(request: Request, hearing: HearingRecord | None, href: str) -> Link | None:
    if hearing is None or not hearing.runs(request.services.today):
        return None
    return Link("Se den offentlige høringsside", href)


def _open_fields(
    request: Request, parties: tuple[str, ...], wrong: Mapping[str, str]
) -> tuple[tuple[Field, ...], Field]:
    today = request.services.today
    usual = {"aabner": today, "slutter": today + timedelta(days=USUAL_DAYS)}
    labels = {"aabner": "Første dag", "slutter": "Sidste dag"}
    fields = tuple(
        Field(
            name,
            label,
            request.POST.get(name, format_date(usual[name])),
            "Skriv for eksempel 1. maj 2027.",
            wrong.get(name, ""),
            width="20",
        )
        for name, label in labels.items()
    )
    invited = Field(
        "spurgte",
        "Hvem spørger I?",
        request.POST.get("spurgte", "\n".join(parties)),
        "Skriv ét råd eller én forening på hver linje.",
        wrong.get("spurgte", ""),
    )
    return fields, invited


def _enter_fields(request: Request, wrong: Mapping[str, str]) -> tuple[tuple[Field, ...], Field]:
    typed, today = request.POST, request.services.today
    fields = (
        Field(
            "organisation",
            "Hvem er svaret fra?",
            typed.get("organisation", ""),
            "Råd, forening eller arbejdsplads. Skriv »En borger«, hvis det er en person.",
            wrong.get("organisation", ""),
        ),
        Field(
            "modtaget",
            "Modtaget",
            typed.get("modtaget", format_date(today)),
            error=wrong.get("modtaget", ""),
            width="20",
        ),
    )
    return fields, Field("tekst", "Svaret", typed.get("tekst", ""), error=wrong.get("tekst", ""))


def _form(
    context: DraftContext, request: Request, row: ResponseRecord, wrong: Mapping[str, str], typed: str
) -> ResponseForm:
    """The forms about one response; ``typed`` is what stood in the one that is wrong."""
    wrong_shown, wrong_answer = (wrong.get(f"{name}-{row.id}", "") for name in ("vist", "besvar"))
    shown = Field(
        "tekst",
        "Det, offentligheden må se",
        typed if wrong_shown else row.shown_text or row.text,
        "Fjern navne og private oplysninger.",
        wrong_shown,
        id=f"vist-{row.id}",
    )
    reply = Field(
        "tekst",
        "Kommunens svar",
        typed if wrong_answer else row.answer,
        "Hvad gør svaret ved forslaget, og hvorfor?",
        wrong_answer,
        id=f"besvar-{row.id}",
    )
    facts = [("Modtaget", format_date(row.received))]
    if row.sender:
        facts.append(("Navn (vises ikke)", row.sender))
    facts.append(("Kom gennem", "den offentlige formular" if row.from_public_form else "sekretæren"))
    slugs = context.draft.slugs
    return ResponseForm(
        id=row.id,
        heading=row.organisation or "En borger",
        facts=tuple(facts),
        paragraphs=paragraphs(row.text),
        state=_STATES[row.state],
        read_action=address_book.editorial_hearing_read(*slugs, row.id),
        answer_action=address_book.editorial_hearing_answer(*slugs, row.id),
        shown=shown if may(request, Permission.MODERATE_RESPONSE, context.subject) else None,
        answer=reply if may(request, Permission.ANSWER_RESPONSE, context.subject) else None,
        answer_text=paragraphs(row.answer),
    )
