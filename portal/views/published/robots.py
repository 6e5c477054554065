"""What programmes that read the whole site should leave alone."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission

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
    del request
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*_CLOSED, _PAPER))]
    return Response("\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")
