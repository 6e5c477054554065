"""`portal verify` sees what is changed by SQL beside the application, in any column that is public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    Table,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from office import Office
from portal.clock import SetClock
from portal.db import Database
from portal.models import Base
from portal.models.base import Instant
from portal.services.record.verifying import row_problems, trigger_problems
from whole_record import approve, lived, propose

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

NOT_WATCHED = {
    "asked": "counts of what was asked, removed after 90 days",
    "draft_writer": "who wrote in a draft: shown to nobody",
    "found_thing": "where a draft's words stood in a file: shown to its editors; the log has who confirmed",
    "imported_draft": "which file a draft was made of: shown to its editors",
    "imported_file": "shown to editors; the log has its hash",
    "failed_sign_in": "removed after a quarter of an hour",
    "one_time_link": "shown to nobody, good for three days",
    "outbox": "what is still to be done",
    "redaction_proposal": "holds what is to be masked, removed when it is decided",
    "reminder": "which mails were written",
    "sent_form": "removed after two days",
    "sign_in": "sessions",
}
"""Tables nothing public is read from, and why."""
LEFT_OUT = {
    "draft.n": "a draft's own affair until it is sent on",
    "draft.content": "what was heard and what was adopted are rows of their own",
    "draft.revision": "grows with every save",
    "draft.updated": "changes with every save",
    "draft.author_id": "shown to its municipality",
    "draft.edited_by_id": "changes with every save",
    "draft.reason": "shown to its municipality; the log has it",
    "draft.lint_answers": "shown to its municipality; the log has it",
    "outline.reader": "which reader read the text",
    "person.mail": "how a person signs in, shown to administrators; the log holds no hash of it",
    "person.password": "changes when a person sets a new one",
}
"""Columns of other tables that are left out, and why; and the number of a row, which other rows point to."""


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    made = lived(database, clock, tmp_path)
    approve(made, propose(made))
    yield made
    made.close()


def without_triggers(connection: Connection) -> None:
    """Take the triggers off, as one who owns the machine can."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in list(names):
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        for table in Base.metadata.tables:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))


def watched() -> list[Table]:
    return [table for name, table in Base.metadata.tables.items() if name not in NOT_WATCHED]


def other(column: Column[Any], value: Any) -> Any:
    """A value of the column's type that is not the one there is."""
    kind = column.type
    if isinstance(kind, Boolean):
        return not value
    if isinstance(kind, Integer):
        return (value or 0) + 1
    if isinstance(kind, Instant):
        return (value or datetime.fromisoformat("2026-01-01T00:00:00+00:00")) - timedelta(hours=1)
    if isinstance(kind, Date):
        return (value or date(2026, 1, 1)) - timedelta(days=1)
    if isinstance(kind, LargeBinary):
        return value + b" "
    if isinstance(kind, JSON):
        return [*value, "x"] if isinstance(value, list) else {**value, "x": "y"}
    return f"{'y' if (value or '').startswith('x') else 'x'}{(value or '')[1:]}"


def problems(connection: Connection) -> list[str]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        return list(row_problems(session))


def noticed(connection: Connection, statement: Any) -> bool:
    """Whether a change is named, or the database itself refuses it."""
    try:
        with connection.begin_nested() as attempt:
            assert connection.execute(statement).rowcount, str(statement)
            found = problems(connection)
            attempt.rollback()
    except IntegrityError:
        return True
    return bool(found)


def changes(connection: Connection) -> Iterator[tuple[str, Any]]:
    """A change of every column, in one row or another, and the taking out of a row."""
    for table in watched():
        key = next(iter(table.primary_key.columns))
        rows = list(connection.execute(select(table).order_by(key)).mappings())
        assert rows, f"{table.name} has no row to change"
        for place, column in enumerate(table.columns):
            row = rows[place % len(rows)]
            if not column.primary_key and f"{table.name}.{column.name}" not in LEFT_OUT:
                new = {column.name: other(column, row[column.name])}
                yield f"{table.name}.{column.name}", update(table).where(key == row[key.name]).values(new)
        yield f"{table.name} row", delete(table).where(key == rows[0][key.name])


def test_any_column_of_any_row_that_is_public(office: Office) -> None:
    with office.database.engine.connect() as connection:
        without_triggers(connection)
        assert problems(connection) == []
        found = list(changes(connection))
        assert [name for name, statement in found if not noticed(connection, statement)] == []
        connection.rollback()


