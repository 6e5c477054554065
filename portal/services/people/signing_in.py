"""Signing in and out: passwords, sessions, one-time links, and a brake on guessing.

Tokens are kept as hashes only. Failed attempts are counted per account and per address over a quarter of an
hour, whether or not the account exists; an address is kept only as a hash whose key changes every day.

A password is compared and hashed between two looks at the database: the first in a session that only reads,
the second, which writes, asks again whether what the first saw still holds.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.clock import day_of
from portal.models import FailedSignIn, OneTimeLink, Person, RoleRow, SignIn
from portal.security.roles import Identity, Role
from portal.services.audit.auditing import Auditing
from portal.services.context import Context
from portal.services.errors import Refused
from portal.services.one_line import one_line
from portal.services.people.passwords import check_password, hash_anew, hash_password, is_password

LINK_LASTS = timedelta(days=3)
COUNTED_FOR = timedelta(minutes=15)
FAILURES_OF_ACCOUNT = 8
FAILURES_OF_ADDRESS = 40

WRONG = "Mailadressen eller adgangskoden er forkert."
TOO_MANY = "Der er forsøgt for mange gange. Vent et kvarter, og prøv igen."


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class SigningIn:
    """Who somebody is. ``key`` is the portal's secret; ``lasts`` how long a session lives.

    ``session`` writes; ``reading`` opens one that does not, for what is done before anything is locked.
    """

    def __init__(
        self,
        session: Session,
        now: datetime,
        key: bytes,
        lasts: timedelta,
        reading: Callable[[], AbstractContextManager[Session]],
    ):
        self._session = session
        self._now = now
        self._key = key
        self._lasts = lasts
        self._reading = reading

    def identity(self, token: str) -> Identity | None:
        """Whose session this is; None where it is unknown, has expired, or its person is shut out."""
        rows = self._session.execute(
            select(Person.id, Person.name, Person.mail, RoleRow.municipality_id, RoleRow.role)
            .join(SignIn, SignIn.person_id == Person.id)
            .outerjoin(RoleRow, RoleRow.person_id == Person.id)
            .where(
                SignIn.token_hash == token_hash(token), SignIn.expires > self._now, Person.active.is_(True)
            )
        ).all()
        if not rows:
            return None
        roles: dict[int, set[Role]] = defaultdict(set)
        for row in rows:
            if row.role is not None:
                roles[row.municipality_id].add(Role(row.role))
        return Identity(rows[0].id, rows[0].name, rows[0].mail, {m: frozenset(r) for m, r in roles.items()})

    def sign_in(self, mail: str, password: str, address: str) -> str:
        """The token of a new session. Raises Refused; the failure is then to be committed all the same."""
        mail = one_line(mail, 200).lower()
        account, place = self._daily("account", mail), self._daily("address", address)
        with self._reading() as before:
            self._brake(before, account, place)
            kept = _kept_of(before, mail)
        right = is_password(kept, password)
        anew = hash_anew(kept, password) if right else ""
        self._forget_old()
        self._brake(self._session, account, place)
        person = self._session.scalar(select(Person).where(Person.mail == mail))
        if not right or person is None or _kept_of(self._session, mail) != kept:
            self._session.add_all(FailedSignIn(key=key, recorded=self._now) for key in (account, place))
            self._session.flush()
            raise Refused("wrong-sign-in", WRONG)
        person.password = anew
        self._session.execute(delete(FailedSignIn).where(FailedSignIn.key == account))
        self._session.execute(delete(SignIn).where(SignIn.expires <= self._now))
        return self._start(person)

    def sign_out(self, token: str) -> None:
        """End the session of this token; does nothing where there is none."""
        self._session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))

    def make_link(self, person: Person) -> str:
        """The token of a new one-time link; earlier ones of the person no longer work."""
        self.cancel_links(person.id)
        token = token_urlsafe(32)
        self._session.add(
            OneTimeLink(
                token_hash=token_hash(token),
                person_id=person.id,
                expires=self._now + LINK_LASTS,
                recorded=self._now,
            )
        )
        return token

    def cancel_links(self, person_id: int) -> None:
        """Let no one-time link of the person work any more."""
        self._session.execute(
            delete(OneTimeLink).where(OneTimeLink.person_id == person_id, OneTimeLink.used.is_(None))
        )

    def linked_mail(self, token: str) -> str | None:
        """The mail of the person a one-time link is for; None where it is unknown, used or expired."""
        person = self._linked(self._session, token)
        return person[1].mail if person else None

    def set_password(self, token: str, password: str, again: str) -> str:
        """Use a one-time link up: set the password, end the old sessions, begin one. Its token.

        Raises Refused for a link that does not work, BadInput for a password that will not do.
        """
        with self._reading() as before:
            _, person = self._usable(before, token)
            mail = person.mail
        check_password(mail, password, again)
        hashed = hash_password(password)
        link, person = self._usable(self._session, token)
        link.used = self._now
        person.password = hashed
        self._session.execute(delete(SignIn).where(SignIn.person_id == person.id))
        Auditing(self._session).record(
            self._now, f"person {person.id}", "person.password_set", f"person {person.id}"
        )
        return self._start(person)

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

    def _start(self, person: Person) -> str:
        token = token_urlsafe(32)
        self._session.add(
            SignIn(
                token_hash=token_hash(token),
                person_id=person.id,
                expires=self._now + self._lasts,
                recorded=self._now,
            )
        )
        return token

    def _daily(self, kind: str, words: str) -> str:
        """A hash that means nothing tomorrow."""
        said = f"{day_of(self._now).isoformat()}:{kind}:{words}"
        return hmac.new(self._key, said.encode(), hashlib.sha256).hexdigest()

    def _brake(self, session: Session, account: str, place: str) -> None:
        """Raises Refused where too many attempts failed, for this account or from this address."""
        count = select(FailedSignIn.key, func.count()).where(
            FailedSignIn.key.in_((account, place)), FailedSignIn.recorded > self._now - COUNTED_FOR
        )
        rows = session.execute(count.group_by(FailedSignIn.key))
        failures = {row[0]: row[1] for row in rows}
        if failures.get(account, 0) >= FAILURES_OF_ACCOUNT or failures.get(place, 0) >= FAILURES_OF_ADDRESS:
            raise Refused("too-many-attempts", TOO_MANY)

    def _forget_old(self) -> None:
        self._session.execute(delete(FailedSignIn).where(FailedSignIn.recorded <= self._now - COUNTED_FOR))


def _kept_of(session: Session, mail: str) -> str:
    """What is kept of the account's password; "" where nobody can sign in to it."""
    kept = select(Person.password).where(Person.mail == mail, Person.active.is_(True))
    return session.scalar(kept) or ""


def create_signing_in(context: Context) -> SigningIn:
    """SigningIn for a request."""
    process = context.process
    lasts = timedelta(hours=process.settings.session_hours)
    return SigningIn(context.session, context.now, process.secret, lasts, process.database.reading)
