"""A folder that is there whole or not at all: made aside, and put in its place when everything is in it.

Nobody's work is lost by it: it takes the place of nothing, of an empty folder, or of one that holds what an
earlier export wrote and not a byte else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from secrets import token_hex

from portal.services.errors import Refused
from portal.services.moving.level_files import as_json

LISTING = "export.json"
"""The file that lists every other file of an export; another kind of folder has one of its own."""


class NewFolder:
    """A folder being made. ``files`` lists what is in it: path, hash and number of bytes."""

    def __init__(self, path: Path, listing: str = LISTING):
        self.path = path
        self._listing = listing
        self.files: list[dict[str, str | int]] = []

    def write(self, name: str, content: bytes) -> None:
        """Write a file; ``name`` is its path within the folder. Raises Refused for one that leads out."""
        parts = PurePosixPath(name).parts
        if "\\" in name or "\0" in name or "/".join(parts) != name or any(p.startswith(".") for p in parts):
            raise Refused("bad-name", f"»{name}« kan ikke være navnet på en fil i mappen.")
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files.append({"path": name, "sha256": sha256, "bytes": len(content)})

    def list_files(self, **told: object) -> None:
        """Write the listing, which begins with what is ``told``; nothing is written after it."""
        (self.path / self._listing).write_bytes(as_json({**told, "files": self.files}))


@contextmanager
def replacing_folder(folder: Path, mode: int, listing: str = LISTING) -> Iterator[NewFolder]:
    """A new folder that takes the place of ``folder`` when the block ends; where it raises, nothing changes.

    ``mode`` says who may read it, as far as the process lets them; ``listing`` is the file by which a folder
    of its kind is known. Raises Refused where ``folder`` holds what was not written so, and OSError.
    """
    folder = folder.resolve()
    check_replaceable(folder, listing)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = beside(folder)
    aside.mkdir(mode=mode)
    try:
        yield NewFolder(aside, listing)
        check_replaceable(folder, listing)
        _put_in_place(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def beside(path: Path) -> Path:
    """A hidden name next to ``path``, which nothing has, for what gets or had its name."""
    return path.with_name(f".{path.name}.{token_hex(6)}")


def check_replaceable(folder: Path, listing: str = LISTING) -> None:
    """Raise Refused unless ``folder`` is not there, is empty, or is as its ``listing`` says it was made."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(
            "not-a-folder", f"{folder} er en fil. Vælg en tom mappe, eller en, der ikke er der endnu."
        )
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    own = found.pop(listing, None)
    if own is None and not any(folder.iterdir()):
        return
    listed = _listed(own) if own else None
    if listed is None:
        message = (
            f"{folder} har andet i sig. Vælg en tom mappe, eller en, som portalen selv har udtrukket til."
        )
        raise Refused("not-empty", message)
    for name, path in sorted(found.items()):
        if path.is_symlink() or listed.get(name) != hashlib.sha256(path.read_bytes()).hexdigest():
            message = f"{folder}/{name} er skrevet af andre end portalen. Flyt den, eller vælg en tom mappe."
            raise Refused("not-empty", message)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _listed(listing: Path) -> dict[str, str] | None:
    """The hash of each file that the listing names; None where it is no listing of ours."""
    try:
        return {str(one["path"]): str(one["sha256"]) for one in json.loads(listing.read_bytes())["files"]}
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _put_in_place(aside: Path, folder: Path) -> None:
    """An empty folder is replaced in one step; a full one in two, the first of which can be undone."""
    if not folder.exists() or not any(folder.iterdir()):
        os.rename(aside, folder)
        return
    before = beside(folder)
    os.rename(folder, before)
    try:
        os.rename(aside, folder)
    except BaseException:
        os.rename(before, folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
