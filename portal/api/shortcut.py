"""A new question to the calculator without the router, which costs more than the answer itself.

The body is made by the endpoint's own function, asked with the same typed question. What stands round it
(status and headers) is the same whatever is asked: it is taken from an answer that came by the router, and
only if the shortcut makes that very answer too. This is done anew for each stamp of the database, each day
and each kind of asker. What has no plain answer goes by the router, which says why.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request
from webob.compat import parse_qsl_text
from webob.datetime_utils import serialize_date

from portal.api.endpoint import ENDPOINTS, body_of, read_question, tag_of
from portal.api.problems import Problem
from portal.container import Portal, Services
from portal.web.response_cache import CachedResponse, CacheKey
from portal.web.site import Site, site_of

ROUTE = "api.calculate"
MOST_FRAMES = 64
"""Kinds of askers remembered: in earnest there are few, but anybody can send any host."""

_http_date = lru_cache(maxsize=64)(serialize_date)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands round every answer to one kind of asker."""

    status: str
    headers: tuple[tuple[str, str], ...]
    site: Site


class CalculateShortcut:
    """The way round the router for one route. Shared by all threads."""

    def __init__(self, registry: Any):
        self.path: str = registry.getUtility(IRoutesMapper).get_route(ROUTE).path
        self._portal: Portal = registry.portal
        self._endpoint = ENDPOINTS[ROUTE]
        self._lock = Lock()
        self._epoch: Hashable = None
        self._frames: dict[Hashable, _Frame] = {}

    def answer(self, asked: CacheKey) -> CachedResponse | None:
        """The answer, None where it must come by the router."""
        with self._lock:
            frame = self._frames.get(asked.asker) if asked.epoch == self._epoch else None
        return self._make(asked, frame) if frame else None

    def learn(self, asked: CacheKey, environ: dict[str, Any], routed: CachedResponse) -> None:
        """Serve this kind of asker from now on, where the shortcut answers what the router answered."""
        site = site_of(self._portal.settings, Request(environ).host_url)
        frame = _Frame(routed.status, tuple(routed.headers), site)
        if self._make(asked, frame) != routed:
            return
        with self._lock:
            if asked.epoch != self._epoch or len(self._frames) >= MOST_FRAMES:
                self._epoch, self._frames = asked.epoch, {}
            self._frames[asked.asker] = frame

    def _make(self, asked: CacheKey, frame: _Frame) -> CachedResponse | None:
        portal = self._portal
        session = portal.database.borrow()
        try:
            services = Services(portal, session, asked.now, portal.memory.at(asked.stamp))
            typed = tuple(parse_qsl_text(asked.question[1]))
            question = read_question(typed, {}, self._endpoint.query)
            if isinstance(question, Problem):
                return None
            answer = self._endpoint.function(services, question, frame.site)
            body = body_of(answer)
            own = {
                "Content-Length": str(len(body)),
                "ETag": f'"{tag_of(body)}"',
                "Last-Modified": _http_date(answer.changed),
            }
        except Exception:
            # Whatever it is, the router meets it too, and says it as everywhere else.
            return None
        finally:
            portal.database.give_back(session)
        headers = [(name, own.get(name, value)) for name, value in frame.headers]
        return CachedResponse(frame.status, headers, body, ROUTE)
