"""The periods of range expressions: "om ugen", "pr. måned", "/uge", "hver 3. uge", "dagligt"."""

from __future__ import annotations

from fractions import Fraction

from calculators.reading.extents import Period
from calculators.reading.tokens import Cursor
from calculators.reading.vocabulary import ADVERBS, DEFINITE_PERIODS, PERIOD_NAMES
from portal.danish.numbers import ORDINAL_WORDS

Pace = tuple[Period, int]
"""A period and how many of it: "hver 3. uge" is (WEEK, 3)."""

LONGEST_EVERY = 366
RUNNING = frozenset(
    {Period.DAY, Period.WEEK, Period.FORTNIGHT, Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR}
)
"""Periods that follow one another without a gap, so that an amount in one says something about another."""

FREQUENCIES = RUNNING | {Period.WEEKEND, Period.SUMMER_HOLIDAY}


def _pace(period: Period, every: Fraction) -> Pace | None:
    """The period in one form: 14 days and 2 weeks are a fortnight. None for what is no count of periods."""
    if every.denominator != 1 or not 1 <= every <= LONGEST_EVERY:
        return None
    whole = int(every)
    return (
        (Period.FORTNIGHT, 1) if (period, whole) in ((Period.DAY, 14), (Period.WEEK, 2)) else (period, whole)
    )


def _take_every(cursor: Cursor) -> Fraction:
    ordinal = cursor.take_phrase(ORDINAL_WORDS)
    if ordinal is not None:
        return Fraction(ordinal)
    start = cursor.at
    number = cursor.take_number()
    if number is None or cursor.take_phrase({"halve": True}):
        cursor.move(start)
        return Fraction(1)
    cursor.take_sign(".")
    return number


def take_period(cursor: Cursor) -> Pace | None:
    """The period here ("om ugen", "/uge", "hver 3. uge", "dagligt"), with how many of it; or None."""
    start = cursor.at
    for table in (DEFINITE_PERIODS, ADVERBS):
        if (period := cursor.take_phrase(table)) is not None:
            return period, 1
    if cursor.take_sign("/") or cursor.take_word(
        "pr", "per", "hver", "hvert", "pr hver", "pr hvert", "i hver"
    ):
        every = _take_every(cursor)
        if (period := cursor.take_phrase(PERIOD_NAMES)) is not None and (pace := _pace(period, every)):
            return pace
    cursor.move(start)
    return None


def take_frequency(cursor: Cursor) -> Pace | None:
    """A period that alone says how often: "dagligt", "hver 14. dag"; not "om ugen"; or None."""
    start, token = cursor.at, cursor.token
    if token and (token.text in ADVERBS or token.text in ("hver", "hvert")):
        pace = take_period(cursor)
        if pace and pace[0] in FREQUENCIES:
            return pace
    cursor.move(start)
    return None
