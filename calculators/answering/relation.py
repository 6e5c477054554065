"""How an extent that is granted stands to the extent of a level: within it, above it, below it, or across.

Only what can be said for certain is said: two exact extents of one unit, counted alike, in one period or in
two that convert without rounding the calendar (months and years, days and weeks).
"""

from __future__ import annotations

from enum import StrEnum

from calculators.reading.conversion import convert_part
from calculators.reading.extents import Extent, Part, Period
from calculators.reading.ranges import high_end, is_approximate, low_end


class Relation(StrEnum):
    """Where a granted extent lies, held against a level's."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"
    ACROSS = "across"


_EXACT = ({Period.MONTH, Period.YEAR}, {Period.DAY, Period.WEEK})
"""Periods of which one holds a fixed number of the other. A year is not 52 weeks, nor always 365 days."""


def relation(granted: Extent, level: Extent) -> Relation | None:
    """The relation, None where the two cannot be held against each other with certainty."""
    if any(is_approximate(part) for part in (*granted.parts, *level.parts)):
        return None
    if granted.parts and granted.parts == level.parts:
        return Relation.WITHIN
    if len(granted.parts) != 1 or len(level.parts) != 1:
        return None
    own = level.parts[0]
    given = _in_terms_of(granted.parts[0], own)
    return _relation(given, own) if given else None


def _in_terms_of(part: Part, wanted: Part) -> Part | None:
    """``part`` in the period of ``wanted``; None where that is not certain."""
    if (part.unit, part.counting) != (wanted.unit, wanted.counting):
        return None
    if (part.period, part.every) == (wanted.period, wanted.every):
        return part
    if part.every != 1 or wanted.every != 1 or {part.period, wanted.period} not in _EXACT:
        return None
    found = convert_part(part, wanted.period)
    return found[0] if found else None


def _relation(given: Part, own: Part) -> Relation:
    low, high = low_end(own), high_end(own)
    least, most = low_end(given), high_end(given)
    if high is not None and least > high:
        return Relation.ABOVE
    if most is not None and most < low:
        return Relation.BELOW
    if least >= low and (high is None or (most is not None and most <= high)):
        return Relation.WITHIN
    return Relation.ACROSS
