"""Signing in and out: passwords, sessions, one-time links, and a brake on guessing.

Tokens are kept as hashes only. Failed attempts are counted per account and per address over a quarter of an
hour, whether or not the account exists; an address is kept only as a hash whose key changes every day.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.clock import day_of
from portal.models import FailedSignIn, OneTimeLink, Person, RoleRow, SignIn
from portal.security.roles import Identity, Role
from portal.services.audit.auditing import Auditing
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Refused
from portal.services.one_line import one_line

LINK_LASTS = timedelta(days=3)
COUNTED_FOR = timedelta(minutes=15)
FAILURES_OF_ACCOUNT = 8
FAILURES_OF_ADDRESS = 40
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 500

_hasher = PasswordHasher()  # argon2id, with the library's memory and time cost

WRONG = "Mailadressen eller adgangskoden er forkert."
TOO_MANY = "Der er forsøgt for mange gange. Vent et kvarter, og prøv igen."


@cache
def _nobody() -> str:
    """A hash to compare with where there is no account, so that the answer takes as long."""
    return _hasher.hash(token_urlsafe())


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class SigningIn:
    """Who somebody is. ``key`` is the portal's secret; ``lasts`` how long a session lives."""

    def __init__(self, session: Session, now: datetime, key: bytes, lasts: timedelta):
        self._session = session
        self._now = now
        self._key = key
        self._lasts = lasts

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
        self._forget_old()
        if self._failures(account) >= FAILURES_OF_ACCOUNT or self._failures(place) >= FAILURES_OF_ADDRESS:
            raise Refused("too-many-attempts", TOO_MANY)
        person = self._session.scalar(select(Person).where(Person.mail == mail))
        if not _verified(person, password):
            self._session.add_all(FailedSignIn(key=key, recorded=self._now) for key in (account, place))
            self._session.flush()
            raise Refused("wrong-sign-in", WRONG)
        assert person is not None
        if _hasher.check_needs_rehash(person.password):
            person.password = _hasher.hash(password)
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
        person = self._linked(token)
        return person[1].mail if person else None

    def set_password(self, token: str, password: str, again: str) -> str:
        """Use a one-time link up: set the password, end the old sessions, begin one. Its token.

        Raises Refused for a link that does not work, BadInput for a password that will not do.
        """
        found = self._linked(token)
        if found is None:
            raise Refused("link", "Linket virker ikke. Det er brugt, eller det er for gammelt.")
        link, person = found
        _check_password(person.mail, password, again)
        link.used = self._now
        person.password = _hasher.hash(password)
        self._session.execute(delete(SignIn).where(SignIn.person_id == person.id))
        Auditing(self._session).record(
            self._now, f"person {person.id}", "person.password_set", f"person {person.id}"
        )
        return self._start(person)

    def _linked(self, token: str) -> tuple[OneTimeLink, Person] | None:
        row = self._session.execute(
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

    def _failures(self, key: str) -> int:
        count = select(func.count()).select_from(FailedSignIn).where(FailedSignIn.key == key)
        return self._session.scalar(count) or 0

    def _forget_old(self) -> None:
        self._session.execute(delete(FailedSignIn).where(FailedSignIn.recorded <= self._now - COUNTED_FOR))


def _verified(person: Person | None, password: str) -> bool:
    usable = person is not None and person.active and person.password
    try:
        _hasher.verify(person.password if person and usable else _nobody(), password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return bool(usable)


def _check_password(mail: str, password: str, again: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden skal være på mindst {SHORTEST_PASSWORD} tegn.")
    if len(password) > LONGEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden må højst være på {LONGEST_PASSWORD} tegn.")
    if password.lower() in (mail, mail.split("@")[0]) or len(set(password)) < 5:
        message = "Adgangskoden er for let at gætte. Vælg for eksempel fire ord."
        raise BadInput(Parameter.PASSWORD, "", message)
    if password != again:
        raise BadInput(Parameter.PASSWORD_AGAIN, "", "De to adgangskoder er ikke ens.")


def create_signing_in(context: Context) -> SigningIn:
    """SigningIn for a request."""
    lasts = timedelta(hours=context.process.settings.session_hours)
    return SigningIn(context.session, context.now, context.process.secret, lasts)
