"""A standard's pages: today, on a date, in one version; and all its versions."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference, reference_path
from portal.documents.document import BlockKind, Certainty, Document, Section
from portal.documents.validity.standing import Stage, Standing, Status
from portal.security.permissions import Permission
from portal.services.citing.citing import cite_version
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.reading import VersionText
from portal.services.record.redacting import MASK
from portal.views.published.calculator_entry import table_aids
from portal.views.published.running_hearings import standard_notice
from portal.views.published.standard_page import CitationWords, SectionView, StandardPage, VersionsPage
from portal.views.published.timeline import timeline_of
from portal.views.shared import components
from portal.views.shared.components import NoticeBox, OldVersion, VersionLine
from portal.views.shared.dates import asked_day, date_chooser, day_words
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.views.shared.words import (
    date_words,
    overline,
    period_words,
    reason_texts,
    stage_status,
    standing_status,
)
from portal.web.requests import absolute
from portal.web.resources import StandardContext

TEMPLATE = "portal:templates/published/standard.pt"


@view_config(route_name="standard", renderer=TEMPLATE, permission=Permission.READ_PUBLISHED)
def standard(context: StandardContext, request: Request) -> StandardPage:
    """The text in force today, or on ``?dato=``; where there is none, what was and what will be."""
    record, on = context.standard, asked_day(request)
    standing = request.services.reading.standing(record, on).standing
    if standing.n is None:
        return _empty_page(request, record, standing)
    text = request.services.reading.text(record, standing.n, on)
    return _page(request, text, on)


@view_config(route_name="standard.version", renderer=TEMPLATE, permission=Permission.READ_PUBLISHED)
def version(context: StandardContext, request: Request) -> StandardPage:
    """One version, for ever at this address; an old one says so first."""
    today = request.services.today
    text = request.services.reading.text(context.standard, int(request.matchdict["n"]), today)
    return _page(request, text, today, old=_old(text))


@view_config(route_name="standard.source", permission=Permission.READ_PUBLISHED)
def source(context: StandardContext, request: Request) -> Response:
    """The bytes of a version as they were adopted; their SHA-256 is the version's hash."""
    reading = request.services.reading
    found = reading.text(context.standard, int(request.matchdict["n"])).version
    response = Response(reading.content(found), content_type="text/markdown", charset="utf-8")
    response.headers["X-Content-SHA256"] = found.sha256
    return response


@view_config(
    route_name="standard.versions",
    renderer="portal:templates/published/versions.pt",
    permission=Permission.READ_PUBLISHED,
)
def versions(context: StandardContext, request: Request) -> VersionsPage:
    """Every version with its days, as a picture and as a list."""
    record, today = context.standard, request.services.today
    reading = request.services.reading
    found = reading.standing(record)
    own = address_book.standard_versions(*record.slugs)
    href = address_book.standard(*record.slugs)
    return VersionsPage(
        frame=frame_for(
            request,
            municipality=record.municipality,
            crumbs=(Link(found.shown.title, href), Link("Versioner", own)),
            canonical=own,
        ),
        title=f"Versioner af {found.shown.title}",
        overline=overline(found.shown),
        standard=Link(found.shown.title, href),
        timeline=timeline_of(record, reading.stages(record), today),
        status=standing_status(found.standing, today),
        feed_href=address_book.standard_feed(*record.slugs),
    )


