"""Converting an amount from one period to another: exactly, by one labelled factor, never between units.

The factors are the design's own and complete: day-week 7, week-month 52/12, week-year 52, month-year 12,
day-year 365. They are never chained, so some periods have no conversion at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from calculators.reading.amounts import Amount, print_amount
from calculators.reading.extents import Bound, Part, Period

_IN_ONE: Mapping[tuple[Period, Period], tuple[Fraction, str]] = {
    (Period.DAY, Period.WEEK): (Fraction(7), "1 uge = 7 dage"),
    (Period.WEEK, Period.MONTH): (Fraction(52, 12), "1 måned = 52/12 uger"),
    (Period.WEEK, Period.YEAR): (Fraction(52), "1 år = 52 uger"),
    (Period.MONTH, Period.YEAR): (Fraction(12), "1 år = 12 måneder"),
    (Period.DAY, Period.YEAR): (Fraction(365), "1 år = 365 dage"),
}


@dataclass(frozen=True)
class Factor:
    """What to multiply an amount by, and the words that say so: "1 år = 52 uger"."""

    value: Fraction
    words: str


@dataclass(frozen=True)
class Conversion:
    """A computed amount beside the one it comes from, with the factor shown."""

    source: Amount
    target: Amount
    factor: Factor

    @property
    def words(self) -> str:
        """The words "10 timer om måneden er 120 timer om året (1 år = 12 måneder)"; exact, never rounded."""
        return f"{print_amount(self.source)} er {print_amount(self.target)} ({self.factor.words})"


def factor(source: Period, target: Period) -> Factor | None:
    """The factor from an amount per ``source`` to one per ``target``; None where the design gives none."""
    if found := _IN_ONE.get((source, target)):
        return Factor(*found)
    if found := _IN_ONE.get((target, source)):
        return Factor(1 / found[0], found[1])
    return None


def convert(amount: Amount, period: Period) -> Conversion | None:
    """``amount`` per ``period``, exactly; None where no factor leads there, or from "hver 3. uge"."""
    found = factor(amount.period, period) if amount.every == 1 else None
    if found is None:
        return None
    return Conversion(amount, replace(amount, value=amount.value * found.value, period=period), found)


def convert_part(part: Part, period: Period) -> tuple[Part, Factor] | None:
    """``part`` per ``period``, both bounds exactly, with the factor; None as in ``convert``."""
    found = factor(part.period, period) if part.every == 1 else None
    if found is None:
        return None
    lower, upper = _scale(part.lower, found), _scale(part.upper, found)
    return replace(part, lower=lower, upper=upper, period=period), found


def _scale(bound: Bound | None, by: Factor) -> Bound | None:
    return bound and replace(bound, value=bound.value * by.value)
