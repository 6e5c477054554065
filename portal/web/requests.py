"""``request.services``: made when first asked for, closed when the answer is sent.

A request that may write has a writing session in one transaction: an answer commits it, unless it is a 4xx or
5xx; an exception rolls it back, and it is tried again where the database could not order it among others.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from pyramid.config import Configurator
from pyramid.decorator import reify
from pyramid.events import NewRequest
from pyramid.exceptions import URLDecodeError
from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound, HTTPRequestEntityTooLarge
from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request
from zope.sqlalchemy import register

from portal.container import Portal, Services
from portal.services.memory import NO_MEMORY
from portal.web.addresses import ReadableRequest
from portal.web.site import site_of

_log = logging.getLogger("portal")
STAMP = "portal.stamp"
"""The name in the environment of the database's stamp, where it was taken already."""

READS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 20_000_000
"""In bytes: twice the largest Word file that is read."""


TOO_LARGE = "portal.too_large"
"""Stands in the environment of a request whose body is larger than that, and was left unread."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class PortalRequest(ReadableRequest):
    """A request whose body stays in memory; only one that is refused anyway goes through a file."""

    request_body_tempfile_limit = 2 * LARGEST_BODY

    @reify
    def route_name(self) -> str:
        """The name of the route that the address has, "" for an address without one or that cannot be read.

        It is asked for before the router has looked, too: what stands before it must know what will be done.
        """
        route = self.matched_route
        if route is None:
            try:
                route = self.registry.getUtility(IRoutesMapper)(self)["route"]
            except URLDecodeError:
                return ""
        return str(route.name) if route else ""

    @property
    def POST(self) -> Any:  # noqa: N802 -- WebOb's name
        """What was sent. Raises HTTPBadRequest for what is no form, UnicodeDecodeError for no UTF-8."""
        try:
            return super().POST
        except UnicodeDecodeError:
            raise
        except (ValueError, LookupError, DeprecationWarning):  # the last is WebOb's, for another charset
            raise HTTPBadRequest from None


ANSWERING = "standard.citation"
"""The route whose form changes nothing: it is sent by POST so that what is typed about a child stands in no
address. A visitor must not hold the write lock with it."""
ACCOUNT = "editorial.account"
"""The route of one's own account. A password is compared and hashed before anything is locked, and what is
changed is written in a transaction of its own (``portal/services/people/own_account.py``)."""
FILE = "fil"
"""The one field that takes a file, on the routes ``TAKING_FILES``."""
IMPORT = "editorial.import"
"""The route that makes drafts of a file. Reading it may take a minute, in which nobody else could write; what
it gives is kept in a transaction of its own (``portal/services/importing/importing.py``)."""
PREVIEW, PASTE, WORD = "editorial.text", "editorial.paste", "editorial.word"
"""Editorial routes with a button that changes nothing. Showing a draft or reading a file may take seconds, in
which nobody else could write."""
TAKING_FILES = {PASTE: ("indsaet",), WORD: ("valgte", "alle"), IMPORT: ()}
"""The routes that take a file, with their buttons that do change something."""


def writes(request: Request) -> bool:
    """Whether the request may change something; asked before its route is found, and after."""
    if request.method in READS:
        return False
    route = request.route_name
    if route == PREVIEW:
        return _pressed(request) != "vis"
    if route in TAKING_FILES:
        return _pressed(request) in TAKING_FILES[route]
    return route not in ("", ANSWERING, ACCOUNT)


def is_editorial(request: Request) -> bool:
    """Whether the address is one of the editorial pages'."""
    return bool(request.route_name.startswith("editorial"))


def is_script(request: Request) -> bool:
    """Whether it is a script of ours that asks: it reads JSON and no page."""
    return "application/json" in request.headers.get("Accept", "")


def absolute(request: Request, path: str) -> str:
    """A relative address as a whole one."""
    return site_of(request.registry.portal.settings, request.host_url).address(path)


def _pressed(request: Request) -> str:
    """The button of an editorial form; "" for a script that has formatted text cleaned."""
    try:
        typed = request.POST
        return "" if "html" in typed else str(typed.get("handling", ""))
    except Exception:  # a body that cannot be read: the view finds out, and says so
        return ""


def services(request: Request) -> Services:
    """The services of this request, on a session of their own."""
    portal: Portal = request.registry.portal
    memory = NO_MEMORY
    if writes(request):
        session = portal.database.writing_session()
        # "changed": a bulk statement alone must be committed too.
        register(session, initial_state="changed", transaction_manager=request.tm)
    else:
        session = portal.database.reading_session()
        memory = portal.memory.at(request.environ.get(STAMP) or portal.database.stamp())
    request.add_finished_callback(lambda _: session.close())
    return Services(portal, session, portal.clock.now(), memory)


def address_of(request: Request) -> str:
    """The visitor's network address; behind proxies of one's own, as the outermost of them saw it."""
    proxies: int = request.registry.portal.settings.proxies
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies])
    if seen and not proxies:
        _say_once()
    return str(request.remote_addr or "")


@cache
def _say_once() -> None:
    _log.warning("Requests come through a proxy, but portal.proxies is 0: all visitors count as one")


def look_into(event: NewRequest) -> None:
    """413 for a huge body, of which nothing is read; 400 for one that cannot be, before anybody needs it.

    A file is taken in one field only; in every other a word is expected.
    404 for an address with control characters: the end of a route's pattern would let a line break past.
    """
    if TOO_LARGE in event.request.environ:
        raise HTTPRequestEntityTooLarge
    if _CONTROL.search(event.request.environ["PATH_INFO"]):
        raise HTTPNotFound
    if event.request.method == "POST" and any(
        name != FILE or event.request.route_name not in TAKING_FILES
        for name, value in event.request.POST.items()
        if not isinstance(value, str)
    ):
        raise HTTPBadRequest


def includeme(config: Configurator) -> None:
    """Make ``request.services`` available, and every address readable."""
    config.set_request_factory(PortalRequest)
    config.add_subscriber(look_into, NewRequest)
    config.add_request_method(services, "services", reify=True)
