"""What was made of what never changes, kept by a key that says all of it; so it never grows stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True)
class KeptCounts:
    """How often something was made, and how often it was there already."""

    made: int
    found: int


class Kept(Generic[V]):
    """Keeps at most ``most`` values of together at most ``heaviest``; the longest unasked for leave first.

    ``weigh`` says what a value weighs, in the unit of ``heaviest``. Shared by all threads of a process: those
    that ask for one key at the same time wait for the first, so that nothing is made twice. The newest value
    stays, however heavy it is.
    """

    def __init__(self, most: int, heaviest: int, weigh: Callable[[V], int]):
        self._most = most
        self._heaviest = heaviest
        self._weigh = weigh
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        self._under_way: dict[Hashable, Lock] = {}
        self._made = self._found = 0

    @property
    def counts(self) -> KeptCounts:
        """What was made and what was found since the start."""
        with self._lock:
            return KeptCounts(self._made, self._found)

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """What is kept for ``key``, or what ``make`` makes now; what it raises is not kept."""
        with self._lock:
            if key in self._values:
                return self._known(key)
            under_way = self._under_way.setdefault(key, Lock())
        with under_way:
            with self._lock:
                if key in self._values:
                    return self._known(key)
            try:
                value = make()
                self._keep(key, value, self._weigh(value))
            finally:
                with self._lock:
                    self._under_way.pop(key, None)
        return value

    def _known(self, key: Hashable) -> V:
        self._found += 1
        self._values.move_to_end(key)
        return self._values[key][0]

    def _keep(self, key: Hashable, value: V, weight: int) -> None:
        with self._lock:
            self._made += 1
            self._weight += weight - self._values.get(key, (value, 0))[1]
            self._values[key] = value, weight
            while len(self._values) > 1 and (len(self._values) > self._most or self._weight > self._heaviest):
                self._weight -= self._values.popitem(last=False)[1][1]
