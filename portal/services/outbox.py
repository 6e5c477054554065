"""The outbox: what must still be done outside the transaction that made it necessary.

Whoever changes something puts in what is to be done, in the same transaction: it is there if and only if the
change is. A worker claims what is due, does it, and says that it is done or when it is to be tried again. A
claim holds until an instant that the worker names; in a transaction that also says done, nobody else sees it
undone. What a claim's end means is the worker's to choose: what may be done twice comes again soon, what may
not never does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from portal.db import Database
from portal.models import OutboxRow

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When something is due that is not to be tried again."""


class Topic(StrEnum):
    """What is to be done; the words stand in the database."""

    INDEX = "index"
    NOTICE = "notice"
    MAIL = "mail"
    STAMP = "stamp"


@dataclass(frozen=True)
class StandardChanged:
    """The search index is to hold a standard as it is now; ``anew``: no file may hold what stood there."""

    topic: ClassVar[Topic] = Topic.INDEX
    standard: int
    anew: bool = False


@dataclass(frozen=True)
class EventNotice:
    """People are to be told that ``event`` happened to a standard: its draft, or its version ``n``.

    ``by`` is the person who did it.
    """

    topic: ClassVar[Topic] = Topic.NOTICE
    event: str
    standard: int
    municipality: int
    by: int
    draft: int | None = None
    n: int | None = None


@dataclass(frozen=True)
class Mail:
    """A mail is to be sent to a person.

    ``link_minutes``: a one-time link that works so long is made as it is sent, and stands where the text has
    "{link}"; 0: none. ``municipality`` is whose administrator asked for it.
    """

    topic: ClassVar[Topic] = Topic.MAIL
    person: int
    subject: str
    text: str
    link_minutes: int = 0
    municipality: int | None = None


@dataclass(frozen=True)
class StampWanted:
    """An authority outside is to stamp a row of the log; ``row`` is its number."""

    topic: ClassVar[Topic] = Topic.STAMP
    row: int


Task = StandardChanged | EventNotice | Mail | StampWanted
T = TypeVar("T", StandardChanged, EventNotice, Mail, StampWanted)


@dataclass(frozen=True)
class Claimed(Generic[T]):
    """A row that is ours to do; ``tries`` counts this one."""

    id: int
    task: T
    tries: int


@dataclass(frozen=True)
class Undone(Generic[T]):
    """A task that is not done yet: how often it was tried, and what went wrong last."""

    task: T
    tries: int
    error: str


def put(session: Session, task: Task, now: datetime) -> None:
    """Put something to do in the outbox, in the caller's transaction; it is due at once."""
    session.add(OutboxRow(topic=task.topic.value, payload=asdict(task), recorded=now, next_try=now))


def is_due(session: Session, kind: type[Task], now: datetime) -> bool:
    """Whether there is anything of this kind to claim; takes no lock."""
    return session.scalar(select(OutboxRow.id).where(*_due(kind, now)).limit(1)) is not None


def undone(session: Session, kind: type[T]) -> tuple[Undone[T], ...]:
    """All of a kind that is still to be done, due or not."""
    query = select(OutboxRow).where(OutboxRow.topic == kind.topic.value, OutboxRow.done.is_(None))
    return tuple(Undone(_read(kind, row.payload), row.attempts, row.error) for row in session.scalars(query))


def first_due(session: Session, topics: Collection[Topic]) -> datetime | None:
    """When the first of what is to be done is due, of these topics; None where nothing is to be done."""
    waiting = select(func.min(OutboxRow.next_try)).where(
        OutboxRow.topic.in_([topic.value for topic in topics]), OutboxRow.done.is_(None)
    )
    return session.scalar(waiting)


@dataclass(frozen=True)
class Waiting:
    """What of a topic is still to be done: how many, and when the first of them was put in (None: none)."""

    count: int = 0
    since: datetime | None = None


def waiting(session: Session) -> dict[Topic, Waiting]:
    """What waits, by topic; what is not to be tried again does not wait."""
    counted = (
        select(OutboxRow.topic, func.count(), func.min(OutboxRow.recorded))
        .where(OutboxRow.done.is_(None), OutboxRow.next_try < NEVER)
        .group_by(OutboxRow.topic)
    )
    found = {topic: Waiting(count, since) for topic, count, since in session.execute(counted)}
    return {topic: found.get(topic.value, Waiting()) for topic in Topic}


def claim(
    session: Session,
    kind: type[T],
    now: datetime,
    until: datetime,
    *,
    most: int | None = None,
    note: str = "",
) -> tuple[Claimed[T], ...]:
    """Take what is due of a kind, oldest first and at most ``most``: nobody else gets it before ``until``.

    ``note`` is what the row says went wrong, should nothing more be heard of it. What another transaction has
    in hand is passed over (PostgreSQL; on SQLite one transaction writes at a time).
    """
    waiting = select(OutboxRow).where(*_due(kind, now)).order_by(OutboxRow.id).limit(most)
    locked = waiting.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    rows = session.scalars(locked).all()
    for row in rows:
        row.attempts += 1
        row.next_try = until
        row.error = note
    return tuple(Claimed(row.id, _read(kind, row.payload), row.attempts) for row in rows)


def take(
    database: Database,
    kind: type[T],
    now: datetime,
    until: datetime,
    *,
    most: int | None = None,
    note: str = "",
) -> tuple[Claimed[T], ...]:
    """Claim in a transaction of its own, for what is done outside any; takes no lock where nothing is due."""
    with database.reading() as session:
        if not is_due(session, kind, now):
            return ()
    with database.writing() as session:
        return claim(session, kind, now, until, most=most, note=note)


def done(session: Session, ids: Collection[int], now: datetime, note: str = "") -> None:
    """Say that rows are done; ``note`` is why there was nothing to do."""
    _set(session, ids, done=now, error=note)


def postpone(
    session: Session, ids: Collection[int], until: datetime, error: str, *, tries: int | None = None
) -> None:
    """Let rows be due at ``until``, or NEVER; ``error`` is what went wrong.

    ``tries`` is how many there have been where the last was none of the rows' own.
    """
    counted = {} if tries is None else {"attempts": tries}
    _set(session, ids, next_try=until, error=error, **counted)


def hold_back(session: Session, why: str) -> None:
    """Let nothing that waits be sent to people, ever; ``why`` stands in its row."""
    topics = (Topic.NOTICE.value, Topic.MAIL.value)
    waiting = update(OutboxRow).where(OutboxRow.done.is_(None), OutboxRow.topic.in_(topics))
    session.execute(waiting.values(next_try=NEVER, error=why))


def _due(kind: type[Task], now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (OutboxRow.topic == kind.topic.value, OutboxRow.done.is_(None), OutboxRow.next_try <= now)


def _read(kind: type[T], payload: Mapping[str, Any]) -> T:
    """The task as it was put; what an earlier portal wrote beside it is passed over."""
    return kind(**{field.name: payload[field.name] for field in fields(kind) if field.name in payload})


def _set(session: Session, ids: Collection[int], **values: Any) -> None:
    session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(**values))
