"""What a changed level can cost in a year: recipients times change times price, with the arithmetic.

An estimate for a council, not a forecast: within "op til" nobody need get more. Counts below ``SMALLEST`` are
not shown, nor anything they could be worked out from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from calculators.reading.amounts import print_unit
from calculators.reading.conversion import convert_part
from calculators.reading.extents import Part, Period
from portal.danish.numbers import format_rounded

SMALLEST = 5


@dataclass(frozen=True)
class Basis:
    """What is known of one level: how many recipients, and kroner for one unit, each from low to high."""

    recipients: tuple[int, int]
    price: tuple[int, int]


@dataclass(frozen=True)
class Consequence:
    """Kroner a year from ``low`` to ``high``, negative for a saving. ``words`` is the arithmetic.

    ``low`` and ``high`` are None where there is no sum; ``words`` then says why.
    """

    low: Fraction | None
    high: Fraction | None
    words: str


def consequence(old: Part | None, new: Part | None, basis: Basis) -> Consequence:
    """What it costs in a year that one level goes from ``old`` to ``new``; None: the level is not there."""
    if basis.recipients[0] < SMALLEST:
        return Consequence(None, None, f"Færre end {SMALLEST} modtagere. Tallet er skjult.")
    change = _yearly_change(old, new)
    if isinstance(change, str):
        return Consequence(None, None, change)
    low, high, unit = change
    sums = [d * r * p for d, r, p in product((low, high), basis.recipients, basis.price)]
    words = (
        f"{_range(low, high)} {unit} × {_range(*basis.recipients)} modtagere × {_range(*basis.price)} kr. "
        f"= {_range(min(sums), max(sums))} kr. om året"
    )
    return Consequence(min(sums), max(sums), words)


def total(found: Sequence[Consequence]) -> tuple[Fraction, Fraction] | None:
    """The least and the most that several levels cost together, in kroner a year; None for fewer than two.

    None too where one of them has no sum: the total and the rest would tell what is hidden.
    """
    if len(found) < 2:
        return None
    low = high = Fraction(0)
    for one in found:
        if one.low is None or one.high is None:
            return None
        low, high = low + one.low, high + one.high
    return low, high


def _yearly_change(old: Part | None, new: Part | None) -> tuple[Fraction, Fraction, str] | str:
    """The change a recipient can have in a year, from low to high, with its unit; or why there is none."""
    known = new or old
    if known is None:
        return "Niveauet har ingen tal."
    if old and new and (old.unit, old.counting) != (new.unit, new.counting):
        return "Enheden er ændret. Den gamle og den nye kan ikke trækkes fra hinanden."
    ends = [_yearly(part) if part else (Fraction(0), Fraction(0)) for part in (old, new)]
    before, after = ends
    if before is None or after is None:
        return "Tallene kan ikke regnes om til et år."
    if before[1] is None or after[1] is None:
        return "Niveauet har ingen øvre grænse. Derfor er der ikke regnet."
    changes = (after[0] - before[0], after[1] - before[1])
    return min(changes), max(changes), print_unit(known.unit, Period.YEAR)


def _yearly(part: Part) -> tuple[Fraction, Fraction | None] | None:
    """The two ends of a part in a year: 0 where it has no lower one, None where it has no upper one."""
    if part.period is not Period.YEAR or part.every != 1:
        found = convert_part(part, Period.YEAR) if part.every == 1 else None
        if found is None:
            return None
        part = found[0]
    return (part.lower.value if part.lower else Fraction(0)), (part.upper.value if part.upper else None)


def _range(low: Fraction | int, high: Fraction | int) -> str:
    first, last = format_rounded(Fraction(low)), format_rounded(Fraction(high))
    return first if first == last else f"{first} til {last}"
