"""Drafts as records: what the editorial pages know of a text on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import address_book
from portal.documents.reading.limits import LONGEST_HEAD, LONGEST_TITLE
from portal.documents.states import Outcome, State
from portal.models import Draft, DraftDecision, DraftWriter, Municipality, Person, Standard
from portal.security.roles import Subject
from portal.services.errors import Thing, UnknownName
from portal.services.published.catalogue import MunicipalityRecord, municipality_record
from portal.services.published.storing import text_hash

_MOST_LINES = 60


@dataclass(frozen=True)
class DraftDecisionRecord:
    """A body's resolution on a draft; ``present`` where it is of this round and of the text as it stands."""

    id: int
    body: str
    meeting_day: date
    item: str
    minutes: str
    outcome: Outcome
    remark: str
    begins: date | None
    recorded: datetime
    present: bool


@dataclass(frozen=True)
class DraftRecord:
    """A draft. ``author`` and ``edited_by`` are names, "" where the text came from a file.

    ``base_n`` is the version its text was taken from, ``n`` the number it asks for: the next after the newest
    that was there when it was begun, or looked through since.
    """

    id: int
    municipality: MunicipalityRecord
    standard_id: int
    standard: str
    state: State
    n: int
    content: bytes
    base_n: int | None
    revision: int
    recorded: datetime
    updated: datetime | None
    author: str
    edited_by: str
    reason: str
    lint_answers: Mapping[str, str]
    writers: frozenset[int]
    round: int
    decisions: tuple[DraftDecisionRecord, ...]
    closed: datetime | None

    @property
    def subject(self) -> Subject:
        """What a rule looks at."""
        return Subject(self.municipality.id, self.state, self.writers)

    @property
    def slugs(self) -> tuple[str, str]:
        """Municipality and standard, as the address book asks for them."""
        return self.municipality.slug, self.standard

    @property
    def href(self) -> str:
        """The address of the draft's page."""
        return address_book.editorial_standard(*self.slugs)

    @property
    def resolved_begins(self) -> date | None:
        """The in-force day that the last resolution on the text as it stands names."""
        days = [made.begins for made in self.decisions if made.present and made.begins]
        return days[-1] if days else None

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The bodies before the last that have not dealt with the text as it stands, in their order."""
        dealt = {made.body for made in self.decisions if made.present}
        return tuple(body for body in self.municipality.about.bodies[:-1] if body not in dealt)

    @property
    def passed_over_words(self) -> str:
        """Which bodies were passed over, in a sentence; "" where none was."""
        return f"{' og '.join(self.passed_over)} har ikke behandlet teksten." if self.passed_over else ""

    @property
    def title(self) -> str:
        """The title as the draft has it, found without reading the whole text; its slug where it has none."""
        head = self.content[:LONGEST_HEAD].decode("utf-8", "replace")
        for line in head.split("\n", _MOST_LINES)[:_MOST_LINES]:
            if line.startswith("titel:"):
                return line.removeprefix("titel:").strip().strip("\"'")[:LONGEST_TITLE] or self.standard
        return self.standard

    @property
    def text(self) -> str:
        """The Markdown as it is typed."""
        return self.content.decode("utf-8", "replace")


def read_draft(session: Session, municipality: str, standard: str) -> DraftRecord | None:
    """The open draft of a standard, None where there is none."""
    found = _read(session, Municipality.slug == municipality, Standard.slug == standard)
    return found[0] if found else None


def read_drafts(session: Session, municipality_ids: set[int]) -> tuple[DraftRecord, ...]:
    """Every open draft of these municipalities, the one longest untouched first."""
    found = _read(session, Municipality.id.in_(municipality_ids))
    return tuple(sorted(found, key=lambda draft: draft.updated or draft.recorded))


def require_draft(session: Session, municipality: str, standard: str) -> DraftRecord:
    """The open draft of a standard; raises UnknownName."""
    draft = read_draft(session, municipality, standard)
    if draft is None:
        raise UnknownName(Thing.DRAFT, standard, municipality=municipality, standard=standard)
    return draft


def _read(session: Session, *wanted: object) -> list[DraftRecord]:
    query = (
        select(Draft, Standard, Municipality)
        .join(Standard, Standard.id == Draft.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(Draft.closed.is_(None), *wanted)  # type: ignore[arg-type]
        .execution_options(populate_existing=True)
    )
    return [draft_record(session, *row) for row in session.execute(query).all()]


def draft_record(
    session: Session, draft: Draft, standard: Standard, municipality: Municipality
) -> DraftRecord:
    """A draft's row as a record."""
    writers = frozenset(
        session.scalars(select(DraftWriter.person_id).where(DraftWriter.draft_id == draft.id))
    )
    named = select(Person).where(Person.id.in_({draft.author_id, draft.edited_by_id} - {None}))
    names = {person.id: person.name for person in session.scalars(named)}
    sha256 = text_hash(draft.content)
    decisions = session.scalars(
        select(DraftDecision).where(DraftDecision.draft_id == draft.id).order_by(DraftDecision.id)
    )
    return DraftRecord(
        id=draft.id,
        municipality=municipality_record(municipality),
        standard_id=standard.id,
        standard=standard.slug,
        state=State(draft.state),
        n=draft.n,
        content=draft.content,
        base_n=draft.base_n,
        revision=draft.revision,
        recorded=draft.recorded,
        updated=draft.updated,
        author=names.get(draft.author_id or 0, ""),
        edited_by=names.get(draft.edited_by_id or 0, ""),
        reason=draft.reason,
        lint_answers=dict(draft.lint_answers),
        writers=writers,
        round=draft.round,
        decisions=tuple(_decision(row, draft, sha256) for row in decisions),
        closed=draft.closed,
    )


def _decision(row: DraftDecision, draft: Draft, sha256: str) -> DraftDecisionRecord:
    return DraftDecisionRecord(
        id=row.id,
        body=row.body,
        meeting_day=row.meeting_day,
        item=row.item,
        minutes=row.minutes,
        outcome=Outcome(row.outcome),
        remark=row.remark,
        begins=row.begins,
        recorded=row.recorded,
        present=row.round == draft.round and row.sha256 == sha256,
    )
