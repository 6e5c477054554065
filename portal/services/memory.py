"""What was read from the database, remembered as long as nothing in it changes.

A memory belongs to one stamp of the database (``Database.stamp``), taken before the reading. After any change
there is another stamp and so another memory: nothing here can be older than the stamp it is asked with.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

MOST = 4096
"""How many answers are kept for one stamp."""

T = TypeVar("T")
_NOTHING = object()


@dataclass(frozen=True, eq=False, slots=True)
class IdentityKey:
    """Part of a key: one object and no other, however alike.

    Of what is read while somebody commits, some may be older than the rest. What is derived from one reading
    must not be taken for what belongs to the other.
    """

    what: object

    def __hash__(self) -> int:
        return id(self.what)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and other.what is self.what


class StampedMemory:
    """What is remembered for one stamp. Only what is frozen may be kept: it is shared by all threads."""

    def __init__(self, most: int = MOST):
        self._most = most
        self._found: dict[Hashable, Any] = {}

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """What was read for the key, or what ``read`` gives now."""
        found: T | object = self._found.get(key, _NOTHING)
        if found is _NOTHING:
            found = read()
            if len(self._found) >= self._most:
                self._found.clear()
            if self._most:
                self._found[key] = found
        return found  # type: ignore[return-value]


NO_MEMORY = StampedMemory(most=0)
"""Reads anew each time: for a transaction that writes, which must see what it has written itself."""


class Memory:
    """The memory of a process: that of the newest stamp."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamp: Hashable = None
        self._remembered = NO_MEMORY

    def at(self, stamp: Hashable) -> StampedMemory:
        """What is remembered for the stamp; a new one begins with nothing."""
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._remembered = stamp, StampedMemory()
            return self._remembered
