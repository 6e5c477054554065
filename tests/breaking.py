"""An index of a test's own, and ways to break it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path


def copy_of(data: Path, folder: Path) -> Path:
    """A copy of a data folder, to be changed; without what other tests asked."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("asked.*"))
    return folder


def damage(index: Path, how: str) -> None:
    """Break the index in one of the ways a disk, a crash or an older programme can."""
    pointer = index / "CURRENT"
    current = json.loads(pointer.read_text())
    build = index / current["folder"]
    if how == "gone":
        shutil.rmtree(index)
    elif how == "format":
        pointer.write_text(json.dumps({**current, "format": current["format"] - 1}))
    elif how in ("empty", "list"):
        pointer.write_text("" if how == "empty" else "[1]")
    elif how == "folder":
        shutil.rmtree(build)
        pointer.write_text(json.dumps(current))
    else:
        for path in build.iterdir():
            if how == "segments" or (how == "postings") == (path.suffix == ".pst"):
                path.write_bytes(b"\x00\xff" * (path.stat().st_size // 2))
        pointer.write_text(json.dumps(current))
