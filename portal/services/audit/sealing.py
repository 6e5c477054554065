"""Putting rows under the chain: the log holds the hash of each row that is public or gives power.

Whoever writes a decision, a confirmation or a repeal calls ``seal`` in the same transaction: those stand with
hashes of their own in the proof of a version. Whoever writes a row of ``WATCHED`` puts ``seals`` of it in the
detail of what the log tells anyway; the last seal of a row counts. ``portal verify`` compares every row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from portal.models import (
    Base,
    ConfirmationRow,
    Decision,
    Draft,
    DraftDecision,
    EstimateRow,
    Hearing,
    HearingResponse,
    LogRow,
    Municipality,
    Person,
    RepealRow,
    Stance,
    Standard,
    TimeStampRow,
    WordEntry,
)
from portal.services.audit.auditing import Auditing, canonical, instant_words

SEALED: Mapping[type[Decision] | type[ConfirmationRow] | type[RepealRow], str] = {
    Decision: "decision.recorded",
    ConfirmationRow: "confirmation.recorded",
    RepealRow: "repeal.recorded",
}
"""Model → the action of the log row that holds its hash."""

MASKED: Mapping[type[Base], str] = {Decision: "decision.masked", RepealRow: "repeal.masked"}
"""Model → the action of the log row that holds its hash since words of it were masked."""

WATCHED: Mapping[type[Base], frozenset[str]] = {
    Municipality: frozenset(),
    Standard: frozenset(),
    # The log holds no address of a person, not even a hash that one could try out.
    Person: frozenset({"mail", "password"}),
    # What a draft says changes with every save; the step that makes it public names the hash of it.
    Draft: frozenset(
        {"n", "content", "revision", "updated", "author_id", "edited_by_id", "reason", "lint_answers"}
    ),
    DraftDecision: frozenset(),
    Hearing: frozenset(),
    HearingResponse: frozenset(),
    EstimateRow: frozenset(),
    Stance: frozenset(),
    WordEntry: frozenset(),
    TimeStampRow: frozenset(),
}
"""Model → the columns that its seals leave out, beside the row's own number."""

_NOT_SAID = frozenset({"id", "version_id", "standard_id"})


def facts(row: Decision | ConfirmationRow | RepealRow) -> dict[str, Any]:
    """What a row says, as plain JSON.

    Empty columns are left out, so that a column added later leaves the hashes of old rows as they are.
    """
    return _said(row, _NOT_SAID)


def digest(said: Mapping[str, Any]) -> str:
    """SHA-256 of what a row says."""
    return hashlib.sha256(canonical(said)).hexdigest()


def seal(audit: Auditing, instant: datetime, actor: str, subject: str, row: Any) -> LogRow:
    """Write the log row that holds the hash of ``row``, a model of ``SEALED``, in the caller's transaction.

    ``subject`` is its version's (``log_subjects``), for a repeal its standard's.
    """
    return audit.record(instant, actor, SEALED[type(row)], subject, sha256=digest(facts(row)))


def seals(*rows: Base) -> dict[str, dict[str, str]]:
    """What the detail of a log row holds of ``rows``, models of ``WATCHED`` that are flushed."""
    return {"seals": {seal_name(row): row_digest(row) for row in rows}}


def seal_name(row: Base) -> str:
    """What the log calls a row: its table and its number."""
    return f"{row.__tablename__} {row.id}"  # type: ignore[attr-defined]


def row_digest(row: Base) -> str:
    """SHA-256 of what a row of ``WATCHED`` says."""
    return digest(_said(row, WATCHED[type(row)] | {"id"}))


def _said(row: Base, left_out: frozenset[str]) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {key: _plain(value) for key, value in values.items() if key not in left_out and value}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return instant_words(value)
    return value.isoformat() if isinstance(value, date) else value
