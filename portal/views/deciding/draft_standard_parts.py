"""What stands on the page of a standard at the desk: what is published, the draft, its steps."""

from __future__ import annotations

from functools import partial

from pyramid.request import Request

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import STATE_WORDS, State, Step, steps_from
from portal.security.permissions import Permission
from portal.security.roles import Subject
from portal.security.rules import PERMISSION_FOR
from portal.services.drafting.drafts import DraftRecord
from portal.services.importing.confirming import WHERE
from portal.services.published.catalogue import StandardRecord
from portal.services.typed_words import whole_number
from portal.views.drafting.findings import RefusedAnswer, findings_of, summary_of
from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.editorial_frames import may, moment
from portal.views.shared.editorial_page import DraftView, PublishedView, StepForm
from portal.views.shared.page_frame import Link
from portal.views.shared.words import standing_status
from portal.web.resources import EditorialStandardContext

REASON = "Skriv kort hvorfor. Begrundelsen bliver stående i loggen."
STEPS_WITH_A_PAGE = {Step.TO_HEARING: EditorialPage.HEARING, Step.CORRECT: EditorialPage.CORRECTION}
"""Steps that ask for more than a reason."""
STEP_TEXTS = {
    Step.TO_DECISION: "Teksten kan ikke ændres, mens den ligger hos politikerne.",
    Step.RETURN: "Så kan teksten rettes igen. Beslutninger, der er truffet om den, gælder ikke længere.",
    Step.ADOPT: "Teksten bliver en ny version og kan aldrig ændres.",
    Step.DROP: "Kladden lukkes. Den bliver ikke vist igen.",
}


def starts_of(context: EditorialStandardContext, request: Request) -> tuple[tuple[str, str], ...]:
    """What a draft can begin from, as (value, label): the text in force, one that comes later, nothing."""
    record = context.record
    if record is None or context.draft is not None:
        return ()
    shown, newest = request.services.reading.standing(record).shown.n, record.versions[-1].n
    starts = [(str(shown), f"Begynd fra version {shown}")]
    if newest != shown:
        starts.append((str(newest), f"Begynd fra version {newest}, der kommer"))
    return (*starts, ("tom", "Begynd med en tom tekst"))


def newer_version(context: EditorialStandardContext, request: Request) -> int:
    """The version that came in between and is to be looked through, 0 for none."""
    draft, record = context.draft, context.record
    if draft is None or record is None or not may(request, Permission.EDIT_DRAFT, draft.subject):
        return 0
    return record.versions[-1].n if record.versions[-1].n >= draft.n else 0


def draft_view(
    request: Request,
    draft: DraftRecord,
    wrong: tuple[Step, str, str] | None,
    refused: RefusedAnswer | None,
) -> DraftView:
    """The draft with its findings and steps; ``wrong`` and ``refused`` are what was typed and not taken."""
    check = request.services.checking.check(draft)
    answering = may(request, Permission.EDIT_DRAFT, draft.subject)
    return DraftView(
        state=STATE_WORDS[draft.state],
        facts=_facts(draft),
        links=_links(request, draft),
        findings=findings_of(check, draft.text, draft, answering=answering, refused=refused),
        lint_summary=summary_of(check),
        steps=_steps(request, draft, wrong),
    )


def title_of(context: EditorialStandardContext, request: Request) -> str:
    """What the standard is called: by its version in force, else by its draft."""
    if context.record is not None:
        return str(request.services.reading.standing(context.record).shown.title)
    assert context.draft is not None
    check = request.services.checking.check(context.draft)
    return check.document.front.title if check.document else context.draft.title


def published_view(request: Request, record: StandardRecord) -> PublishedView:
    """The versions that are out, and what may be done with them."""
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


def notices_of(context: EditorialStandardContext, request: Request) -> tuple[NoticeBox, ...]:
    """What has just been done, and what came in between."""
    notices = []
    n = whole_number(request.GET.get("bekraeftet", ""))
    if context.record and n and context.record.version(n):
        text = f"Det er skrevet ned i dag, at version {n} stadig gælder."
        notices.append(NoticeBox("success", "Teksten er bekræftet", text))
    draft = context.draft
    if draft and draft.reason and draft.state is State.DRAFT:
        notices.append(NoticeBox("warning", "Kladden er sendt tilbage", draft.reason))
    notices += _waiting_tables(request, draft) if draft else []
    newest = context.record.versions[-1].n if context.record else 0
    if draft and newest >= draft.n:
        text = (
            f"Version {newest} er kommet til, siden kladden blev begyndt. Se den igennem, før du går videre."
        )
        link = Link(f"Se version {newest}", address_book.standard_version(*context.slugs, newest))
        notices.append(NoticeBox("warning", "Der er en nyere version", text, links=(link,)))
    return tuple(notices)


def _waiting_tables(request: Request, draft: DraftRecord) -> list[NoticeBox]:
    """That tables out of a file are to be confirmed, and where."""
    waiting = request.services.confirming.waiting(draft.id, draft.text)
    if not waiting:
        return []
    text = "De er læst ud af en fil. Hold dem op mod filen, før kladden sendes videre."
    href = address_book.editorial_page(*draft.slugs, EditorialPage.SOURCE)
    reads = may(request, Permission.READ_SOURCE, draft.subject)
    links = (Link(WHERE, href),) if reads else ()
    names = tuple(f"Tabellen »{table.name}«" for table in waiting)
    return [NoticeBox("warning", "Tabeller skal bekræftes", text, names, links)]


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


def _links(request: Request, draft: DraftRecord) -> tuple[Link, ...]:
    page, links = partial(address_book.editorial_page, *draft.slugs), []
    if may(request, Permission.EDIT_DRAFT, draft.subject):
        links = [
            Link("Skriv i teksten", page(EditorialPage.TEXT)),
            Link("Niveautabeller", page(EditorialPage.LEVELS)),
            Link("Frister", page(EditorialPage.DEADLINES)),
            Link("Indsæt fra Word", page(EditorialPage.PASTE)),
            Link("Ændringer fra Word", page(EditorialPage.WORD)),
        ]
    is_imported = request.services.importing.source(draft) is not None
    if is_imported and may(request, Permission.READ_SOURCE, draft.subject):
        links.append(Link(WHERE, page(EditorialPage.SOURCE)))
    links += [
        Link("Læs kladden", page(EditorialPage.READ)),
        Link("Hent kladden som Word", page(EditorialPage.WORD_FILE)),
        Link("Beslutningsside", page(EditorialPage.DECISION)),
    ]
    if draft.state is not State.DRAFT or may(request, Permission.SEND_TO_HEARING, draft.subject):
        links.append(Link("Høring", page(EditorialPage.HEARING)))
    if draft.base_n and may(request, Permission.CORRECT, draft.subject):
        links.append(Link("Vedtag som redaktionel rettelse", page(EditorialPage.CORRECTION)))
    return tuple(links)


def _steps(request: Request, draft: DraftRecord, wrong: tuple[Step, str, str] | None) -> tuple[StepForm, ...]:
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
