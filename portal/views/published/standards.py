"""A standard's pages: today, on a date, in one version; and all its versions."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.documents.validity.standing import Standing, Status
from portal.security.permissions import Permission
from portal.services.citing.citing import cite_version
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.describing import describe_text
from portal.services.published.reading import StandardStanding, VersionText
from portal.views.programmes.linked_data import service_blocks, text_blocks
from portal.views.published.running_hearings import standard_notice
from portal.views.published.standard_page import CitationWords, StandardPage, VersionsPage
from portal.views.published.standard_parts import (
    downloads,
    law_link,
    masked_notice,
    old_version,
    restatement_notice,
    section_view,
    standard_chooser,
    version_line,
)
from portal.views.published.timeline import timeline_of
from portal.views.shared.components import NoticeBox, OldVersion, VersionLine
from portal.views.shared.dates import asked_day, day_words
from portal.views.shared.embedding import embedding_alternates
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Alternate, Frame, Link
from portal.views.shared.what_now import what_now
from portal.views.shared.word_response import word_response
from portal.views.shared.words import (
    overline,
    reason_texts,
    standing_status,
)
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
    return standard_page(request, text, on)


@view_config(route_name="standard.version", renderer=TEMPLATE, permission=Permission.READ_PUBLISHED)
def version(context: StandardContext, request: Request) -> StandardPage:
    """One version, for ever at this address; an old one says so first."""
    today = request.services.today
    text = request.services.reading.text(context.standard, int(request.matchdict["n"]), today)
    return standard_page(request, text, today, old=old_version(text))


@view_config(route_name="standard.source", permission=Permission.READ_PUBLISHED)
def source(context: StandardContext, request: Request) -> Response:
    """The bytes of a version as they were adopted; their SHA-256 is the version's hash."""
    reading = request.services.reading
    found = reading.text(context.standard, int(request.matchdict["n"])).version
    response = Response(reading.content(found), content_type="text/markdown", charset="utf-8")
    response.headers["X-Content-SHA256"] = found.sha256
    return response


@view_config(route_name="standard.word", permission=Permission.READ_PUBLISHED)
def word(context: StandardContext, request: Request) -> Response:
    """One version as a Word file."""
    services, record = request.services, context.standard
    text = services.reading.text(record, int(request.matchdict["n"]))
    return word_response(services.word_files.version(text), f"{record.slug}-v{text.version.n}.docx")


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
        status=standing_status(found.standing, today, href),
        feed_href=address_book.standard_feed(*record.slugs),
        seals_href=address_book.standard_seals(*record.slugs),
    )


def standard_page(
    request: Request, text: VersionText, on: date, old: OldVersion | None = None
) -> StandardPage:
    """The page of a version as it stands on ``on``; ``old`` is the banner of one that is not the answer."""
    record, found = text.record, text.version
    line = version_line(request, text, on)
    cited = cite_version(text, line.address)
    today = request.services.today
    return StandardPage(
        frame=_frame(request, text, line),
        title=found.title,
        overline=overline(found),
        versions_href=address_book.standard_versions(*record.slugs),
        chooser=standard_chooser(request, address_book.standard(*record.slugs), on),
        day=day_words(request, on),
        version=line,
        old=old,
        reasons=reason_texts(text.stage.reasons),
        notices=(
            *restatement_notice(found, text.document),
            *masked_notice(request, text),
            *(standard_notice(request, record) if on == today and not old else ()),
        ),
        upcoming=_upcoming(text) if on == today else None,
        sections=tuple(section_view(request, text, section) for section in text.document.sections),
        law=tuple(law_link(text, reference) for reference in found.law_basis),
        what_now=what_now(record.municipality),
        citation=CitationWords(long=cited.long, short=cited.short) if cited.certain else None,
        cite=Link(
            "Henvis til en række, eller skriv en begrundelse",
            address_book.standard_citation(*record.slugs, found.n),
        ),
        downloads=downloads(request, record, found.n),
    )


def _frame(request: Request, text: VersionText, line: VersionLine) -> Frame:
    record, found = text.record, text.version
    owner, on = record.municipality, text.standing.on
    today = on == request.services.today
    on_version = request.matched_route.name == "standard.version"
    return frame_for(
        request,
        municipality=owner,
        crumbs=_crumbs(
            found,
            (address_book.standard(*record.slugs), line.href),
            on_version=on_version,
        ),
        canonical=_canonical(text, line, own_page=today and not on_version),
        description=describe_text(record, found, text.stage, on).words,
        linked_data=_linked_data(request, text, on_version=on_version) if today else (),
        alternates=_embedding(request, text) if today and not on_version else (),
        print_line=f"{owner.name}, {found.title}, version {found.n}. {line.period}. {line.address}",
    )


def _canonical(text: VersionText, line: VersionLine, *, own_page: bool) -> str:
    """The page of today is its own: what is searched for is what applies, whichever version that is.

    On another day the page shows a version that has a lasting address, and days are without number.
    """
    return address_book.standard(*text.record.slugs) if own_page else line.href


def _embedding(request: Request, text: VersionText) -> tuple[Alternate, ...]:
    """How the page's first table is shown on another site."""
    if not text.document.tables:
        return ()
    return embedding_alternates(request, text.record.municipality, address_book.standard(*text.record.slugs))


def _linked_data(request: Request, text: VersionText, *, on_version: bool) -> tuple[str, ...]:
    if on_version:
        return text_blocks(request, text.record, text.stage)
    return service_blocks(request, StandardStanding(text.record, text.standing))


def _upcoming(text: VersionText) -> Link | None:
    """The version that takes over from this one, where it is known when."""
    upcoming = text.standing.following if text.standing.n == text.version.n else None
    if upcoming is None or upcoming.first is None:
        return None
    return Link(
        f"Version {upcoming.n} gælder fra {format_date(upcoming.first)}",
        address_book.standard_version(*text.record.slugs, upcoming.n),
    )


def _crumbs(found: VersionRecord, addresses: tuple[str, str], *, on_version: bool) -> tuple[Link, ...]:
    href, permanent = addresses
    crumbs = (Link(found.title, href),)
    return (*crumbs, Link(f"Version {found.n}", permanent)) if on_version else crumbs


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
        chooser=standard_chooser(request, href, standing.on),
        day=day_words(request, standing.on),
        notices=(notice, *standard_notice(request, record)),
        what_now=what_now(record.municipality),
    )
