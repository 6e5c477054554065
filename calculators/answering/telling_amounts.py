"""The amounts that tell all a table can answer: each number where a row begins or ends, and one between.

For whoever must have every answer ready before it is asked. Between two neighbouring numbers of a table all
amounts lie in the same rows, or in the same hole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import floor

from calculators.reading.amounts import LARGEST, Amount, print_amount
from calculators.reading.conversion import factor
from calculators.reading.extents import Part, Period, Unit
from calculators.reading.levels import LevelTable
from portal.danish.numbers import format_number

_MOST_DECIMALS = 6
_Terms = tuple[Unit, Period, int]


@dataclass(frozen=True)
class TellingAmount:
    """One amount to ask about. ``after`` and ``before`` are the table's numbers round it, for one between.

    At a number of the table itself both are None; below all numbers ``after`` is 0, above all ``before`` is
    None.
    """

    amount: Amount
    after: Fraction | None = None
    before: Fraction | None = None

    @property
    def words(self) -> str:
        """What it stands for: "60 døgn om året", "mellem 30 og 60 døgn om året (for eksempel 45)"."""
        if self.after is None:
            return print_amount(self.amount)
        here = f"(for eksempel {format_number(self.amount.value)})"
        if self.before is None:
            return f"over {self._printed(self.after)} {here}"
        if not self.after:
            return f"under {self._printed(self.before)} {here}"
        return f"mellem {format_number(self.after)} og {self._printed(self.before)} {here}"

    def _printed(self, value: Fraction) -> str:
        return print_amount(replace(self.amount, value=value))


def telling_amounts(table: LevelTable) -> tuple[TellingAmount, ...]:
    """Every telling amount in each unit and period that the table itself uses, the lowest first."""
    parts = [part for level in table.levels for part in level.extent.parts]
    found: list[TellingAmount] = []
    for terms in dict.fromkeys((part.unit, part.period, part.every) for part in parts):
        found += _in_terms(parts, terms)
    return tuple(found)


def _in_terms(parts: list[Part], terms: _Terms) -> list[TellingAmount]:
    numbers = sorted({number for part in parts for number in _numbers(part, terms) if 0 < number <= LARGEST})
    found = []
    for after, before in pairwise((Fraction(0), *numbers)):
        found += _between(after, before, terms)
        found += [TellingAmount(Amount(before, *terms))] if _can_be_typed(before) else []
    if numbers and (beyond := Fraction(floor(numbers[-1]) + 1)) <= LARGEST:
        found.append(TellingAmount(Amount(beyond, *terms), numbers[-1]))
    return found


def _numbers(part: Part, terms: _Terms) -> list[Fraction]:
    """The part's numbers in these terms; none where the two are not compared."""
    unit, period, every = terms
    numbers = [bound.value for bound in (part.lower, part.upper) if bound]
    if part.unit is not unit:
        return []
    if (part.period, part.every) == (period, every):
        return numbers
    found = factor(period, part.period) if part.every == every == 1 else None
    return [number / found.value for number in numbers] if found else []


def _between(after: Fraction, before: Fraction, terms: _Terms) -> list[TellingAmount]:
    """A round amount near the middle; none where the two lie closer than anybody types."""
    middle = (after + before) / 2
    for decimals in range(_MOST_DECIMALS + 1):
        value = Fraction(round(middle * 10**decimals), 10**decimals)
        if after < value < before:
            return [TellingAmount(Amount(value, *terms), after, before)]
    return []


def _can_be_typed(value: Fraction) -> bool:
    return bool((value * 10**_MOST_DECIMALS).denominator == 1)
