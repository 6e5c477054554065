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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy.exc import SQLAlchemyError

from portal.clock import Clock
from portal.db import Database
from portal.models import Person
from portal.services.context import Process
from portal.services.outbox import NEVER, Claimed, Mail, done, postpone, take
from portal.services.people.links import LINK, link_address, make_link_token, may_have_link
from portal.services.people.mail_addresses import to_server
from portal.settings import Settings

SENDING = "Afsendelsen blev afbrudt; vi ved ikke, om mailen kom frem."
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440))
"""How long to wait after each try that failed; after the last the row is given up."""

SERVER_PAUSES = PAUSES[:3]
"""How long all mail waits where the server serves none; the last for as long as it stays so."""
OF_THE_SERVER = frozenset({421, 530, 534, 535, 538})
"""Answers that concern no mail wherever they are given: it closes, or wants another sign-in."""

_log = logging.getLogger("portal.worker")
_TIMEOUT_SECONDS = 15.0
_BATCH = 50


class _NoService(Exception):
    """The server takes no mail at all, from us or now."""


class _NotTaken(Exception):
    """The server has not taken the mail. ``lasting``: it never will."""

    def __init__(self, words: str, *, lasting: bool = False):
        super().__init__(words)
        self.lasting = lasting


class Mailing:
    """Sends what is due. Without ``portal.smtp_host`` nothing is sent and nothing is lost."""

    def __init__(self, database: Database, settings: Settings, clock: Clock):
        self._database = database
        self._settings = settings
        self._clock = clock
        self._rests_until = datetime.min.replace(tzinfo=UTC)
        self._refusals = 0

    def drain(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Try every mail that is due, once, for as long as the server serves us; how many it took.

        ``stopping`` is asked before each.
        """
        now, taken = self._clock.now(), 0
        if not self._settings.smtp_host or now < self._rests_until:
            return 0
        try:
            for _ in range(_BATCH):
                claimed = None if stopping() else self._claim(now)
                if claimed is None:
                    break
                taken += self._send(claimed)
                self._refusals = 0
        except _NoService as error:
            _log.error("Mail waits: %s", error)
        return taken

    def _claim(self, now: datetime) -> Claimed[Mail] | None:
        """Take one mail that was due at ``now`` for us: another is claimed when its turn comes."""
        return next(iter(take(self._database, Mail, now, NEVER, most=1, note=SENDING)), None)

    def _send(self, claimed: Claimed[Mail]) -> bool:
        address = self._address(claimed.task)
        if not address:
            self._finish(claimed, "Modtageren findes ikke længere.")
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
        self._finish(claimed)
        return True

    def _address(self, mail: Mail) -> str:
        with self._database.reading() as session:
            person = session.get(Person, mail.person)
            if mail.link_minutes and not may_have_link(session, mail.person, mail.municipality):
                return ""
            return person.mail if person is not None and person.active else ""

    def _text(self, mail: Mail) -> str:
        """The words, with a link made now where there is to be one."""
        if not mail.link_minutes:
            return mail.text
        lasts = timedelta(minutes=mail.link_minutes)
        with self._database.writing() as session:
            token = make_link_token(session, mail.person, mail.municipality, self._clock.now(), lasts)
        return mail.text.replace(LINK, link_address(self._settings, token))

    def _deliver(self, claimed: Claimed[Mail], address: str) -> None:
        """Hand the mail over. Raises _NoService and _NotTaken only where the server has surely not got it."""
        try:
            address = to_server(address)
        except ValueError as error:
            raise _NotTaken(f"Adressen kan ikke bruges: {error}", lasting=True) from error
        with self._server() as server:
            with _no_service():
                server.ehlo_or_helo_if_needed()
                code, words = server.mail(self._settings.smtp_sender)
                if not 200 <= code < 300:
                    raise _NoService(_said(code, words))
                answer = server.rcpt(address)
            _expect(answer)
            try:  # a link is made only now: while no server answers, it would be made for nothing
                message = self._message(claimed, address)
            except SQLAlchemyError as error:
                raise _NoService("Databasen svarer ikke.") from error
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

    def _message(self, claimed: Claimed[Mail], address: str) -> EmailMessage:
        host = self._settings.smtp_sender.rpartition("@")[2]
        message = EmailMessage(policy=SMTP)
        message["Message-ID"] = f"<udbakke-{claimed.id}@{host}>"
        message["Date"] = self._clock.now()
        message["From"] = self._settings.smtp_sender
        message["To"] = address
        message["Subject"] = " ".join(claimed.task.subject.split())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._text(claimed.task))
        return message

    def _put_back(self, claimed: Claimed[Mail], error: _NoService) -> None:
        """The mail waits with all the others; this was no try of its own."""
        pause = SERVER_PAUSES[min(self._refusals, len(SERVER_PAUSES) - 1)]
        self._refusals += 1
        self._rests_until = self._clock.now() + pause
        with self._database.writing() as session:
            postpone(session, [claimed.id], self._rests_until, str(error), tries=claimed.tries - 1)

    def _give_back(self, claimed: Claimed[Mail], error: _NotTaken) -> None:
        """Another try later, unless it is hopeless or has been tried often enough."""
        given_up = error.lasting or claimed.tries > len(PAUSES)
        next_try = NEVER if given_up else self._clock.now() + PAUSES[claimed.tries - 1]
        with self._database.writing() as session:
            postpone(session, [claimed.id], next_try, str(error))

    def _finish(self, claimed: Claimed[Mail], note: str = "") -> None:
        with self._database.writing() as session:
            done(session, [claimed.id], self._clock.now(), note)


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


def create_mailing(process: Process) -> Mailing:
    """Mailing for a process."""
    return Mailing(process.database, process.settings, process.clock)
