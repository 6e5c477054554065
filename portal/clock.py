"""The one clock. Nobody else asks what day it is.

"Today" is the day in Europe/Copenhagen; instants are UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock(Protocol):
    """Anything that knows the present instant."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it is put; for tests and for looking at a future day."""

    def __init__(self, instant: datetime):
        self.instant = instant.astimezone(UTC)

    @classmethod
    def at(cls, day: str) -> SetClock:
        """Noon in Copenhagen on ``day`` (ISO)."""
        return cls(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=COPENHAGEN))

    def now(self) -> datetime:
        """The instant it was put at, in UTC."""
        return self.instant


def day_of(instant: datetime) -> date:
    """The day in Copenhagen on which a UTC instant falls."""
    return instant.astimezone(COPENHAGEN).date()
