"""Stamps of an outside authority on the rows of the log that name a version's text.

The chain of the log proves an order, not a day. A stamp proves that a row, and with it everything before it
in the chain, was there at an instant that somebody else vouches for. It is asked for by the worker, after
adoption and outside any transaction: no adoption waits for it, and none fails with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.models import LogRow, TimeStampRow
from portal.services.audit.auditing import Auditing
from portal.services.audit.sealing import seals
from portal.services.context import Process
from portal.services.outbox import Claimed, StampWanted, Undone, done, postpone, put, take, undone
from portal.services.record.time_authority import NotStamped, Stamp, TimeAuthority
from portal.services.record.verifying_texts import TEXT_ACTIONS

ACTION = "stamp.recorded"
"""The action of the log row that holds the seal of a stamp."""
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))
"""How long to wait after each try that failed; the last for as long as it stays so."""
_CLAIM = timedelta(minutes=5)
_BATCH = 20
_log = logging.getLogger("portal.worker")


class Stamping:
    """Asks for the stamps that are missing. Without ``authority`` nothing is asked for."""

    def __init__(self, database: Database, authority: TimeAuthority | None, clock: Clock):
        self._database = database
        self._authority = authority
        self._clock = clock
        self._seen = 0
        self._rests_until = datetime.min.replace(tzinfo=UTC)
        self._refusals = 0

    def tend(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Ask for what is due, as long as the authority answers; how many stamps came.

        ``stopping`` is asked before each.
        """
        if self._authority is None:
            return 0
        self._note_missing()
        now, came = self._clock.now(), 0
        if now < self._rests_until:
            return 0
        for _ in range(_BATCH):
            claimed = None if stopping() else self._claim(now)
            if claimed is None:
                break
            try:
                came += self._stamp(self._authority, claimed)
                self._refusals = 0
            except NotStamped as error:
                self._wait(claimed, error)
                if error.silent:
                    break
        return came

    def _claim(self, now: datetime) -> Claimed[StampWanted] | None:
        """Take one that is due; should we not come back to it, it is due again after a while."""
        return next(iter(take(self._database, StampWanted, now, now + _CLAIM, most=1)), None)

    def _note_missing(self) -> None:
        """Put each newer row that names a text in the outbox, unless it is there already or stamped."""
        with self._database.reading() as session:
            newer = _missing(session, self._seen)
        if not newer:
            return
        with self._database.writing() as session:
            wanted = {one.task.row for one in undone(session, StampWanted)}
            for row in _missing(session, self._seen):
                if row not in wanted:
                    put(session, StampWanted(row), self._clock.now())
        self._seen = max(newer)

    def _stamp(self, authority: TimeAuthority, claimed: Claimed[StampWanted]) -> bool:
        """Ask outside any transaction, then keep what came; whether it is new. Raises NotStamped."""
        with self._database.reading() as session:
            row = session.get(LogRow, claimed.task.row)
        if row is None:
            self._finish(claimed, None, "Rækken findes ikke i loggen.")
            return False
        return self._finish(claimed, authority.stamp(row.hash.encode()))

    def _finish(self, claimed: Claimed[StampWanted], stamp: Stamp | None, note: str = "") -> bool:
        number, now = claimed.task.row, self._clock.now()
        with self._database.writing() as session:
            done(session, [claimed.id], now, note)
            known = session.scalar(select(TimeStampRow.id).where(TimeStampRow.log_id == number))
            row = session.get(LogRow, number)
            if stamp is None or row is None or known is not None:
                return False
            kept = TimeStampRow(
                log_id=number,
                stamped=stamp.stamped,
                authority=stamp.authority,
                answer=stamp.answer,
                recorded=now,
            )
            session.add(kept)
            session.flush()
            Auditing(session).record(now, "portal", ACTION, row.subject, row=number, **seals(kept))
            return True

    def _wait(self, claimed: Claimed[StampWanted], error: NotStamped) -> None:
        """Let the row be tried again, later and later; where the authority is silent, let all wait."""
        tries = self._refusals if error.silent else claimed.tries - 1
        until = self._clock.now() + PAUSES[min(tries, len(PAUSES) - 1)]
        with self._database.writing() as session:
            postpone(session, [claimed.id], until, error.words)
        _log.error("A stamp waits: %s", error.words)
        if error.silent:
            self._rests_until = until
            self._refusals += 1


def text_rows(session: Session, subjects: Sequence[str]) -> dict[str, LogRow]:
    """The row of the log that names each text as it is now, by the text's subject."""
    query = select(LogRow).where(LogRow.subject.in_(subjects), LogRow.action.in_(TEXT_ACTIONS))
    return {row.subject: row for row in session.scalars(query.order_by(LogRow.id))}


def stamps_of(session: Session, rows: Sequence[int]) -> dict[int, TimeStampRow]:
    """The stamps of rows of the log, by the rows' numbers."""
    query = select(TimeStampRow).where(TimeStampRow.log_id.in_(rows))
    return {stamp.log_id: stamp for stamp in session.scalars(query)}


def awaited(session: Session) -> dict[int, Undone[StampWanted]]:
    """The stamps that have not come yet, by the numbers of the log's rows; what went wrong is in Danish."""
    return {one.task.row: one for one in undone(session, StampWanted)}


def _missing(session: Session, after: int) -> list[int]:
    query = (
        select(LogRow.id)
        .outerjoin(TimeStampRow, TimeStampRow.log_id == LogRow.id)
        .where(LogRow.id > after, LogRow.action.in_(TEXT_ACTIONS), TimeStampRow.id.is_(None))
        .order_by(LogRow.id)
    )
    return list(session.scalars(query))


def create_stamping(process: Process) -> Stamping:
    """Stamping for a process, with the authority of the settings."""
    given = process.settings
    authority = TimeAuthority(given.timestamp_url, given.roots_file) if given.timestamp_url else None
    return Stamping(process.database, authority, process.clock)
