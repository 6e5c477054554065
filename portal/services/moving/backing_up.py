"""A copy of everything that is the record, in one file, while the portal runs.

All tables are read in one transaction that sees one moment. What is written is checked as a restore would
check it before the file gets its name, and what ``portal verify`` would say of the rows is said now: a copy
of a record that does not hold cannot be restored.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, Table, func, select, text
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.private_files import new_private_file
from portal.services.context import Process
from portal.services.errors import Refused
from portal.services.moving.archives import (
    FORMAT,
    FORMAT_VERSION,
    ArchiveWriter,
    Manifest,
    Step,
    open_archive,
    writing_archive,
)
from portal.services.moving.folders import beside
from portal.services.moving.kept_tables import LEFT_OUT, kept_tables
from portal.services.record.verifying import row_problems

_AT_A_TIME = 50
"""Rows held in memory: one can be a whole text."""


@dataclass(frozen=True)
class BackupReport:
    """How much is in the file, and what ``portal verify`` says of it."""

    rows: int
    problems: tuple[str, ...]


class BackingUp:
    """Writes backups."""

    def __init__(self, database: Database, clock: Clock):
        self._database = database
        self._clock = clock

    def back_up(self, file: Path, step: Step = lambda *_: None) -> BackupReport:
        """Write everything to ``file``, which its owner alone can read, whole or not at all.

        Raises Refused where the file is there already, and OSError.
        """
        with _new_file(file) as aside:
            with new_private_file(aside) as out, self._database.snapshot() as session:
                total = _count(session)
                with writing_archive(out) as writer:
                    _write(session, writer, self._clock.now(), total, step)
                problems = tuple(row_problems(session))
            with open_archive(aside, step):
                pass
        return BackupReport(total, problems)


def _write(session: Session, writer: ArchiveWriter, now: datetime, total: int, step: Step) -> None:
    done = 0

    def told(rows: Iterator[RowMapping]) -> Iterator[RowMapping]:
        nonlocal done
        for row in rows:
            yield row
            done += 1
            step("Skriver rækker", done, total)

    for table in kept_tables():
        writer.write_table(table, told(_rows(session, table)))
    revision = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    writer.write_manifest(
        Manifest(
            format=FORMAT,
            format_version=FORMAT_VERSION,
            portal=version("kvalitetsportal"),
            revision=revision,
            made=now,
            tables=writer.tables,
            left_out=dict(LEFT_OUT),
        )
    )


def _rows(session: Session, table: Table) -> Iterator[RowMapping]:
    query: Any = select(table).order_by(*table.primary_key.columns)
    yield from session.execute(query, execution_options={"yield_per": _AT_A_TIME}).mappings()


def _count(session: Session) -> int:
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in kept_tables())


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """Where to write ``file`` aside; it gets its name when the block ends, and is gone where that raises."""
    if file.exists():
        raise Refused("there-already", f"{file} findes allerede. Vælg et andet navn.")
    aside = beside(file)
    try:
        yield aside
        os.rename(aside, file)
    finally:
        aside.unlink(missing_ok=True)


def create_backing_up(process: Process) -> BackingUp:
    """BackingUp for a process."""
    return BackingUp(process.database, process.clock)
