"""The decision page, and what is done on it: a body's resolution, a stance, an estimate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from calculators.answering.consequences import Basis
from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import STATE_WORDS, Outcome, State
from portal.security.permissions import Permission
from portal.services.deciding.deciding import Resolution
from portal.services.deciding.politics import UNREADABLE, StanceKind, level_changes
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter, Refused
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.deciding.decision_page import DecisionActions, DecisionPage
from portal.views.deciding.decision_parts import (
    answered_warnings,
    chain_of,
    estimate_views,
    passed_over_field,
    record_fields,
    stance_views,
)
from portal.views.hearings.hearing_texts import against, compared_with, hearing_facts, response_view
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame, may
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted, typed_day
from portal.views.shared.words import KIND_WORDS
from portal.web.resources import DraftContext

TEMPLATE = "portal:templates/deciding/decision.pt"
_SAVED = NoticeBox("success", "Beslutningen er gemt", "Den står under Beslutninger på denne side.")


@view_config(
    route_name="editorial.decision", request_method="GET", renderer=TEMPLATE, permission=Permission.READ_DRAFT
)
def show(context: DraftContext, request: Request) -> DecisionPage:
    """Everything a body needs to decide."""
    return decision_page(context, request)


@view_config(
    route_name="editorial.decision.record",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.RECORD_DECISION,
)
def record(context: DraftContext, request: Request) -> DecisionPage | Response:
    """Write down what a body resolved."""
    return posted(
        request,
        lambda: request.services.deciding.record_decision(
            context.draft.id, _resolution(request), request.identity
        ),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.DECISION, gemt="1"),
        lambda error: decision_page(context, request, error),
    )


@view_config(
    route_name="editorial.decision.stance",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.TAKE_STANCE,
)
def take_stance(context: DraftContext, request: Request) -> DecisionPage | Response:
    """Approve or dissent, with a remark."""
    remark = request.POST.get("bemaerkning", "")
    approves = request.POST.get("tilkendegivelse") == "ja"
    stance = StanceKind.APPROVES if approves else StanceKind.DISSENTS
    return posted(
        request,
        lambda: request.services.politics.take_stance(context.draft, stance, remark, request.identity),
        address_book.editorial_page(*context.draft.slugs, EditorialPage.DECISION, "tilkendegivelser"),
        lambda error: decision_page(context, request, error),
    )


@view_config(
    route_name="editorial.decision.estimate",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.ESTIMATE,
)
def estimate(context: DraftContext, request: Request) -> DecisionPage | Response:
    """Keep the numbers of one level's estimate."""
    typed, draft = request.POST, context.draft
    row_id = typed.get("niveau", "")
    sources = (typed.get("modtagere_kilde", ""), typed.get("pris_kilde", ""))
    return posted(
        request,
        lambda: request.services.politics.enter_estimate(
            draft, row_id, _basis(typed), sources, request.identity
        ),
        address_book.editorial_page(*draft.slugs, EditorialPage.DECISION, "skoen"),
        lambda error: decision_page(context, request, error),
    )


def _resolution(request: Request) -> Resolution:
    typed = request.POST
    meeting = typed_day(typed, Parameter.MEETING_DAY, "Skriv mødets dato.")
    try:
        outcome = Outcome(typed.get("udfald", ""))
    except ValueError:
        raise BadInput(Parameter.OUTCOME, "", "Vælg et udfald.") from None
    return Resolution(
        body=typed.get("organ", ""),
        meeting_day=meeting,
        item=typed.get("punkt", ""),
        minutes=typed.get("referat", "").strip(),
        outcome=outcome,
        begins=typed_day(typed, Parameter.BEGINS) if typed.get("gaelder_fra", "").strip() else None,
        remark=typed.get("bemaerkning", "").strip(),
    )


def _basis(typed: Any) -> Basis:
    return Basis(
        (_count(typed, Parameter.RECIPIENTS_LOW), _count(typed, Parameter.RECIPIENTS_HIGH)),
        (_count(typed, Parameter.PRICE_LOW), _count(typed, Parameter.PRICE_HIGH)),
    )


