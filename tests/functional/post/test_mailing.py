"""Mail over a real SMTP server: sent once, tried again where it was not taken, never twice."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select, update

from portal.clock import SetClock
from portal.db import Database
from portal.models import OutboxRow, Person
from portal.services.outbox import Mail, put
from portal.services.post.mailing import PAUSES, SENDING, Mailing
from portal.settings import Settings, read_settings

OK = "250 Modtaget"


class MailServer:
    """What aiosmtpd asks on the way; ``answers`` are used up one by one, then all is taken."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.recipient_answers: list[str] = []
        self.taken: list[EmailMessage] = []
        self.hang_up = False
        self.asked = 0

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipient_answers.pop(0) if self.recipient_answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else OK
        if answer == OK:
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        if self.hang_up:
            self.hang_up = False
            assert server.transport is not None
            server.transport.abort()
            await asyncio.sleep(0)
        return answer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def server() -> Iterator[tuple[MailServer, int]]:
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, controller.port
    controller.stop()


def settings(tmp_path: Path, port: int, **more: Any) -> Settings:
    given = {
        "portal.data": str(tmp_path),
        "portal.smtp_host": "127.0.0.1",
        "portal.smtp_port": port,
        "portal.smtp_security": "none",
        "portal.smtp_sender": "portal@kommune.invalid",
        **more,
    }
    return read_settings(given, {})


@pytest.fixture
def person(database: Database, clock: SetClock) -> int:
    with database.writing() as session:
        row = Person(mail="ida@kommune.invalid", name="Ida", recorded=clock.now())
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def mailing(
    database: Database, clock: SetClock, tmp_path: Path, server: tuple[MailServer, int], person: int
) -> Mailing:
    with database.writing() as session:
        put(session, Mail(person, "Høringen slutter snart", "Æblegrød på Ærø.\n"), clock.now())
    return Mailing(database, settings(tmp_path, server[1]), clock)


def row(database: Database) -> OutboxRow:
    with database.reading() as session:
        return session.scalars(select(OutboxRow)).one()


def test_a_mail_is_sent_once_with_an_id_of_its_row(
    mailing: Mailing, database: Database, server: tuple[MailServer, int]
) -> None:
    assert mailing.drain() == 1
    assert mailing.drain() == 0
    (taken,) = server[0].taken
    assert taken["Message-ID"] == f"<udbakke-{row(database).id}@kommune.invalid>"
    assert (taken["To"], taken["Subject"]) == ("ida@kommune.invalid", "Høringen slutter snart")
    assert taken.get_content().splitlines() == ["Æblegrød på Ærø."]
    assert row(database).done is not None


def test_what_was_not_taken_is_tried_again_with_growing_pauses(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int]
) -> None:
    server[0].answers = ["451 Prøv senere"] * 2
    server[0].recipient_answers = ["450 Optaget"]
    for pause in PAUSES[:3]:
        assert mailing.drain() == 0
        assert mailing.drain() == 0, "not before the pause is over"
        assert row(database).next_try == clock.now() + pause
        clock.instant += pause
    assert mailing.drain() == 1
    assert len(server[0].taken) == 1
    assert row(database).attempts == 4


def test_a_server_that_is_away_is_tried_again(
    mailing: Mailing, database: Database, clock: SetClock, tmp_path: Path
) -> None:
    away = Mailing(database, settings(tmp_path, free_port()), clock)
    assert away.drain() == 0
    assert row(database).error.startswith("Mailserveren kan ikke nås")
    clock.instant += PAUSES[0]
    assert mailing.drain() == 1


@pytest.mark.parametrize("where", ["answers", "recipient_answers"])
def test_a_lasting_refusal_is_not_tried_again(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int], where: str
) -> None:
    setattr(server[0], where, ["550 Findes ikke"])
    assert mailing.drain() == 0
    clock.instant += timedelta(days=400)
    assert mailing.drain() == 0
    assert row(database).error == "Mailserveren svarede 550: Findes ikke"
    assert server[0].taken == []


def test_after_the_last_pause_it_is_given_up(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int]
) -> None:
    server[0].answers = ["451 Prøv senere"] * 20
    for pause in (*PAUSES, timedelta(days=400), timedelta(days=400)):
        mailing.drain()
        clock.instant += pause
    assert server[0].asked == len(PAUSES) + 1
    assert row(database).done is None


def test_where_nobody_knows_whether_it_was_taken_it_is_not_sent_again(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int]
) -> None:
    server[0].hang_up = True
    assert mailing.drain() == 0
    assert row(database).error == SENDING
    clock.instant += timedelta(days=400)
    assert mailing.drain() == 0
    assert len(server[0].taken) == 1


def test_a_worker_that_died_on_the_way_does_not_send_twice(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int], tmp_path: Path
) -> None:
    assert mailing._claim(clock.now()) is not None
    clock.instant += timedelta(days=400)
    other = Mailing(database, settings(tmp_path, server[1]), clock)
    assert other.drain() == mailing.drain() == 0
    assert server[0].asked == 0


def test_two_workers_send_one_mail(
    mailing: Mailing, database: Database, clock: SetClock, server: tuple[MailServer, int], tmp_path: Path
) -> None:
    other = Mailing(database, settings(tmp_path, server[1]), clock)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(Mailing.drain, (mailing, other))) == [0, 1]
    assert len(server[0].taken) == 1


def test_somebody_who_has_left_gets_no_mail(
    mailing: Mailing, database: Database, person: int, server: tuple[MailServer, int]
) -> None:
    with database.writing() as session:
        session.execute(update(Person).values(active=False))
    assert mailing.drain() == 0
    assert server[0].asked == 0
    assert row(database).done is not None


def test_without_a_mail_server_the_mail_waits(
    database: Database, clock: SetClock, tmp_path: Path, mailing: Mailing
) -> None:
    silent = Mailing(database, settings(tmp_path, 1, **{"portal.smtp_host": ""}), clock)
    assert silent.drain() == 0
    assert row(database).attempts == 0
