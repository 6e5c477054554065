"""Deadlines: the rows of a standard's ``::: frister`` table, and the dates they give from a start date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.danish.dates import add_months, weekday
from portal.danish.letters import slug
from portal.danish.numbers import read_number, read_ordinal

LONGEST_NUMBER = 1000


class DeadlineKind(StrEnum):
    """ "senest N efter" is one date; "mindst hver N." repeats."""

    AT_LATEST = "senest"
    AT_LEAST_EVERY = "mindst hver"


@dataclass(frozen=True)
class DeadlineRule:
    """One row: what must have happened, how long after what. ``unit`` is dage, uger, måneder or år."""

    event: str
    kind: DeadlineKind
    number: int
    unit: str
    counted_from: str
    text: str
    row_id: str
    line: int = 0


class DeadlineError(ValueError):
    """A row of ``::: frister`` that cannot be read. ``message`` is Danish; ``words`` are the cell's."""

    def __init__(self, message: str, words: str) -> None:
        super().__init__(message)
        self.message, self.words = message, words


@dataclass(frozen=True)
class DueDate:
    """What a rule gives: ``day`` with its weekday, or ``reason`` (Danish), why it cannot be computed.

    ``repeats`` says that the date is the next of a row, each counted from the one before.
    """

    rule: DeadlineRule
    day: date | None
    weekday: str
    reason: str
    repeats: bool


_UNITS = {
    "dag": "dage",
    "dage": "dage",
    "uge": "uger",
    "uger": "uger",
    "måned": "måneder",
    "måneder": "måneder",
    "år": "år",
}
_UNIT = "|".join(_UNITS)
_AT_LATEST = re.compile(rf"senest (?P<number>.{{1,40}}) (?P<unit>{_UNIT}) efter")
_AT_LEAST_EVERY = re.compile(rf"mindst hvert? (?P<number>\S{{1,40}}) (?P<unit>{_UNIT})")


def _count(kind: DeadlineKind, words: str) -> int:
    if kind is DeadlineKind.AT_LEAST_EVERY:
        return read_ordinal(words)
    number = read_number(words)
    if number.denominator != 1:
        raise ValueError("En frist tælles i hele dage, uger, måneder eller år.")
    return int(number)


def read_deadline(event: str, deadline: str, counted_from: str, row_id: str, line: int = 0) -> DeadlineRule:
    """The rule of one row: "senest 3 måneder efter" or "mindst hver 6. måned". Raises ``DeadlineError``."""
    if not event.strip():
        raise DeadlineError("Rækken nævner ingen hændelse. Skriv, hvad der skal være sket.", deadline)
    if not counted_from.strip():
        raise DeadlineError("Rækken siger ikke, hvad fristen regnes fra.", deadline)
    cleaned = " ".join(deadline.lower().split()).rstrip(".")
    for kind, pattern in (
        (DeadlineKind.AT_LATEST, _AT_LATEST),
        (DeadlineKind.AT_LEAST_EVERY, _AT_LEAST_EVERY),
    ):
        if found := pattern.fullmatch(cleaned):
            try:
                number = _count(kind, found["number"])
            except ValueError as problem:
                raise DeadlineError(str(problem), deadline) from None
            if not 1 <= number <= LONGEST_NUMBER:
                raise DeadlineError(f"Tallet skal være mellem 1 og {LONGEST_NUMBER}.", deadline)
            unit = _UNITS[found["unit"]]
            return DeadlineRule(
                event.strip(), kind, number, unit, counted_from.strip(), deadline.strip(), row_id, line
            )
    raise DeadlineError(
        "Fristen kan ikke læses. Skriv »senest 3 måneder efter« eller »mindst hver 6. måned«.", deadline
    )


def due_date(rule: DeadlineRule, start: date) -> date:
    """The day the rule gives from ``start``: calendar months clamp to the month's end, no weekend shift.

    Raises OverflowError beyond the calendar.
    """
    if rule.unit == "dage":
        return start + timedelta(days=rule.number)
    if rule.unit == "uger":
        return start + timedelta(weeks=rule.number)
    return add_months(start, rule.number * (12 if rule.unit == "år" else 1))


def due_dates(rules: Iterable[DeadlineRule], starts: Mapping[str, date]) -> tuple[DueDate, ...]:
    """Every rule in its order, with its date or why there is none.

    ``starts`` gives days by what they are: the words of "Regnes fra" (case and spelling of æ, ø, å aside).
    A rule whose start is not among them "kan ikke beregnes"; nothing is guessed from another rule's date.
    """
    known = {slug(name): day for name, day in starts.items()}
    return tuple(_due(rule, known.get(slug(rule.counted_from))) for rule in rules)


def _due(rule: DeadlineRule, start: date | None) -> DueDate:
    repeats = rule.kind is DeadlineKind.AT_LEAST_EVERY
    if start is None:
        return DueDate(
            rule, None, "", f"Kan ikke beregnes: datoen for »{rule.counted_from}« mangler.", repeats
        )
    try:
        day = due_date(rule, start)
    except OverflowError:
        return DueDate(rule, None, "", "Kan ikke beregnes: datoen ligger uden for kalenderen.", repeats)
    return DueDate(rule, day, weekday(day), "", repeats)
