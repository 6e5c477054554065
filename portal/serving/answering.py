"""What a process that answers visitors runs."""

from __future__ import annotations

import multiprocessing
from typing import Any

from portal import app
from portal.serving.parent_watch import end_with
from portal.serving.stalled_connections import StalledConnections
from portal.web.whole_bodies import OF_THIS_PROCESS


def application(port: int, body_seconds: int) -> Any:
    """The WSGI application, in a process that ends with the one that ``portal serve`` began.

    Of what is sent to ``port`` each piece is waited for ``body_seconds`` long.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid)
    StalledConnections(port, OF_THIS_PROCESS, body_seconds).watch()
    return app.application()
