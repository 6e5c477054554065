"""The log: every row's hash covers the row before it, so that a row changed or taken out shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.models import LogRow

FIRST_HASH = "0" * 64
_CHAIN_LOCK = 0x6B76616C  # one lock for the chain on PostgreSQL; on SQLite the write lock serves


def canonical(value: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sealed(actor: str, nonce: str) -> str:
    """What stands for a person in the chain: nobody can guess the name from it without the nonce."""
    return hashlib.sha256(f"{nonce}:{actor}".encode()).hexdigest()


def content_hash(recorded: datetime, seal: str, action: str, subject: str, detail: Mapping[str, Any]) -> str:
    """SHA-256 over all that a row says; ``recorded`` to the microsecond, UTC."""
    said = {
        "recorded": instant_words(recorded),
        "actor": seal,
        "action": action,
        "subject": subject,
        "detail": detail,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def instant_words(instant: datetime) -> str:
    """An instant as it is hashed: to the microsecond, UTC."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(previous: str, content: str) -> str:
    """The link: SHA-256 over the hash of the row before and the hash of what this row says.

    Two steps, so that a proof can show that rows hang together without showing what the others say.
    """
    return hashlib.sha256(f"{previous}{content}".encode()).hexdigest()


def content_of(row: LogRow) -> str:
    """The hash that a stored row's link is made of: of what it says, or said before words were masked."""
    return row.content_hash or said_hash(row)


def said_hash(row: LogRow) -> str:
    """The hash of what a stored row says."""
    return content_hash(row.recorded, sealed(row.actor, row.nonce), row.action, row.subject, row.detail)


class Auditing:
    """Writes to the log, in the caller's transaction."""

    def __init__(self, session: Session):
        self._session = session

    def record(self, instant: datetime, actor: str, action: str, subject: str, **detail: Any) -> LogRow:
        """Add one row to the chain; the transaction must be a writing one."""
        previous = self._last_hash()
        nonce = token_hex(16)
        content = content_hash(instant, sealed(actor, nonce), action, subject, detail)
        row = LogRow(
            recorded=instant,
            actor=actor,
            nonce=nonce,
            action=action,
            subject=subject,
            detail=detail,
            previous_hash=previous,
            hash=row_hash(previous, content),
        )
        self._session.add(row)
        self._session.flush()
        return row

    def _last_hash(self) -> str:
        """Read each time: several services write to the log in one transaction."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
        newest = select(LogRow.hash).order_by(LogRow.id.desc()).limit(1)
        return self._session.scalar(newest) or FIRST_HASH
