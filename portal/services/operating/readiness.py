"""What the portal leans on, looked at now: database, index, outbox, disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
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
from portal.services.outbox import Topic, first_due

LONGEST_WAIT = timedelta(minutes=15)
"""How long something in the outbox may be due before somebody should look. The worker looks every second."""
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
        left_out = {Topic.STAMP} if mails else {Topic.STAMP, Topic.MAIL}
        self._topics = [topic for topic in Topic if topic not in left_out]

    def conditions(self) -> tuple[Condition, ...]:
        """All four, in the order of ``Need``."""
        return (
            Condition(Need.DATABASE, self._database_words()),
            Condition(Need.INDEX, "" if self._has_index() else "Søgeindekset mangler. Kør portal reindex."),
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

    def _outbox_words(self) -> str:
        now = self._clock.now()
        try:
            with self._database.reading() as session:
                due = first_due(session, self._topics)
        except exc.SQLAlchemyError:
            return "Det kan ikke ses, hvad der venter, for databasen svarer ikke."
        if due is None or now - due <= LONGEST_WAIT:
            return ""
        minutes = int((now - due).total_seconds() // 60)
        return f"Noget har ventet i {minutes} minutter. Se efter, om portal worker kører."

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
