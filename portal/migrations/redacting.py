"""The one way past immutability: a text may change as a row of ``redaction`` or ``row_redaction`` says.

Of a version an UPDATE of ``content`` and ``sha256`` alone is allowed, from the hash before to the hash after
of a redaction of that version, which two people made (a CHECK of the table). The new bytes must have the
new hash. Of other append-only tables the texts that people write may change, as a row of ``row_redaction``
says of that very row; a row of the log keeps its link in the chain. On SQLite the hash is a function that
``portal.db`` gives each connection; whoever opens the file with something else has no such function, and is
refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alembic import op

_KEPT = (
    "id", "standard_id", "n", "adopted_day", "adopted_certainty", "published_day", "published_certainty",
    "begins_day", "begins_certainty", "ends_day", "ends_certainty", "confirmed", "restatement", "corrects",
    "recorded",
)  # fmt: skip


@dataclass(frozen=True)
class Maskable:
    """An append-only table whose ``texts`` can be masked; ``kept`` are the columns that never change."""

    kept: tuple[str, ...]
    texts: tuple[str, ...]


MASKABLE: Mapping[str, Maskable] = {
    "decision": Maskable(
        ("id", "version_id", "meeting_day", "outcome", "source", "recorded"), ("body", "item", "minutes")
    ),
    "repeal": Maskable(("id", "standard_id", "day", "known_from", "recorded"), ("body", "item")),
    "draft_decision": Maskable(
        (
            "id",
            "draft_id",
            "round",
            "meeting_day",
            "outcome",
            "begins",
            "sha256",
            "recorded_by_id",
            "recorded",
        ),
        ("body", "item", "minutes", "remark"),
    ),
    "redaction": Maskable(
        ("id", "version_id", "before_sha256", "after_sha256", "proposed_by_id", "approved_by_id", "recorded"),
        ("reason",),
    ),
    "log": Maskable(("id", "recorded", "actor", "action", "subject", "previous_hash", "hash"), ("detail",)),
}
"""Table → what of it may change by a row of ``row_redaction``; of the log nonce and content_hash too."""


def allow_redaction() -> None:
    """Put the narrow trigger in place of the one that refuses every UPDATE of ``version``."""
    _allow("version", version_on_sqlite(), VERSION_REFUSING)


def allow_row_redaction() -> None:
    """Put narrow triggers in place of those that refuse every UPDATE of what is ``MASKABLE``."""
    for table in MASKABLE:
        _allow(table, update_on_sqlite(table), refusing_update(table))


def version_on_sqlite() -> str:
    """The trigger on ``version`` on SQLite."""
    return _on_sqlite("version", f"{_allowed('IS')} AND portal_sha256(NEW.content) = NEW.sha256")


def update_on_sqlite(table: str) -> str:
    """The trigger on a table that is ``MASKABLE``, on SQLite."""
    return _on_sqlite(table, _row_allowed(table, "IS", "portal_sha256(CAST({} AS BLOB))", "char(31)", ""))


def refusing_update(table: str) -> str:
    """What the function ``refuse_<table>_update`` does on PostgreSQL."""
    digest = "encode(sha256(convert_to({}, 'UTF8')), 'hex')"
    return _refusing(table, _row_allowed(table, "IS NOT DISTINCT FROM", digest, "chr(31)", "::text"))


def _allow(table: str, on_sqlite: str, refusing: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(on_sqlite)
        return
    op.execute(f"CREATE FUNCTION refuse_{table}_update() RETURNS trigger LANGUAGE plpgsql AS $${refusing}$$")
    op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION refuse_{table}_update()"
    )


def _on_sqlite(table: str, allowed: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT COALESCE({allowed}, 0)"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END"
    )


def _refusing(table: str, allowed: str) -> str:
    return (
        f" BEGIN IF COALESCE({allowed}, false) THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION '{table} is append-only: UPDATE refused'; END "
    )


def _allowed(same: str) -> str:
    kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in _KEPT)
    return (
        f"({kept} AND EXISTS (SELECT 1 FROM redaction WHERE version_id = OLD.id"
        " AND before_sha256 = OLD.sha256 AND after_sha256 = NEW.sha256"
        " AND proposed_by_id <> approved_by_id))"
    )


def _row_allowed(table: str, same: str, digest: str, between: str, as_text: str) -> str:
    """What must be so of an UPDATE; ``digest`` makes a hash of the text put into it."""
    about = MASKABLE[table]
    kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in about.kept)
    if table == "log":
        kept += f" AND {digest.format('NEW.previous_hash || NEW.content_hash')} = OLD.hash"

    def texts(row: str) -> str:
        joined = f" || {between} || ".join(f"{row}.{column}{as_text}" for column in about.texts)
        return digest.format(joined)

    return (
        f"({kept} AND EXISTS (SELECT 1 FROM row_redaction WHERE table_name = '{table}' AND row_id = OLD.id"
        f" AND before_sha256 = {texts('OLD')} AND after_sha256 = {texts('NEW')}"
        " AND proposed_by_id <> approved_by_id))"
    )


VERSION_REFUSING = _refusing(
    "version",
    f"{_allowed('IS NOT DISTINCT FROM')} AND encode(sha256(NEW.content), 'hex') = NEW.sha256",
)
"""What the function ``refuse_version_update`` does on PostgreSQL."""