TAMPERED = {
    "a version backdated": "UPDATE version SET recorded = '2020-01-01 00:00:00' WHERE n = 1",
    "a hearing moved": "UPDATE hearing SET closes = '2030-01-01' WHERE id = 1",
    "whom a hearing asked": "UPDATE hearing SET invited = '[\"x\"]' WHERE id = 1",
    "what was heard": "UPDATE hearing SET content = (SELECT content FROM version WHERE n = 1 LIMIT 1)",
    "a hearing cut short": "UPDATE hearing SET ended = '2026-12-01 00:00:00' WHERE id = 2",
    "a response changed": "UPDATE hearing_response SET shown_text = 'x' WHERE id = 1",
    "a response hidden": "UPDATE hearing_response SET state = 'tilbageholdt' WHERE id = 1",
    "an answer changed": "UPDATE hearing_response SET answer = 'x' WHERE id = 1",
    "a response taken out": "DELETE FROM hearing_response WHERE id = 1",
    "a response put in": "INSERT INTO hearing_response (hearing_id, received, organisation, sender, text,"
    " shown_text, state, answer, recorded) VALUES (1, '2026-12-01', 'x', '', 'x', 'x', 'vist', 'x',"
    " '2026-12-01 00:00:00')",
    "an outcome": "UPDATE decision SET outcome = 'forkastet' WHERE id = 2",
    "a body's outcome": "UPDATE draft_decision SET outcome = 'forkastet' WHERE id = 1",
    "a hearing led elsewhere": "UPDATE draft SET adopted_n = 1 WHERE adopted_n = 2",
    "a municipality's name": "UPDATE municipality SET name = 'x' WHERE id = 1",
    "a municipality's file": "UPDATE municipality SET source = (SELECT source FROM municipality"
    " WHERE id = 2) WHERE id = 1",
    "a redaction gone": "DELETE FROM redaction WHERE id = 1",
    "a masked row's redaction gone": "DELETE FROM row_redaction WHERE id = 1",
    "a role put in": "INSERT INTO role (person_id, municipality_id, role) VALUES (1, 1, 'secretary')",
    "a role in another municipality": "INSERT INTO role (person_id, municipality_id, role)"
    " VALUES (1, 2, 'administrator')",
    "a role taken out": "DELETE FROM role WHERE id = 1",
    "a stance": "UPDATE stance SET stance = 'tilslutter'",
    "an estimate": "UPDATE estimate SET price_low = 1",
    "a word of search": "UPDATE word_entry SET content = '{}' WHERE id = 1",
    "what a masked row of the log says": "UPDATE log SET detail = '{}' WHERE content_hash IS NOT NULL",
    "a detail that is no detail": "UPDATE log SET detail = '[]' WHERE id = 7",
    "a kept hash for another word": "UPDATE log SET content_hash = hash WHERE content_hash IS NULL",
}


def test_each_kind_of_change_is_named(office: Office) -> None:
    with office.database.engine.connect() as connection:
        without_triggers(connection)
        unseen = [name for name, said in TAMPERED.items() if not noticed(connection, text(said))]
        assert unseen == []
        connection.rollback()


UNREADABLE = (
    "UPDATE log SET detail = 'x' WHERE id = 7",
    "UPDATE log SET recorded = 'x' WHERE id = 7",
    "UPDATE version SET recorded = 'x' WHERE id = 1",
    "UPDATE hearing SET invited = 'x' WHERE id = 1",
    "UPDATE hearing_response SET received = 'x' WHERE id = 1",
    "UPDATE word_entry SET content = 'x' WHERE id = 1",
    "UPDATE redaction SET recorded = 'x' WHERE id = 1",
)
"""What SQLite lets stand in a column of another type."""


def test_what_cannot_be_read_is_named_and_stops_nothing_else(
    fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path
) -> None:
    made = lived(fresh_database("sqlite"), clock, tmp_path)
    with made.database.engine.connect() as connection:
        without_triggers(connection)
        renamed = text("UPDATE municipality SET name = 'x' WHERE id = 1")
        for said in UNREADABLE:
            with connection.begin_nested() as attempt:
                connection.execute(text(said))
                connection.execute(renamed)
                found = problems(connection)
                attempt.rollback()
            assert any("kan ikke læses" in problem or "er brudt" in problem for problem in found), said
        connection.rollback()
    made.close()


def triggers(connection: Connection) -> list[str]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        return list(trigger_problems(session))


def taken_off(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Each way to be rid of a trigger: its name and what to run."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(
            text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        )
        for name, table, said in list(rows):
            yield name, [f"DROP TRIGGER {name}"]
            weaker = f"CREATE TRIGGER {name} BEFORE DELETE ON {table} WHEN 0 BEGIN SELECT 1; END"
            yield name, [f"DROP TRIGGER {name}", weaker]
            assert said
        yield "more", ["CREATE TRIGGER more AFTER INSERT ON role BEGIN DELETE FROM stance; END"]
        return
    rows = connection.execute(
        text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    )
    for name, table in list(rows):
        yield name, [f"DROP TRIGGER {name} ON {table}"]
        yield name, [f"ALTER TABLE {table} DISABLE TRIGGER {name}"]
        yield name, [f"ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}"]
    functions = connection.execute(text("SELECT proname FROM pg_proc WHERE proname LIKE 'refuse%'"))
    for name in list(functions.scalars()):
        body = "BEGIN RETURN NEW; END"
        yield name, [f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"]


def test_a_trigger_that_is_gone_or_off_or_another_is_named(database: Database) -> None:
    with database.engine.connect() as connection:
        assert triggers(connection) == []
        ways = list(taken_off(connection))
        assert len(ways) > 20
        for name, statements in ways:
            with connection.begin_nested() as attempt:
                for statement in statements:
                    connection.execute(text(statement))
                found = triggers(connection)
                attempt.rollback()
            assert found == [f"Databasens værn mod ændringer er ikke, som det skal være: {name}"]
