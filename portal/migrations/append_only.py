"""Triggers that make a table append-only, on SQLite and on PostgreSQL, side doors included.

SQLite: UPDATE and DELETE are refused row by row. ``INSERT OR REPLACE`` removes the old row without
firing a DELETE trigger unless recursive triggers are on, so a BEFORE INSERT trigger refuses a row whose
id or unique key is there already. PostgreSQL: TRUNCATE passes row triggers, so a statement trigger
refuses it.

Alembic's batch_alter_table rebuilds a SQLite table and drops its triggers: call ``protect`` again after it.
tests/functional/record/test_append_only.py walks through every migration step and checks.
"""

from __future__ import annotations

from collections.abc import Mapping

from alembic import op

APPEND_ONLY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "version": (("id",), ("standard_id", "n")),
    "decision": (("id",),),
    "repeal": (("id",),),
    "confirmation": (("id",),),
    "log": (("id",), ("hash",), ("previous_hash",)),
    "draft_decision": (("id",),),
    "redaction": (("id",),),
    "row_redaction": (("id",),),
    "time_stamp": (("id",), ("log_id",)),
}
"""Table → its unique keys."""

REFUSING = """
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END """
"""What the function ``refuse_change`` does on PostgreSQL."""

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${REFUSING}$$
"""


def protect(table: str) -> None:
    """Refuse UPDATE, DELETE, REPLACE and TRUNCATE on ``table`` from now on."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in refusals_on_sqlite(table).values():
            op.execute(statement)
    else:
        _protect_on_postgresql(table)


def refusals_on_sqlite(table: str) -> dict[str, str]:
    """The triggers that ``protect`` makes on SQLite: name → statement."""
    found = {
        f"{table}_no_{verb.lower()}": f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"
        for verb in ("UPDATE", "DELETE")
    }
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in APPEND_ONLY[table]
    )
    found[f"{table}_no_replace"] = (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: REPLACE refused'); END"
    )
    return found


def _protect_on_postgresql(table: str) -> None:
    op.execute(_POSTGRESQL_FUNCTION)
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
