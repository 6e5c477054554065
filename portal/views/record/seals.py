"""The public list of a standard's seals: for who must show, years later, that a text was there on a day."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.published.catalogue import StandardRecord
from portal.services.record.seal_list import VersionSeal
from portal.views.record.seals_page import SealsPage, SealView
from portal.views.shared.editorial_frames import moment
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline
from portal.web.resources import StandardContext

TITLE = "Segl"


@view_config(
    route_name="standard.seals",
    renderer="portal:templates/record/seals.pt",
    permission=Permission.READ_PUBLISHED,
)
def seals(context: StandardContext, request: Request) -> SealsPage:
    """Each version with its place in the log, its checksums, and the time stamp from outside."""
    record, services = context.standard, request.services
    shown = services.reading.standing(record).shown
    href, own = address_book.standard(*record.slugs), address_book.standard_seals(*record.slugs)
    versions = Link("Versioner", address_book.standard_versions(*record.slugs))
    listed = services.seal_list
    return SealsPage(
        frame=frame_for(
            request,
            municipality=record.municipality,
            crumbs=(Link(shown.title, href), versions, Link(TITLE, own)),
            canonical=own,
        ),
        title=f"Segl for {shown.title}",
        overline=overline(shown),
        standard=Link(shown.title, href),
        seals=tuple(_seal(record, seal, asks=listed.asks) for seal in listed.of(record)),
    )


def _seal(record: StandardRecord, seal: VersionSeal, *, asks: bool) -> SealView:
    n = seal.version.n
    return SealView(
        version=Link(f"Version {n}", address_book.standard_version(*record.slugs, n)),
        facts=(
            ("Række i loggen", str(seal.row)),
            ("Skrevet i loggen", moment(seal.recorded)),
            ("Tidsstempel udefra", _stamp_words(seal, asks=asks)),
        ),
        hashes=(("Tekstens kontrolsum", seal.version.sha256), ("Rækkens kontrolsum", seal.hash)),
        proof=Link(f"Hent beviset for version {n} (zip)", address_book.standard_proof(*record.slugs, n)),
    )


def _stamp_words(seal: VersionSeal, *, asks: bool) -> str:
    if seal.stamp:
        return f"{moment(seal.stamp.stamped)}, fra {seal.stamp.authority or 'en, der ikke er nævnt'}"
    if not asks:
        return "Ikke stemplet. Portalen beder ikke om stempler udefra."
    if seal.why:
        return f"Ikke stemplet endnu. Der er spurgt {_times(seal.tries)}. {seal.why}"
    return "Ikke stemplet endnu. Stemplet er på vej."


def _times(tries: int) -> str:
    return "én gang" if tries == 1 else f"{tries} gange"
