"""Reading the cookies that a browser sends."""

from __future__ import annotations

from pyramid.request import Request


def sent_cookie(request: Request, name: str) -> str:
    """A cookie as it was sent; "" for none, and for one that is no text."""
    try:
        return str(request.cookies.get(name, ""))
    except UnicodeDecodeError:
        return ""
