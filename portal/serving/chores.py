"""The worker beside the server: a process of its own, begun again whenever it ends."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time

_log = logging.getLogger("portal.serving")
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before it is begun again: twice as many each time it did not live for the longest pause."""
STOP_SECONDS = 10


class ChoresProcess:
    """A ``portal worker`` that is there until it is told to stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._process = _begin()
        self._keeper = threading.Thread(target=self._keep, daemon=True, name="chores")
        self._keeper.start()

    def stop(self) -> None:
        """Let it end what it has in hand, for ten seconds at most."""
        with self._lock:
            self._stopping.set()
            self._process.terminate()
        self._keeper.join(STOP_SECONDS)
        if self._keeper.is_alive():
            self._process.kill()
            self._keeper.join()

    def _keep(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            begun = time.monotonic()
            self._process.wait()
            if time.monotonic() - begun > LONGEST_PAUSE:
                pause = SHORTEST_PAUSE
            if self._stopping.wait(pause) or not self._begin_again():
                return
            pause = min(2 * pause, LONGEST_PAUSE)

    def _begin_again(self) -> bool:
        """Begin it again; False where it was told to stop meanwhile."""
        with self._lock:
            if self._stopping.is_set():
                return False
            ended, self._process = self._process.pid, _begin()
        _log.warning("Arbejderen (proces %s) var stoppet og er startet igen.", ended)
        return True


def _begin() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "portal.cli", "worker", "--beside", str(os.getpid())]
    # In a group of its own, so that it is told to stop from here alone.
    return subprocess.Popen(command, process_group=0)
