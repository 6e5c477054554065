"""What a browser tells when somebody signs in, and what it is given when a session has begun."""

from __future__ import annotations

from pyramid.csrf import new_csrf_token
from pyramid.request import Request
from pyramid.security import remember

from portal.security.policy import device_header, device_marks, session_token
from portal.services.people.devices import MARK_LASTS, Device, browser_in_words
from portal.services.people.signing_in import BegunSession
from portal.web.requests import address_of


def device_of(request: Request) -> Device:
    """From where it is asked."""
    said = request.headers.get("User-Agent", "")
    return Device(address_of(request), browser_in_words(said), device_marks(request), session_token(request))


def begin(request: Request, begun: BegunSession) -> list[tuple[str, str]]:
    """The headers of an answer with which a session begins.

    The token of forms becomes another too: whoever knew the one before, or put it there, knows nothing after.
    """
    new_csrf_token(request)
    return [*remember(request, begun.token), device_header(request, begun.marks, MARK_LASTS)]
