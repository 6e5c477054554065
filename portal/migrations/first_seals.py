"""What a database holds when the log begins to seal it: one row of the log with the seals of all of it.

Frozen with step 0006. Rows written before were not under the log's hashes; from here on they are, as they
stand. A database without any such row gets none: there everything is sealed from the first on. The hashes are
those of ``portal.services.audit``: tests/functional/record/test_first_seals.py compares.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any

import sqlalchemy as sa

INSTANT = sa.DateTime(timezone=True)
_SEALED: Mapping[str, Mapping[str, Any]] = {
    "municipality": {"slug": sa.String, "name": sa.String, "art": sa.String, "fictional": sa.Boolean,
                     "source": sa.LargeBinary, "recorded": INSTANT},
    "standard": {"municipality_id": sa.Integer, "slug": sa.String, "kind": sa.String},
    "person": {"name": sa.String, "active": sa.Boolean, "recorded": INSTANT},
    "draft": {"standard_id": sa.Integer, "recorded": INSTANT, "state": sa.String, "base_n": sa.Integer,
              "round": sa.Integer, "closed": INSTANT, "adopted_n": sa.Integer},
    "draft_decision": {"draft_id": sa.Integer, "round": sa.Integer, "body": sa.String, "meeting_day": sa.Date,
                       "item": sa.String, "minutes": sa.Text, "outcome": sa.String, "remark": sa.Text,
                       "begins": sa.Date, "sha256": sa.String, "recorded_by_id": sa.Integer,
                       "recorded": INSTANT},
    "hearing": {"draft_id": sa.Integer, "opens": sa.Date, "closes": sa.Date, "invited": sa.JSON,
                "content": sa.LargeBinary, "opened_by_id": sa.Integer, "recorded": INSTANT, "ended": INSTANT},
    "hearing_response": {"hearing_id": sa.Integer, "received": sa.Date, "organisation": sa.String,
                         "sender": sa.String, "text": sa.Text, "shown_text": sa.Text, "state": sa.String,
                         "answer": sa.Text, "entered_by_id": sa.Integer, "moderated_by_id": sa.Integer,
                         "answered_by_id": sa.Integer, "recorded": INSTANT},
    "estimate": {"draft_id": sa.Integer, "row_id": sa.String, "recipients_low": sa.Integer,
                 "recipients_high": sa.Integer, "recipients_source": sa.Text, "price_low": sa.Integer,
                 "price_high": sa.Integer, "price_source": sa.Text, "entered_by_id": sa.Integer,
                 "recorded": INSTANT},
    "stance": {"draft_id": sa.Integer, "round": sa.Integer, "person_id": sa.Integer, "stance": sa.String,
               "remark": sa.Text, "recorded": INSTANT},
    "word_entry": {"kind": sa.String, "key": sa.String, "content": sa.JSON, "why": sa.Text,
                   "person_id": sa.Integer, "recorded": INSTANT},
}  # fmt: skip
_LOG = sa.table(
    "log",
    sa.column("id", sa.Integer),
    sa.column("recorded", INSTANT),
    sa.column("detail", sa.JSON),
    *(
        sa.column(name, sa.String)
        for name in ("actor", "nonce", "action", "subject", "previous_hash", "hash")
    ),
)


def seal_what_there_is(connection: sa.Connection, now: datetime) -> None:
    """Add the row of the log, where there is anything to seal."""
    found = {key: digest for table in _SEALED for key, digest in _seals(connection, table)}
    if not found:
        return
    newest = sa.select(_LOG.c.hash).order_by(_LOG.c.id.desc()).limit(1)
    previous = connection.scalar(newest) or "0" * 64
    nonce, actor = token_hex(16), "portal migrate"
    said = {
        "recorded": _plain(now),
        "actor": _hash(f"{nonce}:{actor}".encode()),
        "action": "seals.begun",
        "subject": "portal",
        "detail": {"seals": found},
    }
    chained = _hash(f"{previous}{_hash(_canonical(said))}".encode())
    row = {"recorded": now, "actor": actor, "nonce": nonce, "previous_hash": previous, "hash": chained}
    connection.execute(
        sa.insert(_LOG).values(**row, action=said["action"], subject=said["subject"], detail=said["detail"])
    )


def _seals(connection: sa.Connection, table: str) -> Iterator[tuple[str, str]]:
    columns = [sa.column(name, kind) for name, kind in _SEALED[table].items()]
    rows = connection.execute(sa.select(sa.column("id"), *columns).select_from(sa.table(table)))
    for row in rows.mappings():
        said = {name: _plain(row[name]) for name in _SEALED[table] if row[name]}
        # A draft is sealed once it has gone a step: before that nobody but its writers reads it.
        if table != "draft" or said["state"] != "kladde" or "round" in said:
            yield f"{table} {row['id']}", _hash(_canonical(said))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return _hash(bytes(value))
    if isinstance(value, datetime):
        zoned = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        return zoned.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, date) else value


def _canonical(said: Any) -> bytes:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
