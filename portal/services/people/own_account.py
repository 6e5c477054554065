"""One's own account: another password, and the sessions that are open.

The request has a session that only reads; what is changed is written in a transaction of its own, so that
nothing is locked while passwords are compared and hashed. That transaction asks again whether what was seen
before still holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from portal.models import Person
from portal.security.roles import Identity
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter
from portal.services.people.braking import Braking, forget_old_failures
from portal.services.people.devices import Device, marked
from portal.services.people.passwords import check_password, hash_password, is_password, words_about
from portal.services.people.security_events import SecurityEvent, create_security_events
from portal.services.people.sessions import OwnSession, create_sessions
from portal.services.people.signing_in import BegunSession

WRONG = "Den nuværende adgangskode er forkert."
SAME = "Den nye adgangskode er den samme som den gamle. Vælg en anden."


@dataclass(frozen=True)
class NewPassword:
    """What was typed to change a password: the old one, the new one, and the new one again."""

    old: str
    new: str
    again: str


class OwnAccount:
    """What somebody who is signed in does to their own account."""

    def __init__(self, context: Context):
        self._context = context
        self._session = context.session
        self._now = context.now
        self._sessions = context.get(create_sessions)
        self._secret = context.process.secret

    def sessions(self, who: Identity, token: str) -> tuple[OwnSession, ...]:
        """The open sessions, that of ``token`` first."""
        return self._sessions.of(who.person_id, token)

    def end_session(self, who: Identity, number: int) -> int:
        """End one of them, by its id; how many ended: none where it is not the person's or is over."""
        with self._writing() as written:
            return _told(written, who, written.get(create_sessions).end_one(who.person_id, number))

    def end_others(self, who: Identity, token: str) -> int:
        """End all but that of ``token``; how many ended."""
        with self._writing() as written:
            return _told(written, who, written.get(create_sessions).end_all(who.person_id, but=token))

    def change_password(self, who: Identity, typed: NewPassword, device: Device) -> BegunSession:
        """Set another password, end every session, and begin one in place of that of ``device``.

        Raises BadInput for a wrong old password, which counts as a failed sign-in, and for a new one that
        will not do; Refused after too many.
        """
        brake = Braking(self._secret, self._now, who.mail, device)
        brake.check(self._session)
        person = self._session.get_one(Person, who.person_id)
        kept = person.password
        about = words_about(self._session, person, self._context.process.settings.base())
        if not is_password(kept, typed.old):
            self._fail(brake, who)
            raise BadInput(Parameter.OLD_PASSWORD, "", WRONG)
        check_password(typed.new, typed.again, about)
        if typed.new == typed.old:
            raise BadInput(Parameter.PASSWORD, "", SAME)
        return self._change(brake, device, who, kept, hash_password(typed.new))

    def _change(self, brake: Braking, device: Device, who: Identity, kept: str, hashed: str) -> BegunSession:
        with self._writing() as written:
            brake.check(written.session)
            person = written.session.get_one(Person, who.person_id, with_for_update=True)
            if person.password != kept:  # changed while we compared
                raise BadInput(Parameter.OLD_PASSWORD, "", WRONG)
            person.password = hashed
            brake.forget(written.session)
            sessions = written.get(create_sessions)
            sessions.end_all(person.id)
            written.get(create_security_events).tell(SecurityEvent.PASSWORD_CHANGED, person.id)
            token = sessions.begin(person.id, device.browser)
        return BegunSession(token, marked(self._secret, who.mail, device.marks, self._now))

    def _fail(self, brake: Braking, who: Identity) -> None:
        with self._writing() as written:
            forget_old_failures(written.session, self._now)
            brake.check(written.session)
            if brake.count(written.session):
                written.get(create_security_events).tell_of_lock(who.person_id)

    @contextmanager
    def _writing(self) -> Iterator[Context]:
        with self._context.process.database.writing() as session:
            yield Context(self._context.process, session, self._now)


def _told(written: Context, who: Identity, ended: int) -> int:
    if ended:
        written.get(create_security_events).tell(SecurityEvent.SESSIONS_ENDED, who.person_id, number=ended)
    return ended


def create_own_account(context: Context) -> OwnAccount:
    """OwnAccount for a request."""
    return OwnAccount(context)
