"""Where the index lies: one folder per build, a small file that names the one in use, one writer at a time.

``CURRENT`` is replaced in one step, so a reader sees the old index or the new one and never half of one. A
crash leaves at most a folder nobody names, which the next build removes.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FORMAT = 5
"""Raised whenever what is stored changes its form; an index of another form counts as none and is rebuilt."""

_CURRENT = "CURRENT"
_LOCK = "LOCK"
_DAMAGED = "DAMAGED"
_OWNERS = 0o700


class IndexBusyError(Exception):
    """Another writer held the index for longer than the time limit. Nothing was changed; try again later."""


class CurrentGeneration(NamedTuple):
    """The folder in use, the size of each file in it, and a mark that differs after every change."""

    folder: str
    mark: str
    files: Mapping[str, int]


def read_current(root: Path) -> CurrentGeneration | None:
    """What ``root`` holds now; None where there is no index, or one of another form."""
    try:
        found = json.loads((root / _CURRENT).read_bytes())
        if found["format"] != FORMAT:
            return None
        return CurrentGeneration(str(found["folder"]), str(found["mark"]), dict(found["files"]))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def is_whole(root: Path) -> bool:
    """Whether every file lies there with the size that it was written with; cheap enough to ask always.

    Who has the files open reads on in them where they are gone, and would not notice.
    """
    current = read_current(root)
    if current is None:
        return False
    try:
        return _sizes(root / current.folder).items() >= current.files.items()
    except (OSError, ValueError, TypeError):
        return False


def _sizes(folder: Path) -> dict[str, int]:
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_size for entry in entries if not entry.name.endswith(_LOCK)}


def stamp(root: Path) -> tuple[int, int, int]:
    """A cheap fingerprint of ``CURRENT``: it changes with every swap and update. Zeros where there is
    none."""
    try:
        status = os.stat(root / _CURRENT)
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def point_at(root: Path, folder: str) -> None:
    """Let readers use ``folder`` from now on; they also notice when it is the same folder, changed."""
    fresh = root / f".{_CURRENT}-{uuid.uuid4().hex}"
    current = CurrentGeneration(folder, uuid.uuid4().hex, _sizes(root / folder))
    fresh.write_text(json.dumps({"format": FORMAT, **current._asdict()}), "utf-8")
    with open(fresh, "rb") as handle:
        os.fsync(handle.fileno())
    os.replace(fresh, root / _CURRENT)


def mark_damaged(root: Path) -> None:
    """Say, for whoever writes the index, that it cannot be read and must be built anew."""
    with contextlib.suppress(OSError):
        (root / _DAMAGED).touch()


def is_damaged(root: Path) -> bool:
    """Whether a reader said so since the last build."""
    return os.path.exists(root / _DAMAGED)


def new_folder(root: Path) -> str:
    """Make an empty folder for a build aside and give its name."""
    name = f"build-{uuid.uuid4().hex[:12]}"
    (root / name).mkdir(parents=True)
    return name


def sweep(root: Path, keep: Collection[str]) -> None:
    """Remove what no reader will open any more: every build but those in ``keep``, half-written pointers,
    the word that the index was damaged.

    Keep the build in use and the one before it: a reader may be about to open that. A reader that still has
    files of an older build open keeps reading them until it lets go.
    """
    for path in root.iterdir():
        if path.is_dir() and path.name.startswith("build-") and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{_CURRENT}-") or path.name == _DAMAGED:
            path.unlink(missing_ok=True)


def discard(root: Path) -> None:
    """Take away all that lies at ``root``, whatever it is, so that an index can be built there.

    Raises OSError where it cannot be moved; what then cannot be removed is left beside, hidden.
    """
    aside = root.with_name(f".{root.name}-{uuid.uuid4().hex}")
    try:
        os.replace(root, aside)
    except FileNotFoundError:
        return
    if aside.is_symlink() or not aside.is_dir():
        aside.unlink()
        return
    with contextlib.suppress(OSError):
        aside.chmod(_OWNERS)
        for folder, names, _ in os.walk(aside):
            for name in names:
                os.chmod(os.path.join(folder, name), _OWNERS)
    shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def writing(root: Path, time_limit: float) -> Iterator[None]:
    """Be the only writer of ``root``. Raises IndexBusyError after ``time_limit`` seconds; a dead writer's
    claim ends with its process."""
    root.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + time_limit
    with open(root / _LOCK, "a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    message = (
                        f"indekset skrives af en anden og blev ikke ledigt inden for {time_limit:g} sekunder"
                    )
                    raise IndexBusyError(message) from None
                time.sleep(0.05)
        yield
