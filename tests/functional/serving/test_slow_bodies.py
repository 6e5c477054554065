"""Those who send slowly, or stop: they hold neither the portal up nor a thread for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.serving.server import MOST_THREADS
from portal.serving.stalled_connections import MOST_STALLED, StalledConnections
from portal.web.requests import LARGEST_BODY
from portal.web.whole_bodies import PIECE, WaitingBodies, WholeBodies
from processes import PATIENCE, serving, wait_until

STALLED = MOST_THREADS + 88
HEAD = b"POST /log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
STOPS = HEAD + b"Content-Length: 400\r\n\r\nmail=a%40example.dk"


def connect(address: str) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", int(urlsplit(address).port or 0)))
    made.settimeout(PATIENCE)
    return made


def all_of(connection: socket.socket) -> bytes:
    """What the server sends until it closes the connection; a reset is a close."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def ask_with(address: str, sent: bytes) -> bytes:
    with connect(address) as one:
        one.sendall(sent)
        return all_of(one)


def test_hundreds_who_send_one_field_and_stop_hold_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path / "data", PORTAL_BODY_SECONDS="4") as (address, _), ExitStack() as open_ones:
        stalled = [open_ones.enter_context(connect(address)) for _ in range(STALLED)]
        for one in stalled:
            one.sendall(STOPS)
        for _ in range(3):
            with urlopen(address, timeout=PATIENCE) as front_page:
                assert front_page.status == 200
        assert b"HTTP/1.1 4" in ask_with(
            address, HEAD + b"Connection: close\r\nContent-Length: 6\r\n\r\nmail=a"
        )
        assert {all_of(one).split(b"\r\n")[0] for one in stalled} == {b"HTTP/1.1 408 Request Timeout"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal that waits two seconds."""
    with serving(tmp_path_factory.mktemp("slow") / "data", PORTAL_BODY_SECONDS="2") as (address, _):
        yield address


@pytest.mark.parametrize("sent", [STOPS, HEAD + b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n"])
def test_who_stops_is_told_and_cut_off(running: str, sent: bytes) -> None:
    said = ask_with(running, sent).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 408 ")
    assert "kom ikke frem i tide" in said.decode()
    assert b"nosniff" in said


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS"])
def test_a_question_waits_for_no_body(running: str, method: bytes) -> None:
    head = STOPS.replace(b"POST", method, 1)
    with connect(running) as one:
        one.sendall(head)
        assert one.recv(9) == b"HTTP/1.1 "


@pytest.mark.parametrize("length", [20_000_001, 5_000_000_000])
def test_a_huge_body_is_refused_before_it_comes(running: str, length: int) -> None:
    with connect(running) as one:
        one.sendall(HEAD + b"Content-Length: %d\r\n\r\nmail=a" % length)
        assert one.recv(12) == b"HTTP/1.1 413"


def test_who_drips_is_cut_off_too(running: str) -> None:
    """A byte now and then is no piece."""
    with connect(running) as one:
        one.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        stop = threading.Event()
        dripping = threading.Thread(target=_drip, args=(one, stop))
        dripping.start()
        said = all_of(one)
        stop.set()
        dripping.join()
    assert said.startswith(b"HTTP/1.1 408 ")


def _drip(connection: socket.socket, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        try:
            connection.sendall(b"x")
        except OSError:
            return


def test_who_sends_slowly_but_steadily_is_answered(running: str) -> None:
    """Longer than a piece may take, all in all, and after an answer by the same connection."""
    pieces = 3
    with connect(running) as one:
        one.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert one.recv(65536).startswith(b"HTTP/1.1 200 ")
        one.sendall(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % (pieces * PIECE))
        for _ in range(pieces):
            time.sleep(1.2)  # as slow lines are
            one.sendall(b"x" * PIECE)
        said = all_of(one)
    assert said.startswith(b"HTTP/1.1 4")
    assert not said.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_says_no_length_is_refused(running: str) -> None:
    assert ask_with(running, CHUNKED + b"5\r\nmail=\r\n").startswith(b"HTTP/1.1 411 ")


def ask(source: BytesIO, **environ: Any) -> tuple[str, bytes]:
    """The status and body of an application that answers with what was sent to it."""
    started = []

    def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))]

    asked = {"REQUEST_METHOD": "POST", "wsgi.input": source, **environ}
    answer = WholeBodies(echo)(asked, lambda status, headers: started.append(status))
    return started[0], b"".join(answer)


@given(content=st.binary(max_size=300), more=st.binary(max_size=9))
def test_what_is_sent_is_what_is_read_and_no_more(content: bytes, more: bytes) -> None:
    """Behind it stands the next request, and a server may wait for ever for that."""
    source = BytesIO(content + more)
    assert ask(source, CONTENT_LENGTH=str(len(content))) == ("200 OK", content)
    assert source.read() == more


def test_what_is_announced_as_too_large_is_left_unread() -> None:
    """Another refuses it, with a page."""
    source = BytesIO(b"felt=1")
    assert ask(source, CONTENT_LENGTH=str(LARGEST_BODY + 1))[0] == "200 OK"


@pytest.mark.parametrize("length", ["6x", "-6", "²"])
def test_a_length_that_cannot_be_read_is_refused(length: str) -> None:
    assert ask(BytesIO(b"felt=1"), CONTENT_LENGTH=length)[0] == "411 Length Required"


@contextmanager
def stalling(number: int, content: bytes) -> Iterator[tuple[int, WaitingBodies]]:
    """So many connections to a port by which ``content`` was sent, and one byte more is waited for."""
    waiting, length = WaitingBodies(), len(content) + 1
    with socket.create_server(("127.0.0.1", 0), backlog=number) as server, ExitStack() as open_ones:
        port = server.getsockname()[1]
        readers = []
        for _ in range(number):
            client = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            served = open_ones.enter_context(server.accept()[0])
            source = open_ones.enter_context(served.makefile("rb"))
            reader = threading.Thread(target=waiting.read, args=(source, length))
            reader.start()
            client.sendall(content)
            readers.append((client, reader))
        try:
            yield port, waiting
        finally:
            for client, reader in readers:
                client.close()
                reader.join()


@pytest.mark.parametrize(
    ("number", "content", "kept"), [(MOST_STALLED + 9, b"felt", MOST_STALLED), (8, b"x" * 19_000_000, 5)]
)
def test_those_who_stall_are_bounded_in_number_and_in_bytes(number: int, content: bytes, kept: int) -> None:
    with stalling(number, content) as (port, waiting):
        watch, closed = StalledConnections(port, waiting, PATIENCE), 0
        wait_until(lambda: len(waiting.older(0)) == number)
        pieces = len(content) // PIECE * PIECE
        wait_until(lambda: sum(body.size for body in waiting.older(0)) == number * pieces)

        def done() -> bool:
            nonlocal closed
            closed += watch.look()
            return len(waiting.older(0)) == kept

        wait_until(done)
        assert watch.look() == 0
