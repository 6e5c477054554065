"""What changed between two published versions."""

from __future__ import annotations

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.errors import Thing, UnknownName
from portal.services.published.reading import VersionText
from portal.views.published.change_lists import differences, place_in, redline_sections
from portal.views.published.changes_page import ChangesPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline, period_words
from portal.web.resources import StandardContext


@view_config(
    route_name="standard.changes",
    renderer="portal:templates/published/changes.pt",
    permission=Permission.READ_PUBLISHED,
)
def changes(context: StandardContext, request: Request) -> ChangesPage | Response:
    """The list of changes in words, then the text with what went and what came; the older version first."""
    record = context.standard
    a, b = int(request.matchdict["a"]), int(request.matchdict["b"])
    if a > b:
        return HTTPMovedPermanently(address_book.standard_changes(*record.slugs, b, a))
    if a == b:
        known = [(f"v{v.n}", f"version {v.n}") for v in record.versions]
        owner = record.municipality.slug
        asked = f"v{a}..v{b}"
        raise UnknownName(Thing.CHANGES, asked, known, municipality=owner, standard=record.slug)
    reading = request.services.reading
    return _page(request, reading.text(record, a), reading.text(record, b))


def _page(request: Request, older: VersionText, newer: VersionText) -> ChangesPage:
    record, a, b = newer.record, older.version.n, newer.version.n
    summary, groups = differences(
        request.services.texts, older.document, newer.document, place_in(record.slugs, a, b)
    )
    title = f"Ændringer fra version {a} til version {b}"
    canonical = address_book.standard_changes(*record.slugs, a, b)
    versions = address_book.standard_versions(*record.slugs)
    return ChangesPage(
        frame=frame_for(
            request,
            municipality=record.municipality,
            crumbs=(
                Link(newer.version.title, address_book.standard(*record.slugs)),
                Link("Versioner", versions),
                Link(title, canonical),
            ),
            canonical=canonical,
            print_line=f"{record.municipality.name}, {newer.version.title}: {title}",
        ),
        title=title,
        overline=f"{overline(newer.version)}: {newer.version.title}",
        older=_link(request, older),
        newer=_link(request, newer),
        summary=summary,
        groups=groups,
        sections=redline_sections(request.services.texts, older.document, newer.document),
        versions_href=versions,
    )


def _link(request: Request, text: VersionText) -> Link:
    period = period_words(text.version, text.stage.span, request.services.today)
    return Link(
        f"Version {text.version.n}",
        address_book.standard_version(*text.record.slugs, text.version.n),
        note=period,
    )
