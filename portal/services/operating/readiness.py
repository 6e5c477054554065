"""What the portal leans on, looked at now: database, index, outbox, disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import exc

from portal.clock import Clock
from portal.db import Database
from portal.migrations import steps
from portal.services.context import Process
from portal.services.operating.measuring import topics_done
from portal.services.outbox import Topic, first_due

LONGEST_WAIT = timedelta(minutes=15)
"""How long something in the outbox may be due before somebody should look. The worker looks every second."""
LOOK_AT_WORKER = "Se efter, om portal worker kører."
LEAST_FREE = 200_000_000
"""Bytes: a draft, an index built aside and a day's log need a part of it."""


class Need(StrEnum):
    """Something the portal cannot do all its work without."""

    DATABASE = "database"
    INDEX = "index"
    OUTBOX = "outbox"
    DISK = "disk"


@dataclass(frozen=True)
class Condition:
    """How it stands with one of them. ``words`` say in Danish what is wrong and what to do; "": nothing."""

    need: Need
    words: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.words


class Readiness:
    """Looks at each need in turn; changes nothing and waits for nobody's lock."""

    def __init__(
        self, database: Database, has_index: Callable[[], bool], data: Path, clock: Clock, *, mails: bool
    ):
        self._database = database
        self._has_index = has_index
        self._data = data
        self._clock = clock
        self._step = steps()[-1]
        # A stamp that waits for its authority keeps nobody waiting.
        self._topics = topics_done(mails, stamps=False)

    def conditions(self) -> tuple[Condition, ...]:
        """All four, in the order of ``Need``."""
        return (
            Condition(Need.DATABASE, self._database_words()),
            Condition(Need.INDEX, self._index_words()),
            Condition(Need.OUTBOX, self._outbox_words()),
            Condition(Need.DISK, self._disk_words()),
        )

    def _database_words(self) -> str:
        try:
            with self._database.reading() as session:
                revision = MigrationContext.configure(session.connection()).get_current_revision()
        except exc.SQLAlchemyError:
            return "Databasen svarer ikke. Se efter, om den kører, og om portal.database_url er rigtig."
        if revision != self._step:
            return "Databasen passer ikke til denne udgave af programmet. Kør portal migrate."
        return ""

    def _index_words(self) -> str:
        """Whether it is there, and not too far behind; how far cannot be seen without a database."""
        if not self._has_index():
            return "Søgeindekset mangler. Kør portal reindex."
        try:
            minutes = self._minutes_late([Topic.INDEX])
        except exc.SQLAlchemyError:
            return ""
        return f"Søgeindekset er {minutes} minutter bagud. {LOOK_AT_WORKER}" if minutes else ""

    def _outbox_words(self) -> str:
        try:
            minutes = self._minutes_late(self._topics)
        except exc.SQLAlchemyError:
            return "Det kan ikke ses, hvad der venter, for databasen svarer ikke."
        return f"Noget har ventet i {minutes} minutter. {LOOK_AT_WORKER}" if minutes else ""

    def _minutes_late(self, topics: Collection[Topic]) -> int:
        """For how many minutes something of these topics has been due; 0 up to ``LONGEST_WAIT``."""
        now = self._clock.now()
        with self._database.reading() as session:
            due = first_due(session, topics)
        if due is None or now - due <= LONGEST_WAIT:
            return 0
        return int((now - due).total_seconds() // 60)

    def _disk_words(self) -> str:
        try:
            with tempfile.TemporaryFile(dir=self._data) as tried:
                tried.write(b"x")
            free = shutil.disk_usage(self._data).free
        except OSError:
            return "Der kan ikke skrives i portalens mappe. Er disken fuld eller skrivebeskyttet?"
        return "" if free >= LEAST_FREE else f"Der er kun {free // 1_000_000} MB ledig på disken. Gør plads."


def are_well(conditions: Iterable[Condition]) -> bool:
    """Whether nothing is wrong with any of them."""
    return all(condition.is_well for condition in conditions)


def create_readiness(process: Process) -> Readiness:
    """Readiness for a process."""
    settings = process.settings
    return Readiness(
        process.database,
        lambda: process.index.ready,
        settings.data,
        process.clock,
        mails=bool(settings.smtp_host),
    )
