"""Due dates from a version's own table of deadlines, and beside it what the law says, dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculators.deadlines.deadlines import DueDate, due_dates
from portal.danish.letters import slug
from portal.documents.validity.law_table import LAW_TABLE, LawFact, LawStatus
from portal.services.context import Context
from portal.services.published.catalogue import StandardRecord
from portal.services.published.reading import Reading, VersionText, create_reading


@dataclass(frozen=True)
class DeadlineStart:
    """An event that deadlines are counted from. ``name`` is its key, ``words`` the table's own."""

    name: str
    words: str


@dataclass(frozen=True)
class Deadlines:
    """What a version's table gives. ``text`` is None where no version answers for the day."""

    text: VersionText | None
    starts: tuple[DeadlineStart, ...] = ()
    due: tuple[DueDate, ...] = ()


class CountingDeadlines:
    """Counts deadlines; a rule whose start is not given is refused, never guessed."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def starts(self, record: StandardRecord, n: int = 0) -> Deadlines:
        """What must be known for the version's deadlines; version ``n``, or today's for 0."""
        text = self._text(record, n)
        if text is None:
            return Deadlines(None)
        words = dict.fromkeys(rule.counted_from for rule in text.document.deadlines)
        named = {slug(one): one for one in words}
        return Deadlines(text, tuple(DeadlineStart(name, one) for name, one in named.items()))

    def count(self, record: StandardRecord, given: Mapping[str, date], n: int = 0) -> Deadlines:
        """Every rule with its date, or with what is missing; ``given`` are days by the start's name."""
        found = self.starts(record, n)
        if found.text is None:
            return found
        return Deadlines(found.text, found.starts, due_dates(found.text.document.deadlines, given))

    def law(self) -> tuple[LawFact, ...]:
        """What the law itself says of deadlines today: verified rows that name a provision, no others."""
        return tuple(
            fact
            for fact in LAW_TABLE.facts
            if fact.status is LawStatus.VERIFIED and fact.law and fact.from_day <= self._reading.today
        )

    def _text(self, record: StandardRecord, n: int) -> VersionText | None:
        n = n or self._reading.standing(record).standing.n or 0
        return self._reading.text(record, n) if n else None


def create_counting_deadlines(context: Context) -> CountingDeadlines:
    """Deadlining for a request."""
    return CountingDeadlines(context.get(create_reading))
