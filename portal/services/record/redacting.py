"""Masking personal data that was published by mistake: one proposes, another agrees, then it is gone.

The only way past immutability, and the database lets no other through (portal/migrations/redacting.py). The
words are masked in every version of the standard and in everything else that belongs to it (``free_text``),
the log too, and taken out of what was asked; the index is built anew by the outbox, so that its files hold
nothing of them either. The log says that it happened and holds both hashes, never the words. The hash of the
old text stands in a row that no proof shows: with it and the masked text anyone could try out ten digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, undefer

from portal.clock import day_of
from portal.documents.personal_data import holds_cpr
from portal.models import Person, Redaction, RedactionProposal, Version
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import standard_subject, version_subject
from portal.services.context import Context
from portal.services.errors import BadInput, NotAllowed, Parameter, Thing, UnknownName, require
from portal.services.published.catalogue import StandardRecord
from portal.services.published.deriving import derive
from portal.services.published.storing import announce, text_hash
from portal.services.record.masked_text import masked_text
from portal.services.record.masking_rows import Agreement, MaskingRows, check_fit, places
from portal.services.record.verifying_record import TEXT_MASKED
from portal.services.search.asked_words import Spool, create_spool, forget_words

SHORTEST, LONGEST = 4, 300


@dataclass(frozen=True)
class ProposalRecord:
    """Words that wait for a second person, and where they stand. ``mine``: proposed by the one who asks."""

    id: int
    words: str
    reason: str
    by: str
    proposed: date
    places: tuple[str, ...]
    mine: bool


class Redacting:
    """Proposes and carries out redactions."""

    def __init__(self, session: Session, now: datetime, spool: Spool):
        self._session = session
        self._now = now
        self._spool = spool

    def proposals(self, record: StandardRecord, who: Identity) -> tuple[ProposalRecord, ...]:
        """What waits for a second person."""
        query = (
            select(RedactionProposal, Person.name)
            .join(Person, Person.id == RedactionProposal.proposed_by_id)
            .where(RedactionProposal.standard_id == record.id)
            .order_by(RedactionProposal.id)
        )
        return tuple(
            ProposalRecord(
                id=row.id,
                words=row.words,
                reason=row.reason,
                by=name,
                proposed=day_of(row.recorded),
                places=places(self._session, record, row.words),
                mine=row.proposed_by_id == who.person_id,
            )
            for row, name in self._session.execute(query).all()
        )

    def propose(self, record: StandardRecord, words: str, reason: str, by: Identity) -> None:
        """Ask for ``words`` to be masked wherever they stand. Raises BadInput."""
        require(Permission.PROPOSE_REDACTION, by, Subject(record.municipality.id))
        words, reason = words.strip(), " ".join(reason.split())
        if not SHORTEST <= len(words) <= LONGEST or "\n" in words:
            raise BadInput(Parameter.WORDS, words, "Skriv ordene, præcis som de står på én linje i teksten.")
        if not reason or holds_cpr(reason) or words.casefold() in reason.casefold():
            message = "Skriv hvorfor, uden at gentage ordene. Begrundelsen bliver stående."
            raise BadInput(Parameter.REASON, reason, message)
        if not places(self._session, record, words):
            raise BadInput(Parameter.WORDS, words, "Ordene står ikke i noget, der hører til standarden.")
        check_fit(self._session, record, words)
        versions = self._versions(record.id, words)
        self._session.add(
            RedactionProposal(
                standard_id=record.id,
                words=words,
                reason=reason,
                proposed_by_id=by.person_id,
                recorded=self._now,
            )
        )
        self._session.flush()
        self._log(by, "redaction.proposed", _subject(record), versions=[version.n for version in versions])

    def refuse(self, record: StandardRecord, proposal_id: int, by: Identity) -> None:
        """Take a proposal away; the one who made it may too."""
        row = self._proposal(record, proposal_id)
        if row.proposed_by_id != by.person_id:
            require(Permission.APPROVE_REDACTION, by, Subject(record.municipality.id))
        self._session.delete(row)
        self._log(by, "redaction.refused", _subject(record))

    def approve(self, record: StandardRecord, proposal_id: int, by: Identity) -> tuple[int, ...]:
        """Mask the words now; the versions they were masked in. Whoever proposed it cannot approve of it."""
        require(Permission.APPROVE_REDACTION, by, Subject(record.municipality.id))
        row = self._proposal(record, proposal_id)
        if row.proposed_by_id == by.person_id:
            raise NotAllowed(Permission.APPROVE_REDACTION)
        check_fit(self._session, record, row.words)
        agreement = Agreement(row.words, row.reason, row.proposed_by_id, by.person_id, self._now)
        self._session.execute(delete(RedactionProposal).where(RedactionProposal.id == row.id))
        versions = self._versions(record.id, agreement.words)
        for version in versions:
            self._mask(record, version, agreement, by)
        MaskingRows(self._session, record, agreement).mask()
        forget_words(self._session, agreement.words)
        self._spool.drop()
        announce(self._session, record.id, self._now, anew=True)
        return tuple(version.n for version in versions)

    def _mask(self, record: StandardRecord, version: Version, agreed: Agreement, by: Identity) -> None:
        content, document = masked_text(version.content, agreed.words)
        before, after = version.sha256, text_hash(content)
        self._session.add(
            Redaction(
                version_id=version.id,
                reason=agreed.reason,
                before_sha256=before,
                after_sha256=after,
                proposed_by_id=agreed.proposed_by,
                approved_by_id=by.person_id,
                recorded=self._now,
            )
        )
        self._session.flush()
        self._session.execute(
            update(Version).where(Version.id == version.id).values(content=content, sha256=after)
        )
        self._session.expire(version)
        derive(self._session, version, document)
        subject = version_subject(*record.slugs, version.n)
        detail = {"before": before, "after": after, "reason": agreed.reason, **agreed.told}
        self._log(by, TEXT_MASKED, subject, **detail)
        self._log(by, "version.redacted", subject, sha256=after)

    def _versions(self, standard_id: int, words: str) -> Sequence[Version]:
        query = (
            select(Version)
            .where(Version.standard_id == standard_id)
            .options(undefer(Version.content))
            .order_by(Version.n)
            .execution_options(populate_existing=True)
        )
        return [version for version in self._session.scalars(query) if words.encode() in version.content]

    def _proposal(self, record: StandardRecord, proposal_id: int) -> RedactionProposal:
        row = self._session.get(RedactionProposal, proposal_id, with_for_update=True, populate_existing=True)
        if row is None or row.standard_id != record.id:
            raise UnknownName(Thing.PROPOSAL, str(proposal_id))
        return row

    def _log(self, by: Identity, action: str, subject: str, **detail: object) -> None:
        Auditing(self._session).record(self._now, by.actor, action, subject, **detail)


def _subject(record: StandardRecord) -> str:
    return standard_subject(*record.slugs)


def create_redacting(context: Context) -> Redacting:
    """Redacting for a request."""
    return Redacting(context.session, context.now, context.process.get(create_spool))
