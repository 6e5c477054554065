"""Sådan blev den til: how a version came to be, with bodies and days."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.services.deciding.adopting import PASSED_OVER
from portal.services.deciding.history import DecisionRecord, VersionHistory
from portal.services.published.reading import VersionText
from portal.views.deciding.decision_page import BodyStep, StanceView
from portal.views.deciding.decision_parts import OUTCOME_WORDS
from portal.views.deciding.history_page import HistoryPage
from portal.views.hearings.hearing_texts import hearing_facts, response_view
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import date_words, overline
from portal.web.resources import StandardContext


@view_config(
    route_name="standard.history",
    renderer="portal:templates/deciding/history.pt",
    permission=Permission.READ_PUBLISHED,
)
def history(context: StandardContext, request: Request) -> HistoryPage:
    """The way from draft to adopted text, hearing and answers included."""
    return history_page(request, request.services.reading.text(context.standard, int(request.matchdict["n"])))


def history_page(request: Request, text: VersionText) -> HistoryPage:
    """The page of how a version came to be."""
    record = text.record
    found = request.services.history.of(record, text.version)
    n = text.version.n
    permanent = address_book.standard_version(*record.slugs, n)
    title = f"Sådan blev version {n} til"
    return HistoryPage(
        frame=frame_for(
            request,
            municipality=record.municipality,
            crumbs=(
                Link(text.version.title, address_book.standard(*record.slugs)),
                Link(f"Version {n}", permanent),
                Link(title, request.path),
            ),
            canonical=address_book.standard_history(*record.slugs, n),
        ),
        title=title,
        overline=f"{overline(text.version)}: {text.version.title}",
        version=Link(f"Læs version {n}", permanent),
        facts=_facts(text, found),
        decisions=tuple(map(_decision, found.decisions)),
        hearing_facts=tuple(fact for one in found.hearings for fact in hearing_facts(one)),
        responses=tuple(response_view(row) for one in found.hearings for row in one.shown),
        stances=tuple(StanceView(s.name, s.stance.value.capitalize(), s.remark) for s in found.stances),
        reasons=tuple(sorted(text.document.front.lint_answers.items())),
        links=_links(text),
    )


def _facts(text: VersionText, found: VersionHistory) -> tuple[tuple[str, str], ...]:
    version = text.version
    facts = []
    if found.begun:
        base = f", med version {found.base_n} som udgangspunkt" if found.base_n else ""
        facts.append(("Kladden begyndt", f"{format_date(found.begun)}{base}"))
    else:
        facts.append(("Indlæst i portalen", format_date(version.recorded.date())))
    if version.corrects:
        facts.append(("Redaktionel rettelse", f"Retter version {version.corrects}. Indholdet er det samme."))
    facts.append(("Vedtaget", date_words(version.adopted)))
    facts.append(("Offentliggjort", date_words(version.published)))
    facts.append(("Gælder fra", date_words(version.begins)))
    facts += [("Personoplysninger skjult", format_date(day)) for day in found.masked]
    return tuple(facts)


def _decision(row: DecisionRecord) -> BodyStep:
    if row.outcome == PASSED_OVER:
        return BodyStep(row.body, "Har ikke behandlet teksten", (("Begrundelse", row.item),))
    outcomes = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}
    facts = [("Møde", format_date(row.meeting_day) if row.meeting_day else "ukendt dato")]
    if row.item:
        facts.append(("Punkt", row.item))
    minutes = Link("Læs referatet", row.minutes) if row.minutes.startswith("http") else None
    words = outcomes.get(row.outcome, row.outcome.capitalize())
    return BodyStep(row.body or "Organet er ikke oplyst", words, tuple(facts), minutes)


def _links(text: VersionText) -> tuple[Link, ...]:
    n = text.version.n
    earlier = [version.n for version in text.record.versions if version.n < n]
    links = [
        Link(
            "Hent beviset: tekst, beslutning og kontrolsummer (zip)",
            address_book.standard_proof(*text.record.slugs, n),
        )
    ]
    if earlier:
        a = earlier[-1]
        links.insert(
            0,
            Link(f"Se ændringer siden version {a}", address_book.standard_changes(*text.record.slugs, a, n)),
        )
    return tuple(links)
