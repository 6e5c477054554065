"""What is counted of requests: noted by each as it is answered, counted up once a second, sent on.

To note something is one step that no thread can interrupt, so that nobody waits for a lock: an answer that is
given again takes some hundredths of a millisecond in all. Everything is bounded: a route's name stands for
its addresses, and methods nobody has heard of are one.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, deque
from dataclasses import dataclass, field

ROUTE, REUSE, STATUS = "portal.route", "portal.reuse", "portal.status"
"""In the WSGI environment: the name of the route that answered, whether its
answer was given again, its status."""
NO_ROUTE = "none"
STATIC = "static"
"""The route of the built files, which no route leads to."""
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
OTHER = "other"
BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds: the upper ends of the ranges in which durations are counted; the last range has none."""
MOST_NOTED = 200_000
"""More than any process answers in a second; what is over it is forgotten rather than kept for ever."""

Note = tuple[str, str, str, str, float]
Kind = tuple[str, str, str]


class Reuse:
    """What became of a request where answers are given again (the words of ``portal_reuse_total``)."""

    KEPT = "kept"
    SHORTCUT = "shortcut"
    MADE = "made"
    PASSED = "passed"


@dataclass
class RequestCounts:
    """Requests by route, method and status, how long they took, and how many answers were given again."""

    requests: Counter[Kind] = field(default_factory=Counter)
    ranges: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0
    reuse: Counter[str] = field(default_factory=Counter)

    def add(self, note: Note) -> None:
        """Count one request."""
        route, method, status, reuse, seconds = note
        self.requests[route, method if method in METHODS else OTHER, status[:3]] += 1
        self.ranges[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
        if reuse:
            self.reuse[reuse] += 1

    def merge(self, other: RequestCounts) -> None:
        """Count what another has counted."""
        self.requests.update(other.requests)
        self.ranges = [mine + theirs for mine, theirs in zip(self.ranges, other.ranges, strict=True)]
        self.seconds += other.seconds
        self.reuse.update(other.reuse)

    def __bool__(self) -> bool:
        return bool(self.requests)


class Tally:
    """Where requests are noted. Shared by all threads."""

    def __init__(self) -> None:
        self._notes: deque[Note] = deque(maxlen=MOST_NOTED)
        self.note = self._notes.append
        """Note (route, method, status, reuse, seconds) of one request."""

    def take(self) -> RequestCounts:
        """What was noted since it was last asked."""
        counts = RequestCounts()
        for _ in range(len(self._notes)):
            counts.add(self._notes.popleft())
        return counts


def write_counts(counts: RequestCounts) -> bytes:
    """RequestCounts to be sent to another process."""
    requests = [[*kind, number] for kind, number in counts.requests.items()]
    return json.dumps([requests, counts.ranges, counts.seconds, dict(counts.reuse)]).encode()


def read_counts(sent: bytes) -> RequestCounts:
    """What ``write_counts`` wrote."""
    requests, ranges, seconds, reuse = json.loads(sent)
    counted = Counter({(route, method, status): number for route, method, status, number in requests})
    return RequestCounts(counted, ranges, seconds, Counter(reuse))
