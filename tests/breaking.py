"""An index of a test's own, and ways to break it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path


def copy_of(data: Path, folder: Path) -> Path:
    """A copy of a data folder, to be changed; without what other tests asked."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("asked.*"))
    return folder


POINTERS = {
    "empty": b"",
    "list": b"[1]",
    "bytes": bytes(range(256)),
    "deep": b"[" * 100_000,
    "words": b'{"format": 5, "folder": {}, "mark": [], "files": [[1, []]]}',
    "zero": b'{"format": 5, "folder": "\\u0000", "mark": "", "files": {}}',
}
"""What the file that names the index may hold, and should not."""
IN_THE_WAY = ("file", "pointer", "locks", "dangling", *(["closed"] if os.geteuid() else []))
"""Nothing is closed to root."""
UNREADABLE = ("gone", "format", *POINTERS, "named", "folder", "segments", "facts", "cut", *IN_THE_WAY)
"""Ways of which whoever opens the index sees that something is wrong."""


def put_in_the_way(index: Path, how: str) -> None:
    """Put something else where the index's own files belong."""
    if how == "closed":
        index.chmod(0)
    elif how in ("file", "dangling"):
        shutil.rmtree(index)
        if how == "file":
            index.write_text("noget andet")
        else:
            index.symlink_to(index.with_name("findes-ikke") / "index")
    else:
        for path in (
            (index / "CURRENT",) if how == "pointer" else (index / "LOCK", index / "keeping" / "LOCK")
        ):
            path.unlink(missing_ok=True)
            (path / "noget").mkdir(parents=True)
        if how == "locks":
            (index / "CURRENT").unlink()


def damage(index: Path, how: str) -> None:
    """Break the index in one of the ways a disk, a crash or an older programme can."""
    pointer = index / "CURRENT"
    current = json.loads(pointer.read_text())
    build = index / current["folder"]
    if how == "gone":
        shutil.rmtree(index)
    elif how == "format":
        pointer.write_text(json.dumps({**current, "format": current["format"] - 1}))
    elif how in POINTERS:
        pointer.write_bytes(POINTERS[how])
    elif how == "named":
        pointer.write_text(json.dumps({**current, "folder": "build-000000000000"}))
    elif how == "folder":
        shutil.rmtree(build)
        pointer.write_text(json.dumps(current))
    elif how == "lost":
        shutil.rmtree(build)
    elif how == "cut":
        for path in build.iterdir():
            os.truncate(path, path.stat().st_size // 2)
    elif how in IN_THE_WAY:
        put_in_the_way(index, how)
    else:
        for path in build.iterdir():
            if how == "segments" or (how == "postings") == (path.suffix == ".pst"):
                path.write_bytes(b"\x00\xff" * (path.stat().st_size // 2))
        pointer.write_text(json.dumps(current))
