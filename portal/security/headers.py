"""The headers every answer carries: no script but our own, no other host, no address passed on."""

from __future__ import annotations

from collections.abc import Iterable

from pyramid.config import Configurator
from pyramid.events import NewResponse

SELF = "'self'"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


def content_policy(frame_ancestors: Iterable[str] = ()) -> str:
    """The content security policy; the page may be shown inside our own and those of ``frame_ancestors``."""
    return f"{POLICY}; frame-ancestors {' '.join((SELF, *frame_ancestors))}"


def add_headers(event: NewResponse) -> None:
    """Set what is not set already; an embedded page names its own frame ancestors."""
    headers = event.response.headers
    headers.setdefault("Content-Security-Policy", content_policy())
    # What a visitor asked stands in the address; it must not reach another site.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")


def includeme(config: Configurator) -> None:
    """Every response, whatever view made it."""
    config.add_subscriber(add_headers, NewResponse)
