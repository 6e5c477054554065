"""A standard at the desk: start a draft, take its steps, answer lint, confirm that the text applies."""

from __future__ import annotations

from functools import partial

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import STATE_WORDS, State, Step, steps_from
from portal.security.permissions import Permission
from portal.security.roles import Subject
from portal.security.rules import PERMISSION_FOR
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter
from portal.services.one_line import whole_number
from portal.services.published.catalogue import StandardRecord
from portal.views.deciding.decision import TEMPLATE as DECISION
from portal.views.deciding.decision import decision_page
from portal.views.deciding.decision_page import DecisionPage
from portal.views.drafting.findings import RefusedAnswer, fields_of, findings_of, summary_of
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame, may, moment
from portal.views.shared.editorial_page import (
    DraftActions,
    DraftStandardPage,
    DraftView,
    PublishedView,
    StepForm,
)
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link
from portal.views.shared.words import standing_status
from portal.web.resources import DraftContext, EditorialStandardContext

PAGE = "portal:templates/deciding/standard.pt"
REASON = "Skriv kort hvorfor. Begrundelsen bliver stående i loggen."
FROM_DECISION = "beslutning"
"""What the decision page's form says of where it stands: that page comes again when a reason is missing."""
STEPS_WITH_A_PAGE = {Step.TO_HEARING: EditorialPage.HEARING, Step.CORRECT: EditorialPage.CORRECTION}
"""Steps that ask for more than a reason."""
STEP_TEXTS = {
    Step.TO_DECISION: "Teksten kan ikke ændres, mens den ligger hos politikerne.",
    Step.RETURN: "Så kan teksten rettes igen. Beslutninger, der er truffet om den, gælder ikke længere.",
    Step.ADOPT: "Teksten bliver en ny version og kan aldrig ændres.",
    Step.DROP: "Kladden lukkes. Den bliver ikke vist igen.",
}


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
    request.services.drafting.start(context.record, request.identity, base)
    return HTTPSeeOther(address_book.editorial_page(*context.slugs, EditorialPage.TEXT))


@view_config(
    route_name="editorial.step", request_method="POST", renderer=PAGE, permission=Permission.READ_DRAFT
)
def take_step(context: DraftContext, request: Request) -> DraftStandardPage | DecisionPage | Response:
    """Take a step; one that needs a reason and has none is asked for again."""
    draft, deciding = context.draft, request.services.deciding
    try:
        step = Step(request.POST.get("trin", ""))
    except ValueError:
        raise BadInput(Parameter.STEP, "", "Vælg et af de trin, siden viser.") from None
    if step in STEPS_WITH_A_PAGE:
        return HTTPSeeOther(address_book.editorial_page(*draft.slugs, STEPS_WITH_A_PAGE[step]))
    reason = request.POST.get("begrundelse", "")
    try:
        if step is Step.ADOPT:
            n = deciding.adopt(draft.id, request.identity, reason)
            return HTTPSeeOther(address_book.standard_version(*draft.slugs, n))
        deciding.take(draft.id, step, request.identity, reason)
    except BadInput as error:
        request.response.status_int = 422
        if step is Step.ADOPT and request.POST.get("fra") == FROM_DECISION:
            request.override_renderer = DECISION
            return decision_page(context, request, error)
        return standard_page(_with_record(context, request), request, (step, reason, error.message))
    return HTTPSeeOther(address_book.editorial() if step is Step.DROP else draft.href)


@view_config(route_name="editorial.look_through", request_method="POST", permission=Permission.EDIT_DRAFT)
def look_through(context: DraftContext, request: Request) -> Response:
    """Keep that a version which came in between is taken account of."""
    n = _version(_with_record(context, request), request)
    request.services.drafting.look_through(context.draft.id, n, request.identity)
    return HTTPSeeOther(context.draft.href)


