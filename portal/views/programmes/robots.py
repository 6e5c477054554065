"""What programmes ask for by name before anything else: what to leave alone, whom to tell of
a hole, and the portal's picture."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.web.requests import absolute

_ICON = (Path(__file__).parents[2] / "assets" / "favicon.ico").read_bytes()
_A_DAY = 24 * 3600
_GOOD_FOR = timedelta(days=90)
"""RFC 9116 asks for less than a year."""
_CLOSED = (
    address_book.editorial(),
    address_book.sign_in(),
    address_book.sign_out(),
    address_book.search(),
    address_book.receipt(""),
)
_PAPER = "/*.pdf$"


@view_config(route_name="robots", request_method="GET", permission=Permission.READ_PUBLISHED)
def robots(request: Request) -> Response:
    """Texts are to be found; single questions, answers and the editorial pages are not.

    Nor are PDF files: each would be drawn anew every day, and says what the version's page says.
    """
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*_CLOSED, _PAPER))]
    lines.append(f"Sitemap: {absolute(request, address_book.sitemap())}")
    return Response("\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")


@view_config(route_name="security", request_method="GET", permission=Permission.READ_PUBLISHED)
def security(request: Request) -> Response:
    """Whom to tell of a hole (RFC 9116); not found where nobody is named."""
    contact = request.registry.portal.settings.security_contact
    if not contact:
        raise HTTPNotFound
    expires = datetime.combine(request.services.today + _GOOD_FOR, time(), UTC)
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: da, en",
        f"Canonical: {absolute(request, address_book.security())}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")


@view_config(route_name="favicon", request_method="GET", permission=Permission.READ_PUBLISHED)
def favicon(request: Request) -> Response:
    """The portal's picture where it is asked for by name; pages name the drawn one (``assets/icon.svg``)."""
    del request
    response = Response(_ICON, content_type="image/x-icon")
    response.cache_control = f"public, max-age={_A_DAY}"
    return response
