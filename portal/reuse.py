"""Answers given again, in front of the router: the same question on the same day of the same database.

Making an answer costs a hundred times what sending it does. An answer is kept only where its route is one of
``REUSED``, whose answers come from published texts alone, and given again only to somebody without a cookie.
It is kept under the database's stamp and the day: after any change, and at midnight, it is made anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from pyramid.config import Configurator
from pyramid.events import NewResponse

from portal.clock import day_of
from portal.parts import Portal
from portal.requests import STAMP

REUSED = frozenset(
    {
        "home",
        "municipality",
        "law",
        "accessibility",
        "calculator",
        "comparison",
        "decided",
        "receipt",
        "standard",
        "standard.version",
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
        "api.law",
    }
)
"""Routes whose answers depend on the address, the day and what is published, and on nothing else."""

MOST_BYTES = 64_000_000
LARGEST_BYTES = 1_000_000
_MARK = "portal.reusable"
_PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
_PARTIAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
_MADE_FOR_ONE = frozenset({"set-cookie"})

Start = Callable[..., Any]


@dataclass(frozen=True)
class _Kept:
    """A whole answer."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Reuse:
    """The WSGI application that answers from memory, or lets ``application`` answer."""

    def __init__(self, application: Any, portal: Portal):
        self.application = application
        self.registry = application.registry
        self._portal = portal
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._epoch: Hashable = None
        self._bytes = 0

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in (*_PERSONAL, *_PARTIAL)):
            answer: Iterable[bytes] = self.application(environ, start_response)
            return answer
        stamp = environ[STAMP] = self._portal.database.stamp()
        epoch = (stamp, day_of(self._portal.clock.now()))
        key = (
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_HOST"),
            environ["wsgi.url_scheme"],
            environ.get("SCRIPT_NAME"),
            environ.get("HTTP_ACCEPT_ENCODING"),
        )
        kept = self._find(epoch, key)
        if kept is None:
            kept = self._make(environ)
            if _MARK in environ and len(kept.body) <= LARGEST_BYTES and _is_for_all(kept):
                self._keep(epoch, key, kept)
        start_response(kept.status, list(kept.headers))
        return [kept.body]

    def _find(self, epoch: Hashable, key: Hashable) -> _Kept | None:
        with self._lock:
            if epoch != self._epoch:
                self._epoch, self._bytes = epoch, 0
                self._answers.clear()
                return None
            kept = self._answers.get(key)
            if kept is not None:
                self._answers.move_to_end(key)
            return kept

    def _keep(self, epoch: Hashable, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            if epoch != self._epoch or key in self._answers:
                return
            self._answers[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)

    def _make(self, environ: dict[str, Any]) -> _Kept:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            started.append((status, headers))

        answer = self.application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return _Kept(*started[-1], body)


def _is_for_all(kept: _Kept) -> bool:
    return kept.status.startswith("200") and not any(
        name.lower() in _MADE_FOR_ONE or (name.lower() == "cache-control" and "no-store" in value)
        for name, value in kept.headers
    )


def mark(event: NewResponse) -> None:
    """Say of an answer that it may be kept: its route's name is one of ``REUSED``."""
    route = getattr(event.request, "matched_route", None)
    if route is not None and route.name in REUSED:
        event.request.environ[_MARK] = True


def includeme(config: Configurator) -> None:
    """Mark what may be kept."""
    config.add_subscriber(mark, NewResponse)