@view_config(
    route_name="editorial.answer", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def answer(context: DraftContext, request: Request) -> DraftStandardPage | Response:
    """Keep the reason for a warning."""
    rule, reason = request.POST.get("regel", "")[:80], request.POST.get("begrundelse", "")
    try:
        request.services.drafting.answer(context.draft.id, rule, reason, request.identity)
    except BadInput as error:
        request.response.status_int = 422
        refused = RefusedAnswer(rule, reason, error.message)
        return standard_page(_with_record(context, request), request, refused=refused)
    return HTTPSeeOther(address_book.editorial_standard(*context.draft.slugs, place="tjek"))


@view_config(route_name="editorial.confirm", request_method="POST", permission=Permission.CONFIRM)
def confirm(context: EditorialStandardContext, request: Request) -> Response:
    """Say that the text in force still applies: one click, one dated row."""
    n = _version(context, request)
    request.services.deciding.confirm(context.record, n, request.identity)
    return HTTPSeeOther(address_book.editorial_standard(*context.slugs, bekraeftet=str(n)))


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
    title, page = _title(context, request), partial(address_book.editorial_page, *context.slugs)
    href = address_book.editorial_standard(*context.slugs)
    around = editorial_frame(request, context.municipality, (Link(title, href),))
    draft = _draft_view(context.draft, request, wrong, refused) if context.draft else None
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
        notices=_notices(context, request),
        published=_published(context.record, request) if context.record else None,
        draft=draft,
        starts=_starts(context, request) if may(request, Permission.START_DRAFT, here) else (),
        newer=_newer(context, request),
    )


def _starts(context: EditorialStandardContext, request: Request) -> tuple[tuple[str, str], ...]:
    """What a draft can begin from, as (value, label): the text in force, one that comes later, nothing."""
    record = context.record
    if record is None or context.draft is not None:
        return ()
    shown, newest = request.services.reading.standing(record).shown.n, record.versions[-1].n
    starts = [(str(shown), f"Begynd fra version {shown}")]
    if newest != shown:
        starts.append((str(newest), f"Begynd fra version {newest}, der kommer"))
    return (*starts, ("tom", "Begynd med en tom tekst"))


def _newer(context: EditorialStandardContext, request: Request) -> int:
    """The version that came in between and is to be looked through, 0 for none."""
    draft, record = context.draft, context.record
    if draft is None or record is None or not may(request, Permission.EDIT_DRAFT, draft.subject):
        return 0
    return record.versions[-1].n if record.versions[-1].n >= draft.n else 0


def _draft_view(
    draft: DraftRecord,
    request: Request,
    wrong: tuple[Step, str, str] | None,
    refused: RefusedAnswer | None,
) -> DraftView:
    check = request.services.checking.check(draft)
    answering = may(request, Permission.EDIT_DRAFT, draft.subject)
    return DraftView(
        state=STATE_WORDS[draft.state],
        facts=_facts(draft),
        links=_links(draft, request),
        findings=findings_of(check, draft.text, draft, answering=answering, refused=refused),
        lint_summary=summary_of(check),
        steps=_steps(draft, request, wrong),
    )


def _title(context: EditorialStandardContext, request: Request) -> str:
    if context.record is not None:
        return str(request.services.reading.standing(context.record).shown.title)
    assert context.draft is not None
    check = request.services.checking.check(context.draft)
    return check.document.front.title if check.document else context.draft.title


def _published(record: StandardRecord, request: Request) -> PublishedView:
    found = request.services.reading.standing(record)
    page = partial(address_book.editorial_page, *record.slugs)
    links = [Link("Alle versioner", address_book.standard_versions(*record.slugs))]
    if may(request, Permission.REPEAL, Subject(record.municipality.id)):
        links.append(Link("Skriv en ophævelse ind", page(EditorialPage.REPEAL)))
    if found.version:
        n = found.version.n
        links.insert(0, Link(f"Version {n}", address_book.standard_version(*record.slugs, n)))
    if may(request, Permission.PROPOSE_REDACTION, Subject(record.municipality.id)):
        links.append(Link("Skjul personoplysninger", page(EditorialPage.REDACTION)))
    confirms = found.version and may(request, Permission.CONFIRM, Subject(record.municipality.id))
    return PublishedView(
        status=standing_status(found.standing, request.services.today),
        links=tuple(links),
        confirm=page(EditorialPage.CONFIRM) if confirms else "",
        n=found.version.n if found.version else 0,
    )


