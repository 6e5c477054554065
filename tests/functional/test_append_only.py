"""An adopted version never changes: the database itself refuses, side doors included, after every step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from portal.db import Database
from portal.migrations import differences, steps, upgrade
from portal.migrations.append_only import APPEND_ONLY

# PostgreSQL itself refuses to truncate a table that others point to, before any trigger is asked.
REFUSED = "append-only|cannot truncate"

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
}


def tables(engine: Engine) -> list[str]:
    """The append-only tables that exist after this step."""
    return [table for table in APPEND_ONLY if inspect(engine).has_table(table)]


def fill(engine: Engine) -> None:
    sqlite = engine.dialect.name == "sqlite"
    words = {"blob": "x'61'" if sqlite else "'a'::bytea", "false": "0" if sqlite else "false"}
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
                    "INSERT INTO person (id, mail, name, password, active, recorded)"
                    " VALUES (1, 'a', 'a', '', {false}, '2026-01-01')".format(**words)
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
