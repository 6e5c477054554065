"""What two people agreed on goes through the triggers of a table that can be masked; nothing beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from office import Office
from portal.clock import SetClock
from portal.db import Database
from portal.migrations.redacting import MASKABLE
from portal.models import LogRow
from portal.services.audit.auditing import content_of
from portal.services.record.free_text import FREE_TEXT, Way
from whole_record import lived

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

REFUSED = "append-only|foreign key|FOREIGN KEY"


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    made = lived(database, clock, tmp_path)
    yield made
    made.close()


def test_what_the_triggers_let_through_is_what_masking_walks() -> None:
    walked = {free.model.__tablename__: free.columns for free in FREE_TEXT if free.way in (Way.ROW, Way.LOG)}
    for table, about in MASKABLE.items():
        assert walked[table] == about.texts


def texts(connection: Connection, table: str) -> list[str]:
    row = connection.execute(text(f"SELECT * FROM {table} ORDER BY id LIMIT 1")).mappings().one()
    found = [row[column] for column in MASKABLE[table].texts]
    return [said if isinstance(said, str) else json.dumps(said) for said in found]


def digest(values: list[str]) -> str:
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()


def agree(connection: Connection, table: str, before: str, after: str, row: int = 1) -> None:
    people = connection.execute(text("SELECT id FROM person ORDER BY id LIMIT 2")).scalars().all()
    connection.execute(
        text(
            "INSERT INTO row_redaction (table_name, row_id, before_sha256, after_sha256, proposed_by_id,"
            " approved_by_id, recorded) VALUES (:table, :row, :before, :after, :one, :two, '2026-01-01')"
        ),
        {"table": table, "row": row, "before": before, "after": after, "one": people[0], "two": people[1]},
    )


def change(connection: Connection, table: str, new: str, **more: Any) -> None:
    column = MASKABLE[table].texts[0]
    given = {column: new, **more}
    if table == "log":
        said = connection.execute(text("SELECT previous_hash, hash FROM log WHERE id = 1")).one()
        given.setdefault("content_hash", _content(connection, said.previous_hash, said.hash))
    sets = ", ".join(f"{name} = :{name}" for name in given)
    connection.execute(text(f"UPDATE {table} SET {sets} WHERE id = 1"), given)


def _content(connection: Connection, previous: str, expected: str) -> str:
    """The hash of what the first row of the log says."""
    with Session(connection) as session:
        content = content_of(session.get_one(LogRow, 1))
    assert hashlib.sha256(f"{previous}{content}".encode()).hexdigest() == expected
    return content


def test_the_agreed_text_goes_through_and_nothing_else(office: Office) -> None:
    for table in MASKABLE:
        only_the_agreed(office, table)


def only_the_agreed(office: Office, table: str) -> None:
    new = '{"why": "x"}' if table == "log" else "x"
    engine = office.database.engine
    with engine.connect() as connection:
        old = texts(connection, table)
    agreed = (digest(old), digest([new, *old[1:]]))

    def attempt(*, agreed: tuple[str, str] | None, row: int = 1, **change_to: Any) -> None:
        with engine.begin() as connection:
            if agreed:
                agree(connection, table, *agreed, row=row)
            change(connection, table, change_to.pop("new", new), **change_to)

    refused: list[dict[str, Any]] = [
        {"agreed": None},
        {"agreed": agreed, "row": 2},
        {"agreed": agreed, "new": new.replace("x", "y")},
        {"agreed": (digest(["z"]), agreed[1])},
        {"agreed": agreed, "id": 99_999},
        {"agreed": agreed, "recorded": "2020-01-01 00:00:00"},
    ]
    if table == "log":
        refused += [{"agreed": agreed, "content_hash": None}, {"agreed": agreed, "content_hash": "0" * 64}]
    for one in refused:
        with pytest.raises(DBAPIError, match=REFUSED):
            attempt(**one)
    attempt(agreed=agreed)
    with engine.connect() as connection:
        assert texts(connection, table) == [new, *old[1:]]


def test_one_person_cannot_agree_alone(office: Office) -> None:
    with pytest.raises(DBAPIError, match=r"two_people"), office.database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO row_redaction (table_name, row_id, before_sha256, after_sha256, proposed_by_id,"
                " approved_by_id, recorded) VALUES ('decision', 1, 'x', 'y', 1, 1, '2026-01-01')"
            )
        )
