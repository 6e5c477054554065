"""Opening the portal for a command, whose first care is that the database fits this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from portal.clock import Clock
from portal.container import Portal
from portal.db import Database
from portal.migrations import is_up_to_date, upgrade
from portal.services.errors import DatabaseBusy, Refused
from portal.settings import Settings

NO_DATABASE = "Der er ingen database her endnu ({address}). Er PORTAL_DATA den samme, som portalen kører med?"
ANOTHER_VERSION = "Databasen er fra en anden udgave af programmet. Kør »portal migrate« først."


@contextmanager
def open_portal(settings: Settings, clock: Clock) -> Iterator[Portal]:
    """A portal for a command: its database is brought up to this version first, and closed at the end."""
    portal = Portal(settings, clock, Database(settings.database_url))
    try:
        upgrade(portal.database.engine)
        yield portal
    finally:
        portal.database.dispose()


@contextmanager
def open_to_read(settings: Settings, clock: Clock) -> Iterator[Portal]:
    """A portal through which nothing can be written: its database refuses. It is closed at the end.

    Raises Refused where there is no database, or one of another version: none is made or changed here.
    """
    url = make_url(settings.database_url)
    address = url.render_as_string()
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise Refused("no-database", NO_DATABASE.format(address=address))
    database = Database(settings.database_url, read_only=True)
    try:
        _require_this_version(database, address)
        yield Portal(settings, clock, database)
    finally:
        database.dispose()


def _require_this_version(database: Database, address: str) -> None:
    try:
        fits = is_up_to_date(database.engine)
    except DatabaseBusy:
        raise Refused("no-database", f"Databasen svarer ikke ({address}).") from None
    if not fits:
        raise Refused("another-version", ANOTHER_VERSION)
