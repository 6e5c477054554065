"""How a version came to be: drafting, hearing, decisions, what was masked since. Bodies, not persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import day_of
from portal.models import Decision, Draft, Person, Redaction, Stance
from portal.services.context import Context
from portal.services.deciding.politics import StanceKind, StanceRecord
from portal.services.hearings.hearing_records import HearingRecord, hearings_of_version
from portal.services.published.catalogue import StandardRecord, VersionRecord


@dataclass(frozen=True)
class DecisionRecord:
    """A body's resolution on a version; ``outcome`` is a value of ``Outcome``."""

    body: str
    meeting_day: date | None
    item: str
    minutes: str
    outcome: str


@dataclass(frozen=True)
class VersionHistory:
    """What led to a version. ``begun`` is None where it was not written here.

    ``stances`` are empty unless the municipality publishes names. ``masked`` are the days on which personal
    data in it was masked.
    """

    begun: date | None
    base_n: int | None
    hearings: tuple[HearingRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    stances: tuple[StanceRecord, ...]
    masked: tuple[date, ...]


class History:
    """Reads what led to a version."""

    def __init__(self, session: Session):
        self._session = session

    def of(self, record: StandardRecord, version: VersionRecord) -> VersionHistory:
        """Everything the public may know of how ``version`` came to be."""
        draft = self._session.scalar(
            select(Draft).where(Draft.standard_id == record.id, Draft.adopted_n == version.n)
        )
        decisions = select(Decision).where(Decision.version_id == version.id).order_by(Decision.id)
        about = record.municipality.about
        return VersionHistory(
            begun=day_of(draft.recorded) if draft else None,
            base_n=draft.base_n if draft else None,
            hearings=hearings_of_version(self._session, record.id, version.n),
            decisions=tuple(
                DecisionRecord(row.body, row.meeting_day, row.item, row.minutes, row.outcome)
                for row in self._session.scalars(decisions)
            ),
            stances=self._stances(draft) if draft and about.stances and about.names_published else (),
            masked=self.masked(version),
        )

    def masked(self, version: VersionRecord) -> tuple[date, ...]:
        """The days on which something in ``version`` was masked."""
        query = select(Redaction.recorded).where(Redaction.version_id == version.id).order_by(Redaction.id)
        return tuple(map(day_of, self._session.scalars(query)))

    def _stances(self, draft: Draft) -> tuple[StanceRecord, ...]:
        query = (
            select(Stance, Person.name)
            .join(Person, Person.id == Stance.person_id)
            .where(Stance.draft_id == draft.id, Stance.round == draft.round)
            .order_by(Stance.id)
        )
        return tuple(
            StanceRecord(row.person_id, name, StanceKind(row.stance), row.remark)
            for row, name in self._session.execute(query).all()
        )


def create_history(context: Context) -> History:
    """History for a request."""
    return History(context.session)
