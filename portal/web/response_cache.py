"""Answers given again, in front of the router: the same question on the same day of the same database.

Making an answer costs a hundred times what sending it does. An answer is kept only where its route is one of
``REUSED``, whose answers come from published texts alone, and given again only to somebody without a cookie.
It is kept under the database's stamp and the day: after any change, and at midnight, it is made anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, NamedTuple, Protocol

from pyramid.config import Configurator
from pyramid.events import NewResponse

from portal.clock import day_of
from portal.container import Portal
from portal.watching.tally import NO_ROUTE, REUSE, ROUTE, STATUS, Reuse
from portal.web.front_door import SENDING, Start, complete_headers
from portal.web.requests import STAMP

REUSED = frozenset(
    {
        "home",
        "municipality",
        "law",
        "accessibility",
        "calculator",
        "comparison",
        "decided",
        "programmes",
        "receipt",
        "sitemap",
        "oembed",
        "embedded.cell",
        "embedded.cell_frame",
        "catalogue.json",
        "catalogue.turtle",
        "standard",
        "standard.version",
        "standard.word",
        "standard.versions",
        "standard.changes",
        "api.municipalities",
        "api.standards",
        "api.versions",
        "api.version",
        "api.level_tables",
        "api.calculate",
        "api.compare",
        "api.receipt",
        "api.coverage",
        "api.law",
    }
)
"""Routes whose answers depend on the address, the day and what is published, and on nothing else."""

MOST_BYTES = 64_000_000
LARGEST_BYTES = 1_000_000
LONGEST_KEY = 1_000
"""Letters of an address and of what counts of the headers; a longer one is nobody's but its asker's."""
ENTRY_BYTES = 2_000
"""What an answer takes beside its body and its key: headers, and its place."""
_MARK = "portal.reusable"
_PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
_PARTIAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
_FOR_ONE = _PERSONAL + _PARTIAL
_MADE_FOR_ONE = frozenset({"set-cookie"})


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A whole answer; ``route`` is the name of the one that made it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    route: str


class CacheKey(NamedTuple):
    """What an answer that may be given again depends on.

    ``epoch`` is the database's stamp and the day of ``now``; ``asker`` is all that counts of the request's
    headers; ``question`` is the address.
    """

    epoch: tuple[Hashable, date]
    now: datetime
    asker: tuple[str | None, ...]
    question: tuple[str, str]

    @property
    def stamp(self) -> Hashable:
        """The database's stamp, taken before anything is read."""
        return self.epoch[0]


class Shortcut(Protocol):
    """A way to new answers at ``path`` without the router; learnt from answers that came by it."""

    path: str

    def answer(self, asked: CacheKey) -> CachedResponse | None:
        """The answer, None where it must come by the router."""

    def learn(self, asked: CacheKey, environ: dict[str, Any], routed: CachedResponse) -> None:
        """See what the router answered."""


class ResponseCache:
    """The WSGI application that answers from memory, or lets ``application`` answer."""

    def __init__(self, application: Any, portal: Portal, shortcut: Shortcut):
        self.application = application
        self.registry = application.registry
        self._portal = portal
        self._shortcut = shortcut
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, CachedResponse] = OrderedDict()
        self._epoch: Hashable = None
        self._bytes = 0

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] != "GET" or not environ.keys().isdisjoint(_FOR_ONE):
            environ[REUSE] = Reuse.PASSED
            answer: Iterable[bytes] = self.application(environ, start_response)
            return answer
        asked = self._read(environ)
        kept = self._find(asked)
        if kept is None:
            kept = self._make(asked, environ)
        else:
            environ[REUSE], environ[ROUTE], environ[STATUS] = Reuse.KEPT, kept.route, kept.status
        environ.get(SENDING, start_response)(kept.status, list(kept.headers))
        return [kept.body]

    def _read(self, environ: dict[str, Any]) -> CacheKey:
        stamp = environ[STAMP] = self._portal.database.stamp()
        now = self._portal.clock.now()
        get = environ.get
        asker = (
            get("HTTP_HOST"),
            get("wsgi.url_scheme"),
            get("SCRIPT_NAME"),
            get("HTTP_ACCEPT_ENCODING"),
        )
        return CacheKey((stamp, day_of(now)), now, asker, (environ["PATH_INFO"], get("QUERY_STRING", "")))

    def _make(self, asked: CacheKey, environ: dict[str, Any]) -> CachedResponse:
        """A new answer, kept where it may be."""
        short = asked.question[0] == self._shortcut.path and _length(asked) <= LONGEST_KEY
        if short and (found := self._shortcut.answer(asked)):
            self._keep(asked, found)
            environ[REUSE], environ[ROUTE], environ[STATUS] = Reuse.SHORTCUT, found.route, found.status
            return found
        made = self._route(environ)
        environ[REUSE] = Reuse.PASSED
        if _MARK in environ and _is_for_all(made):
            environ[REUSE] = Reuse.MADE
            self._keep(asked, made)
            if short:
                self._shortcut.learn(asked, environ, made)
        return made

    def _find(self, asked: CacheKey) -> CachedResponse | None:
        key = asked.question, asked.asker
        with self._lock:
            if asked.epoch != self._epoch:
                self._epoch, self._bytes = asked.epoch, 0
                self._answers.clear()
                return None
            kept = self._answers.get(key)
            if kept is not None:
                self._answers.move_to_end(key)
            return kept

    def _keep(self, asked: CacheKey, kept: CachedResponse) -> None:
        key = asked.question, asked.asker
        if len(kept.body) > LARGEST_BYTES or _length(asked) > LONGEST_KEY:
            return
        with self._lock:
            if asked.epoch != self._epoch or key in self._answers:
                return
            self._answers[key] = kept
            self._bytes += len(kept.body) + ENTRY_BYTES
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body) + ENTRY_BYTES

    def _route(self, environ: dict[str, Any]) -> CachedResponse:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            complete = complete_headers(environ, status, headers, self._portal.settings.base_url)
            started.append((status, complete))

        answer = self.application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return CachedResponse(*started[-1], body, environ.get(ROUTE, NO_ROUTE))


def _length(asked: CacheKey) -> int:
    return sum(len(words or "") for words in (*asked.question, *asked.asker))


def _is_for_all(kept: CachedResponse) -> bool:
    return kept.status.startswith("200") and not any(
        name.lower() in _MADE_FOR_ONE or (name.lower() == "cache-control" and "no-store" in value)
        for name, value in kept.headers
    )


def mark(event: NewResponse) -> None:
    """Say of an answer which route made it, and that it may be kept where that is one of ``REUSED``."""
    route = getattr(event.request, "matched_route", None)
    if route is not None:
        event.request.environ[ROUTE] = route.name
        if route.name in REUSED:
            event.request.environ[_MARK] = True


def includeme(config: Configurator) -> None:
    """Mark what may be kept."""
    config.add_subscriber(mark, NewResponse)
