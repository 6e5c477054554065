"""One row of a level table for another site's page: as a piece of HTML, and as a page for a frame.

It is made anew for the day it is asked on, so that what another site shows is never yesterday's.
"""

from __future__ import annotations

from dataclasses import replace

from pyramid.request import Request
from pyramid.view import view_config

from calculators.reading.levels import Level
from portal import address_book
from portal.api.endpoint import open_to_other_sites
from portal.danish.dates import format_date
from portal.documents.validity.standing import Stage, Status
from portal.security.permissions import Permission
from portal.services.asking.calculating import Calculation
from portal.services.asking.cells import TableCell
from portal.services.errors import Parameter
from portal.services.published.catalogue import VersionRecord
from portal.services.published.describing import standing_words
from portal.views.asking.cell_page import CellPage
from portal.views.asking.embedded import EmbeddedLook
from portal.views.shared.dates import asked_day
from portal.views.shared.embedding import embedding_alternates
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.frames import contact_of
from portal.views.shared.page_frame import Link
from portal.views.shared.words import date_words, reason_texts
from portal.web.requests import absolute
from portal.web.resources import MunicipalityContext

STANDARD = FIELD_NAMES[Parameter.STANDARD]
_MADE_UP = "Opdigtet kommune. Teksten gælder ingen steder."
_GONE = "Brug ikke et gammelt tal. Spørg kommunen, hvad der gælder."
_GUIDING = "guiding"
# What the reasons say already.
_SAID = frozenset({"unconfirmed", "law-replaced", "date-unknown"})


@view_config(
    route_name="embedded.cell",
    renderer="portal:templates/macros/cell.pt",
    permission=Permission.READ_PUBLISHED,
)
def cell(context: MunicipalityContext, request: Request) -> CellPage:
    """The row as a piece of HTML, which scripts of other sites may fetch."""
    open_to_other_sites(request.response)
    request.response.headers["X-Robots-Tag"] = "noindex"  # it has no head to say so in
    return _page(context, request)


@view_config(
    route_name="embedded.cell_frame",
    renderer="portal:templates/asking/cell.pt",
    permission=Permission.READ_PUBLISHED,
)
def cell_frame(context: MunicipalityContext, request: Request) -> CellPage:
    """The row as a page of its own, for a frame on the sites that the municipality names."""
    return _page(context, request)


def _page(context: MunicipalityContext, request: Request) -> CellPage:
    owner, on = context.municipality, asked_day(request)
    standard = request.GET.get(STANDARD, "").strip()
    found = request.services.cells.find(owner.slug, request.matchdict["row"], standard, on)
    look = EmbeddedLook.of(request, owner)
    own = address_book.embedded_cell_frame(owner.slug, found.row_id)
    request.response.cache_control = "no-cache"  # a copy is asked about each time: it may be another day
    plain = CellPage(
        frame=replace(look.frame, alternates=embedding_alternates(request, owner, own)),
        title=f"{found.benefit}: {found.label}",
        size=look.size,
        day=on.isoformat(),
        made_up=_MADE_UP if owner.fictional else "",
        contact=contact_of(owner),
    )
    return _answered(request, plain, found.answer) if found.answer else _gone(request, plain, found)


def _answered(request: Request, plain: CellPage, answer: Calculation) -> CellPage:
    """The row's own words, what they stand in, and what must be read with them."""
    standing, source, (level,) = answer.standing, answer.source, answer.levels
    assert source is not None
    sure = standing.status is Status.IN_FORCE
    departure = source.document.departure
    # The text's own words for it come first; ours stand where it has none.
    said = _SAID | {_GUIDING} if departure else _SAID
    notices = [one.text for one in request.services.calculating.notices(answer) if one.code not in said]
    where = f"{answer.municipality.name}: {source.version.title}, version {source.version.n}"
    return replace(
        plain,
        code=standing.status.value,
        sure=sure,
        standing=standing_words(Stage.IN_FORCE if sure else Stage.UNCONFIRMED, standing.on),
        words=level.extent.text,
        more=tuple((name, words) for name, words in _more(level) if words),
        reasons=reason_texts(standing.reasons),
        notices=(*([departure] if departure else ()), *notices),
        source=Link(where, absolute(request, source.path(level))),
    )


def _more(level: Level) -> tuple[tuple[str, str], ...]:
    return ("Varighed", level.duration), ("Bemærkning", level.remark)


def _gone(request: Request, plain: CellPage, found: TableCell) -> CellPage:
    """That the row is not there on the day, and where it was or will be: never the number it had."""
    standing, day = found.standing, format_date(found.standing.on)
    missing = "rækken står ikke i teksten" if standing.n else "ingen gældende tekst"
    return replace(
        plain,
        standing=f"Pr. {day}: {missing}.",
        reasons=() if standing.n else reason_texts(standing.reasons),
        gone=_GONE,
        last=_version_link(request, found, found.last),
        coming=_version_link(request, found, found.coming),
    )


def _version_link(request: Request, found: TableCell, version: VersionRecord | None) -> Link | None:
    if version is None:
        return None
    path = address_book.standard_version(*found.record.slugs, version.n, found.row_id)
    begins = f"gælder fra {date_words(version.begins)}" if version is found.coming else ""
    return Link(f"{version.title}, version {version.n}", absolute(request, path), note=begins)
