"""The outermost layer: whose name the portal answers to, and what every answer carries, static files too.
Here each request gets its id and is counted.

The name in a request's Host header is whatever its sender wrote. Where ``portal.base_url`` says which name is
ours, a request by another gets 421, so that no page, redirect or kept answer is made for it. A redirect names
no host at all: the browser knows where it is, and by which scheme, better than a server behind TLS does.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from portal.security.headers import missing_headers
from portal.settings import Settings
from portal.traces import places
from portal.watching.request_ids import ANSWERED, HEADER, RequestIds, request_id
from portal.watching.tally import NO_ROUTE, REUSE, ROUTE, STATUS, Tally

_log = logging.getLogger("portal")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names that only the machine itself can ask by, as a health check does."""
_HOST = re.compile(r"(?:[\w.-]*|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(r"bytes=(?:\d{1,18}-\d{0,18}|-0*[1-9]\d{0,17})", re.ASCII | re.IGNORECASE)
"""What part of an answer is asked for; of several parts at once the whole is given."""

SENDING = "portal.sending"
"""In the WSGI environment: starts an answer whose headers are complete already, as a kept one's are."""

BROKEN = "Noget gik galt hos os. Prøv igen om lidt.\n"

Start = Callable[..., Any]


class FrontDoor:
    """The WSGI application a server calls. ``inner`` answers whom it lets in; in it is ``application``.

    Each request is noted in ``tally``, where there is one.
    """

    def __init__(self, application: Any, inner: Any, settings: Settings, tally: Tally | None = None):
        self.application = application
        self._inner = inner
        self._base = settings.base_url
        self._names = settings.host_names | LOOPBACK if settings.base_url else frozenset()
        self._ids = RequestIds(settings.request_id_header)
        self._tally = tally

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer one request."""
        tally = self._tally
        begun = perf_counter() if tally else 0.0
        token = ANSWERED.set((self._ids, environ))

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, complete_headers(environ, status, headers, self._base), *more)

        environ[SENDING] = start_response
        try:
            if refused := self._refused(environ):
                return plain_answer(start, *refused)
            return _handed_over(self._inner(environ, start))
        except Exception as error:
            _log.error("A request failed outside the router", extra={"places": places(error)})
            return plain_answer(start, "500 Internal Server Error", BROKEN)
        finally:
            ANSWERED.reset(token)
            if tally:
                get = environ.get
                kind = get(ROUTE, NO_ROUTE), environ["REQUEST_METHOD"], get(STATUS, "500")
                tally.note((*kind, get(REUSE, ""), perf_counter() - begun))

    def _refused(self, environ: dict[str, Any]) -> tuple[str, str] | None:
        """Status and words for who asks in nobody's name, or in another's."""
        name = _name_in(environ.get("HTTP_HOST") or environ.get("SERVER_NAME", ""))
        if name is None:
            return "400 Bad Request", "Værtsnavnet i forespørgslen kan ikke læses.\n"
        if self._names and name not in self._names:
            return "421 Misdirected Request", f"Portalen svarer på {self._base}\n"
        if "HTTP_RANGE" in environ and not _RANGE.fullmatch(environ["HTTP_RANGE"]):
            del environ["HTTP_RANGE"]  # HTTP has it ignored; WebOb would fail on it
        return None


def complete_headers(
    environ: dict[str, Any], status: str, headers: list[tuple[str, str]], base_url: str
) -> list[tuple[str, str]]:
    """The headers of an answer with all that every answer carries.

    A redirect's Location names no host; an answer that failed has the id by which the log tells of it.
    """
    environ[STATUS] = status
    if status.startswith("5"):
        headers = [*headers, (HEADER, request_id())]
    if status.startswith("3"):
        headers = [(name, _on_here(name, value)) for name, value in headers]
    tls = base_url.startswith("https:") if base_url else environ["wsgi.url_scheme"] == "https"
    return headers + missing_headers(headers, tls=tls)


def host_name(host: str) -> str:
    """The name in a Host header, in small letters, without port and the dot that ends a full name."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower().removesuffix(".")


@lru_cache(maxsize=256)
def _name_in(host: str) -> str | None:
    """The name in a Host header, None where it cannot be one."""
    return host_name(host) if _HOST.fullmatch(host) else None


def _on_here(name: str, value: str) -> str:
    """A header of a redirect; its Location without scheme and host. No redirect of ours leaves the portal."""
    if name.lower() != "location":
        return value
    whole = urlsplit(value)
    # Two slashes at the beginning would name a host again.
    return urlunsplit(("", "", "/" + whole.path.lstrip("/\\"), whole.query, whole.fragment))


def _handed_over(answer: Iterable[bytes]) -> list[bytes]:
    """The whole answer, also of a file, so that no thread waits while a visitor takes it slowly."""
    if isinstance(answer, list):
        return answer
    try:
        return [b"".join(answer)]
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()


def plain_answer(start: Start, status: str, text: str, *more: tuple[str, str]) -> Iterable[bytes]:
    """An answer for who cannot be shown a page; with ``more`` headers."""
    body = text.encode()
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *more])
    return [body]
