"""The grammar of one part of a range expression: limits, numbers, unit and period.

Every function takes a cursor, and either moves it past what it read or raises ``UnreadableError``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from calculators.reading.extents import Bound, Part, Period, Unit
from calculators.reading.periods import Pace, take_frequency, take_period
from calculators.reading.tokens import Cursor, ExtentToken, TokenKind
from calculators.reading.vocabulary import (
    ADVERBS,
    APPROXIMATELY,
    DURATIONS,
    LIMIT_SIGNS,
    LIMITS,
    LIMITS_AFTER,
    UNITS,
    Limit,
    UnitMeasure,
)

NO_PERIOD = "Tallet mangler en periode, for eksempel »om ugen« eller »om året«."
ONCE = Bound(Fraction(1))

Ends = tuple[Bound | None, Bound | None]


class UnreadableError(Exception):
    """The words here are no part. ``code`` is the lint rule, ``at`` the token where reading stopped."""

    def __init__(self, message: str, at: int, code: str = "unreadable-extent") -> None:
        super().__init__(message)
        self.message, self.at, self.code = message, at, code


@dataclass(frozen=True)
class _Amount:
    """A number with what stood around it, before limits are turned into bounds."""

    limit: Limit | None
    value: Fraction
    approximate: bool
    measure: UnitMeasure | None = None
    pace: Pace | None = None


def take_limit(cursor: Cursor) -> Limit | None:
    """The limit here: "op til", "≤"; or None."""
    if (limit := cursor.take_phrase(LIMITS)) is not None:
        return limit
    for sign, limit in LIMIT_SIGNS.items():
        if cursor.take_sign(sign):
            if limit in (Limit.UNDER, Limit.OVER) and cursor.take_sign("="):
                return Limit.UP_TO if limit is Limit.UNDER else Limit.AT_LEAST
            return limit
    return None


def _take_about(cursor: Cursor) -> bool:
    return bool(cursor.take_phrase(APPROXIMATELY)) or cursor.take_sign("≈", "~")


def _number(cursor: Cursor) -> Fraction:
    value = cursor.take_number()
    if value is None:
        token = cursor.token
        if token and token.kind is TokenKind.BROKEN:
            raise UnreadableError("Tallet er ikke skrevet på dansk: brug komma, som i 2,5.", cursor.at)
        raise UnreadableError("Her skulle stå et tal.", cursor.at)
    return value


def take_measure(cursor: Cursor) -> UnitMeasure | None:
    """The unit here, or None."""
    cursor.take_word("hel", "hele")
    return cursor.take_phrase(UNITS)


def _take_around(cursor: Cursor, amount: _Amount) -> _Amount:
    """``amount`` with the limit, unit and period that follow its number: "… eller flere ugentlige timer"."""
    limit = cursor.take_phrase(LIMITS_AFTER)
    pace = _take_adverb(cursor)
    measure = take_measure(cursor)
    limit = limit or cursor.take_phrase(LIMITS_AFTER)
    if measure:
        pace = pace or take_period(cursor)
        limit = limit or cursor.take_phrase(LIMITS_AFTER)
    if limit and amount.limit is not None:
        raise UnreadableError("Tallet har to grænser.", cursor.at)
    return replace(amount, limit=limit or amount.limit, measure=measure, pace=pace)


def _take_adverb(cursor: Cursor) -> Pace | None:
    period = cursor.take_phrase(ADVERBS)
    return (period, 1) if period else None


def _take_second(cursor: Cursor, first: _Amount) -> _Amount | None:
    """The upper end that follows ``first``: "-2", "til 2", "og højst 6 timer"; or None, unmoved."""
    start = cursor.at
    plain = first.limit in (None, Limit.AT_LEAST)
    limit: Limit | None = None
    if plain or first.limit is Limit.OVER:
        if (plain and cursor.take_sign("-")) or cursor.take_word("til", "til og med"):
            limit = Limit.UP_TO
        elif first.limit is not None:
            cursor.take_sign(",")
            cursor.take_word("og", "men")
            limit = take_limit(cursor)
    if limit in (Limit.UP_TO, Limit.UNDER):
        about = _take_about(cursor)
        value = cursor.take_number()
        if value is not None:
            second = _take_around(cursor, _Amount(limit, value, about))
            if _agree(first, second):
                return second
    cursor.move(start)
    return None


def _agree(first: _Amount, second: _Amount) -> bool:
    """Whether two ends can be one range: unit and period named alike, or by one of them."""
    same_unit = first.measure is None or second.measure in (None, first.measure)
    return same_unit and (first.pace is None or second.pace in (None, first.pace))


def _bound(amount: _Amount, about: bool) -> Bound:
    factor = amount.measure.factor if amount.measure else Fraction(1)
    inclusive = amount.limit not in (Limit.UNDER, Limit.OVER)
    return Bound(amount.value * factor, inclusive, amount.approximate or about)


def _ends(first: _Amount, second: _Amount | None, at: int) -> Ends:
    if second is not None:
        measure = second.measure or first.measure
        first, second = replace(first, measure=measure), replace(second, measure=measure)
        # "ca. 2-3 timer" says "ca." of both.
        spread = first.approximate and first.limit is None
        lower, upper = _bound(first, False), _bound(second, spread)
        if lower.value > upper.value or (
            lower.value == upper.value and not (lower.inclusive and upper.inclusive)
        ):
            raise UnreadableError("Det første tal skal være mindre end det andet.", at)
        return lower, upper
    bound = _bound(first, False)
    if first.limit in (Limit.UP_TO, Limit.UNDER):
        if not bound.value:
            raise UnreadableError("Grænsen kan ikke være 0.", at)
        return None, bound
    return (bound, None) if first.limit in (Limit.AT_LEAST, Limit.OVER) else (bound, bound)


def _between(cursor: Cursor) -> tuple[_Amount, _Amount]:
    about = _take_about(cursor)
    lower = _Amount(None, _number(cursor), about)
    lower = replace(lower, measure=take_measure(cursor))
    if not cursor.take_word("og"):
        raise UnreadableError("Efter »mellem« og et tal skal stå »og« og et tal.", cursor.at)
    upper = _take_around(cursor, _Amount(Limit.UP_TO, _number(cursor), False))
    if not _agree(lower, upper):
        raise UnreadableError("De to tal har hver sin enhed.", cursor.at)
    return lower, upper


def _range(cursor: Cursor) -> tuple[_Amount, _Amount | None]:
    if cursor.take_word("mellem", "imellem"):
        return _between(cursor)
    about = _take_about(cursor)
    limit = take_limit(cursor)
    about = _take_about(cursor) or about
    first = _take_around(cursor, _Amount(limit, _number(cursor), about))
    return first, _take_second(cursor, first)


def _with_minutes(cursor: Cursor, last: _Amount) -> _Amount:
    """``last`` with the minutes of "1 time og 30 minutter om ugen" added to its hours: one amount."""
    start = cursor.at
    if last.measure and last.measure.unit is Unit.HOURS and last.pace is None:
        cursor.take_word("og")
        minutes = cursor.take_number()
        measure = cursor.take_phrase(UNITS) if minutes is not None else None
        if minutes is not None and measure and measure.unit is Unit.MINUTES and minutes * measure.factor < 60:
            value = last.value + minutes * measure.factor / 60
            return replace(last, value=value, pace=take_period(cursor))
    cursor.move(start)
    return last


def limit_of(part: Part) -> Limit | None:
    """The limit that an open part names, which stands for the bare numbers after it; None for other parts."""
    if part.lower is None and part.upper is not None:
        return Limit.UP_TO if part.upper.inclusive else Limit.UNDER
    if part.upper is None and part.lower is not None:
        return Limit.AT_LEAST if part.lower.inclusive else Limit.OVER
    return None


def take_part(cursor: Cursor, counting: str = "", inherited: Limit | None = None) -> Part:
    """One part: "op til 3 timer om ugen", "hver 14. dag", "ugentligt 1-2 timer". Raises ``UnreadableError``.

    ``inherited`` is the limit of a number that names none.
    """
    start = cursor.at
    leading = take_frequency(cursor)
    if leading and not _amount_follows(cursor):
        visits = cursor.take_phrase({"besøg": Unit.VISITS})
        return Part(ONCE, ONCE, visits or Unit.TIMES, *leading, counting)
    first, second = _range(cursor)
    last = second or first
    last = _with_minutes(cursor, last)
    first, second = (first, last) if second else (last, None)
    measure = last.measure or first.measure
    if measure is None:
        raise UnreadableError("Efter tallet skulle stå timer, døgn, dage eller en anden enhed.", cursor.at)
    pace = last.pace or first.pace or leading
    if second is None:
        first = replace(first, limit=first.limit or inherited)
    # A month and a half of support is a length nobody measures out: the word itself means "about".
    if measure.unit in DURATIONS and _says_one_and_a_half(cursor, start):
        first = replace(first, approximate=True)
    lower, upper = _ends(first, second, start)
    if pace is None:
        if measure.unit not in DURATIONS:
            raise UnreadableError(NO_PERIOD, start, "number-without-period")
        pace = (Period.NONE, 1)
    return Part(lower, upper, measure.unit, *pace, _counting(measure, counting, start))


def _says_one_and_a_half(cursor: Cursor, start: int) -> bool:
    return any(token.text in ("halvanden", "halvandet") for token in cursor.tokens[start : cursor.at])


def _amount_follows(cursor: Cursor) -> bool:
    start = cursor.at
    _take_about(cursor)
    found = take_limit(cursor) is not None or cursor.take_number() is not None
    cursor.move(start)
    return found


def _counting(measure: UnitMeasure, counting: str, at: int) -> str:
    if measure.counting and counting and measure.counting != counting:
        raise UnreadableError(f"Tabellen tæller {counting}, men her står {measure.counting}.", at)
    return measure.counting or counting


def take_counted(cursor: Cursor) -> Unit | None:
    """The unit of the number that stood here, with nothing said of limits or periods: "5 timer"; or None."""
    start = cursor.at
    if cursor.take_number() is not None:
        cursor.take_phrase(LIMITS_AFTER)
        cursor.take_phrase(ADVERBS)
        if (measure := take_measure(cursor)) is not None:
            return measure.unit
    cursor.move(start)
    return None


def names_period(tokens: tuple[ExtentToken, ...]) -> bool:
    """Whether a period stands anywhere among ``tokens``."""
    return any(take_period(Cursor(tokens, at)) is not None for at in range(len(tokens)))