def _page(request: Request, text: VersionText, on: date, old: OldVersion | None = None) -> StandardPage:
    record, found = text.record, text.version
    href = address_book.standard(*record.slugs)
    permanent = address_book.standard_version(*record.slugs, found.n)
    today = request.services.today
    line = _version_line(request, text, on)
    upcoming = text.standing.following if text.standing.n == found.n else None
    certain = text.stage.stage is Stage.IN_FORCE
    owner = record.municipality.name
    return StandardPage(
        frame=frame_for(
            request,
            municipality=record.municipality,
            crumbs=_crumbs(
                found, (href, permanent), on_version=request.matched_route.name == "standard.version"
            ),
            canonical=permanent,
            description=f"{owner}: {found.title}",
            print_line=f"{owner}, {found.title}, version {found.n}. {line.period}. {line.address}",
        ),
        title=found.title,
        overline=overline(found),
        versions_href=address_book.standard_versions(*record.slugs),
        chooser=_chooser(request, href, on),
        day=day_words(request, on),
        version=line,
        old=old,
        reasons=reason_texts(text.stage.reasons),
        notices=(
            *_restatement(found, text.document),
            *_masked(request, text),
            *(standard_notice(request, record) if on == today and not old else ()),
        ),
        upcoming=Link(
            f"Version {upcoming.n} gælder fra {format_date(upcoming.first)}",
            address_book.standard_version(*record.slugs, upcoming.n),
        )
        if upcoming and upcoming.first and on == today
        else None,
        sections=tuple(_section(request, text, section) for section in text.document.sections),
        law=tuple(_law_link(text, reference) for reference in found.law_basis),
        what_now=what_now(record.municipality),
        citation=CitationWords(*cite_version(text, line.address)) if certain else None,
        cite=Link(
            "Henvis til en række, eller skriv en begrundelse",
            address_book.standard_citation(*record.slugs, found.n),
        ),
        downloads=_downloads(record, found.n),
    )


def _downloads(record: StandardRecord, n: int) -> tuple[Link, ...]:
    """The text, how it came to be, and its proof."""
    return (
        Link(
            "Hent teksten, som den blev vedtaget (Markdown)",
            address_book.standard_source(*record.slugs, n),
        ),
        Link(
            "Sådan blev den til: høring og beslutninger",
            address_book.standard_history(*record.slugs, n),
        ),
        Link(
            "Hent beviset: tekst, beslutning og kontrolsummer (zip)",
            address_book.standard_proof(*record.slugs, n),
        ),
    )


def _chooser(request: Request, href: str, on: date) -> components.DateChooser:
    chooser = date_chooser(request, on)
    return components.DateChooser(
        href, chooser.field, hidden=chooser.hidden, today=href if chooser.today else ""
    )


def _crumbs(found: VersionRecord, addresses: tuple[str, str], *, on_version: bool) -> tuple[Link, ...]:
    href, permanent = addresses
    crumbs = (Link(found.title, href),)
    return (*crumbs, Link(f"Version {found.n}", permanent)) if on_version else crumbs


def _version_line(request: Request, text: VersionText, on: date) -> VersionLine:
    found, record = text.version, text.record
    permanent = address_book.standard_version(*record.slugs, found.n)
    front = text.document.front
    adopted = date_words(found.adopted) + (f" af {front.body}" if front.body else "")
    facts = [
        ("Vedtaget", adopted),
        ("Redaktionel rettelse", f"Retter version {found.corrects}" if found.corrects else ""),
        ("Sag", front.case),
        ("Offentliggjort", date_words(found.published)),
        ("Gælder fra", date_words(found.begins)),
        ("Bekræftet af kommunen", format_date(found.confirmed) if found.confirmed else ""),
        ("Indlæst i portalen", format_date(found.recorded.date())),
        ("Kontrolsum (SHA-256)", found.sha256),
    ]
    return VersionLine(
        number=found.n,
        period=period_words(found, text.stage.span, request.services.today),
        address=absolute(request, permanent),
        href=permanent,
        status=stage_status(text.stage.stage, on, request.services.today),
        facts=tuple((name, value) for name, value in facts if value),
    )


