"""What a process that answers tells the first one each second: what it counted, how far behind all is.

By datagrams: a process that is killed in the middle of one leaves nothing half said and no lock behind.
"""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import asdict

from portal.services.operating.measuring import Backlog
from portal.traces import places
from portal.watching.tally import RequestCounts, Tally, write_counts

_log = logging.getLogger("portal.serving")
ROUND_SECONDS = 1.0
MEASURE_ROUNDS = 5
"""The backlog is read every so many rounds."""
COUNTED, BEHIND = b"c", b"b"
"""What a message begins with."""
UNKNOWN = b"null"
"""The backlog, where the database does not say."""


class Counting:
    """Tells the first process, by ``to_first``, of this one's ``tally`` and of the portal's ``backlog``."""

    def __init__(self, to_first: socket.socket, tally: Tally, backlog: Callable[[], Backlog]):
        self._to_first = to_first
        self._to_first.setblocking(False)
        self._tally = tally
        self._backlog = backlog
        self._untold = RequestCounts()
        self._rounds = 0

    def begin(self) -> None:
        """Tell for as long as the process lives, in a thread."""
        threading.Thread(target=self._run, daemon=True, name="counting").start()

    def _run(self) -> None:
        while True:
            time.sleep(ROUND_SECONDS)
            try:
                self.tell()
            except Exception as error:
                _log.error("What was counted could not be told", extra={"places": places(error)})

    def tell(self) -> None:
        """One round. What the first process cannot take now is told in the next one."""
        self._untold.merge(self._tally.take())
        if self._untold and self._send(COUNTED + write_counts(self._untold)):
            self._untold = RequestCounts()
        if self._rounds % MEASURE_ROUNDS == 0:
            self._send(BEHIND + self._measured())
        self._rounds += 1

    def _measured(self) -> bytes:
        try:
            return json.dumps(asdict(self._backlog())).encode()
        except Exception:  # the database is away, or is being moved; whoever asks sees no figure
            return UNKNOWN

    def _send(self, message: bytes) -> bool:
        try:
            self._to_first.send(message)
        except OSError:
            return False
        return True
