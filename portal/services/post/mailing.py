"""Sending mail that stands in the outbox: retried with growing pauses, never sent twice.

A row is claimed, in a transaction of its own, before anything is said to the mail server. A claimed row is
never due again by itself: where a worker dies on the way it stays as it is and says so in ``error``. Only
where the server has plainly not taken the mail is the row given back for another try. The Message-ID comes
from the row, so that a mail can be recognised wherever it turns up.

What the server says of a recipient or of the text is about that mail. What it says before, of the connection,
of us or of our sender, is about all of them: none is given up for it. The round ends, and the mail waits.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.models import OutboxRow, Person
from portal.services.people.mail_addresses import to_server
from portal.settings import Settings

TOPIC = "mail"
SENDING = "Afsendelsen blev afbrudt; vi ved ikke, om mailen kom frem."
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440))
"""How long to wait after each try that failed; after the last the row is given up."""

SERVER_PAUSES = PAUSES[:3]
"""How long all mail waits where the server serves none; the last for as long as it stays so."""
OF_THE_SERVER = frozenset({421, 530, 534, 535, 538})
"""Answers that concern no mail wherever they are given: it closes, or wants another sign-in."""

_log = logging.getLogger("portal.worker")
_TIMEOUT_SECONDS = 15.0
_BATCH = 50


@dataclass(frozen=True)
class _Claimed:
    """A row that is ours to send; ``tries`` counts this one."""

    id: int
    payload: dict[str, Any]
    tries: int


class _NoService(Exception):
    """The server takes no mail at all, from us or now."""


class _NotTaken(Exception):
    """The server has not taken the mail. ``lasting``: it never will."""

    def __init__(self, words: str, *, lasting: bool = False):
        super().__init__(words)
        self.lasting = lasting


def queue_mail(session: Session, now: datetime, person_id: int, subject: str, text: str) -> None:
    """Put a mail to a person in the outbox, in the caller's transaction."""
    payload = {"person": person_id, "subject": subject, "text": text}
    session.add(OutboxRow(topic=TOPIC, payload=payload, recorded=now, next_try=now))


