"""Masking words in every row beside the versions: what was heard, answered, decided, told, sent, and the log.

Each row in which words were masked gets a row of ``row_redaction``, which two people made and which lets an
append-only row change, and a row of the log that tells of it. What the log has sealed it seals again. A row
of the log keeps the hash of what it said, for its link; its nonce is made anew, so that nobody can try out
what was masked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

from portal.models import (
    Base,
    Decision,
    Draft,
    Hearing,
    LogRow,
    Municipality,
    RepealRow,
    RowRedaction,
    Version,
)
from portal.services.audit.auditing import Auditing, content_of, said_hash
from portal.services.audit.log_subjects import person_subject, standard_subject, version_subject
from portal.services.audit.sealing import MASKED, SEALED, WATCHED, digest, facts, seals
from portal.services.drafting.draft_writing import DraftWriting
from portal.services.importing.forgetting import forget_masked
from portal.services.published.catalogue import StandardRecord
from portal.services.record.free_text import FREE_TEXT, FreeText, Way
from portal.services.record.masked_text import check_draft_text, check_municipality, masked, masked_text
from portal.services.record.verifying_record import ROW_MASKED
from portal.services.record.verifying_texts import TEXT_ACTIONS

_BETWEEN = "\x1f"
_FIT: Mapping[type[Base], Callable[[Any, str], object]] = {
    Version: lambda row, words: masked_text(row.content, words),
    Draft: lambda row, words: check_draft_text(row.content, words),
    Hearing: lambda row, words: check_draft_text(row.content, words),
    Municipality: lambda row, words: check_municipality(row.source, words),
}
"""Model with a text that is read → what raises BadInput where masking would change more than words."""


@dataclass(frozen=True)
class Agreement:
    """What two people agreed to mask: the words, why, and their numbers."""

    words: str
    reason: str
    proposed_by: int
    approved_by: int
    recorded: datetime

    @property
    def actor(self) -> str:
        """How the log names the one who agreed."""
        return person_subject(self.approved_by)

    @property
    def told(self) -> dict[str, str]:
        """What the log tells of it, beside where."""
        return {"proposed_by": person_subject(self.proposed_by)}


def places(session: Session, of: StandardRecord, words: str) -> tuple[str, ...]:
    """Where words stand that can be masked, in Danish; every version by its number."""
    found: dict[str, None] = {}
    for free in FREE_TEXT:
        for row in _rows(session, free, of) if free.place else ():
            if _changes(row, free, words):
                found[f"{free.place} {row.n}" if isinstance(row, Version) else free.place] = None
    return tuple(found)


def check_fit(session: Session, of: StandardRecord, words: str) -> None:
    """Raise BadInput where masking would change more than words in any text that is read."""
    for free in FREE_TEXT:
        if (check := _FIT.get(free.model)) is None:
            continue
        for row in _rows(session, free, of):
            if _changes(row, free, words):
                check(row, words)


class MaskingRows:
    """Masks in the caller's transaction, in everything that belongs to a standard, its versions apart."""

    def __init__(self, session: Session, of: StandardRecord, agreement: Agreement):
        self._session = session
        self._of = of
        self._subject = standard_subject(*of.slugs)
        self._agreement = agreement
        self._audit = Auditing(session)

    def mask(self) -> None:
        """Mask the words that were agreed on."""
        agreement = self._agreement
        drafts = DraftWriting(self._session, agreement.recorded)
        drafts.mask(self._of.id, lambda value: masked(value, agreement.words))
        forget_masked(self._session, self._of.id)
        changed: list[Base] = []
        for free in FREE_TEXT:
            if free.way in (Way.ROW, Way.PASSING):
                changed += self._mask_rows(free)
        sealed = [row for row in changed if type(row) in WATCHED]
        detail = {"reason": agreement.reason, **agreement.told, **seals(*sealed)}
        self._tell("redaction.agreed", self._subject, **detail)
        for free in FREE_TEXT:
            if free.way is Way.LOG:
                self._mask_log(free)

    def _mask_rows(self, free: FreeText) -> Iterator[Base]:
        for row in _rows(self._session, free, self._of):
            new = _changes(row, free, self._agreement.words)
            if not new:
                continue
            old = digest(facts(row)) if isinstance(row, Decision | RepealRow) else ""
            if free.way is Way.ROW:
                self._allow(row, free, new)
            self._write(row, new)
            if old:
                self._seal_again(row, old)
            yield row

    def _allow(self, row: Any, free: FreeText, new: Mapping[str, Any], **more: str) -> None:
        """Write the row that lets ``row`` change so, and tell of it."""
        agreement = self._agreement
        allowed = RowRedaction(
            table_name=row.__tablename__,
            row_id=row.id,
            before_sha256=_texts_hash(row, free, {}),
            after_sha256=_texts_hash(row, free, new),
            proposed_by_id=agreement.proposed_by,
            approved_by_id=agreement.approved_by,
            recorded=agreement.recorded,
        )
        self._session.add(allowed)
        self._session.flush()
        hashes = {"before": allowed.before_sha256, "after": allowed.after_sha256}
        place = {"table": row.__tablename__, "row": row.id}
        self._tell(ROW_MASKED, self._subject, **place, **hashes, **agreement.told, **more)

    def _write(self, row: Any, new: Mapping[str, Any]) -> None:
        model = type(row)
        self._session.execute(update(model).where(model.id == row.id).values(**new))
        self._session.refresh(row)

    def _seal_again(self, row: Any, old: str) -> None:
        """Write the log row that holds the hash of a decision or a repeal from here on."""
        decided = isinstance(row, Decision)
        subject = version_subject(*self._of.slugs, row.version.n) if decided else self._subject
        model = type(row)
        held = select(LogRow).where(
            LogRow.subject == subject, LogRow.action.in_([SEALED[model], MASKED[model]])
        )
        rows = list(self._session.scalars(held.order_by(LogRow.id)))
        replaced = {one.detail.get("instead_of") for one in rows}
        same = [one.id for one in rows if one.detail.get("sha256") == old and one.id not in replaced]
        detail = {"sha256": digest(facts(row)), **({"instead_of": same[0]} if same else {})}
        self._tell(MASKED[model], subject, **detail)

    def _mask_log(self, free: FreeText) -> None:
        subjects = set()
        for row in self._session.scalars(free.rows(self._of).order_by(LogRow.id)).all():
            new = _changes(row, free, self._agreement.words)
            if not new:
                continue
            nonce, held = token_hex(16), content_of(row)
            said = said_hash(LogRow(**_log_columns(row), nonce=nonce, **new))
            self._allow(row, free, new, sha256=said)
            self._write(row, {**new, "nonce": nonce, "content_hash": held})
            if row.action in TEXT_ACTIONS:
                subjects.add(row.subject)
        self._name_texts_again(subjects)

    def _name_texts_again(self, subjects: set[str]) -> None:
        """A proof shows the last row that names a text: one that was masked it cannot show."""
        versions = select(Version.n, Version.sha256).where(Version.standard_id == self._of.id)
        for n, sha256 in self._session.execute(versions):
            subject = version_subject(*self._of.slugs, n)
            if subject in subjects:
                self._tell("version.redacted", subject, sha256=sha256)

    def _tell(self, action: str, subject: str, **detail: Any) -> None:
        self._audit.record(self._agreement.recorded, self._agreement.actor, action, subject, **detail)


