"""What a request sends is whole before anything of the portal works on it.

The server hands a request over as soon as its head is there, and whoever reads the rest waits for as long as
the sender likes. So it is read here, and nowhere else, and what is waited for is written down: the watch over
the connections (``portal.serving.stalled_connections``) ends the waiting from without.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from portal.web.front_door import Start, plain_answer
from portal.web.requests import LARGEST_BODY, READS, TOO_LARGE

PIECE = 64 * 1024
"""Bytes. The clock of a body begins anew with each piece, so that a long one on a thin line has its time."""

NO_LENGTH = "Det, du sendte, siger ikke, hvor langt det er.\n"
TOO_LATE = "Det, du sendte, kom ikke frem i tide. Send det igen.\n"

CLOSE = ("Connection", "close")


@dataclass
class WaitingBody:
    """A body on its way: bytes that have come, and the moment the last whole piece of it came."""

    size: int
    since: float


class WaitingBodies:
    """The bodies that the threads of a process are reading."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._bodies: dict[int, WaitingBody] = {}

    def read(self, source: Any, length: int) -> bytes:
        """``length`` bytes of ``source``, fewer where no more come."""
        content = bytearray()
        waiting = WaitingBody(0, time.monotonic())
        with self._lock:
            self._bodies[id(waiting)] = waiting
        try:
            while len(content) < length and (piece := source.read(min(PIECE, length - len(content)))):
                content += piece
                waiting.size, waiting.since = len(content), time.monotonic()
        finally:
            with self._lock:
                del self._bodies[id(waiting)]
        return bytes(content)

    def older(self, seconds: float) -> list[WaitingBody]:
        """Those of which no further piece came for so long."""
        until = time.monotonic() - seconds
        with self._lock:
            return [body for body in self._bodies.values() if body.since <= until]


OF_THIS_PROCESS = WaitingBodies()


class WholeBodies:
    """The WSGI application that lets ``application`` answer once a request's body is there."""

    def __init__(self, application: Any, waiting: WaitingBodies = OF_THIS_PROCESS):
        self._application = application
        self._waiting = waiting

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer one request: 408 where its body does not come whole, 411 where it says no length."""
        length = _announced(environ)
        if length is None:
            return plain_answer(start_response, "411 Length Required", NO_LENGTH, CLOSE)
        content = b""
        if length > LARGEST_BODY:
            environ[TOO_LARGE] = True
        elif length and environ["REQUEST_METHOD"] not in READS:
            content = self._waiting.read(environ["wsgi.input"], length)
            if len(content) < length:
                return plain_answer(start_response, "408 Request Timeout", TOO_LATE, CLOSE)
        if length:
            # What is left unread, as the body of a question, must not be waited for by anybody behind us.
            environ |= {"wsgi.input": BytesIO(content), "CONTENT_LENGTH": str(len(content))}
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer


def _announced(environ: dict[str, Any]) -> int | None:
    """How many bytes are sent; None where something is, but nobody can say how much.

    A body without a length has no bound, and one that breaks off looks whole. No browser sends one, nor does
    a server in front that buffers.
    """
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None
    length = environ.get("CONTENT_LENGTH")
    if not length:
        return 0
    return int(length) if length.isascii() and length.isdigit() else None
