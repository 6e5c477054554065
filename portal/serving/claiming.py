"""One ``portal serve`` on a data folder, and one on a port: who comes second is refused, told who is there.
A restore holds the folder likewise.

The system lets several processes listen on one port side by side, so that old and new would answer in turn.
The folder is held by a lock on a file in it, which ends with the last process that serves, however that ends.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from portal.serving.port_holders import port_holder

PATIENCE_SECONDS = 15.0
"""How long the processes of one that was killed are waited for; they end by themselves (``parent_watch``)."""
_PAUSE_SECONDS = 0.1


class CannotServe(Exception):
    """The folder or the port cannot be had; says who has it, in words for the operator."""


class _Holder(NamedTuple):
    pid: int
    address: str

    @property
    def lives(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except OSError:  # somebody else's
            return True
        return True


@contextmanager
def claim(file: Path, host: str, port: int) -> Iterator[None]:
    """Hold the data folder that ``file`` lies in, and find the port free, while the block runs.

    Raises CannotServe where another serves from the folder or listens on the port.
    """
    with _held(file) as (held, until):
        if not _within(until, lambda: _is_free(host, port)):
            choose = "Stop den først, eller vælg en anden port med --port eller PORT= foran make run."
            raise CannotServe(f"{_port_is_held(host, port)} {choose}")
        _write(held, f"{os.getpid()} http://{host}:{port}/")
        yield


def find_free(host: str, port: int) -> None:
    """Raises CannotServe where another listens on the port, or it cannot be had."""
    if not _is_free(host, port):
        raise CannotServe(f"{_port_is_held(host, port)} Stop den først, eller vælg en anden port med --port.")


@contextmanager
def hold_folder(file: Path) -> Iterator[None]:
    """Hold the data folder that ``file`` lies in as who serves from it does, while the block runs.

    Raises CannotServe where another has it.
    """
    with _held(file):
        yield


@contextmanager
def _held(file: Path) -> Iterator[tuple[TextIO, float]]:
    """The file, locked and empty, and until when to wait for what else one that was killed still has."""
    with open(file, "a+", encoding="utf-8") as held:
        before = _read(held)
        killed = before is not None and not before.lives
        until = time.monotonic() + (PATIENCE_SECONDS if killed else 0.0)
        if not _within(until, lambda: _locked(held)):
            raise CannotServe(_folder_is_held(file.parent, _read(held)))
        _write(held, "")
        try:
            yield held, until
        finally:
            _write(held, "")


def _within(until: float, tried: Callable[[], bool]) -> bool:
    """Whether ``tried`` came true before that moment; it is asked once in any case."""
    while not tried():
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _locked(held: TextIO) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(held: TextIO) -> _Holder | None:
    held.seek(0)
    pid, _, address = held.read().partition(" ")
    return _Holder(int(pid), address) if pid.isdecimal() else None


def _write(held: TextIO, text: str) -> None:
    held.seek(0)
    held.truncate()
    held.write(text)
    held.flush()


def _is_free(host: str, port: int) -> bool:
    """Whether nobody listens on the port. Raises CannotServe where it could not be had even so."""
    if not 0 < port < 65_536:
        raise CannotServe(f"{port} er ingen port. Vælg et tal fra 1 til 65535.")
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            # Connections that have just ended are no hindrance; who listens is, even who shares the port.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            trial.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise CannotServe(f"Portalen kan ikke svare på {host}:{port}: {error.strerror}.") from None
    return True


def _folder_is_held(folder: Path, holder: _Holder | None) -> str:
    who = f"proces {holder.pid} svarer på {holder.address}" if holder else "en anden proces bruger mappen"
    stop = f" med »kill {holder.pid}«" if holder else ""
    return (
        f"Portalen kører allerede fra {folder}: {who}. "
        f"Stop den først{stop}, eller vælg en anden mappe med PORTAL_DATA."
    )


def _port_is_held(host: str, port: int) -> str:
    found = port_holder(port)
    who = f"proces {found[0]} ({found[1]})" if found else "en anden proces"
    return f"Port {port} på {host} er optaget af {who}."
