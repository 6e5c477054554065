"""One-time links by mail: for somebody whom an administrator lets in, and for who has forgotten a password.

What waits to be sent holds no link: it is made as the mail is sent (``links``). No administrator sees it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Person
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter
from portal.services.outbox import Mail, put
from portal.services.people.braking import LinkBrake, forget_old_failures
from portal.services.people.devices import Device
from portal.services.people.links import (
    FORGOTTEN_LASTS,
    LINK,
    LINK_LASTS,
    cancel_links,
    may_have_link,
)
from portal.services.people.security_events import (
    NOBODY,
    SecurityEvent,
    SecurityEvents,
    create_security_events,
)
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.typed_words import one_line

_LET_IN = f"""\
Du har adgang til kvalitetsstandarderne i {{municipality}}. Vælg en adgangskode her:

{LINK}

Linket virker én gang, i tre dage. Virker det ikke mere, så bed kommunens administrator om et nyt.
Svar ikke på denne mail.
"""
_FORGOTTEN = f"""\
Nogen har bedt om at vælge en ny adgangskode til din konto. Var det dig, så gør det her:

{LINK}

Linket virker én gang, i en time. Var det ikke dig, skal du ikke gøre noget: din adgangskode er den samme.
Svar ikke på denne mail.
"""


class LinkWay(Enum):
    """How somebody comes by a link."""

    MAILED = auto()
    BY_OPERATOR = auto()
    """No mail server is named: who runs the portal makes it."""
    ELSEWHERE = auto()
    """Another municipality keeps the account, and its administrators make the links."""


class MailedLinks:
    """Puts mails with links in the outbox. ``key`` is the portal's secret; ``possible``: mail is sent."""

    def __init__(
        self, session: Session, now: datetime, key: bytes, events: SecurityEvents, *, possible: bool
    ):
        self._session = session
        self._now = now
        self._key = key
        self._events = events
        self.possible = possible

    def send(self, person: Person, municipality: MunicipalityRecord, actor: str) -> LinkWay:
        """Mail a link that an administrator, ``actor``, asked for; earlier ones no longer work."""
        if not self.possible:
            return LinkWay.BY_OPERATOR
        cancel_links(self._session, person.id)
        self._events.tell(SecurityEvent.LINK_MADE, person.id, actor=actor)
        text = _LET_IN.replace("{municipality}", municipality.name)
        self._put(person.id, "Vælg din adgangskode", text, LINK_LASTS, municipality.id)
        return LinkWay.MAILED

    def send_forgotten(self, mail: str, device: Device) -> None:
        """Mail a link where there is an account of that address; nothing says whether there is.

        Raises Refused where too much was asked for from one place; of one account too much is passed over.
        Raises BadInput where no address was given.
        """
        mail = one_line(mail, 200).lower()
        if not mail:
            raise BadInput(Parameter.MAIL, "", "Skriv din mailadresse.")
        brake = LinkBrake(self._key, self._now, mail, device)
        forget_old_failures(self._session, self._now)
        brake.check(self._session)
        is_too_often = brake.count(self._session)
        person_id = self._session.scalar(select(Person.id).where(Person.mail == mail)) or 0
        if is_too_often or not self.possible or not may_have_link(self._session, person_id, None):
            return
        self._events.tell(SecurityEvent.LINK_ASKED, person_id, actor=NOBODY)
        self._put(person_id, "Vælg en ny adgangskode", _FORGOTTEN, FORGOTTEN_LASTS, None)

    def _put(
        self, person_id: int, subject: str, text: str, lasts: timedelta, municipality: int | None
    ) -> None:
        minutes = int(lasts.total_seconds() // 60)
        put(self._session, Mail(person_id, subject, text, minutes, municipality), self._now)


def create_mailed_links(context: Context) -> MailedLinks:
    """MailedLinks for a request."""
    process = context.process
    events = context.get(create_security_events)
    possible = bool(process.settings.smtp_host)
    return MailedLinks(context.session, context.now, process.secret, events, possible=possible)
