"""``portal serve``: the processes that answer, and the worker beside them."""

from __future__ import annotations

import resource
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer as Server

from portal.serving.answering import AnsweringTask, application
from portal.serving.chores import ChoresProcess
from portal.serving.claiming import CannotServe
from portal.serving.metrics import metrics_on
from portal.settings import Settings
from portal.watching.log_lines import SERVER_LOGS

MOST_CONNECTIONS = 4096
"""Connections of one process, idle ones too; further ones wait outside. One takes a file, and no thread."""
MOST_THREADS = 512
"""Requests of one process in hand at once: several times what may stall (``portal.web.whole_bodies``)."""
OTHER_FILES = 512
HEAD_SECONDS = 15
"""How long a connection may take to send a request's head, and how long it may be idle."""
STOP_SECONDS = 10
"""How long a process that is told to stop may take. One told so in its first moment can miss it."""


def serve(settings: Settings, port: int) -> None:
    """Answer on ``port`` until told to stop. A process that is killed is begun again.

    Told to stop, each answers what it has in hand to the end. Raises SystemExit where the processes that
    answer end as soon as they are begun, CannotServe where the port for figures cannot be had.
    """
    if settings.metrics_port == port:
        raise CannotServe(f"PORTAL_METRICS_PORT er {port} ligesom portalens egen port. Vælg en anden.")
    with metrics_on(settings.metrics_port) as told:
        chores = ChoresProcess()
        task = AnsweringTask(port, settings.body_seconds, settings.log_format, told)
        server = _server(settings, port)
        try:
            server.serve(target_loader=partial(application, task), wrap_loader=False)
        finally:
            chores.stop()


def _server(settings: Settings, port: int) -> Server:
    return Server(
        "portal",
        address=settings.host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
        backpressure=_connections(),
        blocking_threads=MOST_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=SERVER_LOGS,
        log_access=False,
    )


def _connections() -> int:
    """How many connections a process may have, once it may open as many files as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    enough = soft == resource.RLIM_INFINITY or soft >= wanted
    return MOST_CONNECTIONS if enough else max(soft // 2, soft - OTHER_FILES)
