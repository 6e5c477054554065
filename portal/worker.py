"""What the worker does, round after round: index, mail, counts of what was asked.

No chore can stop another, and none can stop the worker: what fails is logged and comes again next round.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from portal.clock import Clock, day_of
from portal.db import Database
from portal.security.secret import read_secret
from portal.services.post.mailing import Mailing
from portal.services.post.notifying import Notifying
from portal.services.post.reminding import Reminding
from portal.services.search.asked_words import Spool, count_asked, forget_old
from portal.services.search.indexing import Indexing
from portal.services.sent_forms import forget_sent
from portal.settings import Settings
from portal.traces import places

PAUSE_SECONDS = 0.5
COUNT_EVERY = timedelta(minutes=1)
"""What was asked is counted so often: with each count, every answer that is given again is made anew once."""
_log = logging.getLogger("portal.worker")


class Worker:
    """The worker."""

    def __init__(self, database: Database, settings: Settings, clock: Clock):
        self._database = database
        self._clock = clock
        self._indexing = Indexing(database, settings.index_folder, clock)
        self._notifying = Notifying(database, settings, clock)
        self._reminding = Reminding(database, settings, clock)
        self._mailing = Mailing(database, settings, clock)
        self._spool = Spool(settings.asked_file)
        self._secret_file = settings.secret_file
        self._counted: datetime | None = None
        self._forgotten: date | None = None

    def run(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Work for as long as ``wanted`` says so."""
        while wanted():
            if not self.once():
                time.sleep(PAUSE_SECONDS)

    def once(self) -> bool:
        """One round; whether there was anything to do."""
        chores: tuple[Callable[[], object], ...] = (
            self._indexing.tend,
            self._notifying.drain,
            self._reminding.tend,
            self._mailing.drain,
            self._count,
            self._forget,
        )
        did = [self._do(chore) for chore in chores]
        return any(did)

    def _do(self, chore: Callable[[], object]) -> bool:
        try:
            return bool(chore())
        except Exception as error:
            _log.error("A chore failed; it comes again\n%s", places(error))
            return False

    def _count(self) -> int:
        now = self._clock.now()
        if self._counted and now - self._counted < COUNT_EVERY:
            return 0
        self._counted = now
        return count_asked(self._database, self._spool, read_secret(self._secret_file))

    def _forget(self) -> None:
        """Once a day."""
        today = day_of(self._clock.now())
        if self._forgotten != today:
            forget_old(self._database, today)
            forget_sent(self._database, self._clock.now())
            self._forgotten = today
