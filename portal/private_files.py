"""Files and folders for their owner's eyes alone: names of people and hashes of passwords lie in them."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path
from typing import IO

OWNERS = 0o700
_OTHERS = 0o077
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a database; it gives them the mode of the database."""
_log = logging.getLogger("portal")


def make_private_folder(folder: Path) -> None:
    """The folder, made if missing, its owner's alone; one that others could enter is closed to them."""
    folder.mkdir(mode=OWNERS, parents=True, exist_ok=True)
    _close(folder)


def make_private_database(file: Path) -> None:
    """An SQLite file, empty if missing, its owner's alone, before SQLite opens it; its folder if missing."""
    if not file.parent.exists():
        make_private_folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    for path in (file, *(file.with_name(file.name + end) for end in _BESIDE)):
        if path.exists():
            _close(path)


def new_private_file(file: Path) -> IO[bytes]:
    """A new file, its owner's alone, open for reading and writing. Raises FileExistsError, and OSError."""
    return os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def _close(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & _OTHERS:
        return
    try:
        path.chmod(mode & ~_OTHERS)
    except OSError:
        _log.warning("%s can be read by others, and is not ours to close", path)
    else:
        _log.warning("%s could be read by others; it is its owner's alone now", path)
