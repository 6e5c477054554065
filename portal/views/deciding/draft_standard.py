"""A standard at the desk: start a draft, take its steps, answer lint, confirm that the text applies."""

from __future__ import annotations

from functools import partial

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import Step
from portal.security.permissions import Permission
from portal.security.roles import Subject
from portal.services.errors import BadInput, Parameter
from portal.services.typed_words import whole_number
from portal.views.deciding.decision import TEMPLATE as DECISION
from portal.views.deciding.decision import decision_page
from portal.views.deciding.decision_page import DecisionPage
from portal.views.deciding.draft_standard_parts import (
    STEPS_WITH_A_PAGE,
    draft_view,
    newer_version,
    notices_of,
    published_view,
    starts_of,
    title_of,
)
from portal.views.drafting.findings import RefusedAnswer, fields_of
from portal.views.shared.components import errors_of
from portal.views.shared.editorial_frames import editorial_frame, may
from portal.views.shared.editorial_page import DraftActions, DraftStandardPage
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DraftContext, EditorialStandardContext

PAGE = "portal:templates/deciding/standard.pt"
FROM_DECISION = "beslutning"
"""What the decision page's form says of where it stands: that page comes again when a reason is missing."""


@view_config(
    route_name="editorial.standard",
    request_method="GET",
    renderer=PAGE,
    permission=Permission.READ_MUNICIPALITY,
)
def show(context: EditorialStandardContext, request: Request) -> DraftStandardPage:
    """What is published, what is open, and what can be done."""
    return standard_page(context, request)


@view_config(route_name="editorial.start", request_method="POST", permission=Permission.START_DRAFT)
def start(context: EditorialStandardContext, request: Request) -> Response:
    """Begin a draft from the version in force, or an empty one."""
    if context.record is None:
        raise HTTPForbidden
    words = request.POST.get("fra", "")
    shown = request.services.reading.standing(context.record).shown.n
    base = None if words == "tom" else whole_number(words) or shown
    return posted(
        request,
        lambda: request.services.drafting.start(context.record, request.identity, base),
        address_book.editorial_page(*context.slugs, EditorialPage.TEXT),
    )


@view_config(
    route_name="editorial.step", request_method="POST", renderer=PAGE, permission=Permission.READ_DRAFT
)
def take_step(context: DraftContext, request: Request) -> DraftStandardPage | DecisionPage | Response:
    """Take a step; one that needs a reason and has none is asked for again."""
    try:
        step = Step(request.POST.get("trin", ""))
    except ValueError:
        raise BadInput(Parameter.STEP, "", "Vælg et af de trin, siden viser.") from None
    if step in STEPS_WITH_A_PAGE:
        return HTTPSeeOther(address_book.editorial_page(*context.draft.slugs, STEPS_WITH_A_PAGE[step]))
    return posted(
        request,
        lambda: _taken(context, request, step),
        lambda onward: onward,
        lambda error: _step_again(context, request, step, error),
    )


def _taken(context: DraftContext, request: Request, step: Step) -> str:
    """Take the step; gives the address to go on to."""
    draft, deciding = context.draft, request.services.deciding
    reason = request.POST.get("begrundelse", "")
    if step is Step.ADOPT:
        n = deciding.adopt(draft.id, request.identity, reason)
        return address_book.standard_version(*draft.slugs, n)
    deciding.take(draft.id, step, request.identity, reason)
    return address_book.editorial() if step is Step.DROP else draft.href


def _step_again(
    context: DraftContext, request: Request, step: Step, error: BadInput
) -> DraftStandardPage | DecisionPage:
    if step is Step.ADOPT and request.POST.get("fra") == FROM_DECISION:
        request.override_renderer = DECISION
        return decision_page(context, request, error)
    wrong = (step, request.POST.get("begrundelse", ""), error.message)
    return standard_page(_with_record(context, request), request, wrong)


@view_config(route_name="editorial.look_through", request_method="POST", permission=Permission.EDIT_DRAFT)
def look_through(context: DraftContext, request: Request) -> Response:
    """Keep that a version which came in between is taken account of."""
    n = _version(_with_record(context, request), request)
    return posted(
        request,
        lambda: request.services.drafting.look_through(context.draft.id, n, request.identity),
        context.draft.href,
    )


@view_config(
    route_name="editorial.answer", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def answer(context: DraftContext, request: Request) -> DraftStandardPage | Response:
    """Keep the reason for a warning."""
    rule, reason = request.POST.get("regel", "")[:80], request.POST.get("begrundelse", "")
    return posted(
        request,
        lambda: request.services.drafting.answer(context.draft.id, rule, reason, request.identity),
        address_book.editorial_standard(*context.draft.slugs, place="tjek"),
        lambda error: standard_page(
            _with_record(context, request), request, refused=RefusedAnswer(rule, reason, error.message)
        ),
    )


@view_config(route_name="editorial.confirm", request_method="POST", permission=Permission.CONFIRM)
def confirm(context: EditorialStandardContext, request: Request) -> Response:
    """Say that the text in force still applies: one click, one dated row."""
    n = _version(context, request)
    return posted(
        request,
        lambda: request.services.deciding.confirm(context.record, n, request.identity),
        address_book.editorial_standard(*context.slugs, bekraeftet=str(n)),
    )


def _version(context: EditorialStandardContext, request: Request) -> int:
    """The published version that a form names. Raises BadInput."""
    typed = request.POST.get(FIELD_NAMES[Parameter.VERSION], "")
    n = whole_number(typed)
    if n is None or context.record is None or context.record.version(n) is None:
        raise BadInput(Parameter.VERSION, typed, "Vælg en version, der findes.")
    return n


def _with_record(context: DraftContext, request: Request) -> EditorialStandardContext:
    draft = context.draft
    records = request.services.reading.standards_named([(draft.municipality.slug, draft.standard)])
    return EditorialStandardContext(
        draft.municipality, draft.standard, records[0] if records else None, draft
    )


def standard_page(
    context: EditorialStandardContext,
    request: Request,
    wrong: tuple[Step, str, str] | None = None,
    refused: RefusedAnswer | None = None,
) -> DraftStandardPage:
    """The page; ``wrong`` is a step whose reason is missing, with what was typed and what is wrong."""
    title, page = title_of(context, request), partial(address_book.editorial_page, *context.slugs)
    href = address_book.editorial_standard(*context.slugs)
    around = editorial_frame(request, context.municipality, (Link(title, href),))
    draft = draft_view(request, context.draft, wrong, refused) if context.draft else None
    here = Subject(context.municipality.id)
    return DraftStandardPage(
        frame=around.frame,
        csrf=around.csrf,
        title=title,
        overline=context.municipality.name,
        actions=DraftActions(
            start=page(EditorialPage.START),
            step=page(EditorialPage.STEP),
            answer=page(EditorialPage.ANSWER),
            look_through=page(EditorialPage.LOOK_THROUGH),
        ),
        errors=errors_of(*fields_of(draft)) if draft else (),
        notices=notices_of(context, request),
        published=published_view(request, context.record) if context.record else None,
        draft=draft,
        starts=starts_of(context, request) if may(request, Permission.START_DRAFT, here) else (),
        newer=newer_version(context, request),
    )
