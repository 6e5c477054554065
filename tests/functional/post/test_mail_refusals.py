"""What a mail server refuses before it hears of a mail is no mail's fault: all wait, and none is lost."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from office import Office, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import OutboxRow, Person
from portal.security.roles import Role
from portal.services.errors import BadInput
from portal.services.outbox import Mail, put
from portal.services.people.mail_addresses import read_mail_address, to_server
from portal.services.post.mailing import SERVER_PAUSES, Mailing
from portal.settings import read_settings

MAILS = 3


class StrictServer:
    """A mail server that asks for a password, and looks at senders and recipients."""

    def __init__(self) -> None:
        self.password = "rigtig"
        self.sender = self.recipient = self.data = "250 OK"
        self.signed_in = 0
        self.taken: list[str] = []

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, said: Any
    ) -> AuthResult:
        self.signed_in += 1
        right = isinstance(said, LoginPassword) and said.password == self.password.encode()
        return AuthResult(success=right, handled=False)

    async def handle_MAIL(  # noqa: N802 - the server's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data.startswith("250"):
            self.taken.append(envelope.rcpt_tos[0])
        return self.data


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def server() -> Iterator[tuple[StrictServer, int]]:
    """The server and its port."""
    handler = StrictServer()
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=handler.authenticate,
        auth_require_tls=False,
        auth_exclude_mechanism=["LOGIN"],
    )
    controller.start()
    yield handler, controller.port
    controller.stop()


@pytest.fixture
def mailing(database: Database, clock: SetClock, tmp_path: Path, server: tuple[StrictServer, int]) -> Mailing:
    """A worker's mailing with some mails that are due, each to somebody else."""
    with database.writing() as session:
        for n in range(MAILS):
            person = Person(mail=f"person{n}@kommune.invalid", name="", recorded=clock.now())
            session.add(person)
            session.flush()
            put(session, Mail(person.id, "Emne", "Tekst"), clock.now())
    given = {
        "portal.data": str(tmp_path),
        "portal.smtp_host": "127.0.0.1",
        "portal.smtp_port": server[1],
        "portal.smtp_security": "none",
        "portal.smtp_user": "portal",
        "portal.smtp_password": "rigtig",
        "portal.smtp_sender": "portal@kommune.invalid",
    }
    return Mailing(database, read_settings(given, {}), clock)


def rows(database: Database) -> list[OutboxRow]:
    with database.reading() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


REFUSALS = {
    "password": "en anden",
    "sender": "550 Afsenderen er ukendt",
    "recipient": "530 Log ind først",
    "data": "421 Vi lukker",
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_server_that_serves_nobody_loses_no_mail(
    mailing: Mailing,
    database: Database,
    clock: SetClock,
    server: tuple[StrictServer, int],
    caplog: pytest.LogCaptureFixture,
    what: str,
) -> None:
    handler = server[0]
    right = getattr(handler, what)
    setattr(handler, what, REFUSALS[what])
    with caplog.at_level(logging.ERROR):
        for pause in (*SERVER_PAUSES, *(timedelta(minutes=30) for _ in range(10))):
            asked = handler.signed_in
            assert mailing.drain() == 0
            assert handler.signed_in == asked + 1, "the round ends with the first"
            assert mailing.drain() == 0
            assert handler.signed_in == asked + 1, "and no other begins before the pause is over"
            clock.instant += pause
    assert [row.attempts for row in rows(database)] == [0] * MAILS
    assert caplog.text.count("Mail waits: Mailserveren svarede") == len(SERVER_PAUSES) + 10
    assert "rigtig" not in caplog.text
    setattr(handler, what, right)
    assert mailing.drain() == MAILS
    assert sorted(handler.taken) == [f"person{n}@kommune.invalid" for n in range(MAILS)]


def test_a_recipient_the_server_does_not_know_stops_nobody_elses_mail(
    mailing: Mailing, database: Database, server: tuple[StrictServer, int]
) -> None:
    server[0].recipient = "550 Findes ikke"
    assert mailing.drain() == 0
    assert [row.error for row in rows(database)] == ["Mailserveren svarede 550: Findes ikke"] * MAILS


@pytest.mark.parametrize("address", ["børge@kommune.invalid", "a@b\r\nRCPT TO:<c@d.dk>", "a@b", "a"])
def test_an_address_that_was_kept_before_it_was_checked_stops_nobody_elses_mail(
    mailing: Mailing, database: Database, server: tuple[StrictServer, int], address: str
) -> None:
    with database.writing() as session:
        session.execute(update(Person).where(Person.mail == "person0@kommune.invalid").values(mail=address))
    assert mailing.drain() == MAILS - 1
    assert rows(database)[0].error.startswith("Adressen kan ikke bruges")
    assert "c@d.dk" not in server[0].taken


def test_a_host_with_danish_letters_is_written_as_servers_read_it(
    mailing: Mailing, database: Database, server: tuple[StrictServer, int]
) -> None:
    with database.writing() as session:
        found = update(Person).where(Person.mail == "person0@kommune.invalid")
        session.execute(found.values(mail="ida@børn.invalid"))
    assert mailing.drain() == MAILS
    assert server[0].taken[0] == "ida@xn--brn-0na.invalid"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv en mailadresse"),
        ("ida", "Skriv en mailadresse"),
        ("@kommune.dk", "Skriv en mailadresse"),
        ("ida@", "Skriv en mailadresse"),
        ("ida@a.dk, ole@a.dk", "kun én"),
        ("ida@a.dk;ole@a.dk", "kun én"),
        ("ida@a.dk ole@a.dk", "kun én"),
        ("ida@a.dk\r\nBcc: ole@a.dk", "kun én"),
        ("ida@a.dk\nx", "kun én"),
        ("Ida <ida@a.dk>", "kun én"),
        ("børge@a.dk", "Foran @"),
        (".ida@a.dk", "Foran @"),
        ("i..da@a.dk", "Foran @"),
        ("ida@kommune", "efter @"),
        ("ida@-a.dk", "efter @"),
        ("ida@a..dk", "efter @"),
        ("ida@127.0.0.1", "efter @"),
        ("ida@[127.0.0.1]", "efter @"),
    ],
)
def test_an_address_that_is_none_is_refused_and_kept_on_the_page(
    office: Office, typed: str, said: str
) -> None:
    browser = office.browser(Role.ADMINISTRATOR)
    fields = {"mail": typed, "roller": "editor"}
    page = browser.send("/redaktion/a/brugere", fields, status=422)
    assert said in words(page)
    assert page.html.find(id="mail")["value"].split() == typed.split()


@pytest.mark.parametrize("typed", [" Ida@Kommune.dk ", "ida.b+x@kommune.dk", "ida@børn.dk"])
def test_an_address_is_kept_in_small_letters(office: Office, typed: str) -> None:
    browser = office.browser(Role.ADMINISTRATOR)
    browser.send("/redaktion/a/brugere", {"mail": typed, "roller": "editor"}, status=200)
    with office.database.reading() as session:
        assert session.scalars(select(Person.mail).where(Person.mail == typed.strip().lower())).one()


@given(st.text(max_size=40) | st.builds("{}@{}".format, st.text(max_size=20), st.text(max_size=20)))
def test_what_is_taken_is_one_line_of_ascii_for_the_server(typed: str) -> None:
    try:
        address = read_mail_address(typed)
    except BadInput:
        return
    sent = to_server(address)
    assert sent.isascii()
    assert sent.isprintable()
    assert sent.count("@") == 1
