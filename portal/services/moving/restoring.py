"""A backup put into an empty portal, on whichever database: all of it, verified, or nothing.

Mail and notices that waited when the copy was made are kept and not sent: nobody knows whether they have been
since. What was read out of the texts is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.db import Database
from portal.documents.document import DocumentError
from portal.documents.reading.markdown import read_document
from portal.migrations import steps, upgrade
from portal.models import Base, Version
from portal.services.errors import Refused
from portal.services.moving.archives import Archive, BrokenArchive, Manifest, Step
from portal.services.moving.kept_tables import kept_tables
from portal.services.outbox import hold_back
from portal.services.published.deriving import derive
from portal.services.record.verifying import row_problems

_AT_A_TIME = 50
_HELD = "Ventede, da portalen blev gendannet fra en kopi: ingen ved, om den er sendt siden."


class NotAsItWas(Exception):
    """What arrived does not agree; ``problems`` are what ``portal verify`` would say. Nothing was kept."""

    def __init__(self, problems: Sequence[str]):
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def check_revision(manifest: Manifest) -> None:
    """Raise Refused where the backup is of another version of the programme than this one."""
    if manifest.revision != steps()[-1]:
        message = (
            f"Kopien er skrevet af portalens udgave {manifest.portal} (database {manifest.revision}); "
            f"denne er til database {steps()[-1]}. Gendan med den udgave, der skrev kopien. "
            "Kør så »portal migrate« med den nyere."
        )
        raise Refused("other-revision", message)


def _check_empty(connection: Connection) -> None:
    """Raise Refused where a table of ours has a row; one without tables is empty too. Changes nothing."""
    there = inspect(connection).get_table_names()
    for table in Base.metadata.sorted_tables:
        if table.name in there and connection.scalar(select(func.count()).select_from(table)):
            where = connection.engine.url.render_as_string()
            what = f"der er noget i tabellen {table.name} ({where})"
            raise Refused("not-empty", f"Databasen er ikke tom: {what}. Vælg en tom database.")


def restore(database: Database, archive: Archive, step: Step = lambda *_: None) -> None:
    """Put everything of ``archive`` into an empty database, brought up to this version first.

    One transaction: nothing is kept where it raises Refused, BrokenArchive where the database does not take a
    row, or NotAsItWas.
    """
    check_revision(archive.manifest)
    with database.engine.connect() as connection:
        _check_empty(connection)
    upgrade(database.engine)
    with database.writing() as session:
        _be_alone(session.connection())
        done = 0
        for table in kept_tables():
            for lot in _fill(session, archive, table):
                done += lot
                step("Skriver rækker", done, archive.row_count)
        _set_sequences(session)
        hold_back(session, _HELD)
        _derive(session, step)
        step("Tjekker det hele", 0, 1)
        problems = tuple(row_problems(session))
        if problems:
            raise NotAsItWas(problems)
        step("Tjekker det hele", 1, 1)


def _be_alone(connection: Connection) -> None:
    """Keep others from writing until the end, and see that nobody has since the database was found empty."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    _check_empty(connection)


def _fill(session: Session, archive: Archive, table: Table) -> Iterator[int]:
    """Insert a table's rows; a lot at a time, and say how many each had."""
    rows = archive.rows(table)
    while lot := list(islice(rows, _AT_A_TIME)):
        try:
            session.execute(insert(table), lot)
        except (SQLAlchemyError, ValueError, OverflowError) as error:
            message = f"Rækker i tabellen {table.name} kan ikke ligge i denne database."
            raise BrokenArchive(message) from error
        yield len(lot)


def _set_sequences(session: Session) -> None:
    """Let new rows get numbers after those that came; SQLite sees to that itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in kept_tables():
        column: Any = table.autoincrement_column
        highest = session.scalar(select(func.max(column))) if column is not None else None
        if highest is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            session.execute(select(func.setval(sequence, highest)))


def _derive(session: Session, step: Step) -> None:
    """Read out of each text what is kept beside it. One that cannot be read is named by the check after."""
    ids = session.scalars(select(Version.id).order_by(Version.id)).all()
    for done, id_ in enumerate(ids, 1):
        version = session.get_one(Version, id_)
        try:
            document = read_document(version.content, "")
        except DocumentError:
            continue
        derive(session, version, document)
        session.flush()
        session.expunge_all()
        step("Læser tekster", done, len(ids))
