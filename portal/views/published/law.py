"""A provision's page: which standards rest on it, in force or not, and what the verified law table says."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference, parents, reference_path
from portal.documents.validity.law_table import LAW_TABLE, LawChange
from portal.documents.validity.standing import Status
from portal.security.permissions import Permission
from portal.services.errors import Thing, UnknownName
from portal.services.published.reading import ProvisionUse, provision_named
from portal.views.published.law_page import LawPage, RestingText
from portal.views.shared.components import NoticeBox
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import period_words, standing_status

_MOST_LINKS = 3


@view_config(
    route_name="law", renderer="portal:templates/published/provision.pt", permission=Permission.READ_PUBLISHED
)
def provision(request: Request) -> LawPage:
    """Which standards rest on a provision, and whether the provision still stands."""
    names, reading = request.matchdict, request.services.reading
    reference = provision_named("/".join((names["act"], names["section"], *names["rest"])))
    uses = reading.provision(reference)
    changes = LAW_TABLE.replacements(reference)
    if not uses and not changes:
        raise UnknownName(Thing.PROVISION, format_reference(reference))
    today = request.services.today
    href = address_book.law(reference_path(reference))
    title = format_reference(reference)
    narrower = sorted({r for use in uses for r in use.references if r != reference})
    return LawPage(
        frame=frame_for(request, crumbs=(Link(title, href),), canonical=href),
        title=title[:1].upper() + title[1:],
        applying=tuple(_text(u, today) for u in uses if u.found.standing.status is Status.IN_FORCE),
        others=tuple(_text(u, today) for u in uses if u.found.standing.status is not Status.IN_FORCE),
        notices=tuple(_notice(change, reference) for change in changes),
        wider=tuple(_link(wider) for wider in parents(reference)),
        narrower=tuple(_link(found) for found in narrower),
    )


def _notice(change: LawChange, reference: LawReference) -> NoticeBox:
    links = tuple(map(_link, _where_to(change.new)))
    is_part = reference in parents(change.old)
    old = format_reference(change.old)
    text = (
        f"{old[:1].upper()}{old[1:]} ({change.subject}) blev "
        f"afløst af {change.new_words} den {format_date(change.from_day)}. Tjekket i: {change.source}."
    )
    heading = "En del af reglen er afløst" if is_part else "Reglen er afløst"
    return NoticeBox("warning", heading, text, links=links)


def _where_to(new: tuple[LawReference, ...]) -> tuple[LawReference, ...]:
    """Where to read on: what contains all of ``new`` where something does, else the first of them."""
    shared = [parent for parent in parents(new[0]) if all(parent in parents(one) for one in new)]
    closest = max(shared, key=lambda parent: len(parents(parent)), default=None)
    return (closest,) if closest is not None and len(new) > 1 else new[:_MOST_LINKS]


def _link(reference: LawReference) -> Link:
    return Link(format_reference(reference), address_book.law(reference_path(reference)))


def _text(use: ProvisionUse, today: date) -> RestingText:
    record, standing = use.found.record, use.found.standing
    return RestingText(
        title=use.version.title,
        href=address_book.standard(*record.slugs),
        municipality=record.municipality.name,
        status=standing_status(standing, today, address_book.standard(*record.slugs)),
        period=period_words(use.version, standing.span, today) if standing.span else "",
    )