def _rows(session: Session, free: FreeText, of: StandardRecord) -> list[Any]:
    query = free.rows(of).options(undefer("*")).execution_options(populate_existing=True)
    return list(session.scalars(query.order_by(*free.model.__mapper__.primary_key)))


def _changes(row: Any, free: FreeText, words: str) -> dict[str, Any]:
    """The columns of a row that masking would change, with what they would say."""
    said = {name: getattr(row, name) for name in free.columns}
    new = {
        name: _cut(free, name, masked(value, words, free.kept, any_case=free.any_case))
        for name, value in said.items()
    }
    return {name: value for name, value in new.items() if value != said[name]}


def _cut(free: FreeText, name: str, value: Any) -> Any:
    """The mask can be longer than the words; a column is not."""
    longest = getattr(free.model.__table__.c[name].type, "length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def _texts_hash(row: Any, free: FreeText, new: Mapping[str, Any]) -> str:
    """SHA-256 of a row's texts, as the triggers make it; ``new`` stands for what the row says."""
    texts = [_as_stored(new.get(name, getattr(row, name))) for name in free.columns]
    return hashlib.sha256(_BETWEEN.join(texts).encode()).hexdigest()


def _as_stored(value: Any) -> str:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value if isinstance(value, str) else json.dumps(value)


def _log_columns(row: LogRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("recorded", "actor", "action", "subject")}