def _notices(context: EditorialStandardContext, request: Request) -> tuple[NoticeBox, ...]:
    notices = []
    n = whole_number(request.GET.get("bekraeftet", ""))
    if context.record and n and context.record.version(n):
        text = f"Det er skrevet ned i dag, at version {n} stadig gælder."
        notices.append(NoticeBox("success", "Teksten er bekræftet", text))
    draft = context.draft
    if draft and draft.reason and draft.state is State.DRAFT:
        notices.append(NoticeBox("warning", "Kladden er sendt tilbage", draft.reason))
    newest = context.record.versions[-1].n if context.record else 0
    if draft and newest >= draft.n:
        text = (
            f"Version {newest} er kommet til, siden kladden blev begyndt. Se den igennem, før du går videre."
        )
        link = Link(f"Se version {newest}", address_book.standard_version(*context.slugs, newest))
        notices.append(NoticeBox("warning", "Der er en nyere version", text, links=(link,)))
    return tuple(notices)


def _facts(draft: DraftRecord) -> tuple[tuple[str, str], ...]:
    facts = [("Begyndt", moment(draft.recorded) + (f" af {draft.author}" if draft.author else ""))]
    if draft.base_n:
        facts.append(("Begyndt fra", f"version {draft.base_n}"))
    if draft.updated:
        facts.append(
            ("Sidst gemt", moment(draft.updated) + (f" af {draft.edited_by}" if draft.edited_by else ""))
        )
    for made in draft.decisions:
        words = f"{made.outcome.value} {made.meeting_day.isoformat()}, {made.item}"
        facts.append((made.body, words if made.present else f"{words} (om en tidligere tekst)"))
    return tuple(facts)


def _links(draft: DraftRecord, request: Request) -> tuple[Link, ...]:
    page, links = partial(address_book.editorial_page, *draft.slugs), []
    if may(request, Permission.EDIT_DRAFT, draft.subject):
        links = [
            Link("Skriv i teksten", page(EditorialPage.TEXT)),
            Link("Niveautabeller", page(EditorialPage.LEVELS)),
            Link("Frister", page(EditorialPage.DEADLINES)),
            Link("Indsæt fra Word", page(EditorialPage.PASTE)),
        ]
    links += [
        Link("Læs kladden", page(EditorialPage.READ)),
        Link("Beslutningsside", page(EditorialPage.DECISION)),
    ]
    if draft.state is not State.DRAFT or may(request, Permission.SEND_TO_HEARING, draft.subject):
        links.append(Link("Høring", page(EditorialPage.HEARING)))
    if draft.base_n and may(request, Permission.CORRECT, draft.subject):
        links.append(Link("Vedtag som redaktionel rettelse", page(EditorialPage.CORRECTION)))
    return tuple(links)


def _steps(draft: DraftRecord, request: Request, wrong: tuple[Step, str, str] | None) -> tuple[StepForm, ...]:
    forms = []
    passed_over = draft.passed_over_words
    for transition in steps_from(draft.state):
        step = transition.step
        if step in STEPS_WITH_A_PAGE or not may(request, PERMISSION_FOR[step], draft.subject):
            continue
        typed, error = (wrong[1], wrong[2]) if wrong and wrong[0] is step else ("", "")
        reason = Field("begrundelse", "Begrundelse", typed, REASON, error, id=f"begrundelse-{step}")
        forms.append(
            StepForm(
                value=step.value,
                label=transition.words,
                text=" ".join(filter(None, (STEP_TEXTS[step], passed_over if step is Step.ADOPT else ""))),
                reason=reason if transition.needs_reason or (step is Step.ADOPT and passed_over) else None,
                primary=not transition.needs_reason,
            )
        )
    return tuple(forms)
