"""Sessions: whose one is, when it is over, and which of them a person has open.

A session ends when its hours are over, when it was not used for a while, or when the person ends it. When it
was last used is noted once a minute at most, beside the request that used it: a page that is only read must
not wait for whoever writes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from portal.db import Database
from portal.models import Person, RoleRow, SignIn
from portal.security.roles import Identity, Role
from portal.services.context import Context
from portal.services.errors import DatabaseBusy, NoFreeConnection

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session was last used."""


@dataclass(frozen=True)
class FoundSession:
    """Whose session a token is of; ``is_stale``: that it is used is to be noted (``Sessions.see``)."""

    who: Identity
    is_stale: bool


@dataclass(frozen=True)
class OwnSession:
    """One of a person's sessions. ``is_this``: the one that asks."""

    id: int
    begun: datetime
    seen: datetime
    browser: str
    is_this: bool


@dataclass(frozen=True)
class SessionBounds:
    """How long a session lasts at most, and how long without being used."""

    lasts: timedelta
    idle: timedelta


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """The sessions of people; what is changed is changed in the caller's transaction."""

    def __init__(self, session: Session, now: datetime, bounds: SessionBounds, database: Database):
        self._session = session
        self._now = now
        self._bounds = bounds
        self._database = database

    def find(self, token: str) -> FoundSession | None:
        """Whose session this is; None where it is unknown, is over, or its person is shut out."""
        rows = self._session.execute(
            select(Person.id, Person.name, Person.mail, SignIn.seen, RoleRow.municipality_id, RoleRow.role)
            .join(SignIn, SignIn.person_id == Person.id)
            .outerjoin(RoleRow, RoleRow.person_id == Person.id)
            .where(SignIn.token_hash == token_hash(token), Person.active.is_(True), *self._open())
        ).all()
        if not rows:
            return None
        seen = rows[0].seen
        is_stale = seen is not None and seen <= self._now - SEEN_EVERY
        return FoundSession(Identity(*rows[0][:3], _roles(rows)), is_stale)

    def see(self, token: str) -> None:
        """Note that a session is used, in a transaction of its own.

        Does nothing where somebody else writes: the next request will.
        """
        own = update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.seen < self._now)
        with suppress(DatabaseBusy, NoFreeConnection), self._database.writing_at_once() as session:
            session.execute(own.values(seen=self._now))

    def begin(self, person_id: int, browser: str) -> str:
        """Begin a session; its token. Sessions of anybody that are over are removed."""
        self._session.execute(delete(SignIn).where(SignIn.expires <= self._now))
        token = token_urlsafe(32)
        self._session.add(
            SignIn(
                token_hash=token_hash(token),
                person_id=person_id,
                expires=self._now + self._bounds.lasts,
                seen=self._now,
                browser=browser[:40],
                recorded=self._now,
            )
        )
        return token

    def of(self, person_id: int, token: str) -> tuple[OwnSession, ...]:
        """The person's open sessions: that of ``token`` first, then the newest."""
        rows = self._session.scalars(
            select(SignIn).where(SignIn.person_id == person_id, *self._open()).order_by(SignIn.id.desc())
        )
        own = token_hash(token)
        found = [
            OwnSession(row.id, row.recorded, row.seen or row.recorded, row.browser, row.token_hash == own)
            for row in rows
        ]
        return tuple(sorted(found, key=lambda one: not one.is_this))

    def end(self, token: str) -> None:
        """End the session of this token; does nothing where there is none."""
        self._session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))

    def end_one(self, person_id: int, number: int) -> int:
        """End the session with this id if it is the person's; how many ended."""
        return self._end(SignIn.person_id == person_id, SignIn.id == number)

    def end_all(self, person_id: int, *, but: str = "") -> int:
        """End the person's sessions, all but that of the token ``but``; how many ended."""
        return self._end(SignIn.person_id == person_id, SignIn.token_hash != token_hash(but))

    def _end(self, *which: ColumnElement[bool]) -> int:
        ended: CursorResult[Any] = self._session.execute(delete(SignIn).where(*which))  # type: ignore[assignment]
        return ended.rowcount

    def _open(self) -> tuple[ColumnElement[bool], ...]:
        idle_since = self._now - self._bounds.idle
        return SignIn.expires > self._now, or_(SignIn.seen.is_(None), SignIn.seen > idle_since)


def _roles(rows: Sequence[Any]) -> dict[int, frozenset[Role]]:
    roles: dict[int, set[Role]] = defaultdict(set)
    for row in rows:
        if row.role is not None:
            roles[row.municipality_id].add(Role(row.role))
    return {municipality: frozenset(those) for municipality, those in roles.items()}


def create_sessions(context: Context) -> Sessions:
    """Sessions for a request."""
    settings = context.process.settings
    bounds = SessionBounds(timedelta(hours=settings.session_hours), timedelta(minutes=settings.idle_minutes))
    return Sessions(context.session, context.now, bounds, context.process.database)
