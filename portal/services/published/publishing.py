"""The one act that makes a text a version: row and caches, log, decisions under seal, word to the search.

Adoption, correction and loading differ in what goes before it; what is written is the same, in the caller's
transaction: all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.documents.document import Document
from portal.models import Decision
from portal.services.audit.auditing import Auditing
from portal.services.audit.sealing import seal
from portal.services.published.storing import announce, store_version


class Origin(StrEnum):
    """Where a version came from; the value stands in its decisions, under their hashes."""

    ADOPTED = "portal"
    CORRECTED = "correction"
    LOADED = "loaded"

    @property
    def action(self) -> str:
        """What the log calls it; a correction is an adoption too."""
        return "version.loaded" if self is Origin.LOADED else "version.adopted"


@dataclass(frozen=True)
class Publication:
    """A text to be a version. ``document`` is ``content`` as it reads, ``subject`` its name in the log."""

    origin: Origin
    subject: str
    standard_id: int
    n: int
    content: bytes
    document: Document


@dataclass(frozen=True)
class Resolved:
    """What a body resolved on a version: a row of ``decision``. ``outcome`` is what the row says."""

    body: str
    outcome: str
    item: str
    meeting_day: date | None = None
    minutes: str = ""


class Publishing:
    """Publishes at the instant ``now``; a standard is announced once, however many versions it gets."""

    def __init__(self, session: Session, audit: Auditing, now: datetime):
        self._session = session
        self._audit = audit
        self._now = now
        self._announced: set[int] = set()

    def publish(self, text: Publication, decisions: Sequence[Resolved], actor: str, **detail: Any) -> None:
        """Make ``text`` a version on these decisions. ``detail`` is what its log row says beside the hash."""
        version = store_version(
            self._session, text.standard_id, text.n, text.content, text.document, self._now
        )
        action = text.origin.action
        self._audit.record(self._now, actor, action, text.subject, sha256=version.sha256, **detail)
        for resolved in decisions:
            self._decide(version.id, text, resolved, actor)
        if text.standard_id not in self._announced:
            self._announced.add(text.standard_id)
            announce(self._session, text.standard_id, self._now)

    def _decide(self, version_id: int, text: Publication, resolved: Resolved, actor: str) -> None:
        row = Decision(
            version_id=version_id,
            body=resolved.body,
            meeting_day=resolved.meeting_day,
            item=resolved.item,
            minutes=resolved.minutes,
            outcome=resolved.outcome,
            source=text.origin.value,
            recorded=self._now,
        )
        self._session.add(row)
        self._session.flush()
        seal(self._audit, self._now, actor, text.subject, row)
