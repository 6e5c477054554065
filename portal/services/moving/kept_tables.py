"""Which tables are the record, and so in a backup, and which are not, and why. Every table is in one list.

The key that lies beside the database is in neither: docs/adr/0019-moving-house.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from portal.models import Base

KEPT = frozenset({
    "municipality", "standard", "version", "decision", "repeal", "confirmation",
    "draft", "draft_writer", "draft_decision", "hearing", "hearing_response", "estimate", "stance",
    "person", "role", "redaction", "redaction_proposal", "row_redaction", "log", "word_entry",
    "imported_file", "imported_draft", "found_thing", "reminder", "outbox", "time_stamp",
})  # fmt: skip
"""What is the record: a portal that has these, and nothing else, is the same portal."""

_DERIVED = "read out of the texts, and read again where they arrive"
LEFT_OUT: Mapping[str, str] = {
    "outline": _DERIVED,
    "section": _DERIVED,
    "level_row": _DERIVED,
    "law_reference": _DERIVED,
    "sign_in": "sessions: everybody signs in again",
    "one_time_link": "links that open an account: new ones are made",
    "failed_sign_in": "counts of attempts, under a key that stays where it is",
    "sent_form": "forms sent within two days, so that none is taken twice",
    "asked": "counts of what was asked, 90 days old at most, under a key that stays where it is",
}
"""What is not, and why."""


def kept_tables() -> tuple[Table, ...]:
    """The tables of the record, each after those that its rows point to."""
    return tuple(table for table in Base.metadata.sorted_tables if table.name in KEPT)
