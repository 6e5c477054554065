"""The one door that changes a state.

Each verb checks the table of transitions and the table of permissions on the row as it is now, locked;
changes it; and writes the log row and the outbox row in the same transaction. Raises NotAllowed, or Refused
in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.states import CLOSED, STATE_WORDS, TRANSITIONS, Outcome, State, Step, Transition
from portal.models import ConfirmationRow, Draft, DraftDecision, Hearing, Municipality, RepealRow, Standard
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.security.rules import PERMISSION_FOR
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import draft_subject, standard_subject, version_subject
from portal.services.audit.sealing import seal, seals
from portal.services.context import Context
from portal.services.deciding.adopting import Adopting
from portal.services.deciding.correcting import Correcting
from portal.services.drafting.checking import Check, Checking, create_checking
from portal.services.drafting.drafts import DraftRecord, draft_record
from portal.services.errors import BadInput, Parameter, Refused, require
from portal.services.hearings.hearing_rules import end_hearings, require_heard
from portal.services.importing.confirming import require_confirmed
from portal.services.importing.forgetting import forget_adopted, forget_dropped
from portal.services.outbox import EventNotice, put
from portal.services.published.catalogue import StandardRecord
from portal.services.published.reading import Reading, create_reading
from portal.services.published.storing import announce, text_hash
from portal.services.typed_words import kept_line, kept_text

LONGEST_ITEM = 200


@dataclass(frozen=True)
class Resolution:
    """What a secretary types of a body's resolution. ``begins`` is None where the body set no day."""

    body: str
    meeting_day: date
    item: str
    minutes: str
    outcome: Outcome
    begins: date | None = None
    remark: str = ""


