"""What politicians are shown before a body decides, and what they say: estimates and stances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from calculators.answering.consequences import Basis, Consequence, consequence
from calculators.reading.extents import Part
from portal.documents.document import Document, DocumentError
from portal.models import Draft, EstimateRow, Person, Stance
from portal.security.permissions import Permission
from portal.security.roles import Identity
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import draft_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.drafting.checking import Checking, create_checking
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter, Refused, Thing, UnknownName, require
from portal.services.typed_words import kept_line, kept_text

LARGEST_COUNT = 1_000_000
LARGEST_PRICE = 100_000_000
UNREADABLE = "Kladden kan ikke læses endnu. Ret fejlene i teksten først."
_SOURCES = (Parameter.RECIPIENTS_SOURCE, Parameter.PRICE_SOURCE)


class StanceKind(StrEnum):
    """What a politician says of a draft."""

    APPROVES = "tilslutter"
    DISSENTS = "tager afstand"


@dataclass(frozen=True)
class StanceRecord:
    """One politician's stance in this round."""

    person_id: int
    name: str
    stance: StanceKind
    remark: str


@dataclass(frozen=True)
class LevelChange:
    """A level whose number differs between two texts; ``old`` or ``new`` is None where it is not there."""

    row_id: str
    words: str
    old: Part | None
    new: Part | None


@dataclass(frozen=True)
class Estimate:
    """What is known of one changed level, and what follows from it."""

    change: LevelChange
    basis: Basis
    recipients_source: str
    price_source: str
    consequence: Consequence


class Politics:
    """Reads and keeps estimates and stances of a draft. ``checking`` knows what it would replace."""

    def __init__(self, session: Session, checking: Checking, now: datetime):
        self._session = session
        self._checking = checking
        self._now = now

    def stances(self, draft: DraftRecord) -> tuple[StanceRecord, ...]:
        """The stances of this round, first to last."""
        query = (
            select(Stance, Person.name)
            .join(Person, Person.id == Stance.person_id)
            .where(Stance.draft_id == draft.id, Stance.round == draft.round)
            .order_by(Stance.id)
            .execution_options(populate_existing=True)
        )
        return tuple(
            StanceRecord(row.person_id, name, StanceKind(row.stance), row.remark)
            for row, name in self._session.execute(query).all()
        )

    def take_stance(self, draft: DraftRecord, stance: StanceKind, remark: str, by: Identity) -> None:
        """Approve or dissent; a second time takes the place of the first. Raises NotAllowed, Refused."""
        require(Permission.TAKE_STANCE, by, draft.subject)
        if not draft.municipality.about.stances:
            raise Refused("no-stances", "Kommunen bruger ikke tilkendegivelser.")
        remark = kept_text(Parameter.REMARK, remark)
        self._session.get(Draft, draft.id, with_for_update=True)
        row = self._session.scalar(
            select(Stance).where(
                Stance.draft_id == draft.id, Stance.round == draft.round, Stance.person_id == by.person_id
            )
        )
        if row is None:
            row = Stance(draft_id=draft.id, round=draft.round, person_id=by.person_id)
            self._session.add(row)
        row.stance, row.remark, row.recorded = stance.value, remark, self._now
        self._session.flush()
        self._log(draft, by, "draft.stance", stance=stance.value, round=draft.round, **seals(row))

    def changes(self, draft: DraftRecord) -> tuple[LevelChange, ...]:
        """The levels whose number the draft would change; only these are estimated.

        Raises Refused for a draft that cannot be read.
        """
        try:
            document = self._checking.read(draft)
        except DocumentError:
            raise Refused("unreadable", UNREADABLE) from None
        replaced = self._checking.replaced(draft, document)
        return level_changes(replaced.document if replaced else None, document)

    def estimates(self, draft: DraftRecord, changes: tuple[LevelChange, ...]) -> tuple[Estimate, ...]:
        """The estimates that were entered, for the levels that changed."""
        rows = {
            row.row_id: row
            for row in self._session.scalars(select(EstimateRow).where(EstimateRow.draft_id == draft.id))
        }
        return tuple(_estimate(change, rows[change.row_id]) for change in changes if change.row_id in rows)

    def enter_estimate(
        self, draft: DraftRecord, row_id: str, basis: Basis, sources: tuple[str, str], by: Identity
    ) -> None:
        """Keep how many receive a level and what a unit costs, with both sources.

        Raises UnknownName for a level that the draft does not change, and BadInput.
        """
        require(Permission.ESTIMATE, by, draft.subject)
        if row_id not in {change.row_id for change in self.changes(draft)}:
            raise UnknownName(Thing.LEVEL, row_id)
        _check(basis)
        sources = _kept(sources)
        self._session.get(Draft, draft.id, with_for_update=True)
        row = self._session.scalar(
            select(EstimateRow).where(EstimateRow.draft_id == draft.id, EstimateRow.row_id == row_id)
        )
        if row is None:
            row = EstimateRow(draft_id=draft.id, row_id=row_id)
            self._session.add(row)
        row.recipients_low, row.recipients_high = basis.recipients
        row.price_low, row.price_high = basis.price
        row.recipients_source, row.price_source = sources
        row.entered_by_id, row.recorded = by.person_id, self._now
        self._session.flush()
        self._log(draft, by, "draft.estimated", row=row_id, **seals(row))

    def _log(self, draft: DraftRecord, by: Identity, action: str, **detail: object) -> None:
        subject = draft_subject(draft.municipality.slug, draft.standard)
        Auditing(self._session).record(self._now, by.actor, action, subject, draft=draft.id, **detail)


def level_changes(old: Document | None, new: Document) -> tuple[LevelChange, ...]:
    """The levels whose first number differs, in the new text's order; those that are gone last."""
    before = _levels(old) if old else {}
    after = _levels(new)
    found = [
        LevelChange(row_id, words, before.get(row_id, ("", None))[1], part)
        for row_id, (words, part) in after.items()
    ]
    found += [
        LevelChange(row_id, words, part, None)
        for row_id, (words, part) in before.items()
        if row_id not in after
    ]
    return tuple(change for change in found if change.old != change.new)


def _levels(document: Document) -> dict[str, tuple[str, Part | None]]:
    return {
        level.row_id: (
            f"{table.benefit}, {level.label}",
            level.extent.parts[0] if level.extent.parts else None,
        )
        for table in document.tables
        for level in table.levels
    }


def _estimate(change: LevelChange, row: EstimateRow) -> Estimate:
    basis = Basis((row.recipients_low, row.recipients_high), (row.price_low, row.price_high))
    found = consequence(change.old, change.new, basis)
    return Estimate(change, basis, row.recipients_source, row.price_source, found)


def _check(basis: Basis) -> None:
    for parameter, (low, high), most in (
        (Parameter.RECIPIENTS_LOW, basis.recipients, LARGEST_COUNT),
        (Parameter.PRICE_LOW, basis.price, LARGEST_PRICE),
    ):
        if not 0 <= low <= high <= most:
            message = "Skriv det mindste tal først, og derefter det største."
            raise BadInput(parameter, f"{low}-{high}", message)


def _kept(sources: tuple[str, str]) -> tuple[str, str]:
    recipients, price = (
        kept_line(parameter, source) for parameter, source in zip(_SOURCES, sources, strict=True)
    )
    for parameter, source in zip(_SOURCES, (recipients, price), strict=True):
        if not source:
            raise BadInput(parameter, source, "Skriv, hvor tallet kommer fra.")
    return recipients, price


def create_politics(context: Context) -> Politics:
    """Politics for a request."""
    return Politics(context.session, context.get(create_checking), context.now)
