"""Opening the portal for a command, whose first care is that the database fits this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from portal.clock import Clock
from portal.container import Portal
from portal.db import Database
from portal.migrations import upgrade
from portal.settings import Settings


@contextmanager
def open_portal(settings: Settings, clock: Clock) -> Iterator[Portal]:
    """A portal for a command: its database is brought up to this version first, and closed at the end."""
    portal = Portal(settings, clock, Database(settings.database_url))
    try:
        upgrade(portal.database.engine)
        yield portal
    finally:
        portal.database.dispose()
