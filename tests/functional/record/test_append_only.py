"""An adopted version never changes: the database itself refuses, side doors included, after every step."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from portal.db import Database
from portal.migrations import differences, steps, upgrade
from portal.migrations.append_only import APPEND_ONLY

# PostgreSQL itself refuses to truncate a table that others point to, before any trigger is asked.
REFUSED = "append-only|cannot truncate"
NOT_LET_THROUGH = "append-only|violates check constraint|CHECK constraint failed"

ROWS = {
    "version": (
        "standard_id, n, content, sha256, adopted_certainty, published_certainty, begins_certainty,"
        " restatement, recorded",
        "1, 1, {blob}, 'x', 'unknown', 'unknown', 'unknown', {false}, '2026-01-01'",
        "sha256 = 'y'",
    ),
    "decision": (
        "version_id, body, item, minutes, outcome, source, recorded",
        "1, 'Byrådet', '', '', 'vedtaget', 'loaded', '2026-01-01'",
        "body = 'y'",
    ),
    "repeal": (
        "standard_id, day, known_from, body, item, recorded",
        "1, '2026-01-01', '2026-01-01', '', '', '2026-01-01'",
        "body = 'y'",
    ),
    "confirmation": ("standard_id, n, day, recorded", "1, 1, '2026-01-01', '2026-01-01'", "n = 2"),
    "log": (
        "recorded, actor, nonce, action, subject, detail, previous_hash, hash",
        "'2026-01-01', '', '', '', '', '{{}}', 'a', 'b'",
        "actor = 'y'",
    ),
    "draft_decision": (
        "draft_id, round, body, meeting_day, item, minutes, outcome, remark, sha256, recorded_by_id,"
        " recorded",
        "1, 1, 'Byrådet', '2026-01-01', '', '', 'vedtaget', '', 'x', 1, '2026-01-01'",
        "body = 'y'",
    ),
    "redaction": (
        "version_id, reason, before_sha256, after_sha256, proposed_by_id, approved_by_id, recorded",
        "1, '', 'x', '{after}', 1, 2, '2026-01-01'",
        "reason = 'y'",
    ),
    "row_redaction": (
        "table_name, row_id, before_sha256, after_sha256, proposed_by_id, approved_by_id, recorded",
        "'decision', 1, 'x', 'y', 1, 2, '2026-01-01'",
        "row_id = 2",
    ),
    "time_stamp": (
        "log_id, stamped, authority, answer, recorded",
        "1, '2026-01-01', '', {blob}, '2026-01-01'",
        "authority = 'y'",
    ),
}
MASKED = "▓"
AFTER = hashlib.sha256(MASKED.encode()).hexdigest()


def tables(engine: Engine) -> list[str]:
    """The append-only tables that exist after this step."""
    return [table for table in APPEND_ONLY if inspect(engine).has_table(table)]


def fill(engine: Engine) -> None:
    sqlite = engine.dialect.name == "sqlite"
    words = {"blob": "x'61'" if sqlite else "'a'::bytea", "false": "0" if sqlite else "false", "after": AFTER}
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO municipality (id, slug, name, art, fictional, source, recorded) VALUES"
                " (1, 'a', 'A', 'kommune', {false}, {blob}, '2026-01-01')".format(**words)
            )
        )
        connection.execute(
            text("INSERT INTO standard (id, municipality_id, slug, kind) VALUES (1, 1, 's', 'baggrund')")
        )
        if "draft_decision" in tables(engine):
            connection.execute(
                text(
                    "INSERT INTO person (id, mail, name, password, active, recorded) VALUES"
                    " (1, 'a', 'a', '', {false}, '2026-01-01'), (2, 'b', 'b', '', {false}, '2026-01-01')"
                    "".format(**words)
                )
            )
            connection.execute(
                text(
                    "INSERT INTO draft (id, standard_id, n, content, recorded)"
                    " VALUES (1, 1, 1, {blob}, '2026-01-01')".format(**words)
                )
            )
        for table in tables(engine):
            columns, values, _ = ROWS[table]
            connection.execute(
                text(f"INSERT INTO {table} (id, {columns}) VALUES (1, {values.format(**words)})")
            )


def attacks(engine: Engine, table: str) -> list[str]:
    columns, _, change = ROWS[table]
    found = [f"UPDATE {table} SET {change}", f"DELETE FROM {table}"]
    if engine.dialect.name == "sqlite":
        same = f"SELECT id, {columns} FROM {table}"
        found += [
            f"INSERT OR REPLACE INTO {table} (id, {columns}) {same}",
            f"REPLACE INTO {table} (id, {columns}) {same}",
        ]
        found += [
            f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"
            for key in APPEND_ONLY[table]
            if key != ("id",)
        ]
        found.append(f"UPDATE OR REPLACE {table} SET {change}")
    else:
        found += [f"TRUNCATE {table}", f"TRUNCATE {table} CASCADE", "TRUNCATE municipality CASCADE"]
        found.append(
            f"INSERT INTO {table} (id, {columns}) SELECT id, {columns} FROM {table} WHERE true"
            f" ON CONFLICT (id) DO UPDATE SET {change}"
        )
    return found


def test_every_append_only_table_has_a_row_to_attack() -> None:
    assert set(ROWS) == set(APPEND_ONLY)


@pytest.mark.parametrize("step", steps())
def test_no_change_gets_through_after_any_step(
    step: str, database_kind: str, fresh_database: Callable[..., Database]
) -> None:
    engine = fresh_database(database_kind, migrated=False).engine
    upgrade(engine, to=step)
    fill(engine)
    assert tables(engine) == list(APPEND_ONLY) or step != steps()[-1]
    for table in tables(engine):
        for attack in attacks(engine, table):
            with pytest.raises(DBAPIError, match=REFUSED), engine.begin() as connection:
                connection.execute(text(attack))
            with engine.begin() as connection:
                count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            assert count == 1, attack


def test_the_models_and_the_steps_agree(database: Database) -> None:
    upgrade(database.engine)
    assert differences(database.engine) == []


def blob(engine: Engine, words: str) -> str:
    code = words.encode().hex()
    return f"x'{code}'" if engine.dialect.name == "sqlite" else f"'\\x{code}'::bytea"


# A redaction is the one way past; everything beside it is refused.


@pytest.fixture
def engine(database: Database) -> Engine:
    """Version 1 has the text "a" and the hash "x"; two people agreed to take it to ``AFTER``."""
    fill(database.engine)
    return database.engine


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def masked(engine: Engine, more: str = "", content: str = MASKED, sha256: str = AFTER) -> str:
    return f"UPDATE version SET content = {blob(engine, content)}, sha256 = '{sha256}'{more} WHERE id = 1"


def test_what_two_people_agreed_on_goes_through_once(engine: Engine) -> None:
    run(engine, masked(engine))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT sha256 FROM version")).scalar() == AFTER
    for again in (masked(engine, content="a", sha256="x"), masked(engine, content="b")):
        with pytest.raises(DBAPIError, match=NOT_LET_THROUGH):
            run(engine, again)


@pytest.mark.parametrize(
    "more",
    [
        ", n = 2",
        ", id = 2",
        ", begins_day = '2030-01-01'",
        ", begins_certainty = 'known'",
        ", published_day = '2030-01-01'",
        ", adopted_day = '2030-01-01'",
        ", ends_day = '2030-01-01'",
        ", ends_certainty = 'known'",
        ", confirmed = '2030-01-01'",
        ", corrects = 1",
        ", recorded = '2030-01-01'",
    ],
)
def test_nothing_else_can_change_with_it(engine: Engine, more: str) -> None:
    with pytest.raises(DBAPIError, match=NOT_LET_THROUGH):
        run(engine, masked(engine, more))


def test_the_text_must_be_the_agreed_one(engine: Engine) -> None:
    for statement in (
        masked(engine, content="another text"),
        masked(engine, sha256="y"),
        f"UPDATE version SET sha256 = '{AFTER}'",
        f"UPDATE version SET content = {blob(engine, MASKED)}",
        "UPDATE version SET content = NULL, sha256 = NULL",
    ):
        with pytest.raises(DBAPIError, match=NOT_LET_THROUGH):
            run(engine, statement)


def test_one_person_is_not_two(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match=NOT_LET_THROUGH):
        run(
            engine,
            "INSERT INTO redaction (version_id, reason, before_sha256, after_sha256, proposed_by_id,"
            " approved_by_id, recorded) VALUES (1, '', 'x', 'y', 1, 1, '2026-01-01')",
        )


def test_a_redaction_of_another_version_is_no_leave(engine: Engine) -> None:
    run(
        engine,
        "INSERT INTO version (id, standard_id, n, content, sha256, adopted_certainty, published_certainty,"
        " begins_certainty, restatement, recorded) SELECT 2, 1, 2, content, 'z', 'unknown', 'unknown',"
        " 'unknown', restatement, recorded FROM version",
    )
    with pytest.raises(DBAPIError, match=NOT_LET_THROUGH):
        run(engine, masked(engine).replace("id = 1", "id = 2"))


def test_another_program_on_the_sqlite_file_is_refused(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("only SQLite is a file that any program can open")
    connection = sqlite3.connect(str(engine.url.database))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute(masked(engine))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("UPDATE version SET sha256 = 'y'")
    connection.close()