def _count(typed: Any, parameter: Parameter) -> int:
    words = typed.get(FIELD_NAMES[parameter], "").replace(".", "").strip()
    count = whole_number(words, NINE_DIGITS)
    if count is None:
        raise BadInput(parameter, words, "Skriv et helt tal.")
    return count


def decision_page(context: DraftContext, request: Request, error: BadInput | None = None) -> DecisionPage:
    """The page; raises Refused where the draft cannot be read."""
    draft = context.draft
    page = _read_page(request, draft, error)
    fields: tuple[Field, ...] = ()
    record_remark = None
    if may(request, Permission.RECORD_DECISION, draft.subject):
        fields, record_remark = record_fields(request, draft, error)
    remark = _stance_remark(request, draft, error)
    adopts = may(request, Permission.ADOPT, draft.subject)
    why = passed_over_field(request, draft, error) if adopts else None
    asked = [*fields, *(field for one in page.estimates for field in one.fields)]
    return replace(
        page,
        stance_remark=remark,
        record_fields=fields,
        record_remark=record_remark,
        adopt=address_book.editorial_page(*draft.slugs, EditorialPage.STEP) if adopts else "",
        adopt_reason=why,
        errors=errors_of(*asked, *filter(None, (remark, why))),
    )


def _read_page(request: Request, draft: DraftRecord, error: BadInput | None) -> DecisionPage:
    """What everybody who may open the page reads, without the forms."""
    check = request.services.checking.check(draft)
    if check.document is None:
        raise Refused("unreadable", UNREADABLE)
    new, replaced = check.document, request.services.checking.replaced(draft, check.document)
    previous = replaced.document if replaced else None
    summary, groups, sections = against(request.services.texts, previous, new)
    estimates, total = estimate_views(request, draft, level_changes(previous, new), error)
    hearings = request.services.hearings.of_draft(draft)
    href = address_book.editorial_page(*draft.slugs, EditorialPage.DECISION)
    around = editorial_frame(
        request, draft.municipality, (Link(new.front.title, draft.href), Link("Beslutning", href))
    )
    current = Link("Læs den tekst, der gælder i dag", address_book.standard(*draft.slugs))
    name = "Til beslutning" if draft.state is State.DECISION else "Beslutningsside"
    return DecisionPage(
        frame=around.frame,
        csrf=around.csrf,
        title=f"{name}: {new.front.title}",
        overline=f"{draft.municipality.name}, {KIND_WORDS[new.front.kind].lower()}",
        state=STATE_WORDS[draft.state],
        actions=_actions(draft),
        draft=Link("Tilbage til kladden", draft.href),
        current=current if replaced else None,
        compared=compared_with(replaced, request.services.today) if replaced else None,
        summary=summary,
        groups=groups,
        estimates=estimates,
        estimate_total=total,
        warnings=answered_warnings(request, draft),
        hearing_facts=tuple(fact for one in hearings for fact in hearing_facts(one)),
        responses=tuple(response_view(row) for one in hearings for row in one.shown),
        sections=sections,
        chain=chain_of(draft),
        stances=stance_views(request, draft),
        passed_over=draft.passed_over_words,
        notices=(_SAVED,) if error is None and request.GET.get("gemt") else (),
    )


def _actions(draft: DraftRecord) -> DecisionActions:
    return DecisionActions(
        record=address_book.editorial_page(*draft.slugs, EditorialPage.DECISION_RECORD),
        stance=address_book.editorial_page(*draft.slugs, EditorialPage.DECISION_STANCE),
        estimate=address_book.editorial_page(*draft.slugs, EditorialPage.DECISION_ESTIMATE),
    )


def _stance_remark(request: Request, draft: DraftRecord, error: BadInput | None) -> Field | None:
    if not draft.municipality.about.stances or not may(request, Permission.TAKE_STANCE, draft.subject):
        return None
    mine = [
        one for one in request.services.politics.stances(draft) if one.person_id == request.identity.person_id
    ]
    stands = mine[-1].remark if mine else ""
    typed = request.POST if request.matched_route.name == "editorial.decision.stance" else {}
    wrong = error.message if error and typed else ""
    return Field(
        "bemaerkning",
        "Bemærkning (valgfri)",
        typed.get("bemaerkning", stands),
        error=wrong,
        id="tilkendegivelse-ord",
    )
