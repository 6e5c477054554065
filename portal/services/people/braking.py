"""A brake on guessing passwords, that nobody can use to shut somebody else out.

What fails is counted for a quarter of an hour, whether or not the account exists: for the account from that
address, for the address, and for the account from everywhere. Much of the last slows: each address then has
one attempt instead of eight. A browser that the account is known at has a count of its own and meets none of
these, so that whoever works there gets in, whatever others do.

A count is kept under a hash whose key changes every day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.clock import day_of
from portal.models import FailedSignIn
from portal.security.secret import keyed_hash
from portal.services.errors import Refused
from portal.services.people.devices import Device, mark_for

COUNTED_FOR = timedelta(minutes=15)
FAILURES_OF_ACCOUNT = 8
"""On one account, from one address or from one browser that is known there."""
FAILURES_OF_ADDRESS = 40
FAILURES_BEFORE_SLOW = 40
"""On one account from everywhere; from then on an address has ``ATTEMPTS_WHEN_SLOW``."""
ATTEMPTS_WHEN_SLOW = 1

LINKS_OF_ADDRESS = 10
LINKS_OF_ACCOUNT = 3
"""Of one account more are passed over in silence: a refusal would tell that there is one."""

TOO_MANY = "Der er forsøgt for mange gange. Vent et kvarter, og prøv igen."


class Braking:
    """The counts of one attempt on the account ``mail`` from ``device``; ``key`` is the portal's secret."""

    def __init__(self, key: bytes, now: datetime, mail: str, device: Device):
        self._now = now
        name = mark_for(key, mail, device.marks, now)
        self.is_known = bool(name)
        """Whether the account was signed in to from this browser before."""

        def daily(*words: str) -> str:
            return keyed_hash(key, day_of(now).isoformat(), *words)

        self._account = daily("account", mail)
        self._address = daily("address", device.address)
        self._own = daily("device", name) if name else daily("from", device.address, mail)

    def check(self, session: Session) -> None:
        """Raises Refused where too many attempts failed."""
        if self._is_shut(self._failures(session)):
            raise Refused("too-many-attempts", TOO_MANY)

    def count(self, session: Session) -> bool:
        """Count a failure; whether it was the one that shuts this address or browser out of the account."""
        before = self._failures(session)
        keys = (self._own,) if self.is_known else (self._own, self._account, self._address)
        session.add_all(FailedSignIn(key=key, recorded=self._now) for key in keys)
        session.flush()
        return before.get(self._own, 0) + 1 == FAILURES_OF_ACCOUNT

    def forget(self, session: Session) -> None:
        """Forget what failed on the account from here."""
        session.execute(delete(FailedSignIn).where(FailedSignIn.key == self._own))

    def _is_shut(self, failures: dict[str, int]) -> bool:
        own = failures.get(self._own, 0)
        if self.is_known:
            return own >= FAILURES_OF_ACCOUNT
        slow = failures.get(self._account, 0) >= FAILURES_BEFORE_SLOW
        most = ATTEMPTS_WHEN_SLOW if slow else FAILURES_OF_ACCOUNT
        return own >= most or failures.get(self._address, 0) >= FAILURES_OF_ADDRESS

    def _failures(self, session: Session) -> dict[str, int]:
        keys = (self._own, self._account, self._address)
        count = select(FailedSignIn.key, func.count()).where(
            FailedSignIn.key.in_(keys), FailedSignIn.recorded > self._now - COUNTED_FOR
        )
        return {row[0]: row[1] for row in session.execute(count.group_by(FailedSignIn.key))}


class LinkBrake:
    """Counts who asks for a link to a forgotten password, as ``Braking`` counts what fails."""

    def __init__(self, key: bytes, now: datetime, mail: str, device: Device):
        self._now = now
        self._address = keyed_hash(key, day_of(now).isoformat(), "link from", device.address)
        self._account = keyed_hash(key, day_of(now).isoformat(), "link for", mail)

    def check(self, session: Session) -> None:
        """Raises Refused where too much was asked for from this address."""
        if self._times(session, self._address) >= LINKS_OF_ADDRESS:
            raise Refused("too-many-attempts", TOO_MANY)

    def count(self, session: Session) -> bool:
        """Count this one; whether it is one too many for the account."""
        before = self._times(session, self._account)
        session.add_all(FailedSignIn(key=key, recorded=self._now) for key in (self._address, self._account))
        session.flush()
        return before >= LINKS_OF_ACCOUNT

    def _times(self, session: Session, key: str) -> int:
        count = select(func.count()).where(
            FailedSignIn.key == key, FailedSignIn.recorded > self._now - COUNTED_FOR
        )
        return session.scalar(count) or 0


def forget_old_failures(session: Session, now: datetime) -> None:
    """Remove what no longer counts."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.recorded <= now - COUNTED_FOR))
