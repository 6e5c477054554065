"""Every public page with an address of its own, for search engines, and the day it last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.clock import day_of
from portal.danish.law_references import LawReference, parents, reference_path
from portal.documents.validity.standing import VersionStanding
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading
from portal.web.requests import absolute

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Pages that one file may name; what people look for stands first."""
_ALONE = (
    address_book.hearings(),
    address_book.decided(),
    address_book.comparison(),
    address_book.accessibility(),
    address_book.was(),
)


@dataclass(frozen=True)
class SitePage:
    """A page, and the day it last changed; None where the record does not say."""

    path: str
    changed: date | None = None


@dataclass(frozen=True)
class DatedStandard:
    """A standard, its versions that are public with the day each last changed, and the day it did itself."""

    record: StandardRecord
    versions: tuple[tuple[VersionRecord, date], ...]
    changed: date
    law: tuple[LawReference, ...]


@view_config(route_name="sitemap", request_method="GET", permission=Permission.READ_PUBLISHED)
def sitemap(request: Request) -> Response:
    """The pages, where the portal is one municipality's those of that one."""
    reading, only = request.services.reading, request.registry.portal.settings.municipality
    owners = [owner for owner in reading.municipalities() if only in ("", owner.slug)]
    root = Element("urlset", {"xmlns": SITEMAPS})
    pages = {page.path: page for page in reversed(list(_pages(owners, _dated(reading, only))))}
    for page in list(reversed(pages.values()))[:MOST]:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = absolute(request, page.path)
        if page.changed:
            SubElement(entry, "lastmod").text = page.changed.isoformat()
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/xml", charset="utf-8")


def _dated(reading: Reading, municipality: str) -> list[DatedStandard]:
    today, found = reading.today, []
    for standing in reading.listed(municipality):
        record = standing.record
        stages = {stage.n: stage for stage in reading.stages(record)}
        versions = tuple((one, _changed(one, stages[one.n], today)) for one in record.versions)
        days = [day for _, day in versions]
        days += [row.known_from for row in record.repeals if row.known_from <= today]
        days += [row.day for row in record.confirmations if row.day <= today]
        found.append(DatedStandard(record, versions, max(days), standing.shown.law_basis))
    return found


def _changed(version: VersionRecord, stage: VersionStanding, today: date) -> date:
    """The day it came, began or ended, whichever was last: its page says so from then on."""
    days = [day_of(version.recorded)]
    if stage.span.first:
        days.append(stage.span.first)
    if stage.span.last and stage.span.last < date.max:
        days.append(stage.span.last + timedelta(days=1))
    return max((day for day in days if day <= today), default=today)


def _pages(owners: Iterable[MunicipalityRecord], found: Sequence[DatedStandard]) -> Iterator[SitePage]:
    yield SitePage(address_book.home(), max((one.changed for one in found), default=None))
    for owner in owners:
        yield from _of_owner(owner, [one for one in found if one.record.municipality.slug == owner.slug])
    for one in found:
        yield from _of_standard(one)
    for one in found:
        yield from _of_versions(one)
    yield from _of_law(found)
    yield from map(SitePage, _ALONE)


def _of_owner(owner: MunicipalityRecord, standards: Sequence[DatedStandard]) -> Iterator[SitePage]:
    changed = max((one.changed for one in standards), default=None)
    yield SitePage(address_book.municipality(owner.slug), changed)
    if owner.is_municipality and standards:
        for page in (address_book.calculator, address_book.guide, address_book.calculator_sheet):
            yield SitePage(page(owner.slug), changed)


def _of_standard(one: DatedStandard) -> Iterator[SitePage]:
    slugs = one.record.slugs
    for page in (address_book.standard, address_book.standard_versions, address_book.standard_deadlines):
        yield SitePage(page(*slugs), one.changed)


def _of_versions(one: DatedStandard) -> Iterator[SitePage]:
    slugs = one.record.slugs
    for version, changed in one.versions:
        yield SitePage(address_book.standard_version(*slugs, version.n), changed)
        yield SitePage(address_book.standard_history(*slugs, version.n), changed)
    for (older, _), (newer, changed) in pairwise(one.versions):
        yield SitePage(address_book.standard_changes(*slugs, older.n, newer.n), changed)


def _of_law(found: Iterable[DatedStandard]) -> Iterator[SitePage]:
    """The provisions that today's texts rest on, and what those are parts of."""
    named: dict[LawReference, date] = {}
    for one in found:
        for reference in one.law:
            for provision in (reference, *parents(reference)):
                named[provision] = max(one.changed, named.get(provision, date.min))
    for provision, changed in sorted(named.items()):
        yield SitePage(address_book.law(reference_path(provision)), changed)
