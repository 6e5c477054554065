"""A database from before the seals: what it holds is sealed once, as it stands, and all still agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Date, Engine, Integer, LargeBinary, insert, inspect, select, text
from sqlalchemy.orm import Session

from portal.db import Database
from portal.migrations import upgrade
from portal.models import Base, LogRow
from portal.models.base import Instant
from portal.services.audit.sealing import WATCHED
from portal.services.record.verifying import chain_problems, trigger_problems
from portal.services.record.verifying_seals import seal_problems

BEFORE = "0005"
NOW = datetime(2026, 11, 22, 11, 30, 15, 123456, tzinfo=UTC)


def value(column: Any) -> Any:
    """Something of a column's type; a number points to the only row there is."""
    if column.name in {"fictional", "active"}:
        return True
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, Instant):
        return NOW
    if isinstance(column.type, Date):
        return date(2026, 11, 22)
    if isinstance(column.type, LargeBinary):
        return "blåbær".encode()
    return {"invited": ["Rådet"], "content": {"words": ["blåbær"]}, "state": "hoering"}.get(column.name, "ø")


def fill(engine: Engine) -> None:
    """A row in each table that is watched, and a draft that nobody has sent on."""
    order = [table for table in Base.metadata.sorted_tables if table.name in names()]
    with engine.begin() as connection:
        for table in order:
            there = {column["name"] for column in inspect(connection).get_columns(table.name)}
            row = {column.name: value(column) for column in table.columns if column.name in there}
            connection.execute(insert(table).values(row))
        draft = Base.metadata.tables["draft"]
        own = {"id": 2, "state": "kladde", "round": 0, "adopted_n": None, "closed": None, "base_n": None}
        row = {c.name: value(c) for c in draft.columns} | own
        connection.execute(insert(draft).values(row))
        connection.execute(
            text(
                "INSERT INTO log (recorded, actor, nonce, action, subject, detail, previous_hash, hash)"
                " VALUES ('2026-11-22 11:30:15', 'x', 'y', 'person.link_made', 'a', '{}', :zero, :hash)"
            ),
            {"zero": "0" * 64, "hash": FIRST},
        )


def names() -> set[str]:
    """The tables that were there before there were seals."""
    return {model.__tablename__ for model in WATCHED} - {"time_stamp"}


FIRST = "6" * 64


@pytest.fixture
def engine(database_kind: str, fresh_database: Callable[..., Database]) -> Engine:
    engine = fresh_database(database_kind, migrated=False).engine
    upgrade(engine, to=BEFORE)
    return engine


def test_what_was_there_is_sealed_as_it_stands(engine: Engine) -> None:
    fill(engine)
    upgrade(engine)
    with Session(engine) as session:
        assert list(seal_problems(session)) == []
        assert list(trigger_problems(session)) == []
        begun = session.scalars(select(LogRow).order_by(LogRow.id.desc())).first()
        assert begun is not None
        assert (begun.action, begun.previous_hash) == ("seals.begun", FIRST)
        assert {name.partition(" ")[0] for name in begun.detail["seals"]} == names()
        assert "draft 2" not in begun.detail["seals"]
    for table in sorted(names() - {"draft", "municipality", "standard", "person", "hearing"}):
        with engine.connect() as connection:
            for name in triggers(connection):
                connection.execute(text(name))
            connection.execute(text(f"DELETE FROM {table}"))
            with Session(connection, join_transaction_mode="create_savepoint") as session:
                found = list(seal_problems(session))
            assert len(found) == 1
            assert f"findes ikke mere: {table} 1" in found[0]
            connection.rollback()


def triggers(connection: Any) -> list[str]:
    if connection.dialect.name == "postgresql":
        return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in Base.metadata.tables]
    named = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
    return [f"DROP TRIGGER {name}" for name in list(named)]


def test_the_row_that_begins_the_seals_is_a_link_of_the_chain(engine: Engine) -> None:
    with engine.begin() as connection:
        municipality = Base.metadata.tables["municipality"]
        connection.execute(insert(municipality).values({c.name: value(c) for c in municipality.columns}))
    upgrade(engine)
    with Session(engine) as session:
        assert list(chain_problems(session)) == []
        assert list(seal_problems(session)) == []
        assert [row.action for row in session.scalars(select(LogRow))] == ["seals.begun"]


def test_an_empty_database_has_nothing_to_seal(engine: Engine) -> None:
    upgrade(engine)
    with Session(engine) as session:
        assert session.scalars(select(LogRow)).all() == []


def test_a_row_put_in_after_that_is_not_taken_for_an_old_one(engine: Engine) -> None:
    fill(engine)
    upgrade(engine)
    with engine.begin() as connection:
        person = Base.metadata.tables["person"]
        row = {c.name: value(c) for c in person.columns} | {"id": 0, "mail": "z"}
        connection.execute(insert(person).values(row))
    with Session(engine) as session:
        assert list(seal_problems(session)) == ["Personen står ikke i loggen: person 0"]
