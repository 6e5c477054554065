"""The frame of a page, filled: where one is, whose page it is, what stands in head and foot."""

from __future__ import annotations

from collections.abc import Sequence

from pyramid.request import Request

from portal.documents.municipality.municipality_file import Contact as MunicipalityContact
from portal.sending_once import BEFORE
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.shared.page_frame import Assets, ContactDetails, Frame, Link
from portal.views.shared.theme import theme_href

PORTAL_NAME = "Kvalitetsportalen"
HOME = Link(PORTAL_NAME, "/")


def absolute(request: Request, path: str) -> str:
    """A path as a whole address, on the public address of the settings where there is one."""
    base: str = request.registry.portal.settings.base_url or request.host_url
    return base.rstrip("/") + path


def frame_for(
    request: Request,
    *,
    municipality: MunicipalityRecord | None = None,
    crumbs: Sequence[Link] = (),
    canonical: str = "",
    description: str = "",
    indexable: bool = True,
    print_line: str = "",
) -> Frame:
    """The frame around a page. ``crumbs`` are the links from the front page to this one, this one last."""
    assets: Assets = request.registry.assets
    trail = [HOME]
    if municipality:
        trail.append(Link(municipality.name, f"/{municipality.slug}"))
    trail += crumbs
    trail[-1] = Link(trail[-1].text, trail[-1].href, current=True)
    return Frame(
        assets=assets,
        home=HOME,
        accessibility="/tilgaengelighed",
        municipality=municipality.name if municipality else "",
        municipality_href=f"/{municipality.slug}" if municipality else "",
        fictional=bool(municipality and municipality.fictional),
        navigation=_navigation(request, municipality),
        crumbs=tuple(trail),
        contact=contact_of(municipality) if municipality else None,
        theme=theme_href(municipality) if municipality else "",
        canonical=absolute(request, canonical) if canonical else "",
        description=description,
        indexable=indexable,
        print_line=print_line,
        foot=_foot(request, municipality),
        sent_before=request.GET.get(BEFORE[0]) == BEFORE[1],
    )


def _navigation(request: Request, municipality: MunicipalityRecord | None) -> tuple[Link, ...]:
    links = [Link("Forside", "/"), Link("Søg", "/soeg")]
    if municipality and municipality.is_municipality:
        slug = municipality.slug
        links = [
            Link("Standarder", f"/{slug}"),
            Link("Beregner", f"/{slug}/beregner"),
            Link("Søg", f"/soeg?kommune={slug}"),
        ]
    return tuple(
        Link(link.text, link.href, current=link.href.split("?")[0] == request.path) for link in links
    )


def _foot(request: Request, municipality: MunicipalityRecord | None) -> tuple[Link, ...]:
    was = municipality.about.accessibility_statement if municipality else ""
    was = was or request.registry.portal.settings.was_url
    links = [
        Link("Hvilken standard gjaldt for min afgørelse?", "/afgoerelse"),
        Link("Sammenlign tabeller", "/sammenlign"),
        Link("Forslag i høring", "/hoeringer"),
        Link("Adgang for programmer (API)", "/api/v1/openapi.json"),
    ]
    links.insert(0, Link("Tilgængelighedserklæring", was or "/was"))
    return tuple(links)


def contact_of(municipality: MunicipalityRecord) -> ContactDetails | None:
    """How the municipality says it is reached; None where it says nothing."""
    said = municipality.about.contact
    if said == MunicipalityContact():
        return None
    return ContactDetails(
        name=said.name or municipality.name,
        phone=said.phone,
        phone_href=_phone_href(said.phone),
        mail=said.email,
        mail_href=f"mailto:{said.email}" if said.email else "",
        hours=said.hours,
        address=said.address,
    )


def _phone_href(phone: str) -> str:
    digits = "".join(c for c in phone if c.isdigit())
    if not digits:
        return ""
    return f"tel:+{digits}" if phone.startswith("+") else f"tel:+45{digits}"