class Deciding:
    """Changes states. ``now`` is the instant of the request, ``today`` its day in Copenhagen."""

    def __init__(self, session: Session, reading: Reading, checking: Checking, now: datetime):
        self._session = session
        self._checking = checking
        self._now = now
        self._today = reading.today
        self._audit = Auditing(session)
        self._adopting = Adopting(session, reading, self._audit, now)

    def take(self, draft_id: int, step: Step, by: Identity, reason: str = "") -> DraftRecord:
        """Take a step that is not adoption. Raises BadInput for a missing or an unfit reason."""
        assert step not in (Step.ADOPT, Step.CORRECT), "adoption has verbs of its own"
        row, draft, transition = self._locked(draft_id, step, by)
        reason = kept_line(Parameter.REASON, reason)
        if transition.needs_reason and not reason:
            raise BadInput(Parameter.REASON, reason, "Skriv en begrundelse. Den bliver stående.")
        if transition.needs_lint:
            self._require_ready(draft, self._checking.check(draft))
        ended: Sequence[Hearing] = ()
        if draft.state is State.HEARING:
            if transition.target is State.DECISION:
                require_heard(self._session, row.id, self._today)
            ended = end_hearings(self._session, row.id, self._now)
        row.reason = reason
        if transition.target is State.DECISION:
            row.round += 1
        return self._move(row, draft, transition, by, ended, reason=reason)

    def record_decision(self, draft_id: int, said: Resolution, by: Identity) -> None:
        """Write down what a body resolved on the text as it stands. Raises BadInput."""
        row, draft = self._lock(draft_id)
        require(Permission.RECORD_DECISION, by, draft.subject)
        said = _checked(said, draft.municipality.about.bodies, self._today)
        if said.begins is not None:
            self._adopting.check_begins(draft, said.begins, said.meeting_day)
        decision = DraftDecision(
            draft_id=row.id,
            round=row.round,
            body=said.body,
            meeting_day=said.meeting_day,
            item=said.item,
            minutes=said.minutes,
            outcome=said.outcome.value,
            remark=said.remark,
            begins=said.begins,
            sha256=text_hash(row.content),
            recorded_by_id=by.person_id,
            recorded=self._now,
        )
        self._session.add(decision)
        self._session.flush()
        self._log(
            by,
            "draft.decided",
            draft,
            body=said.body,
            meeting_day=said.meeting_day.isoformat(),
            item=said.item,
            minutes=said.minutes,
            outcome=said.outcome.value,
            begins=said.begins.isoformat() if said.begins else "",
            sha256=decision.sha256,
            **seals(decision),
        )
        self._notify("draft.decided", draft, by)

    def adopt(self, draft_id: int, by: Identity, reason: str = "") -> int:
        """Make the draft the next version, on the decision of the last body; its number.

        ``reason`` says why a body before the last has not dealt with the text; BadInput where it is missing.
        Of two who adopt at the same moment one does, and the other is told. Raises Refused.
        """
        row, draft, transition = self._locked(draft_id, Step.ADOPT, by)
        decision = self._adopting.final_decision(draft)
        self._require_ready(draft, self._checking.check(draft, on=decision.begins))
        reason = kept_line(Parameter.REASON, reason)
        self._adopting.check_chain(draft, reason)
        row.adopted_n = self._adopting.store(draft, decision, by, reason)
        self._move(row, draft, transition, by, n=row.adopted_n)
        return row.adopted_n

    @property
    def _correcting(self) -> Correcting:
        return Correcting(self._session, self._checking.texts, self._audit, self._now, self._today)

    def correction_refusals(self, draft: DraftRecord) -> tuple[str, ...]:
        """Why a draft is more than an editorial correction; empty where it is one."""
        return self._correcting.refusals(draft)

    def correct(self, draft_id: int, by: Identity) -> int:
        """Make the draft the next version without a meeting; its number. Raises Refused."""
        row, draft, transition = self._locked(draft_id, Step.CORRECT, by)
        self._require_ready(draft, self._checking.check(draft))
        row.adopted_n = self._correcting.store(draft, by)
        self._move(row, draft, transition, by, n=row.adopted_n)
        return row.adopted_n

    def repeal(self, standard: StandardRecord, said: Resolution, by: Identity) -> None:
        """End a standard by a decision of the last body; ``said.begins`` is the first day without it."""
        require(Permission.REPEAL, by, Subject(standard.municipality.id))
        bodies = standard.municipality.about.bodies
        said = _checked(said, bodies, self._today)
        if not bodies or said.body != bodies[-1] or said.outcome is not Outcome.ADOPTED:
            raise BadInput(Parameter.BODY, said.body, "Kun det sidste organ kan ophæve en standard.")
        if said.begins is None or said.begins < said.meeting_day or said.begins < self._today:
            message = "Skriv den første dag uden standarden. Den kan ligge i dag eller senere."
            raise BadInput(Parameter.BEGINS, "", message)
        repeal = RepealRow(
            standard_id=standard.id,
            day=said.begins,
            known_from=self._today,
            body=said.body,
            item=said.item,
            recorded=self._now,
        )
        self._session.add(repeal)
        self._session.flush()
        subject = standard_subject(standard.municipality.slug, standard.slug)
        seal(self._audit, self._now, by.actor, subject, repeal)
        announce(self._session, standard.id, self._now)
        notice = EventNotice("standard.repealed", standard.id, standard.municipality.id, by.person_id)
        put(self._session, notice, self._now)

    def confirm(self, standard: StandardRecord, n: int, by: Identity) -> None:
        """Say today that version ``n`` still applies: a dated row beside it. Once a day is enough."""
        require(Permission.CONFIRM, by, Subject(standard.municipality.id))
        known = select(ConfirmationRow.id).where(
            ConfirmationRow.standard_id == standard.id,
            ConfirmationRow.n == n,
            ConfirmationRow.day == self._today,
        )
        if self._session.scalar(known) is not None:
            return
        confirmation = ConfirmationRow(standard_id=standard.id, n=n, day=self._today, recorded=self._now)
        self._session.add(confirmation)
        self._session.flush()
        subject = version_subject(standard.municipality.slug, standard.slug, n)
        seal(self._audit, self._now, by.actor, subject, confirmation)
        announce(self._session, standard.id, self._now)

    def _lock(self, draft_id: int) -> tuple[Draft, DraftRecord]:
        row = self._session.get(Draft, draft_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise Refused("gone", "Kladden findes ikke længere.")
        standard = self._session.get_one(Standard, row.standard_id)
        owner = self._session.get_one(Municipality, standard.municipality_id)
        return row, draft_record(self._session, row, standard, owner)

    def _locked(self, draft_id: int, step: Step, by: Identity) -> tuple[Draft, DraftRecord, Transition]:
        row, draft = self._lock(draft_id)
        transition = TRANSITIONS[step]
        if draft.state not in transition.sources:
            state = STATE_WORDS[draft.state].lower()
            raise Refused(
                "state", f"En anden nåede det først: kladden er nu {state}. Genindlæs siden, og se efter."
            )
        require(PERMISSION_FOR[step], by, draft.subject)
        return row, draft, transition

    def _require_ready(self, draft: DraftRecord, check: Check) -> None:
        """Raise Refused for a text with findings, or with a table of a file that nobody has confirmed."""
        _require_lint(check)
        tables = check.document.tables if check.document else ()
        require_confirmed(self._session, draft.id, [table.id for table in tables])

    def _move(
        self,
        row: Draft,
        draft: DraftRecord,
        transition: Transition,
        by: Identity,
        ended: Sequence[Hearing] = (),
        **detail: Any,
    ) -> DraftRecord:
        row.state = transition.target.value
        if transition.target in CLOSED:
            row.closed = self._now
            forget = forget_dropped if transition.target is State.DROPPED else forget_adopted
            forget(self._session, row.id)
        self._log(
            by,
            f"draft.{transition.step.name.lower()}",
            draft,
            source=draft.state.value,
            target=row.state,
            sha256=text_hash(draft.content),
            **detail,
            **seals(row, *ended),
        )
        self._notify(f"draft.{transition.step.name.lower()}", draft, by, n=row.adopted_n)
        return draft

    def _log(self, by: Identity, action: str, draft: DraftRecord, **detail: Any) -> None:
        subject = draft_subject(draft.municipality.slug, draft.standard)
        self._audit.record(self._now, by.actor, action, subject, draft=draft.id, **detail)

    def _notify(self, event: str, draft: DraftRecord, by: Identity, n: int | None = None) -> None:
        owner = draft.municipality.id
        put(self._session, EventNotice(event, draft.standard_id, owner, by.person_id, draft.id, n), self._now)


def _require_lint(check: Check) -> None:
    if check.errors:
        raise Refused("lint", f"Teksten har {len(check.errors)} fejl, som skal rettes først.")
    if check.unanswered:
        raise Refused("lint", f"{len(check.unanswered)} advarsler mangler en begrundelse.")


def _checked(said: Resolution, bodies: tuple[str, ...], today: date) -> Resolution:
    """The resolution as it is kept. Raises BadInput."""
    if said.body not in bodies:
        known = ", ".join(bodies) or "ingen endnu: skriv organer i kommune.yaml"
        raise BadInput(Parameter.BODY, said.body, f"Vælg et af kommunens organer: {known}.")
    if said.meeting_day > today:
        raise BadInput(Parameter.MEETING_DAY, "", "Mødet har ikke været endnu.")
    kept = replace(
        said,
        item=kept_line(Parameter.ITEM, said.item, LONGEST_ITEM),
        remark=kept_text(Parameter.REMARK, said.remark),
        minutes=kept_line(Parameter.MINUTES, said.minutes),
    )
    if not kept.item:
        raise BadInput(Parameter.ITEM, "", "Skriv sagens nummer eller dagsordenens punkt.")
    if kept.minutes and not kept.minutes.startswith(("https://", "http://")):
        raise BadInput(Parameter.MINUTES, kept.minutes, "Skriv en adresse, der begynder med https://.")
    last = said.body == bodies[-1]
    if not last and said.outcome is Outcome.ADOPTED:
        message = f"Kun {bodies[-1]} kan vedtage. Andre organer anbefaler."
        raise BadInput(Parameter.OUTCOME, said.outcome, message)
    if last and said.outcome is Outcome.ADOPTED and said.begins is None:
        raise BadInput(Parameter.BEGINS, "", "Skriv den dag, teksten skal gælde fra.")
    return kept


def create_deciding(context: Context) -> Deciding:
    """Deciding for a request."""
    return Deciding(context.session, context.get(create_reading), context.get(create_checking), context.now)
