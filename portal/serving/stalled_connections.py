"""Connections whose sender has stopped are closed from here, since no thread can end its own waiting.

The server reads what a visitor sends without a clock, and tells nobody which connection a request came by.
The system knows how much came and went by each: one by which nothing moves while a body is waited for is
closed for reading, and its thread goes on, to say that what was sent did not come. Linux alone tells.
"""

from __future__ import annotations

import logging
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from portal.traces import places
from portal.web.requests import LARGEST_BODY
from portal.web.whole_bodies import PIECE, WaitingBodies, WaitingBody

_log = logging.getLogger("portal.serving")
ROUND_SECONDS = 0.5
STALLED_SECONDS = 1.0
"""A body of which no further piece came for so long is stalled."""
MOST_STALLED = 128
"""So many stalled bodies are waited for, whoever sends them: a whole town hall comes by one address."""
MOST_HELD = 100_000_000
"""Bytes that stalled bodies may hold in memory together."""
_DESCRIPTORS = "/proc/self/fd"
_RECORD = struct.Struct("=44xI4xI64x2Q")
"""Of the system's record of a connection (tcp_info, linux/tcp.h): milliseconds since something was sent and
came, bytes that the other end took and that came from it."""


@dataclass
class Connection:
    """An open connection: how much came and went by it, since when nothing does, who spoke last; and whether
    it was closed for reading."""

    moved: tuple[int, int]
    since: float
    answered: bool
    closed: bool = False


class StalledConnections:
    """Closes for reading what stalls among the connections of this process to ``port``.

    ``seconds`` is how long each piece of a body is waited for.
    """

    def __init__(self, port: int, waiting: WaitingBodies, seconds: float):
        self._port = port
        self._waiting = waiting
        self._seconds = seconds
        self._known: dict[int, Connection] = {}

    def watch(self) -> None:
        """Watch for as long as the process lives, in a thread; not where the system tells nothing."""
        if sys.platform == "linux":
            threading.Thread(target=self._watch, daemon=True, name="stalled connections").start()

    def _watch(self) -> None:
        while True:
            time.sleep(ROUND_SECONDS)
            try:
                self.look()
            except Exception as error:
                _log.error("The connections could not be looked at", extra={"places": places(error)})

    def look(self) -> int:
        """One round; how many were closed."""
        stalled = self._waiting.older(STALLED_SECONDS)
        if not stalled:
            self._known = {}
            return 0
        open_ones = self._open()
        try:
            self._note(open_ones)
            chosen = self._chosen(stalled)
            for inode in chosen:
                self._known[inode].closed = True
                with suppress(OSError):
                    open_ones[inode].shutdown(socket.SHUT_RD)
            return len(chosen)
        finally:
            for one in open_ones.values():
                one.close()

    def _note(self, open_ones: dict[int, socket.socket]) -> None:
        before, self._known = self._known, {}
        for inode, one in open_ones.items():
            seen, known = _read(one), before.get(inode)
            if known:
                seen.since = known.since if known.moved == seen.moved else seen.since
                seen.closed = known.closed
            self._known[inode] = seen

    def _chosen(self, stalled: Sequence[WaitingBody]) -> set[int]:
        """Whom to close for reading: who is too late; of too many those by whom nothing moved for longest.

        Who waits for a thread came after those who hold them: it is not the turn of such a one.
        """
        late = self._unmoved(self._seconds) if self._waiting.older(self._seconds) else []
        held = sum(body.size for body in stalled)
        surplus = max(len(stalled) - MOST_STALLED, -((MOST_HELD - held) // LARGEST_BODY), 0)
        unanswered = [one for one in self._unmoved(STALLED_SECONDS) if not self._known[one].answered]
        return {*late, *unanswered[:surplus]}

    def _unmoved(self, seconds: float) -> list[int]:
        """The connections by which nothing moved for so long, the longest first."""
        until = time.monotonic() - seconds
        found = [one for one, known in self._known.items() if known.since <= until and not known.closed]
        return sorted(found, key=lambda one: self._known[one].since)

    def _open(self) -> dict[int, socket.socket]:
        """The connections to the port, by their inodes; by descriptors of our own, so that none is another's
        when it is closed."""
        found: dict[int, socket.socket] = {}
        for name in os.listdir(_DESCRIPTORS):
            with suppress(OSError):
                own = _socket(os.dup(int(name)))
                inode = os.fstat(own.fileno()).st_ino
                if inode in found or not _is_to(own, self._port):  # a number may be one of our own by now
                    own.close()
                else:
                    found[inode] = own
        return found


def _socket(descriptor: int) -> socket.socket:
    """The socket that a descriptor is of. Raises OSError where it is of something else; it is closed then."""
    try:
        return socket.socket(fileno=descriptor)
    except OSError:
        os.close(descriptor)
        raise


def _is_to(own: socket.socket, port: int) -> bool:
    """Whether a socket is a connection to ``port``, and does not listen there."""
    if own.family not in (socket.AF_INET, socket.AF_INET6) or own.getsockname()[1] != port:
        return False
    return not own.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def _read(connection: socket.socket) -> Connection:
    """What the system knows of a connection. Of what came whole pieces count: a drop is no movement."""
    record = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _RECORD.size)
    since_sent, since_came, sent, came = _RECORD.unpack(record)
    since = time.monotonic() - min(since_sent, since_came) / 1000
    return Connection((came // PIECE, sent), since, answered=since_sent < since_came)
