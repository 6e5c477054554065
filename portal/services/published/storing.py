"""The one place that makes a row of ``version``, with everything derived from its text."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from portal.documents.document import Document
from portal.models import Version
from portal.services.outbox import StandardChanged, put
from portal.services.published.deriving import derive


def text_hash(content: bytes) -> str:
    """SHA-256 of a text's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def store_version(
    session: Session, standard_id: int, n: int, content: bytes, document: Document, now: datetime
) -> Version:
    """Add version ``n`` with ``content``, which reads as ``document``, and derive its caches."""
    front = document.front
    version = Version(
        standard_id=standard_id,
        n=n,
        content=content,
        sha256=text_hash(content),
        adopted_day=front.adopted.day,
        adopted_certainty=front.adopted.certainty.value,
        published_day=front.published.day,
        published_certainty=front.published.certainty.value,
        begins_day=front.begins.day,
        begins_certainty=front.begins.certainty.value,
        ends_day=front.ends.day if front.ends else None,
        ends_certainty=front.ends.certainty.value if front.ends else None,
        confirmed=front.confirmed,
        restatement=front.restatement,
        corrects=front.corrects,
        recorded=now,
    )
    session.add(version)
    session.flush()
    derive(session, version, document)
    return version


def announce(session: Session, standard_id: int, now: datetime, *, anew: bool = False) -> None:
    """Tell the search worker that a standard has changed; ``anew``: no file may hold what stood there."""
    put(session, StandardChanged(standard_id, anew), now)
