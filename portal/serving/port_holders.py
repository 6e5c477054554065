"""Which process listens on a port, where the system tells: Linux does, of one's own processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_LISTENS = "0A"
_LONGEST_NAME = 80


def port_holder(port: int) -> tuple[int, str] | None:
    """The process that listens on ``port`` and how it was begun; of several alike the first, that began them.

    None where nobody does, or it cannot be told.
    """
    sockets = {f"socket:[{inode}]" for inode in _listening(port)}
    for link in _PROC.glob("[0-9]*/fd/*") if sockets else ():
        if _target(link) in sockets:
            first = _first_of(int(link.parts[2]))
            return first, _command(first)[:_LONGEST_NAME]
    return None


def _listening(port: int) -> Iterator[str]:
    """The inodes of the sockets that listen on ``port``."""
    for table in ("tcp", "tcp6"):
        for line in _read(_PROC / "net" / table).splitlines()[1:]:
            _, local, _, state, _, _, _, _, _, inode, *_ = line.split()
            if state == _LISTENS and int(local.rpartition(":")[2], 16) == port:
                yield inode


def _first_of(pid: int) -> int:
    """The process that began ``pid`` and those like it."""
    parent = next((int(n) for n in _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()[1:2]), 0)
    alike = parent > 1 and _command(parent) == _command(pid)
    return _first_of(parent) if alike else pid


def _command(pid: int) -> str:
    return _read(_PROC / str(pid) / "cmdline").replace("\0", " ").strip()


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def _read(file: Path) -> str:
    """What the system says; "" where it does not, or the process has gone."""
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""
