"""A provision's page: which standards rest on it, in force or not, and what the verified law table says."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.view import view_config

from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference, parents, parse_path, reference_path
from portal.documents.law_table import LawChange, LawStatus, rows
from portal.documents.validity import Status
from portal.security.permissions import Permission
from portal.services.errors import UnknownName
from portal.services.reading import ProvisionUse
from portal.views.frames import frame_for
from portal.views.pages.frame import Link
from portal.views.pages.law import LawPage, RestingText
from portal.views.pages.parts import Notice
from portal.views.words import period_words, standing_status


def asked_provision(request: Request) -> LawReference:
    """The provision that the address names; raises UnknownName for what is none."""
    names = request.matchdict
    path = "/".join((names["act"], names["section"], *names["rest"]))
    try:
        return parse_path(path)
    except ValueError:
        raise UnknownName("bestemmelsen", path) from None


@view_config(
    route_name="law", renderer="portal:templates/law/provision.pt", permission=Permission.READ_PUBLISHED
)
def provision(request: Request) -> LawPage:
    """Which standards rest on a provision, and whether the provision still stands."""
    reference = asked_provision(request)
    uses = request.services.reading.provision(reference)
    if not uses and not _changes(reference):
        raise UnknownName("bestemmelsen", format_reference(reference))
    today = request.services.today
    href = f"/lov/{reference_path(reference)}"
    title = format_reference(reference)
    narrower = sorted({r for use in uses for r in use.references if r != reference})
    return LawPage(
        frame=frame_for(request, crumbs=(Link(title, href),), canonical=href),
        title=title[:1].upper() + title[1:],
        applying=tuple(_text(u, today) for u in uses if u.found.standing.status is Status.IN_FORCE),
        others=tuple(_text(u, today) for u in uses if u.found.standing.status is not Status.IN_FORCE),
        notices=tuple(_notice(change) for change in _changes(reference)),
        wider=tuple(_link(wider) for wider in parents(reference)),
        narrower=tuple(_link(found) for found in narrower),
    )


def _changes(reference: LawReference) -> list[LawChange]:
    """The verified changes of the provision or of what contains it; no other is ever shown as fact."""
    around = {reference, *parents(reference)}
    return [row for row in rows() if row.status is LawStatus.VERIFIED and row.old in around]


def _notice(change: LawChange) -> Notice:
    links = tuple(_link(new) for new in change.new[:1])
    old = format_reference(change.old)
    text = (
        f"{old[:1].upper()}{old[1:]} ({change.subject}) blev "
        f"afløst af {change.new_words} den {format_date(change.from_day)}. Tjekket i: {change.source}."
    )
    return Notice("warning", "Reglen er afløst", text, links=links)


def _link(reference: LawReference) -> Link:
    return Link(format_reference(reference), f"/lov/{reference_path(reference)}")


def _text(use: ProvisionUse, today: date) -> RestingText:
    record, standing = use.found.record, use.found.standing
    return RestingText(
        title=use.version.title,
        href=f"/{record.municipality.slug}/{record.slug}",
        municipality=record.municipality.name,
        status=standing_status(standing, today),
        period=period_words(use.version, standing.span, today) if standing.span else "",
    )
