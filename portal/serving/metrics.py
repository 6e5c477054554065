"""The figures for a monitor, on a port of their own that only the machine itself can ask.

The first process keeps them: those that answer tell it what they counted, so that the figures are of all of
them, and do not go back when one is begun again. They are not asked for in this process: it must hold no
database open, since those that answer may be copies of it (``fork``).
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from portal.services.operating.measuring import Backlog
from portal.serving.claiming import CannotServe
from portal.serving.counting import COUNTED, UNKNOWN
from portal.watching.tally import BOUNDS, RequestCounts, read_counts

HOST = "127.0.0.1"
LARGEST_MESSAGE = 1_000_000
"""Bytes: many times what all routes, methods and statuses take."""
FRESH_SECONDS = 60.0
"""A backlog of which nobody has told for so long is not given any more."""


class Figures:
    """What the processes that answer have told; a collector of prometheus_client."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = RequestCounts()
        self._backlog: Backlog | None = None
        self._measured = 0.0

    def hear(self, message: bytes) -> None:
        """Take in what one of them says."""
        kind, said = message[:1], message[1:]
        with self._lock:
            if kind == COUNTED:
                self._counts.merge(read_counts(said))
            else:
                self._backlog = None if said == UNKNOWN else Backlog(**json.loads(said))
                self._measured = time.monotonic()

    def collect(self) -> Iterator[Metric]:
        """The figures as they are now."""
        with self._lock:
            yield from list(_of_requests(self._counts))
            fresh = time.monotonic() - self._measured < FRESH_SECONDS
            if self._backlog is not None and fresh:
                yield from list(_of_backlog(self._backlog))


def _of_requests(counts: RequestCounts) -> Iterator[Metric]:
    requests = CounterMetricFamily(
        "portal_requests", "Requests answered, by route.", labels=("route", "method", "status")
    )
    for kind, number in sorted(counts.requests.items()):
        requests.add_metric(kind, number)
    yield requests
    seconds = HistogramMetricFamily(
        "portal_request_seconds", "Seconds from a request's head to its whole answer."
    )
    ends = [*map(str, BOUNDS), "+Inf"]
    seconds.add_metric([], list(zip(ends, accumulate(counts.ranges), strict=True)), counts.seconds)
    yield seconds
    reuse = CounterMetricFamily(
        "portal_reuse", "Requests by whether their answer was given again.", labels=("result",)
    )
    for result, number in sorted(counts.reuse.items()):
        reuse.add_metric([result], number)
    yield reuse


def _of_backlog(backlog: Backlog) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("portal_outbox_waiting", "What is still to be done.", labels=("topic",))
    for topic, number in backlog.waiting.items():
        waiting.add_metric([topic], number)
    yield waiting
    yield GaugeMetricFamily(
        "portal_outbox_oldest_seconds",
        "For how long the first of what is still to be done has waited.",
        value=backlog.oldest_seconds,
    )
    yield GaugeMetricFamily(
        "portal_index_age_seconds",
        "For how long the search index has lacked something that is published; 0: it lacks nothing.",
        value=backlog.index_age_seconds,
    )


@contextmanager
def metrics_on(port: int) -> Iterator[socket.socket | None]:
    """Give the figures on ``port`` while the block runs; 0: nowhere. Where those that answer tell theirs.

    Raises CannotServe where the port cannot be had.
    """
    if port == 0:
        yield None
        return
    figures, registry = Figures(), CollectorRegistry()
    registry.register(figures)
    try:
        server, thread = start_http_server(port, HOST, registry)
    except OSError as error:
        raise CannotServe(f"Måltal kan ikke gives på {HOST}:{port}: {error.strerror}.") from None
    # A process that is a copy of this one would keep the port after it.
    os.register_at_fork(after_in_child=server.socket.close)
    try:
        with _heard_by(figures) as told:
            yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _heard_by(figures: Figures) -> Iterator[socket.socket]:
    """Where to tell ``figures`` something, while the block runs."""
    heard, told = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening = threading.Thread(target=_hear, args=(heard, figures), daemon=True, name="figures")
    with heard, told:
        listening.start()
        try:
            yield told
        finally:
            heard.shutdown(socket.SHUT_RDWR)
            listening.join()


def _hear(heard: socket.socket, figures: Figures) -> None:
    while message := heard.recv(LARGEST_MESSAGE):
        figures.hear(message)
