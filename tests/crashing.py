"""A worker process that a test can kill."""

from __future__ import annotations

from multiprocessing.synchronize import Event

from portal.clock import Clock
from portal.container import Portal
from portal.db import Database
from portal.settings import read_settings
from portal.worker import Worker


def work(folder: str, url: str, clock: Clock, begun: Event) -> None:
    """What a worker does until it is killed."""
    settings = read_settings({"portal.data": folder, "portal.database_url": url}, {})
    working = Worker(Portal(settings, clock, Database(url)))
    begun.set()
    working.run()
