"""What services are made from: what a process has one of, and what a request has one of.

The module of a service ends with a function ``create_…`` that makes it from one of the two, and asks it there
for the services it leans on. Each is made when it is first asked for, and once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

from sqlalchemy.orm import Session

from portal.clock import Clock, day_of
from portal.db import Database
from portal.security.secret import read_secret
from portal.services.memory import NO_MEMORY, Memory, StampedMemory
from portal.settings import Settings
from search_index import open_index

T = TypeVar("T")


class Container:
    """Keeps what was made for it."""

    def __init__(self) -> None:
        self._made: dict[Callable[[Any], Any], Any] = {}

    def get(self, create: Callable[[Self], T]) -> T:
        """What ``create`` makes of this container; the same each time."""
        if create not in self._made:
            self._made[create] = create(self)
        made: T = self._made[create]
        return made


C = TypeVar("C", bound=Container)


class Provided(Generic[C, T]):
    """An attribute of a container: what ``create`` makes of it."""

    def __init__(self, create: Callable[[C], T]):
        self._create = create

    def __get__(self, container: C, owner: type[C]) -> T:
        return container.get(self._create)


class Process(Container):
    """Settings, clock, database and what is kept in memory; shared by all threads."""

    def __init__(self, settings: Settings, clock: Clock, database: Database):
        super().__init__()
        self.settings = settings
        self.clock = clock
        self.database = database
        self.memory = Memory()
        self.index = open_index(settings.index_folder)

    @cached_property
    def secret(self) -> bytes:
        """The key that hashes are made with."""
        return read_secret(self.settings.secret_file)


class Context(Container):
    """One session and one reading of the clock.

    ``memory`` is what is remembered of the database as it is; none for a session that writes.
    """

    def __init__(self, process: Process, session: Session, now: datetime, memory: StampedMemory = NO_MEMORY):
        super().__init__()
        self.process = process
        self.session = session
        self.now = now
        self.today = day_of(now)
        self.memory = memory
