"""Putting decisions, confirmations and repeals under the chain: the log holds the hash of each row.

Whoever writes such a row calls ``seal`` in the same transaction; ``portal verify`` and the proof of a version
compare every row with its hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from portal.models import ConfirmationRow, Decision, LogRow, RepealRow
from portal.services.audit.auditing import Auditing, canonical, instant_words

SEALED: Mapping[type[Decision] | type[ConfirmationRow] | type[RepealRow], str] = {
    Decision: "decision.recorded",
    ConfirmationRow: "confirmation.recorded",
    RepealRow: "repeal.recorded",
}
"""Model → the action of the log row that holds its hash."""

_NOT_SAID = frozenset({"id", "version_id", "standard_id"})


def facts(row: Decision | ConfirmationRow | RepealRow) -> dict[str, Any]:
    """What a row says, as plain JSON.

    Empty columns are left out, so that a column added later leaves the hashes of old rows as they are.
    """
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {key: _plain(value) for key, value in values.items() if key not in _NOT_SAID and value}


def digest(said: Mapping[str, Any]) -> str:
    """SHA-256 of what a row says."""
    return hashlib.sha256(canonical(said)).hexdigest()


def seal(audit: Auditing, instant: datetime, actor: str, subject: str, row: Any) -> LogRow:
    """Write the log row that holds the hash of ``row``, a model of ``SEALED``, in the caller's transaction.

    ``subject`` is its version's (``log_subjects``), for a repeal its standard's.
    """
    return audit.record(instant, actor, SEALED[type(row)], subject, sha256=digest(facts(row)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_words(value)
    return value.isoformat() if isinstance(value, date) else value
