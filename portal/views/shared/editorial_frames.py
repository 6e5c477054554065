"""What every editorial page shares: its frame, never kept by a browser or a proxy, and its form token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pyramid.csrf import get_csrf_token
from pyramid.request import Request

from portal import address_book
from portal.clock import COPENHAGEN
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.security.roles import PUBLIC, Subject
from portal.security.rules import permits
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.shared.editorial_page import EditorialFrame
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link

DESK = Link("Redaktion", address_book.editorial())


def editorial_frame(
    request: Request, municipality: MunicipalityRecord | None = None, crumbs: Sequence[Link] = ()
) -> EditorialFrame:
    """The frame and the form token of an editorial page."""
    request.response.cache_control = "no-store"
    frame = frame_for(request, municipality=municipality, crumbs=(DESK, *crumbs), indexable=False)
    navigation = [DESK]
    who = request.identity
    if municipality and permits(Permission.MANAGE_PEOPLE, who, Subject(municipality.id)):
        navigation.append(Link("Brugere", address_book.editorial_people(municipality.slug)))
    if permits(Permission.EDIT_WORDS, who, PUBLIC):
        navigation.append(Link("Søgeord", address_book.editorial_words()))
    if municipality:
        navigation.append(Link("De offentlige sider", address_book.municipality(municipality.slug)))
    if who:
        navigation.append(Link("Min konto", address_book.editorial_account()))
        navigation.append(Link("Log ud", address_book.sign_out()))
    marked = tuple(replace(link, current=link.href == request.path) for link in navigation)
    trail = [frame.home, DESK, *crumbs]
    trail[-1] = replace(trail[-1], current=True)
    framed = replace(frame, navigation=marked, crumbs=tuple(trail), contact=None)
    return EditorialFrame(framed, get_csrf_token(request))


def may(request: Request, permission: Permission, subject: Subject) -> bool:
    """Whether the one who is signed in may do it."""
    return permits(permission, request.identity, subject)


def moment(instant: datetime) -> str:
    """An instant in words, in Copenhagen's time."""
    local = instant.astimezone(COPENHAGEN)
    return f"{format_date(local.date())} kl. {local:%H.%M}"


def clock_words(instant: datetime) -> str:
    """The time of day of an instant, in Copenhagen."""
    return f"{instant.astimezone(COPENHAGEN):%H.%M}"
