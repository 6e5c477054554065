"""Told to stop, a worker ends what it has in hand: a mail that is half sent is one nobody knows of."""

from __future__ import annotations

import signal
import sys
import threading

IN_HAND_SECONDS = 8.0
"""How long that may take; less than who began the worker waits. What is cut off is done again."""


def stop_when_told() -> threading.Event:
    """Set once this process is told to stop (SIGTERM, SIGINT). Where that takes too long it ends at once."""
    stopping = threading.Event()

    def told(*_: object) -> None:
        if stopping.is_set():
            return
        stopping.set()
        signal.setitimer(signal.ITIMER_REAL, IN_HAND_SECONDS)

    signal.signal(signal.SIGALRM, lambda *_: sys.exit(0))
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, told)
    return stopping