class Mailing:
    """Sends what is due. Without ``portal.smtp_host`` nothing is sent and nothing is lost."""

    def __init__(self, database: Database, settings: Settings, clock: Clock):
        self._database = database
        self._settings = settings
        self._clock = clock
        self._rests_until = datetime.min.replace(tzinfo=UTC)
        self._refusals = 0

    def drain(self) -> int:
        """Try every mail that is due, once, for as long as the server serves us; how many it took."""
        if not self._settings.smtp_host or self._clock.now() < self._rests_until:
            return 0
        sent = 0
        try:
            for id_ in self._due():
                sent += self._send(id_)
                self._refusals = 0
        except _NoService as error:
            _log.error("Mail waits: %s", error)
        return sent

    def _due(self) -> list[int]:
        with self._database.reading() as session:
            query = select(OutboxRow.id).where(
                OutboxRow.topic == TOPIC,
                OutboxRow.done.is_(None),
                OutboxRow.next_try <= self._clock.now(),
            )
            return list(session.scalars(query.order_by(OutboxRow.id).limit(_BATCH)))

    def _send(self, id_: int) -> bool:
        claimed = self._claim(id_)
        if claimed is None:
            return False
        address = self._address(claimed)
        if not address:
            self._record(id_, done=self._clock.now(), error="Modtageren findes ikke længere.")
            return False
        try:
            self._deliver(claimed, address)
        except _NoService as error:
            self._put_back(claimed, error)
            raise
        except _NotTaken as error:
            self._give_back(claimed, error)
            return False
        except (smtplib.SMTPException, OSError):
            return False  # the row keeps saying that nobody knows
        self._record(id_, done=self._clock.now(), error="")
        return True

    def _claim(self, id_: int) -> _Claimed | None:
        """Take the row for us, unless another worker was faster."""
        now = self._clock.now()
        with self._database.writing() as session:
            due = (OutboxRow.id == id_, OutboxRow.done.is_(None), OutboxRow.next_try <= now)
            taken = session.execute(
                update(OutboxRow)
                .where(*due)
                .values(attempts=OutboxRow.attempts + 1, next_try=NEVER, error=SENDING)
                .returning(OutboxRow.id, OutboxRow.payload, OutboxRow.attempts)
            ).first()
        return _Claimed(*taken) if taken else None

    def _address(self, claimed: _Claimed) -> str:
        with self._database.reading() as session:
            person = session.get(Person, claimed.payload["person"])
            return person.mail if person is not None and person.active else ""

    def _deliver(self, claimed: _Claimed, address: str) -> None:
        """Hand the mail over. Raises _NoService and _NotTaken only where the server has surely not got it."""
        try:
            address = to_server(address)
        except ValueError as error:
            raise _NotTaken(f"Adressen kan ikke bruges: {error}", lasting=True) from error
        message = self._message(claimed, address)
        with self._server() as server:
            with _no_service():
                server.ehlo_or_helo_if_needed()
                code, words = server.mail(self._settings.smtp_sender)
                if not 200 <= code < 300:
                    raise _NoService(_said(code, words))
                answer = server.rcpt(address)
            _expect(answer)
            # From here on a broken connection tells nothing: the server may have the mail.
            try:
                _expect(server.data(message.as_bytes()))
            except smtplib.SMTPDataError as error:
                raise _refused(error.smtp_code, error.smtp_error) from error

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        given = self._settings
        with _no_service():
            if given.smtp_security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    given.smtp_host,
                    given.smtp_port,
                    timeout=_TIMEOUT_SECONDS,
                    context=ssl.create_default_context(),
                )
            else:
                server = smtplib.SMTP(given.smtp_host, given.smtp_port, timeout=_TIMEOUT_SECONDS)
        try:
            with _no_service():
                if given.smtp_security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if given.smtp_user:
                    server.login(given.smtp_user, given.smtp_password)
            yield server
        finally:
            server.close()

    def _message(self, claimed: _Claimed, address: str) -> EmailMessage:
        host = self._settings.smtp_sender.rpartition("@")[2]
        message = EmailMessage(policy=SMTP)
        message["Message-ID"] = f"<udbakke-{claimed.id}@{host}>"
        message["Date"] = self._clock.now()
        message["From"] = self._settings.smtp_sender
        message["To"] = address
        message["Subject"] = " ".join(str(claimed.payload["subject"]).split())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(str(claimed.payload["text"]))
        return message

    def _put_back(self, claimed: _Claimed, error: _NoService) -> None:
        """The mail waits with all the others; this was no try of its own."""
        pause = SERVER_PAUSES[min(self._refusals, len(SERVER_PAUSES) - 1)]
        self._refusals += 1
        self._rests_until = self._clock.now() + pause
        self._record(claimed.id, next_try=self._rests_until, attempts=claimed.tries - 1, error=str(error))

    def _give_back(self, claimed: _Claimed, error: _NotTaken) -> None:
        """Another try later, unless it is hopeless or has been tried often enough."""
        given_up = error.lasting or claimed.tries > len(PAUSES)
        next_try = NEVER if given_up else self._clock.now() + PAUSES[claimed.tries - 1]
        self._record(claimed.id, next_try=next_try, error=str(error))

    def _record(self, id_: int, **values: Any) -> None:
        with self._database.writing() as session:
            session.execute(update(OutboxRow).where(OutboxRow.id == id_).values(**values))


@contextmanager
def _no_service() -> Iterator[None]:
    """Before a recipient is named every failure means that the server has got no mail, and takes none."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _NoService(_said(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, ValueError) as error:
        raise _NoService(f"Mailserveren kan ikke bruges: {error}") from error
    except OSError as error:
        raise _NoService(f"Mailserveren kan ikke nås: {error}") from error


def _expect(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise _refused(code, words)


def _refused(code: int, words: bytes | str) -> _NoService | _NotTaken:
    if code in OF_THE_SERVER:
        return _NoService(_said(code, words))
    return _NotTaken(_said(code, words), lasting=code >= 500)


def _said(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"Mailserveren svarede {code}: {said}"
