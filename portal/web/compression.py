"""Pages are sent compressed: a standard's page is to weigh at most 20 kB once styles and fonts are there.

A page that sets a cookie is left as it is: it can hold a secret, and what a visitor types stands beside it
(compression tells their likeness by the length). The token of a form is masked anew on every page
(``portal.security.csrf``).
"""

from __future__ import annotations

import gzip

import brotli
from pyramid.config import Configurator
from pyramid.events import NewResponse

LEAST = 1000
"""Bytes below which compressing gains nothing."""
# Middle settings: more effort saves a few per cent and costs several times the time.
_BROTLI_EFFORT, _GZIP_EFFORT = 4, 6


def compress(event: NewResponse) -> None:
    """Encode an HTML page as the browser prefers, brotli before gzip."""
    request, response = event.request, event.response
    if response.content_type != "text/html" or response.content_encoding:
        return
    response.vary = (*(response.vary or ()), "Accept-Encoding")
    if len(response.body) < LEAST or "Set-Cookie" in response.headers:
        return
    # WebOb takes a missing header for "anything"; a program that does not ask gets plain text.
    if not request.headers.get("Accept-Encoding"):
        return
    accepted = [offer for offer, _ in request.accept_encoding.acceptable_offers(["br", "gzip"])]
    if "br" in accepted:
        response.body = brotli.compress(response.body, mode=brotli.MODE_TEXT, quality=_BROTLI_EFFORT)
        response.content_encoding = "br"
    elif "gzip" in accepted:
        response.body = gzip.compress(response.body, _GZIP_EFFORT, mtime=0)
        response.content_encoding = "gzip"


def includeme(config: Configurator) -> None:
    """Every response, whatever view made it."""
    config.add_subscriber(compress, NewResponse)
