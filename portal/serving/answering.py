"""What a process that answers visitors runs."""

from __future__ import annotations

import multiprocessing
import os
import socket
from dataclasses import dataclass
from typing import Any

from portal import app
from portal.serving.counting import Counting
from portal.serving.parent_watch import end_with
from portal.serving.stalled_connections import StalledConnections
from portal.watching.log_lines import configure_logs
from portal.watching.tally import Tally
from portal.web.whole_bodies import OF_THIS_PROCESS


@dataclass(frozen=True)
class AnsweringTask:
    """What such a process is told: the port it answers on; how many seconds each piece of what is sent to it
    is waited for; how its log is written; and where it tells what it counts, None where nobody asks."""

    port: int
    body_seconds: int
    log_format: str
    to_first: socket.socket | None


def application(task: AnsweringTask) -> Any:
    """The WSGI application, in a process that ends with the one that ``portal serve`` began.

    In a group of its own, so that a key pressed in a terminal tells the first process alone to stop: told by
    both, a process ends without answering what it has in hand.
    """
    os.setpgrp()
    configure_logs(task.log_format)
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid)
    StalledConnections(task.port, OF_THIS_PROCESS, task.body_seconds).watch()
    if task.to_first is None:
        return app.application()
    tally = Tally()
    served = app.application(tally)
    measuring = served.application.registry.portal.measuring
    Counting(task.to_first, tally, measuring.backlog).begin()
    return served
