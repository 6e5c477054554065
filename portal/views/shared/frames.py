"""The frame of a page, filled: where one is, whose page it is, what stands in head and foot."""

from __future__ import annotations

from collections.abc import Sequence

from pyramid.request import Request

from portal import address_book
from portal.documents.municipality.municipality_file import Contact as MunicipalityContact
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.describing import PORTAL_NAME
from portal.views.shared.page_frame import Alternate, ContactDetails, Frame, Link
from portal.views.shared.theme import theme_href
from portal.web.built_files import Assets
from portal.web.requests import absolute
from portal.web.sending_once import BEFORE

HOME = Link(PORTAL_NAME, address_book.home())


def frame_for(
    request: Request,
    *,
    municipality: MunicipalityRecord | None = None,
    crumbs: Sequence[Link] = (),
    canonical: str = "",
    description: str = "",
    indexable: bool = True,
    print_line: str = "",
    linked_data: tuple[str, ...] = (),
    alternates: tuple[Alternate, ...] = (),
) -> Frame:
    """The frame around a page. ``crumbs`` are the links from the front page to this one, this one last."""
    assets: Assets = request.registry.assets
    trail = [HOME]
    if municipality:
        trail.append(Link(municipality.name, address_book.municipality(municipality.slug)))
    trail += crumbs
    trail[-1] = Link(trail[-1].text, trail[-1].href, current=True)
    return Frame(
        assets=assets,
        home=HOME,
        accessibility=address_book.accessibility(),
        municipality=municipality.name if municipality else "",
        municipality_href=address_book.municipality(municipality.slug) if municipality else "",
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
        linked_data=linked_data,
        alternates=alternates,
        sent_before=request.GET.get(BEFORE[0]) == BEFORE[1],
    )


def _navigation(request: Request, municipality: MunicipalityRecord | None) -> tuple[Link, ...]:
    links = [Link("Forside", address_book.home()), Link("Søg", address_book.search())]
    if municipality and municipality.is_municipality:
        slug = municipality.slug
        links = [
            Link("Standarder", address_book.municipality(slug)),
            Link("Beregner", address_book.calculator(slug)),
            Link("Søg", address_book.search(kommune=slug)),
        ]
    return tuple(
        Link(link.text, link.href, current=link.href.split("?")[0] == request.path) for link in links
    )


def _foot(request: Request, municipality: MunicipalityRecord | None) -> tuple[Link, ...]:
    was = municipality.about.accessibility_statement if municipality else ""
    was = was or request.registry.portal.settings.was_url
    links = [
        Link("Hvilken standard gjaldt for min afgørelse?", address_book.decided()),
        Link("Sammenlign tabeller", address_book.comparison()),
        Link("Forslag i høring", address_book.hearings()),
        Link("Adgang for programmer (API)", address_book.programmes()),
    ]
    links.insert(0, Link("Tilgængelighedserklæring", was or address_book.was()))
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
