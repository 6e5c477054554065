"""Masking personal data: propose it, and as another person carry it out or refuse it."""

from __future__ import annotations

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.security.roles import Subject
from portal.services.errors import BadInput
from portal.services.published.catalogue import StandardRecord
from portal.services.record.redacting import ProposalRecord
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.record.redaction_page import ProposalView, RedactionPage
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame, may
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import EditorialStandardContext

TEMPLATE = "portal:templates/record/redaction.pt"
_DONE = NoticeBox("success", "Ordene er skjult", "Siden, søgningen, programadgangen og beviset følger med.")


@view_config(
    route_name="editorial.redaction",
    request_method="GET",
    renderer=TEMPLATE,
    permission=Permission.PROPOSE_REDACTION,
)
def show(context: EditorialStandardContext, request: Request) -> RedactionPage:
    """What waits, and the form."""
    notices = (_DONE,) if "skjult" in request.GET else ()
    return _page(context, request, notices=notices)


@view_config(
    route_name="editorial.redaction",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.PROPOSE_REDACTION,
)
def act(context: EditorialStandardContext, request: Request) -> RedactionPage | Response:
    """Propose, approve or refuse."""
    record, typed = _record(context), request.POST
    chosen = typed.get("forslag", "")
    if chosen:
        return _decide(context, request, chosen)
    return posted(
        request,
        lambda: request.services.redacting.propose(
            record, typed.get("ord", ""), typed.get("begrundelse", ""), request.identity
        ),
        request.path,
        lambda error: _page(context, request, error),
    )


def _decide(context: EditorialStandardContext, request: Request, chosen: str) -> Response:
    proposal = whole_number(chosen, NINE_DIGITS)
    if proposal is None:
        raise HTTPNotFound
    record, redacting = _record(context), request.services.redacting
    if request.POST.get("handling") == "skjul":
        return posted(
            request,
            lambda: redacting.approve(record, proposal, request.identity),
            f"{request.path}?skjult",
        )
    return posted(request, lambda: redacting.refuse(record, proposal, request.identity), request.path)


def _record(context: EditorialStandardContext) -> StandardRecord:
    if context.record is None:
        raise HTTPNotFound
    return context.record


def _page(
    context: EditorialStandardContext,
    request: Request,
    error: BadInput | None = None,
    notices: tuple[NoticeBox, ...] = (),
) -> RedactionPage:
    record = _record(context)
    title = request.services.reading.standing(record).shown.title
    href = address_book.editorial_standard(*context.slugs)
    around = editorial_frame(
        request, context.municipality, (Link(title, href), Link("Skjul personoplysninger", request.path))
    )
    words, reason = _fields(request, error)
    approves = may(request, Permission.APPROVE_REDACTION, Subject(context.municipality.id))
    proposals = request.services.redacting.proposals(record, request.identity)
    return RedactionPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Skjul personoplysninger",
        overline=f"{context.municipality.name}: {title}",
        action=request.path,
        standard=Link("Tilbage til standarden", href),
        proposals=tuple(_proposal(proposal, approves=approves) for proposal in proposals),
        words=words,
        reason=reason,
        errors=errors_of(words, reason),
        notices=notices,
    )


def _fields(request: Request, error: BadInput | None) -> tuple[Field, Field]:
    typed, wrong = request.POST, wrong_fields(error)
    words = Field(
        "ord",
        "Ordene, der skal skjules",
        typed.get("ord", ""),
        "Præcis som de står i teksten eller høringssvaret, for eksempel et CPR-nummer eller et navn.",
        wrong.get("ord", ""),
    )
    reason = Field(
        "begrundelse",
        "Hvorfor?",
        typed.get("begrundelse", ""),
        "Begrundelsen bliver stående. Gentag ikke ordene.",
        wrong.get("begrundelse", ""),
    )
    return words, reason


def _proposal(proposal: ProposalRecord, *, approves: bool) -> ProposalView:
    facts = (
        ("Står i", ", ".join(proposal.places) or "intet længere"),
        ("Begrundelse", proposal.reason),
        ("Foreslået", f"{format_date(proposal.proposed)} af {proposal.by}"),
    )
    return ProposalView(proposal.id, proposal.words, facts, approves and not proposal.mine)
