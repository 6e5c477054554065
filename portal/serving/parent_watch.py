"""A process that ends with the one that began it, however that one ended: a killed process tells nobody."""

from __future__ import annotations

import os
import signal
import threading
import time

PAUSE_SECONDS = 0.5
STOP_SECONDS = 5.0
"""How long what is in hand may take before it is left; it is done again, or was never promised."""


def end_with(parent: int) -> None:
    """Let this process end soon after the process ``parent`` has; in order where it can."""
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="parent watch").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)
