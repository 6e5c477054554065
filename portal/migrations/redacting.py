"""The one way past immutability: a version's text may change as a row of ``redaction`` says.

Allowed is an UPDATE of ``content`` and ``sha256`` alone, from the hash before to the hash after of a
redaction of that version, which two people made (a CHECK of the table). The new bytes must have the new
hash. On SQLite the hash is a function that ``portal.db`` gives each connection; whoever opens the file with
something else has no such function, and is refused.
"""

from __future__ import annotations

from alembic import op

_KEPT = (
    "id", "standard_id", "n", "adopted_day", "adopted_certainty", "published_day", "published_certainty",
    "begins_day", "begins_certainty", "ends_day", "ends_certainty", "confirmed", "restatement", "corrects",
    "recorded",
)  # fmt: skip


def allow_redaction() -> None:
    """Put the narrow trigger in place of the one that refuses every UPDATE of ``version``."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER version_no_update")
        op.execute(
            f"CREATE TRIGGER version_no_update BEFORE UPDATE ON version WHEN NOT COALESCE({_allowed('IS')}"
            " AND portal_sha256(NEW.content) = NEW.sha256, 0)"
            " BEGIN SELECT RAISE(ABORT, 'version is append-only: UPDATE refused'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION refuse_version_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF COALESCE({_allowed('IS NOT DISTINCT FROM')}"
            " AND encode(sha256(NEW.content), 'hex') = NEW.sha256, false) THEN RETURN NEW; END IF;"
            " RAISE EXCEPTION 'version is append-only: UPDATE refused'; END $$"
        )
        op.execute("DROP TRIGGER version_no_change ON version")
        op.execute(
            "CREATE TRIGGER version_no_change BEFORE DELETE ON version"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER version_no_update BEFORE UPDATE ON version"
            " FOR EACH ROW EXECUTE FUNCTION refuse_version_update()"
        )


def _allowed(same: str) -> str:
    kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in _KEPT)
    return (
        f"({kept} AND EXISTS (SELECT 1 FROM redaction WHERE version_id = OLD.id"
        " AND before_sha256 = OLD.sha256 AND after_sha256 = NEW.sha256"
        " AND proposed_by_id <> approved_by_id))"
    )
