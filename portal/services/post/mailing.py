"""Sending mail that stands in the outbox: retried with growing pauses, never sent twice.

A row is claimed, in a transaction of its own, before anything is said to the mail server. A claimed row is
never due again by itself: where a worker dies on the way it stays as it is and says so in ``error``. Only
where the server has plainly not taken the mail is the row given back for another try. The Message-ID comes
from the row, so that a mail can be recognised wherever it turns up.
"""

from __future__ import annotations

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
from portal.settings import Settings

TOPIC = "mail"
SENDING = "Afsendelsen blev afbrudt; vi ved ikke, om mailen kom frem."
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440))
"""How long to wait after each try that failed; after the last the row is given up."""

_TIMEOUT_SECONDS = 15.0
_BATCH = 50


@dataclass(frozen=True)
class _Claimed:
    """A row that is ours to send; ``tries`` counts this one."""

    id: int
    payload: dict[str, Any]
    tries: int


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

    def drain(self) -> int:
        """Try every mail that is due, once; how many the server took."""
        if not self._settings.smtp_host:
            return 0
        return sum(1 for id_ in self._due() if self._send(id_))

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
        """Hand the mail over. Raises _NotTaken only where the server has surely not got it."""
        message = self._message(claimed, address)
        with self._server() as server:
            with _refusals():
                server.ehlo_or_helo_if_needed()
                _expect(server.mail(self._settings.smtp_sender))
                _expect(server.rcpt(address))
            # From here on a broken connection tells nothing: the server may have the mail.
            try:
                _expect(server.data(message.as_bytes()))
            except smtplib.SMTPDataError as error:
                raise _refused(error.smtp_code, error.smtp_error) from error

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        given = self._settings
        with _refusals():
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
            with _refusals():
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

    def _give_back(self, claimed: _Claimed, error: _NotTaken) -> None:
        """Another try later, unless it is hopeless or has been tried often enough."""
        given_up = error.lasting or claimed.tries > len(PAUSES)
        next_try = NEVER if given_up else self._clock.now() + PAUSES[claimed.tries - 1]
        self._record(claimed.id, next_try=next_try, error=str(error))

    def _record(self, id_: int, **values: Any) -> None:
        with self._database.writing() as session:
            session.execute(update(OutboxRow).where(OutboxRow.id == id_).values(**values))


@contextmanager
def _refusals() -> Iterator[None]:
    """Before the mail itself is sent every failure means that the server has not got it."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _NotTaken(f"Mailserveren kan ikke nås: {error}") from error


def _expect(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise _refused(code, words)


def _refused(code: int, words: bytes | str) -> _NotTaken:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return _NotTaken(f"Mailserveren svarede {code}: {said}", lasting=code >= 500)
