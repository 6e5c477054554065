"""What the worker does, round after round: index, mail, stamps, counts of what was asked.

No chore can stop another, and none can stop the worker: what fails is logged and comes again next round.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

from portal.clock import day_of
from portal.container import Portal
from portal.services.search.asked_words import count_asked, create_spool, forget_old
from portal.services.sent_forms import forget_sent
from portal.traces import places

PAUSE_SECONDS = 0.5
COUNT_EVERY = timedelta(minutes=1)
"""What was asked is counted so often: with each count, every answer that is given again is made anew once."""
_log = logging.getLogger("portal.worker")


class Worker:
    """The worker; once ``stopping`` is set it ends the message it has in hand and takes no other."""

    def __init__(self, portal: Portal, stopping: threading.Event | None = None):
        self._portal = portal
        self._stopping = stopping or threading.Event()
        self._counted: datetime | None = None
        self._forgotten: date | None = None

    def run(self) -> None:
        """Work until told to stop."""
        while not self._stopping.is_set():
            if not self.once():
                self._stopping.wait(PAUSE_SECONDS)

    def once(self) -> bool:
        """One round; whether there was anything to do."""
        chores: tuple[Callable[[], object], ...] = (
            self._portal.indexing.tend,
            lambda: self._portal.notifying.drain(self._stopping.is_set),
            self._portal.reminding.tend,
            lambda: self._portal.mailing.drain(self._stopping.is_set),
            lambda: self._portal.stamping.tend(self._stopping.is_set),
            self._count,
            self._forget,
        )
        did = [self._do(chore) for chore in chores if not self._stopping.is_set()]
        return any(did)

    def _do(self, chore: Callable[[], object]) -> bool:
        try:
            return bool(chore())
        except Exception as error:
            _log.error("A chore failed; it comes again", extra={"places": places(error)})
            return False

    def _count(self) -> int:
        now = self._portal.clock.now()
        if self._counted and now - self._counted < COUNT_EVERY:
            return 0
        self._counted = now
        return count_asked(self._portal.database, self._portal.get(create_spool), self._portal.secret)

    def _forget(self) -> None:
        """Once a day."""
        today = day_of(self._portal.clock.now())
        if self._forgotten != today:
            forget_old(self._portal.database, today)
            forget_sent(self._portal.database, self._portal.clock.now())
            self._forgotten = today