def _old(text: VersionText) -> OldVersion | None:
    """The banner of a version that is not today's answer."""
    href = address_book.standard(*text.record.slugs)
    current = text.standing.n
    newer = Link(f"Læs version {current}", href) if current else None
    if text.stage.stage is Stage.SUPERSEDED:
        words = "Teksten bliver stående, så man kan se, hvad der gjaldt."
        return OldVersion("Denne version er afløst", words, newer)
    if text.stage.stage is Stage.REPEALED:
        return OldVersion(
            "Denne version er ophævet", "Teksten bliver stående, så man kan se, hvad der gjaldt.", newer
        )
    if text.stage.stage is Stage.UPCOMING:
        begins = date_words(text.version.begins)
        sure = text.version.begins.certainty is Certainty.KNOWN
        words = f"Den gælder {'først fra' if sure else 'fra'} {begins}."
        return OldVersion("Denne version gælder ikke endnu", words, newer)
    return None


def _section(request: Request, text: VersionText, section: Section) -> SectionView:
    slugs, n = text.record.slugs, text.version.n
    return SectionView(
        id=section.id,
        heading=section.heading,
        html=section.html,
        professional=section.professional,
        tables=tuple(table_aids(request, text, table) for table in section.tables),
        href=address_book.standard_version(*slugs, n, section.id),
        cite=address_book.standard_citation(*slugs, n, sted=section.id),
        deadlines=address_book.standard_deadlines(*slugs, version=str(n))
        if any(block.kind is BlockKind.DEADLINE for block in section.blocks)
        else "",
    )


def _law_link(text: VersionText, reference: LawReference) -> Link:
    changes = (reason.change for reason in text.stage.reasons if reference in reason.law)
    change = next(changes, None)
    note = f"afløst af {change.new_words} den {format_date(change.from_day)}" if change else ""
    return Link(format_reference(reference), address_book.law(reference_path(reference)), note=note)


def _restatement(found: VersionRecord, document: Document) -> tuple[NoticeBox, ...]:
    if not found.restatement:
        return ()
    front = document.front
    links = (Link(front.source or "Kommunens tekst", front.source_link),) if front.source_link else ()
    source_words = "" if links else f" Kommunens tekst: {front.source}." if front.source else ""
    text = f"Brug den ikke i ansøgning, klage eller afgørelse.{source_words}"
    return (NoticeBox("warning", "Vores genfortælling", text, links=links),)


def _masked(request: Request, text: VersionText) -> tuple[NoticeBox, ...]:
    """Says that words were masked, and when; asked of the database only where the text has the mark."""
    if not any(MASK in section.text for section in text.document.sections):
        return ()
    days = [format_date(day) for day in request.services.history.masked(text.version)]
    if not days:
        return ()
    words = f"Ord i teksten blev skjult den {' og '.join(days)}. Resten er, som det blev vedtaget."
    return (NoticeBox("info", "Personoplysninger er skjult", words),)


def _empty_page(request: Request, record: StandardRecord, standing: Standing) -> StandardPage:
    """Nothing is known for the day: no text, but what was and what will be, and whom to ask."""
    assert standing.status is Status.NONE
    href, shown = address_book.standard(*record.slugs), record.versions[-1]
    links = [
        Link(f"Læs version {span.n}", address_book.standard_version(*record.slugs, span.n))
        for span in (standing.previous, standing.following)
        if span
    ]
    notice = NoticeBox(
        "info",
        f"Der var ingen gældende tekst den {format_date(standing.on)}"
        if standing.on < request.services.today
        else f"Vi kender ingen gældende tekst for {format_date(standing.on)}",
        items=reason_texts(standing.reasons),
        links=tuple(links),
    )
    return StandardPage(
        frame=frame_for(
            request, municipality=record.municipality, crumbs=(Link(shown.title, href),), canonical=href
        ),
        title=shown.title,
        overline=overline(shown),
        versions_href=address_book.standard_versions(*record.slugs),
        chooser=_chooser(request, href, standing.on),
        day=day_words(request, standing.on),
        notices=(notice, *standard_notice(request, record)),
        what_now=what_now(record.municipality),
    )
