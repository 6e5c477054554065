"""What a person types: an amount, with comma or point, and its unit; read exactly, or refused in Danish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from calculators.reading.extents import Bound, Part, Period, Unit
from calculators.reading.grammar import take_measure
from calculators.reading.periods import take_period
from calculators.reading.printer import print_part
from calculators.reading.tokens import Cursor, ExtentToken, tokenize
from calculators.reading.vocabulary import (
    ADVERBS,
    DEFINITE_PERIODS,
    DURATIONS,
    PERIOD_NAMES,
    UNITS,
    UnitMeasure,
)
from portal.danish.characters import as_read
from portal.danish.letters import fold
from portal.danish.numbers import read_number

LARGEST = 1_000_000
LONGEST_TEXT = 40

_POINT = re.compile(r"([0-9]{1,15})\.([0-9]{1,15})")
_WITH_UNIT = re.compile(r"([0-9.,½¼¾ ]*[0-9½¼¾]|[^\W\d]+(?= ))\s?([^\W\d].*)")
_UNFOLDED = {
    fold(word): word
    for table in (UNITS, PERIOD_NAMES, DEFINITE_PERIODS, ADVERBS)
    for phrase in table
    for word in phrase.split()
}


class AmountError(ValueError):
    """An amount or a unit that cannot be used. ``message`` is Danish, ``code`` for machines.

    Codes: ``missing``, ``not-a-number``, ``negative``, ``too-large``, ``unknown-unit`` and
    ``unit-without-period``.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message, self.code = message, code


@dataclass(frozen=True)
class Amount:
    """One exact amount: 90 døgn/år. ``counting`` is "" where the asker named no counting method."""

    value: Fraction
    unit: Unit
    period: Period
    every: int = 1
    counting: str = ""

    @property
    def part(self) -> Part:
        """The amount as a range of one value."""
        bound = Bound(self.value)
        return Part(bound, bound, self.unit, self.period, self.every, self.counting)


def print_amount(amount: Amount) -> str:
    """ "90 døgn om året"."""
    return print_part(amount.part)


def print_unit(unit: Unit, period: Period, every: int = 1) -> str:
    """The one form in which a unit is echoed: "døgn/år", "gange/14 dage", "timer/3. uge"; "måneder" alone."""
    if period is Period.NONE:
        return unit.value
    return f"{unit.value}/{period.value if every == 1 else f'{every}. {period.value}'}"


def read_value(text: str) -> Fraction:
    """The number typed: "4", "4,5", "4.5", "½", "halvanden". Raises ``AmountError``.

    A point followed by exactly three digits is for thousands, as Danish writes it ("1.103" is 1103), unless
    a nought alone stands before it; any other single point is a decimal point.
    """
    cleaned = " ".join(text.split())
    if not cleaned:
        raise AmountError("Skriv et tal.", "missing")
    if len(cleaned) > LONGEST_TEXT:
        raise AmountError("Tallet er for langt.", "too-large")
    if re.match(r"[-‐‑‒–—−][ 0-9,.½¼¾]", cleaned):
        raise AmountError("Tallet kan ikke være mindre end 0.", "negative")
    point = _POINT.fullmatch(cleaned)
    if point and (len(point[2]) != 3 or not point[1].strip("0")):
        cleaned = f"{point[1]},{point[2]}"
    try:
        value = read_number(cleaned)
    except ValueError:
        if re.fullmatch(r"[0-9]{10,}", cleaned):
            raise AmountError("Tallet er for stort.", "too-large") from None
        raise AmountError(
            f"»{cleaned}« er ikke et tal. Skriv for eksempel 4 eller 4,5.", "not-a-number"
        ) from None
    if value > LARGEST:
        raise AmountError("Tallet er for stort.", "too-large")
    return value


def read_unit(text: str) -> tuple[UnitMeasure, Period, int]:
    """The unit typed: "døgn/år", "doegn/aar", "timer om ugen". Raises ``AmountError``."""
    return _read_unit_again(text) if len(text) <= 2 * LONGEST_TEXT else _read_unit(text)


def _read_unit(text: str) -> tuple[UnitMeasure, Period, int]:
    if not text.strip():
        raise AmountError("Vælg en enhed, for eksempel timer om ugen.", "missing")
    shown = " ".join(text.split())[:LONGEST_TEXT]
    cursor = Cursor(tuple(_unfold(token) for token in tokenize(text[: 2 * LONGEST_TEXT])))
    measure = take_measure(cursor)
    if measure is None:
        raise AmountError(f"Enheden »{shown}« kendes ikke. Skriv for eksempel timer/uge.", "unknown-unit")
    pace = take_period(cursor)
    cursor.take_sign(".")
    if cursor.token is not None:
        raise AmountError(f"Enheden »{shown}« kendes ikke. Skriv for eksempel timer/uge.", "unknown-unit")
    if pace is None and measure.unit not in DURATIONS:
        message = f"»{shown}« mangler en periode. Skriv for eksempel {measure.unit.value}/uge."
        raise AmountError(message, "unit-without-period")
    return (measure, *(pace or (Period.NONE, 1)))


_read_unit_again = lru_cache(maxsize=512)(_read_unit)
"""Few units are asked about, again and again. What cannot be read is not remembered."""


def _unfold(token: ExtentToken) -> ExtentToken:
    """The token with æ, ø and å back in a known word: "doegn" → "døgn"."""
    return ExtentToken(token.kind, _UNFOLDED.get(token.text, token.text), token.start, token.end, token.value)


def split_amount(text: str) -> tuple[str, str]:
    """What was typed into one field as number and unit: "4 timer om ugen" is ("4", "timer om ugen").

    The unit is "" where there is none that can be read; the number is not read here.
    """
    found = _WITH_UNIT.fullmatch(" ".join(text.split())[: 2 * LONGEST_TEXT])
    if found:
        try:
            read_unit(found[2])
        except AmountError:
            return text, ""
        return found[1], found[2]
    return text, ""


def read_amount(amount: str, unit: str) -> Amount:
    """The amount of what a person typed and chose. Raises ``AmountError``.

    A unit typed with the amount ("4 timer om ugen") is what is meant, whatever ``unit`` says.
    """
    amount, own_unit = split_amount(as_read(amount))
    unit = own_unit or unit
    value = read_value(amount)
    measure, period, every = read_unit(unit)
    return Amount(value * measure.factor, measure.unit, period, every, measure.counting)
