"""How far behind the portal is, in figures for a monitor: what waits in the outbox, what the index lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.clock import Clock
from portal.db import Database
from portal.services.context import Process
from portal.services.outbox import Topic, Waiting, waiting


@dataclass(frozen=True)
class Backlog:
    """What waits by topic; for how many seconds the first of it has; for how many the index has lacked
    something that is published (0: it lacks nothing; infinite: there is no index)."""

    waiting: dict[str, int]
    oldest_seconds: float
    index_age_seconds: float


class Measuring:
    """Reads the figures; ``topics`` are those whose age counts: mail does not where none is sent."""

    def __init__(
        self, database: Database, has_index: Callable[[], bool], clock: Clock, topics: Collection[Topic]
    ):
        self._database = database
        self._has_index = has_index
        self._clock = clock
        self._topics = topics

    def backlog(self) -> Backlog:
        """The figures now. Raises SQLAlchemyError where the database does not answer."""
        with self._database.reading() as session:
            found = waiting(session)
        now = self._clock.now()
        index = _age([found[Topic.INDEX]], now) if self._has_index() else math.inf
        return Backlog(
            {topic.value: one.count for topic, one in found.items()},
            _age([one for topic, one in found.items() if topic in self._topics], now),
            index,
        )


def _age(them: Iterable[Waiting], now: datetime) -> float:
    """For how many seconds the first has waited; 0 where none does, or the clock was put back."""
    since = [one.since for one in them if one.since is not None]
    return max((now - min(since)).total_seconds(), 0.0) if since else 0.0


def topics_done(mails: bool, stamps: bool) -> list[Topic]:
    """What somebody does: ``mails`` where a mail server is named, ``stamps`` where an authority is."""
    left_out = {Topic.MAIL: not mails, Topic.STAMP: not stamps}
    return [topic for topic in Topic if not left_out.get(topic)]


def create_measuring(process: Process) -> Measuring:
    """Measuring for a process."""
    topics = topics_done(bool(process.settings.smtp_host), bool(process.settings.timestamp_url))
    return Measuring(process.database, lambda: process.index.ready, process.clock, topics)
