"""Law watch: standards that rest on a provision replaced since the municipality last confirmed the text.

Nobody has to find them: the dated law table and the clock make them unconfirmed
(``portal.documents.validity.standing``). Here they are listed for editors, with those whose turn comes soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from portal.documents.validity.law_table import LAW_TABLE, LawStatus
from portal.documents.validity.standing import ReasonCode, UncertaintyReason
from portal.services.context import Context
from portal.services.published.reading import Reading, StandardStanding, create_reading

LOOK_AHEAD = timedelta(days=180)
"""How long before a provision is replaced the standards that rest on it are listed."""


@dataclass(frozen=True)
class WatchedStandard:
    """A standard whose law was or will be replaced: since when, and the reasons that say by what."""

    found: StandardStanding
    since: date
    reasons: tuple[UncertaintyReason, ...]


class LawWatch:
    """Who must look at a text again."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def standards(self, municipality: str = "") -> tuple[WatchedStandard, ...]:
        """Those with a text today that rests on what was replaced, or is replaced within LOOK_AHEAD.

        Of one municipality or of all; the longest overdue first. A standard is listed once.
        """
        today = self._reading.today
        found = []
        for record in self._reading.standards(municipality):
            for day in (today, *self._coming(today)):
                standing = self._reading.standing(record, day)
                reasons = tuple(r for r in standing.standing.reasons if r.code is ReasonCode.LAW_REPLACED)
                if reasons:
                    since = min(reason.change.from_day for reason in reasons if reason.change)
                    found.append(WatchedStandard(standing, since, reasons))
                    break
        return tuple(sorted(found, key=lambda watched: watched.since))

    def _coming(self, today: date) -> tuple[date, ...]:
        """The days on which verified rows take effect, those ahead of ``today`` and near enough."""
        days = {row.from_day for row in LAW_TABLE.changes if row.status is LawStatus.VERIFIED}
        return tuple(sorted(day for day in days if today < day <= today + LOOK_AHEAD))


def create_law_watch(context: Context) -> LawWatch:
    """LawWatch for a request."""
    return LawWatch(context.get(create_reading))
