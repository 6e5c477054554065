"""From a decided draft to a version: the decision it rests on, its days, its bytes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.danish.dates import format_date
from portal.documents.editing.head_editing import HeadValue
from portal.documents.states import Outcome
from portal.models import Version
from portal.security.roles import Identity
from portal.services.audit.auditing import Auditing
from portal.services.deciding.completing import completed, publication_of
from portal.services.drafting.drafts import DraftDecisionRecord, DraftRecord
from portal.services.errors import BadInput, Parameter, Refused
from portal.services.published.publishing import Origin, Publishing, Resolved
from portal.services.published.reading import Reading

PASSED_OVER = "ikke behandlet"
"""The outcome of a body before the last that did not deal with the text; ``item`` is then the reason."""

LONGEST_REASON = 200


class Adopting:
    """What ``deciding`` does when it adopts; it has checked state and permission."""

    def __init__(self, session: Session, reading: Reading, audit: Auditing, now: datetime):
        self._session = session
        self._today = reading.today
        self._publishing = Publishing(session, audit, now)

    def final_decision(self, draft: DraftRecord) -> DraftDecisionRecord:
        """The last body's present resolution, where it adopts this very text; raises Refused."""
        bodies = draft.municipality.about.bodies
        if not bodies:
            raise Refused("no-bodies", "Kommunen har ingen organer. Skriv dem i kommune.yaml.")
        last = [decision for decision in draft.decisions if decision.body == bodies[-1]]
        if not last:
            raise Refused("no-decision", f"{bodies[-1]} har ikke behandlet teksten endnu.")
        decision = last[-1]
        if not decision.present:
            raise Refused(
                "changed-since",
                f"Teksten er ændret, siden {bodies[-1]} behandlede den. Den skal behandles igen.",
            )
        if decision.outcome is not Outcome.ADOPTED or decision.begins is None:
            raise Refused("not-adopted", f"{bodies[-1]} har ikke vedtaget teksten.")
        return decision

    def check_begins(self, draft: DraftRecord, begins: date, meeting_day: date) -> None:
        """Raise BadInput for an in-force day before the meeting, or before that of a version there is."""
        if begins < meeting_day:
            raise BadInput(
                Parameter.BEGINS, begins.isoformat(), "Teksten kan ikke gælde fra før mødet, der vedtog den."
            )
        latest = self._session.execute(
            select(Version.n, Version.begins_day)
            .where(Version.standard_id == draft.standard_id, Version.begins_day.is_not(None))
            .order_by(Version.begins_day.desc(), Version.n.desc())
        ).first()
        if latest is not None and begins < latest.begins_day:
            raise BadInput(
                Parameter.BEGINS,
                begins.isoformat(),
                f"Version {latest.n} gælder fra {format_date(latest.begins_day)}. "
                "Den nye tekst kan ikke gælde fra før den.",
            )

    def check_chain(self, draft: DraftRecord, reason: str) -> None:
        """Raise BadInput where a body was passed over and nobody says why."""
        if draft.passed_over and not reason:
            raise BadInput(Parameter.REASON, reason, f"{draft.passed_over_words} Skriv hvorfor.")
        if len(reason) > LONGEST_REASON:
            raise BadInput(Parameter.REASON, reason, f"Begrundelsen må højst være {LONGEST_REASON} tegn.")

    def store(self, draft: DraftRecord, decision: DraftDecisionRecord, by: Identity, reason: str) -> int:
        """Publish the version with its decisions, and give its number.

        ``reason`` says why bodies were passed over, where some were; each gets a row that says so.
        """
        assert decision.begins is not None
        newest = self._newest(draft)
        if newest != draft.n - 1:
            raise Refused(
                "newer-version",
                f"Version {newest} er kommet til, siden kladden blev begyndt. Se den igennem først.",
            )
        try:
            self.check_begins(draft, decision.begins, decision.meeting_day)
        except BadInput as error:
            raise Refused("begins", error.message) from error
        n = newest + 1
        text = publication_of(draft, n, self._completed(draft, decision), Origin.ADOPTED)
        decisions = [Resolved(body, PASSED_OVER, item=reason) for body in draft.passed_over]
        decisions += [_resolved(made) for made in draft.decisions if made.present]
        self._publishing.publish(text, decisions, by.actor, draft=draft.id)
        return n

    def _newest(self, draft: DraftRecord) -> int:
        query = select(func.max(Version.n)).where(Version.standard_id == draft.standard_id)
        return self._session.scalar(query) or 0

    def _completed(self, draft: DraftRecord, decision: DraftDecisionRecord) -> bytes:
        """The draft's bytes with the decision's facts in its head; the body is not touched."""
        values: dict[str, HeadValue] = {
            "vedtaget": decision.meeting_day,
            "organ": decision.body,
            "sag": decision.item,
            "referat": decision.minutes or None,
            "offentliggjort": self._today,
            "gaelder_fra": decision.begins,
        }
        return completed(draft, values)


def _resolved(made: DraftDecisionRecord) -> Resolved:
    return Resolved(made.body, made.outcome.value, made.item, made.meeting_day, made.minutes)
