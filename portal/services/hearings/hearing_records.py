"""Hearings and responses as records, and the reading of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, undefer

from portal.documents.states import State
from portal.models import Draft, Hearing, HearingResponse, Municipality, Standard


class ResponseState(StrEnum):
    """Whether the public sees a response: only after somebody has read it and let it through."""

    NEW = "ny"
    SHOWN = "vist"
    WITHHELD = "tilbageholdt"


@dataclass(frozen=True)
class ResponseRecord:
    """A response. ``text`` and ``sender`` are for the municipality; the public gets ``shown_text``."""

    id: int
    received: date
    organisation: str
    sender: str
    text: str
    shown_text: str
    state: ResponseState
    answer: str
    from_public_form: bool


@dataclass(frozen=True)
class HearingRecord:
    """A hearing with its responses. ``state`` is the draft's; ``content`` the text that was heard."""

    id: int
    draft_id: int
    base_n: int | None
    state: State
    opens: date
    closes: date
    invited: tuple[str, ...]
    content: bytes
    ended: datetime | None
    responses: tuple[ResponseRecord, ...]

    def runs(self, today: date) -> bool:
        """Whether the public may read the draft and answer today."""
        is_open = self.ended is None and self.state is State.HEARING
        return is_open and self.opens <= today <= self.closes

    @property
    def shown(self) -> tuple[ResponseRecord, ...]:
        """What the public may see."""
        return tuple(r for r in self.responses if r.state is ResponseState.SHOWN)

    @property
    def waiting(self) -> tuple[ResponseRecord, ...]:
        """Responses nobody has read yet, or that show without an answer."""
        return tuple(
            r
            for r in self.responses
            if r.state is ResponseState.NEW or (r.state is ResponseState.SHOWN and not r.answer)
        )


@dataclass(frozen=True)
class RunningHearing:
    """A hearing in a list: which standard, until when."""

    municipality: str
    municipality_name: str
    standard: str
    closes: date
    content: bytes


def hearings_of(session: Session, draft_ids: Iterable[int]) -> tuple[HearingRecord, ...]:
    """Every hearing of these drafts, first to last."""
    query = (
        select(Hearing, Draft)
        .join(Draft, Draft.id == Hearing.draft_id)
        .where(Hearing.draft_id.in_(list(draft_ids)))
        .options(undefer(Hearing.content))
        .order_by(Hearing.id)
        .execution_options(populate_existing=True)
    )
    return tuple(_record(hearing, draft) for hearing, draft in session.execute(query).all())


def hearings_of_version(session: Session, standard_id: int, n: int) -> tuple[HearingRecord, ...]:
    """The hearings that led to version ``n``."""
    query = select(Draft.id).where(Draft.standard_id == standard_id, Draft.adopted_n == n)
    return hearings_of(session, session.scalars(query).all())


def running_hearing(session: Session, today: date, municipality: str, standard: str) -> HearingRecord | None:
    """The hearing of the standard that the public can answer today, or None.

    One statement says whether there is one: what is planned, over or withdrawn is never read, so that not
    even the time it takes tells of it.
    """
    query = (
        select(Hearing.id, Hearing.draft_id)
        .where(*_running(today), Municipality.slug == municipality, Standard.slug == standard)
        .order_by(Hearing.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    return next(hearing for hearing in hearings_of(session, [row.draft_id]) if hearing.id == row.id)


def running_hearings(session: Session, today: date) -> tuple[RunningHearing, ...]:
    """The hearings the public can answer today, the one closing first first."""
    query = (
        select(Hearing, Standard.slug, Municipality.slug, Municipality.name)
        .where(*_running(today))
        .options(undefer(Hearing.content))
        .order_by(Hearing.closes, Hearing.id)
    )
    return tuple(
        RunningHearing(owner, name, standard, hearing.closes, hearing.content)
        for hearing, standard, owner, name in session.execute(query).all()
    )


def _running(today: date) -> tuple[ColumnElement[bool], ...]:
    """What is so of a hearing the public can answer today, and of its draft, standard and municipality."""
    return (
        Draft.id == Hearing.draft_id,
        Standard.id == Draft.standard_id,
        Municipality.id == Standard.municipality_id,
        Hearing.ended.is_(None),
        Hearing.opens <= today,
        Hearing.closes >= today,
        Draft.closed.is_(None),
        Draft.state == State.HEARING.value,
    )


def _record(hearing: Hearing, draft: Draft) -> HearingRecord:
    return HearingRecord(
        id=hearing.id,
        draft_id=draft.id,
        base_n=draft.base_n,
        state=State(draft.state),
        opens=hearing.opens,
        closes=hearing.closes,
        invited=tuple(hearing.invited),
        content=hearing.content,
        ended=hearing.ended,
        responses=tuple(map(_response, hearing.responses)),
    )


def _response(row: HearingResponse) -> ResponseRecord:
    return ResponseRecord(
        id=row.id,
        received=row.received,
        organisation=row.organisation,
        sender=row.sender,
        text=row.text,
        shown_text=row.shown_text,
        state=ResponseState(row.state),
        answer=row.answer,
        from_public_form=row.entered_by_id is None,
    )
