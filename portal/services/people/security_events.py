"""What happens to an account: a row in the log, and a mail to the person, in the transaction that does it.

The log names the person by number alone; the mail tells what happened and what to do, and holds no secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import address_book
from portal.clock import COPENHAGEN
from portal.danish.dates import format_date
from portal.models import LogRow
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import person_subject
from portal.services.context import Context
from portal.services.outbox import Mail, put

LOCK_TOLD_EVERY = timedelta(days=1)
"""A lock is told so often at most: whoever guesses could otherwise fill the log and the person's mail box."""
NOBODY = "nobody"
"""The actor of what is done by somebody who is not signed in."""
OPERATOR = "portal user"
"""The actor of what is done where the portal runs, with the command of that name."""


class SecurityEvent(StrEnum):
    """What happened, as the log calls it."""

    NEW_DEVICE = "person.new_device"
    PASSWORD_CHANGED = "person.password_changed"
    LINK_MADE = "person.link_made"
    LINK_ASKED = "person.link_asked"
    LINK_USED = "person.password_set"
    SESSIONS_ENDED = "person.sessions_ended"
    LOCKED = "person.locked"


@dataclass(frozen=True)
class _Notice:
    """The mail: its subject, and what happened; ``{browser}`` stands for the browser's name."""

    subject: str
    text: str


_NOTICES: Mapping[SecurityEvent, _Notice] = {
    SecurityEvent.NEW_DEVICE: _Notice(
        "Der er logget ind fra en ny browser",
        "Der er logget ind på din konto fra en browser, vi ikke kender: {browser}.",
    ),
    SecurityEvent.PASSWORD_CHANGED: _Notice(
        "Din adgangskode er skiftet", "Din adgangskode er skiftet. Alle andre steder er du logget ud."
    ),
    SecurityEvent.LINK_USED: _Notice(
        "Dit engangslink er brugt",
        "Der er valgt en ny adgangskode med et engangslink. Alle andre steder er du logget ud.",
    ),
    SecurityEvent.LOCKED: _Notice(
        "Nogen har gættet på din adgangskode",
        "Nogen har skrevet en forkert adgangskode til din konto mange gange. De må vente et kvarter.\n"
        "Du kan stadig logge ind i en browser, du har brugt før. Har du selv glemt adgangskoden, kan du\n"
        "vælge en ny, hvor du logger ind.",
    ),
}
"""What is told of by mail; the rest stands in the log alone."""

_FOOT = """\
Var det dig selv, skal du ikke gøre noget.
Var det ikke dig, så skift adgangskode her, og sig det til kommunens administrator:

{account}

Kan du ikke logge ind, så bed administratoren om et nyt link. Vi beder aldrig om din adgangskode i en mail.
Svar ikke på denne mail.
"""


class SecurityEvents:
    """Writes down what happens to accounts. ``base`` is what whole addresses begin with."""

    def __init__(self, session: Session, now: datetime, base: str):
        self._session = session
        self._now = now
        self._base = base

    def tell(
        self, event: SecurityEvent, person_id: int, *, browser: str = "", actor: str = "", **detail: object
    ) -> None:
        """Log the event and tell the person; ``actor`` is who did it, where that was not the person."""
        by = actor or person_subject(person_id)
        Auditing(self._session).record(self._now, by, event.value, person_subject(person_id), **detail)
        notice = _NOTICES.get(event)
        if notice:
            put(self._session, Mail(person_id, notice.subject, self._text(notice, browser)), self._now)

    def tell_of_lock(self, person_id: int) -> None:
        """Tell that the account was locked for somewhere, unless that was told lately."""
        lately = select(LogRow.id).where(
            LogRow.action == SecurityEvent.LOCKED.value,
            LogRow.subject == person_subject(person_id),
            LogRow.recorded > self._now - LOCK_TOLD_EVERY,
        )
        if self._session.scalar(lately.limit(1)) is None:
            self.tell(SecurityEvent.LOCKED, person_id, actor=NOBODY)

    def _text(self, notice: _Notice, browser: str) -> str:
        local = self._now.astimezone(COPENHAGEN)
        when = f"Det skete {format_date(local.date())} kl. {local:%H.%M}."
        account = self._base + address_book.editorial_account()
        return f"{notice.text.format(browser=browser)}\n{when}\n\n{_FOOT.format(account=account)}"


def create_security_events(context: Context) -> SecurityEvents:
    """SecurityEvents for a request."""
    return SecurityEvents(context.session, context.now, context.process.settings.base())
