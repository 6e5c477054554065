"""Signing in and out, and one-time links.

Tokens are kept as hashes only. A password is compared and hashed between two looks at the database: the first
in a session that only reads, the second, which writes, asks again whether what the first saw still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import OneTimeLink, Person
from portal.services.context import Context
from portal.services.errors import Refused
from portal.services.people.braking import Braking, forget_old_failures
from portal.services.people.devices import Device, marked
from portal.services.people.links import LINK_LASTS, cancel_links, make_link_token
from portal.services.people.passwords import (
    check_password,
    hash_anew,
    hash_password,
    is_password,
    words_about,
)
from portal.services.people.security_events import (
    OPERATOR,
    SecurityEvent,
    SecurityEvents,
    create_security_events,
)
from portal.services.people.sessions import Sessions, create_sessions, token_hash
from portal.services.typed_words import one_line

WRONG = "Mailadressen eller adgangskoden er forkert."


@dataclass(frozen=True)
class BegunSession:
    """A session that has begun: its token, and the marks that the browser is to keep (``devices``)."""

    token: str
    marks: str


class SigningIn:
    """Lets somebody in. ``key`` is the portal's secret, ``base`` what its addresses begin with.

    ``session`` writes; ``reading`` opens one that does not, for what is done before anything is locked.
    """

    def __init__(
        self,
        session: Session,
        now: datetime,
        key: bytes,
        base: str,
        reading: Callable[[], AbstractContextManager[Session]],
        sessions: Sessions,
        events: SecurityEvents,
    ):
        self._session = session
        self._now = now
        self._key = key
        self._base = base
        self._reading = reading
        self._sessions = sessions
        self._events = events

    def sign_in(self, mail: str, password: str, device: Device) -> BegunSession:
        """Begin a session; the one that was open in this browser ends.

        Raises Refused; the failure is then to be committed all the same.
        """
        mail = one_line(mail, 200).lower()
        brake = Braking(self._key, self._now, mail, device)
        with self._reading() as before:
            brake.check(before)
            kept = _kept_of(before, mail)
        right = is_password(kept, password)
        anew = hash_anew(kept, password) if right else ""
        forget_old_failures(self._session, self._now)
        brake.check(self._session)
        person = self._session.scalar(select(Person).where(Person.mail == mail, Person.active.is_(True)))
        if not right or person is None or person.password != kept:
            self._fail(brake, person)
            raise Refused("wrong-sign-in", WRONG)
        person.password = anew
        brake.forget(self._session)
        if not brake.is_known:
            self._events.tell(SecurityEvent.NEW_DEVICE, person.id, browser=device.browser)
        return self._begin(person, device)

    def sign_out(self, token: str) -> None:
        """End the session of this token; does nothing where there is none."""
        self._sessions.end(token)

    def make_link(self, person: Person, municipality_id: int | None = None, actor: str = OPERATOR) -> str:
        """The token of a new one-time link; earlier ones of the person no longer work.

        ``municipality_id`` is whose administrator makes it, None for whoever runs the portal; ``actor`` who.
        """
        cancel_links(self._session, person.id)
        self._events.tell(SecurityEvent.LINK_MADE, person.id, actor=actor)
        return make_link_token(self._session, person.id, municipality_id, self._now, LINK_LASTS)

    def linked_mail(self, token: str) -> str | None:
        """The mail of the person a one-time link is for; None where it is unknown, used or expired."""
        person = self._linked(self._session, token)
        return person[1].mail if person else None

    def set_password(self, token: str, password: str, again: str, device: Device) -> BegunSession:
        """Use a one-time link up: set the password, end the old sessions, begin one.

        Raises Refused for a link that does not work, BadInput for a password that will not do.
        """
        with self._reading() as before:
            _, person = self._usable(before, token)
            about = words_about(before, person, self._base)
        check_password(password, again, about)
        hashed = hash_password(password)
        link, person = self._usable(self._session, token)
        link.used = self._now
        self._session.flush()
        cancel_links(self._session, person.id)
        person.password = hashed
        self._sessions.end_all(person.id)
        self._events.tell(SecurityEvent.LINK_USED, person.id)
        return self._begin(person, device)

    def _begin(self, person: Person, device: Device) -> BegunSession:
        """A session with a token of its own: one that was in the browser before is worth nothing after."""
        self._sessions.end(device.session)
        token = self._sessions.begin(person.id, device.browser)
        return BegunSession(token, marked(self._key, person.mail, device.marks, self._now))

    def _fail(self, brake: Braking, person: Person | None) -> None:
        shut = brake.count(self._session)
        if shut and person is not None:
            self._events.tell_of_lock(person.id)

    def _usable(self, session: Session, token: str) -> tuple[OneTimeLink, Person]:
        found = self._linked(session, token)
        if found is None:
            raise Refused("link", "Linket virker ikke. Det er brugt, eller det er for gammelt.")
        return found

    def _linked(self, session: Session, token: str) -> tuple[OneTimeLink, Person] | None:
        row = session.execute(
            select(OneTimeLink, Person)
            .join(Person, Person.id == OneTimeLink.person_id)
            .where(
                OneTimeLink.token_hash == token_hash(token),
                OneTimeLink.used.is_(None),
                OneTimeLink.expires > self._now,
                Person.active.is_(True),
            )
        ).first()
        return (row[0], row[1]) if row else None


def _kept_of(session: Session, mail: str) -> str:
    """What is kept of the account's password; "" where nobody can sign in to it."""
    kept = select(Person.password).where(Person.mail == mail, Person.active.is_(True))
    return session.scalar(kept) or ""


def create_signing_in(context: Context) -> SigningIn:
    """SigningIn for a request."""
    process = context.process
    return SigningIn(
        context.session,
        context.now,
        process.secret,
        process.settings.base(),
        process.database.reading,
        context.get(create_sessions),
        context.get(create_security_events),
    )
