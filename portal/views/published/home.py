"""The front page, and a municipality's page."""

from __future__ import annotations

from collections import Counter

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.documents.document import DocumentKind
from portal.documents.validity.standing import Status
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.reading import StandardStanding
from portal.views.programmes.linked_data import CATALOGUES, owner_blocks
from portal.views.published.home_page import (
    HomePage,
    MunicipalityCard,
    MunicipalityPage,
    StandardEntry,
    StandardGroup,
)
from portal.views.published.running_hearings import list_notice
from portal.views.shared.components import NoticeBox
from portal.views.shared.frames import contact_of, frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import GUIDE_NAME, overline, period_words, reason_texts, standing_status
from portal.web.resources import MunicipalityContext

MUNICIPALITY_TEMPLATE = "portal:templates/published/municipality.pt"


@view_config(
    route_name="home", renderer="portal:templates/published/home.pt", permission=Permission.READ_PUBLISHED
)
def home(request: Request) -> HomePage | MunicipalityPage:
    """What this is in one glance: choose a municipality, search, calculate."""
    services = request.services
    if only := request.registry.portal.settings.municipality:
        # A portal for one municipality begins with its standards; there is nothing to choose.
        request.override_renderer = MUNICIPALITY_TEMPLATE
        return _municipality_page(request, services.reading.municipality(only), address_book.home())
    found: dict[str, list[StandardStanding]] = {}
    for standing in services.reading.standings():
        found.setdefault(standing.record.municipality.slug, []).append(standing)
    municipalities = services.reading.municipalities()
    cards = [(m, _card(m, found.get(m.slug, []))) for m in municipalities]
    return HomePage(
        frame=frame_for(
            request,
            canonical=address_book.home(),
            description="Se, hvor meget hjælp kommunernes standarder nævner, og om teksten gælder i dag.",
            alternates=CATALOGUES,
        ),
        title="Kommunernes kvalitetsstandarder",
        search_action=address_book.search(),
        suggest_href=address_book.search_suggest(),
        notices=list_notice(request),
        municipalities=tuple(card for m, card in cards if m.is_municipality),
        authorities=tuple(card for m, card in cards if not m.is_municipality),
    )


def _card(municipality: MunicipalityRecord, standings: list[StandardStanding]) -> MunicipalityCard:
    number, asks = len(standings), municipality.is_municipality and bool(standings)
    statuses = Counter(standing.standing.status for standing in standings)
    words = f"{number} {'standard' if number == 1 else 'standarder'}"
    if municipality.is_municipality:
        words += f", {statuses[Status.IN_FORCE] or 'ingen'} med sikkerhed gældende i dag"
    else:
        words = f"{number} {'tekst' if number == 1 else 'tekster'} til baggrund"
    return MunicipalityCard(
        name=municipality.name,
        href=address_book.municipality(municipality.slug),
        summary=words,
        guide=Link(GUIDE_NAME, address_book.guide(municipality.slug)) if asks else None,
        calculator_href=address_book.calculator(municipality.slug) if asks else "",
        note="Opdigtet" if municipality.fictional else "",
    )


@view_config(route_name="municipality", renderer=MUNICIPALITY_TEMPLATE, permission=Permission.READ_PUBLISHED)
def municipality(context: MunicipalityContext, request: Request) -> MunicipalityPage:
    """A municipality's standards with how sure each is."""
    return _municipality_page(
        request, context.municipality, address_book.municipality(context.municipality.slug)
    )


def _municipality_page(request: Request, owner: MunicipalityRecord, canonical: str) -> MunicipalityPage:
    standings = request.services.reading.listed(owner.slug)
    groups: dict[str, list[StandardEntry]] = {}
    for standing in standings:
        heading = "Til baggrund" if standing.shown.kind is DocumentKind.BACKGROUND else ""
        groups.setdefault(heading, []).append(_entry(request, standing))
    has_calculator = owner.is_municipality and bool(standings)
    return MunicipalityPage(
        frame=frame_for(
            request, municipality=owner, canonical=canonical, linked_data=owner_blocks(request, owner)
        ),
        title=owner.name,
        slug=owner.slug,
        feed_href=address_book.municipality_feed(owner.slug),
        search_action=address_book.search(),
        suggest_href=address_book.search_suggest(),
        groups=tuple(StandardGroup(heading, tuple(entries)) for heading, entries in groups.items()),
        guide=Link(GUIDE_NAME, address_book.guide(owner.slug)) if has_calculator else None,
        calculator=Link("Se, hvor meget hjælp der er vejledende", address_book.calculator(owner.slug))
        if has_calculator
        else None,
        contact=contact_of(owner),
        notices=(
            *((NoticeBox("info", "Om denne side", owner.about.note),) if owner.about.note else ()),
            *list_notice(request, owner.slug),
        ),
    )


def _entry(request: Request, found: StandardStanding) -> StandardEntry:
    record, standing, version = found.record, found.standing, found.shown
    today = request.services.today
    period = period_words(version, standing.span, today) if standing.span else ""
    reasons = reason_texts(standing.reasons)
    upcoming = standing.following
    return StandardEntry(
        title=version.title,
        href=address_book.standard(*record.slugs),
        overline=overline(version),
        status=standing_status(standing, today, address_book.standard(*record.slugs)),
        period=period,
        reason=reasons[0] if reasons else "",
        versions_href=address_book.standard_versions(*record.slugs),
        next=Link(f"Version {upcoming.n}", address_book.standard_version(*record.slugs, upcoming.n))
        if upcoming
        else None,
    )
