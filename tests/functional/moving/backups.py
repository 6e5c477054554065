"""Backups for tests: made, taken apart, changed and restored."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.clock import SetClock
from portal.db import Database
from portal.models import Base
from portal.services.moving.archives import open_archive
from portal.services.moving.backing_up import BackingUp
from portal.services.moving.kept_tables import kept_tables
from portal.services.moving.restoring import restore

Rows = dict[str, list[dict[str, Any]]]


def back_up(database: Database, clock: SetClock, file: Path) -> Path:
    report = BackingUp(database, clock).back_up(file)
    assert report.problems == ()
    return file


def restore_from(file: Path, database: Database) -> None:
    with open_archive(file) as archive:
        restore(database, archive)


def record_of(database: Database) -> Rows:
    """Every row of every table that is kept but the outbox, in which what waited is held back."""
    with database.reading() as session:
        return {
            table.name: [
                dict(row)
                for row in session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in kept_tables()
            if table.name != "outbox"
        }


def rows_in(database: Database) -> int:
    with database.reading() as session:
        return sum(len(session.execute(select(table)).all()) for table in Base.metadata.sorted_tables)


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def sealed(content: bytes) -> bytes:
    """A zip's bytes with the hash at their end that they must have."""
    return content[:-64] + hashlib.sha256(content[:-64]).hexdigest().encode()


def forged(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with its files changed, sealed as if the portal had written it."""
    changed = members(file)
    change(changed)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in changed.items():
            packed.writestr(name, content)
        packed.comment = b"sha256 of all before: " + b"0" * 64
    file.write_bytes(sealed(made.getvalue()))
    return file


def with_lines(found: dict[str, bytes], table: str, lines: list[bytes]) -> None:
    """Put other lines in a table, and let the manifest say that they are the ones."""
    content = b"".join(lines)
    found[f"tables/{table}.jsonl"] = content
    manifest = json.loads(found["manifest.json"])
    manifest["tables"][table] = {
        "rows": len(lines),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    found["manifest.json"] = json.dumps(manifest).encode()


def lines_of(found: dict[str, bytes], table: str) -> list[bytes]:
    return found[f"tables/{table}.jsonl"].splitlines(keepends=True)
