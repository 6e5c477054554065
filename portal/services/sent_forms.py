"""What was sent twice is done once: a second click, a page sent again, an impatient line.

A sending is claimed in the transaction that does what it asks. Whoever sends the same while that runs waits
for it, on SQLite by the write lock and on PostgreSQL by the row; where it is undone, so is the claim.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.db import Database
from portal.models import SentForm
from portal.services.context import Context

KEPT = timedelta(days=2)
"""Longer than anybody looks at a form before sending it again."""
LONGEST_RESULT = 1000


class SentForms:
    """Which sendings were taken, and what came of them."""

    def __init__(self, session: Session, now: datetime):
        self._session = session
        self._now = now

    def claim(self, key: str) -> str | None:
        """None for the first sending of ``key``, to be done now; else the address that the first led to."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = insert(SentForm).values(key=key, result="", recorded=self._now)
        claimed = self._session.execute(row.on_conflict_do_nothing().returning(SentForm.key)).first()
        if claimed is not None:
            return None
        return self._session.scalars(select(SentForm.result).where(SentForm.key == key)).one()

    def keep(self, key: str, result: str) -> None:
        """Say what came of a claimed sending; "" where the same may be sent again, as what made nothing."""
        if result and len(result) <= LONGEST_RESULT:
            self._session.execute(update(SentForm).where(SentForm.key == key).values(result=result))
        else:
            self._session.execute(delete(SentForm).where(SentForm.key == key))


def forget_sent(database: Database, now: datetime) -> None:
    """Remove what was sent more than ``KEPT`` ago."""
    with database.writing() as session:
        session.execute(delete(SentForm).where(SentForm.recorded < now - KEPT))


def create_sent_forms(context: Context) -> SentForms:
    """SentForms for a request."""
    return SentForms(context.session, context.now)
