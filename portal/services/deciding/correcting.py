"""An editorial correction: a new version without a meeting, where nothing but the white list has changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.documents.changes.correction import refusals
from portal.documents.document import Certainty
from portal.documents.editing.head_editing import HeadValue
from portal.models import ConfirmationRow, Version
from portal.security.roles import Identity
from portal.services.audit.auditing import Auditing
from portal.services.deciding.completing import completed, publication_of
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import Refused
from portal.services.published.document_cache import DocumentCache
from portal.services.published.publishing import Origin, Publishing, Resolved

OUTCOME = "redaktionel rettelse"


class Correcting:
    """What ``deciding`` does when it corrects; it has checked state and permission."""

    def __init__(self, session: Session, texts: DocumentCache, audit: Auditing, now: datetime, today: date):
        self._session = session
        self._texts = texts
        self._publishing = Publishing(session, audit, now)
        self._today = today

    def refusals(self, draft: DraftRecord) -> tuple[str, ...]:
        """Why a draft is more than a correction of the version it began from; empty where it is one."""
        base = self._base(draft)
        if base is None:
            return ("Der er ingen vedtaget version at rette.",)
        old, new = self._texts.read(base.content, "før"), self._texts.read(draft.content, "kladden")
        return refusals(old, new, self._texts.changes(old, new))

    def store(self, draft: DraftRecord, by: Identity) -> int:
        """Publish the correction as the next version and give its number. Raises Refused."""
        base = self._base(draft)
        if base is None:
            raise Refused("nothing-to-correct", "Der er ingen vedtaget version at rette.")
        newest = self._session.scalar(
            select(func.max(Version.n)).where(Version.standard_id == draft.standard_id)
        )
        if newest != base.n:
            raise Refused("newer-version", f"Version {newest} er kommet til, siden kladden blev begyndt.")
        if found := self.refusals(draft):
            raise Refused("not-editorial", f"Det er mere end en redaktionel rettelse: {found[0]}")
        n = base.n + 1
        text = publication_of(draft, n, self._completed(draft, base), Origin.CORRECTED)
        resolved = Resolved(draft.municipality.name, OUTCOME, f"Retter version {base.n}", self._today)
        self._publishing.publish(text, [resolved], by.actor, corrects=base.n)
        return n

    def _base(self, draft: DraftRecord) -> Version | None:
        return self._session.scalar(
            select(Version).where(Version.standard_id == draft.standard_id, Version.n == draft.base_n)
        )

    def _completed(self, draft: DraftRecord, base: Version) -> bytes:
        """The draft's bytes with the correction's facts; no surer of the law than the text it corrects."""
        old = self._texts.read(base.content, "før").front
        begins = max(self._today, base.begins_day or self._today)
        values: dict[str, HeadValue] = {
            "retter": str(base.n),
            "vedtaget": self._today,
            "organ": None,
            "sag": None,
            "referat": None,
            "offentliggjort": self._today,
            "gaelder_fra": begins,
            "gaelder_til": _day_words(base.ends_day, base.ends_certainty),
            "kontrolleret": self._confirmed(base),
            "genbesoeg": old.review,
        }
        return completed(draft, values)

    def _confirmed(self, base: Version) -> date | None:
        """The last day the municipality confirmed the text that is corrected."""
        query = select(func.max(ConfirmationRow.day)).where(
            ConfirmationRow.standard_id == base.standard_id, ConfirmationRow.n == base.n
        )
        days = [day for day in (base.confirmed, self._session.scalar(query)) if day]
        return max(days, default=None)


def _day_words(day: date | None, certainty: str | None) -> HeadValue:
    """A day as the head says it, with how sure it is; None where there is none."""
    if certainty is None or certainty == Certainty.KNOWN:
        return day
    return "ukendt" if day is None else f"tidligst {day.isoformat()}"
