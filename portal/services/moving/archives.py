"""A backup's file: a zip with a line for each row of each table, and a manifest that says what there must be.

The last 64 characters of the file, in the zip's comment, are the SHA-256 of everything before them: a byte
changed anywhere, or a cut, shows before anything in it is believed. Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sqlalchemy import Table

from portal.services.moving.kept_tables import KEPT, kept_tables
from portal.services.moving.row_lines import line_of, row_of

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how much."""
FORMAT, FORMAT_VERSION = "kvalitetsportal-backup", 1
_MANIFEST = "manifest.json"
_DIGEST = 64
_COMMENT = b"sha256 of all before: "
_PIECE = 1 << 20
_LARGEST_MANIFEST = 1 << 20
LONGEST_LINE = 1 << 26
"""Bytes: three times what a form can send, written as text."""
SMALL, MOST_TIMES = 1 << 26, 200
"""Bytes that what is packed may take, or how many times the file: texts pack to a tenth, bombs far below."""
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, LookupError, RuntimeError,
)  # fmt: skip
"""What reading a zip or a line that is none may raise."""


class BrokenArchive(Exception):
    """The file is no whole backup that can be restored; ``message`` says in Danish what is wrong with it."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


_Name = Annotated[str, StringConstraints(pattern=r"^[\w.+-]{1,60}$")]
"""What of a manifest may be shown to whoever restores: no sign in it can move their screen."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptTable(_Strict):
    """What there must be of a table: its rows, and the bytes and the hash of their lines."""

    rows: int
    bytes: int
    sha256: str


class Manifest(_Strict):
    """What a backup says of itself; ``portal`` and ``revision`` are the programme's and its database's."""

    format: str
    format_version: int
    portal: _Name
    revision: _Name
    made: datetime
    tables: dict[_Name, KeptTable]
    left_out: dict[str, str]


@contextmanager
def writing_archive(file: IO[bytes]) -> Iterator[ArchiveWriter]:
    """A writer of a backup to an empty file open for reading and writing, sealed when the block ends."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = _COMMENT + b"0" * _DIGEST
        yield ArchiveWriter(packed)
    length = file.seek(0, os.SEEK_END) - _DIGEST
    digest = _hash(file, length, lambda *_: None)
    file.seek(length)
    file.write(digest.encode("ascii"))
    file.flush()
    os.fsync(file.fileno())


class ArchiveWriter:
    """Writes the tables one after another, and last the manifest."""

    def __init__(self, packed: zipfile.ZipFile):
        self._packed = packed
        self.tables: dict[str, KeptTable] = {}

    def write_table(self, table: Table, rows: Iterable[Mapping[Any, Any]]) -> None:
        """Write every row, one at a time."""
        digest, number, size = hashlib.sha256(), 0, 0
        with self._packed.open(_member(table), "w", force_zip64=True) as out:
            for row in rows:
                line = line_of(table, row)
                out.write(line)
                digest.update(line)
                number, size = number + 1, size + len(line)
        self.tables[table.name] = KeptTable(rows=number, bytes=size, sha256=digest.hexdigest())

    def write_manifest(self, manifest: Manifest) -> None:
        """Say what was written."""
        self._packed.writestr(_MANIFEST, manifest.model_dump_json(indent=2))


class Archive:
    """A backup that was checked whole."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest):
        self._packed = packed
        self.manifest = manifest

    @property
    def row_count(self) -> int:
        """The rows of all its tables."""
        return sum(table.rows for table in self.manifest.tables.values())

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """Every row of a table. Raises BrokenArchive where they are not those that the manifest tells of."""
        told = self.manifest.tables[table.name]
        digest, number = hashlib.sha256(), 0
        try:
            with self._packed.open(_member(table)) as member:
                while line := member.readline(LONGEST_LINE + 1):
                    if len(line) > LONGEST_LINE:
                        raise ValueError("a line is too long")
                    digest.update(line)
                    number += 1
                    yield row_of(table, line)
        except _UNREADABLE as error:
            raise BrokenArchive(f"Tabellen {table.name} kan ikke læses i række {number}.") from error
        if (number, digest.hexdigest()) != (told.rows, told.sha256):
            raise BrokenArchive(f"Tabellen {table.name} er ikke, som arkivet siger, den skal være.")


@contextmanager
def open_archive(path: Path, step: Step = lambda *_: None) -> Iterator[Archive]:
    """A backup, every byte and every row of which was looked at. Raises BrokenArchive and OSError."""
    with open(path, "rb") as file:
        _check_seal(file, step)
        try:
            packed = zipfile.ZipFile(file)
            manifest = _manifest(packed)
            _check_members(packed, manifest, file.seek(0, os.SEEK_END))
        except _UNREADABLE as error:
            raise BrokenArchive("Filen er ikke en sikkerhedskopi fra portalen.") from error
        archive = Archive(packed, manifest)
        numbers = count(1)
        for table in kept_tables():
            for _ in archive.rows(table):
                step("Tjekker rækker", next(numbers), archive.row_count)
        yield archive


def _check_seal(file: IO[bytes], step: Step) -> None:
    length = file.seek(0, os.SEEK_END) - _DIGEST
    if length > 0:
        file.seek(length)
        if file.read(_DIGEST) == _hash(file, length, step).encode("ascii"):
            return
    raise BrokenArchive("Filen er ikke en hel sikkerhedskopi: noget af den er ændret eller mangler.")


def _hash(file: IO[bytes], length: int, step: Step) -> str:
    """SHA-256 of the first ``length`` bytes, in hexadecimal."""
    digest, left = hashlib.sha256(), length
    file.seek(0)
    while left and (piece := file.read(min(_PIECE, left))):
        digest.update(piece)
        left -= len(piece)
        step("Tjekker filen", length - left, length)
    return digest.hexdigest()


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    with packed.open(_MANIFEST) as member:
        said = member.read(_LARGEST_MANIFEST + 1)
    if len(said) > _LARGEST_MANIFEST:
        raise ValueError("the manifest is too long")
    try:
        manifest = Manifest.model_validate_json(said)
    except ValidationError as error:
        raise ValueError("no manifest of ours") from error
    if manifest.format != FORMAT:
        raise ValueError("no manifest of ours")
    if manifest.format_version != FORMAT_VERSION:
        version = f"udgave {manifest.format_version} af formatet; denne portal læser udgave {FORMAT_VERSION}"
        raise BrokenArchive(f"Sikkerhedskopien er skrevet i {version}.")
    return manifest


def _check_members(packed: zipfile.ZipFile, manifest: Manifest, size: int) -> None:
    """The files in the zip are those there must be, each once, and none is packed past all reason."""
    if manifest.tables.keys() != KEPT:
        odd = ", ".join(sorted(manifest.tables.keys() ^ KEPT))
        raise BrokenArchive(f"Sikkerhedskopien har andre tabeller end portalen: {odd}.")
    members = packed.infolist()
    if sorted(one.filename for one in members) != sorted([_MANIFEST, *map(_member, kept_tables())]):
        raise BrokenArchive("Sikkerhedskopien har andre filer i sig, end den skal have.")
    if sum(one.file_size for one in members) > max(SMALL, MOST_TIMES * size):
        raise BrokenArchive("Sikkerhedskopien fylder langt mere udpakket, end en kopi kan.")
    for table in kept_tables():
        if packed.getinfo(_member(table)).file_size != manifest.tables[table.name].bytes:
            raise BrokenArchive(f"Tabellen {table.name} er ikke, som arkivet siger, den skal være.")


def _member(table: Table) -> str:
    return f"tables/{table.name}.jsonl"
