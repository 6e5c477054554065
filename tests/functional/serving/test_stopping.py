"""Told to stop, the portal ends what it has in hand, and says that all went well."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from conftest import ROOT
from portal.clock import SystemClock
from portal.db import Database
from portal.models import OutboxRow, Person
from portal.services.outbox import Mail, put
from processes import PATIENCE, alive, chores_of, family_of, free_port, serving, wait_until

BODY = b"mail=ida%40kommune.invalid&adgangskode=forkert"
HEAD = (
    "POST /log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    f"Content-Length: {len(BODY)}\r\n\r\n"
).encode()


def test_a_request_under_way_is_answered_to_its_end(tmp_path: Path) -> None:
    """Told as by a key in a terminal, which tells the whole group; systemd tells the first process alone."""
    with serving(tmp_path / "data") as (address, server):
        wait_until(lambda: chores_of(server.pid))
        family = family_of(server.pid)
        place = ("127.0.0.1", int(urlsplit(address).port or 0))
        with socket.create_connection(place, timeout=PATIENCE) as under_way:
            under_way.sendall(HEAD + BODY[:10])
            # Once another is answered on a connection that came later, this one is in hand.
            wait_until(lambda: in_hand(place))
            os.killpg(server.pid, signal.SIGINT)
            wait_until(lambda: not listens(place))
            under_way.sendall(BODY[10:])
            answer = b""
            while piece := under_way.recv(65_536):
                answer += piece
        assert answer.startswith(b"HTTP/1.1 400"), answer[:200]
        assert b"</html>" in answer
        said = server.communicate(timeout=PATIENCE)[1]
        assert server.returncode == 0, said
        assert "Traceback" not in said
        assert not any(alive(process) for process in family)


def in_hand(place: tuple[str, int]) -> bool:
    with socket.create_connection(place, timeout=PATIENCE) as asking:
        asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return asking.recv(100).startswith(b"HTTP/1.1 200")


def listens(place: tuple[str, int]) -> bool:
    try:
        socket.create_connection(place, timeout=PATIENCE).close()
    except OSError:
        return False
    return True


class HeldServer:
    """A mail server that holds the first mail until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.asked.set()
        await asyncio.to_thread(self.let_go.wait, PATIENCE)
        return "250 Modtaget"


@pytest.fixture
def held() -> Iterator[tuple[HeldServer, int]]:
    """Such a mail server, and its port."""
    handler = HeldServer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, controller.port
    handler.let_go.set()
    controller.stop()


@pytest.fixture
def two_mails(tmp_path: Path, sqlite_template: Path) -> Iterator[Database]:
    """Two mails that wait, in the data folder ``data``."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    database, now = Database(f"sqlite:///{data / 'portal.sqlite'}"), SystemClock().now()
    with database.writing() as session:
        person = Person(mail="ida@kommune.invalid", name="Ida", recorded=now)
        session.add(person)
        session.flush()
        for number in range(2):
            put(session, Mail(person.id, f"Nr. {number}", "Tekst"), now)
    yield database
    database.dispose()


def test_a_worker_ends_the_mail_it_has_in_hand_and_takes_no_other(
    tmp_path: Path, held: tuple[HeldServer, int], two_mails: Database
) -> None:
    server, port = held
    given = {
        "PORTAL_DATA": str(tmp_path / "data"),
        "PORTAL_SMTP_HOST": "127.0.0.1",
        "PORTAL_SMTP_PORT": str(port),
        "PORTAL_SMTP_SECURITY": "none",
        "PORTAL_SMTP_SENDER": "portal@kommune.invalid",
    }
    command = [sys.executable, "-m", "portal.cli", "worker"]
    worker = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **given}, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.asked.wait(PATIENCE)
        worker.terminate()
        server.let_go.set()
        said = worker.communicate(timeout=PATIENCE)[1]
    finally:
        worker.kill()
    assert (worker.returncode, said) == (0, "")
    with two_mails.reading() as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
    assert [(r.done is not None, r.attempts, r.error) for r in rows] == [(True, 1, ""), (False, 0, "")]
