"""Keeping programs from filling a public form, without keeping who came.

A form carries the instant it was shown, signed: an answer that comes at once, or a day later, was not typed
by a person. Of an address only a hash with a key of this process is held, in memory, for an hour.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from secrets import token_bytes
from threading import Lock

from portal.security.secret import keyed_hash

SOONEST = timedelta(seconds=3)
LATEST = timedelta(hours=24)
WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 5
_MOST_REMEMBERED = 10_000


def stamp(secret: bytes, form: str, now: datetime) -> str:
    """What a form carries: when it was shown, signed for this form."""
    second = str(int(now.timestamp()))
    return f"{second}.{_signature(secret, form, second)}"


def is_typed(secret: bytes, form: str, given: str, now: datetime) -> bool:
    """Whether a form's stamp is ours and as old as that of a form somebody typed in."""
    second, _, signature = given.partition(".")
    # Only letters that a stamp of ours has: what is compared must be ASCII, and a second must be a time.
    if not given.isascii() or not second.isdigit() or len(second) > 11:
        return False
    if not compare_digest(signature, _signature(secret, form, second)):
        return False
    age = now - datetime.fromtimestamp(int(second), UTC)
    return SOONEST <= age <= LATEST


def _signature(secret: bytes, form: str, second: str) -> str:
    return keyed_hash(secret, "form", form, second)


class FloodGate:
    """Counts what comes from an address within an hour; forgets it afterwards, and with the process."""

    def __init__(self) -> None:
        self._key = token_bytes(32)
        self._seen: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._lock = Lock()

    def passes(self, address: str, now: datetime) -> bool:
        """Whether one more from this address is let through; counts it where it is."""
        key = keyed_hash(self._key, "address", address)
        with self._lock:
            if len(self._seen) > _MOST_REMEMBERED:
                self._seen.clear()
            seen = self._seen[key]
            while seen and now - seen[0] >= WINDOW:
                seen.popleft()
            if len(seen) >= MOST_IN_WINDOW:
                return False
            seen.append(now)
            return True
