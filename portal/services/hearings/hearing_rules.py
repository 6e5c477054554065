"""What a hearing asks of the next step; the one door that changes a state calls these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from portal.models import Hearing
from portal.services.errors import Refused
from portal.services.hearings.hearing_records import hearings_of


def require_heard(session: Session, draft_id: int, today: date) -> None:
    """Refuse to go on from a hearing that still runs, or whose responses are not all read and answered."""
    for hearing in hearings_of(session, [draft_id]):
        if hearing.runs(today):
            raise Refused(
                "hearing-open", "Høringen er ikke slut endnu. Send kladden tilbage for at afbryde den."
            )
        if hearing.waiting:
            number = len(hearing.waiting)
            raise Refused("hearing-unanswered", f"{number} høringssvar mangler at blive læst og besvaret.")


def end_hearings(session: Session, draft_id: int, now: datetime) -> Sequence[Hearing]:
    """A draft that leaves hearing is not public any longer; the hearings that end by it."""
    query = select(Hearing).where(Hearing.draft_id == draft_id, Hearing.ended.is_(None))
    rows = session.scalars(query.options(undefer(Hearing.content))).all()
    for row in rows:
        row.ended = now
    return rows
