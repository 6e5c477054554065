"""Hearing a draft: the period, the responses, letting them through, answering them.

A response from the public form waits until somebody at the municipality has read it. What the public then
sees is a text of its own, so that names and private matters can be left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.documents.states import Step
from portal.models import Draft, Hearing, HearingResponse, Municipality, Standard
from portal.security.permissions import Permission
from portal.security.roles import Identity
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import draft_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Parameter, Refused, Thing, UnknownName, require
from portal.services.hearings.hearing_records import (
    HearingRecord,
    ResponseState,
    RunningHearing,
    hearings_of,
    running_hearing,
    running_hearings,
)
from portal.services.typed_words import kept_line, kept_text

LONGEST_TEXT, LONGEST_NAME = 20_000, 200
MOST_INVITED = 100
LONGEST_PERIOD_DAYS = 366
MOST_WAITING = 200
"""Unread responses from the public form that one hearing takes; more are an attack."""


VISITOR = "visitor"
"""How the log names who answers through the public form: nothing is known of them."""


class StepTaker(Protocol):
    """The one door that changes a state, as far as a hearing needs it (``deciding.Deciding``)."""

    def take(self, draft_id: int, step: Step, by: Identity) -> object:
        """Take a step that is not adoption. Raises NotAllowed and Refused."""


class Hearings:
    """Opens hearings and keeps their responses. ``today`` is the day of the request."""

    def __init__(self, session: Session, door: StepTaker, now: datetime, today: date):
        self._session = session
        self._door = door
        self._now = now
        self._today = today

    def of_draft(self, draft: DraftRecord) -> tuple[HearingRecord, ...]:
        """Every hearing of a draft, first to last."""
        return hearings_of(self._session, [draft.id])

    def public(self, municipality: str, standard: str) -> HearingRecord:
        """The hearing that runs today; raises UnknownName where none does."""
        found = running_hearing(self._session, self._today, municipality, standard)
        if found is None:
            raise UnknownName(Thing.HEARING, standard, municipality=municipality, standard=standard)
        return found

    def running(self) -> tuple[RunningHearing, ...]:
        """Every hearing the public can answer today."""
        return running_hearings(self._session, self._today)

    def open(
        self, draft: DraftRecord, opens: date, closes: date, invited: Sequence[str], by: Identity
    ) -> None:
        """Send a draft in hearing for these days, both included. Raises BadInput, or as ``take``."""
        if opens < self._today:
            raise BadInput(Parameter.OPENS, opens.isoformat(), "Høringen kan ikke begynde før i dag.")
        if closes <= opens:
            message = "Høringen skal slutte efter, at den begynder."
            raise BadInput(Parameter.CLOSES, closes.isoformat(), message)
        if (closes - opens).days > LONGEST_PERIOD_DAYS:
            raise BadInput(Parameter.CLOSES, closes.isoformat(), "Høringen må højst vare et år.")
        parties = [kept_line(Parameter.INVITED, name, LONGEST_NAME) for name in invited if name.strip()]
        if len(parties) > MOST_INVITED:
            raise BadInput(Parameter.INVITED, "\n".join(invited), f"Skriv højst {MOST_INVITED} parter.")
        self._door.take(draft.id, Step.TO_HEARING, by)
        hearing = Hearing(
            draft_id=draft.id,
            opens=opens,
            closes=closes,
            invited=list(dict.fromkeys(parties)),
            content=draft.content,
            opened_by_id=by.person_id,
            recorded=self._now,
        )
        self._session.add(hearing)
        self._session.flush()
        detail = {"opens": opens.isoformat(), "closes": closes.isoformat(), "invited": hearing.invited}
        self._log(by.actor, "hearing.opened", draft, **detail, **seals(hearing))

    def respond(self, hearing: HearingRecord, organisation: str, sender: str, text: str) -> None:
        """Take a response from the public form; nothing of it shows before it is let through."""
        text = _checked_text(text)
        organisation = kept_line(Parameter.ORGANISATION, organisation, LONGEST_NAME)
        sender = kept_line(Parameter.SENDER, sender, LONGEST_NAME)
        waiting = select(func.count()).where(
            HearingResponse.hearing_id == hearing.id, HearingResponse.state == ResponseState.NEW.value
        )
        if (self._session.scalar(waiting) or 0) >= MOST_WAITING:
            raise Refused("too-many", "Der er kommet meget mange svar. Ring eller skriv til kommunen.")
        row = self._add(hearing.id, self._today, organisation, sender, text, None)
        said = select(Municipality.slug, Standard.slug).join(Standard).join(Draft)
        names = self._session.execute(said.where(Draft.id == hearing.draft_id)).one()
        detail = {"draft": hearing.draft_id, **seals(row)}
        audit = Auditing(self._session)
        audit.record(self._now, VISITOR, "hearing.response_received", draft_subject(*names), **detail)

    def enter(
        self,
        draft: DraftRecord,
        received: date,
        organisation: str,
        text: str,
        by: Identity,
    ) -> None:
        """Write down a response that came another way; it too is let through by somebody."""
        require(Permission.RECORD_RESPONSE, by, draft.subject)
        organisation = kept_line(Parameter.ORGANISATION, organisation, LONGEST_NAME)
        if not organisation:
            raise BadInput(Parameter.ORGANISATION, organisation, "Skriv, hvem svaret er fra.")
        hearing = self._latest(draft)
        if received < hearing.opens or received > self._today:
            raise BadInput(
                Parameter.RECEIVED,
                received.isoformat(),
                "Svaret kan være modtaget, fra høringen begyndte, til i dag.",
            )
        row = self._add(hearing.id, received, organisation, "", _checked_text(text), by.person_id)
        self._log(by.actor, "hearing.response_entered", draft, organisation=organisation, **seals(row))

    def moderate(
        self, draft: DraftRecord, response_id: int, state: ResponseState, shown_text: str, by: Identity
    ) -> None:
        """Let a response through, with the words the public may see, or keep it back."""
        require(Permission.MODERATE_RESPONSE, by, draft.subject)
        row = self._response(draft, response_id)
        if state is ResponseState.NEW:
            raise BadInput(Parameter.SHOWN, state, "Vælg, om svaret skal vises.")
        if state is ResponseState.SHOWN:
            row.shown_text = _checked_text(shown_text)
        row.state, row.moderated_by_id = state.value, by.person_id
        self._log(by.actor, "hearing.response_read", draft, response=row.id, state=state.value, **seals(row))

    def answer(self, draft: DraftRecord, response_id: int, text: str, by: Identity) -> None:
        """Say what the municipality makes of a response; shown with it."""
        require(Permission.ANSWER_RESPONSE, by, draft.subject)
        row = self._response(draft, response_id)
        row.answer, row.answered_by_id = _checked_text(text), by.person_id
        self._log(by.actor, "hearing.response_answered", draft, response=row.id, **seals(row))

    def _latest(self, draft: DraftRecord) -> HearingRecord:
        found = self.of_draft(draft)
        if not found:
            raise Refused("no-hearing", "Kladden har ikke været i høring.")
        return found[-1]

    def _response(self, draft: DraftRecord, response_id: int) -> HearingResponse:
        row = self._session.get(HearingResponse, response_id, with_for_update=True, populate_existing=True)
        if row is None or row.hearing_id not in {hearing.id for hearing in self.of_draft(draft)}:
            raise UnknownName(Thing.RESPONSE, str(response_id))
        return row

    def _add(
        self, hearing_id: int, received: date, organisation: str, sender: str, text: str, by: int | None
    ) -> HearingResponse:
        row = HearingResponse(
            hearing_id=hearing_id,
            received=received,
            organisation=organisation,
            sender=sender,
            text=text,
            state=ResponseState.NEW.value,
            entered_by_id=by,
            recorded=self._now,
        )
        self._session.add(row)
        self._session.flush()
        return row

    def _log(self, actor: str, action: str, draft: DraftRecord, **detail: object) -> None:
        subject = draft_subject(draft.municipality.slug, draft.standard)
        Auditing(self._session).record(self._now, actor, action, subject, draft=draft.id, **detail)


def _checked_text(text: str) -> str:
    text = kept_text(Parameter.TEXT, text, LONGEST_TEXT)
    if not text:
        raise BadInput(Parameter.TEXT, text, "Skriv en tekst.")
    return text


def create_hearings(door: Callable[[Context], StepTaker]) -> Callable[[Context], Hearings]:
    """What makes hearings for a request; ``door`` makes the one door that changes a state."""
    return lambda context: Hearings(context.session, context.get(door), context.now, context.today)
