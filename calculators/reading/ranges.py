"""Ranges as intervals of exact numbers: their ends in an order, and what lies within."""

from __future__ import annotations

from fractions import Fraction

from calculators.reading.extents import Part

End = tuple[Fraction, int]
"""A value, and -1 just below it, 0 at it, 1 just above it: ends compare as places on the line."""

_ABOVE_NOTHING: End = (Fraction(0), 1)


def low_end(part: Part) -> End:
    """Where the range begins; an "op til" begins just above 0."""
    if part.lower is None:
        return _ABOVE_NOTHING
    return part.lower.value, 0 if part.lower.inclusive else 1


def high_end(part: Part) -> End | None:
    """Where the range ends, None where it does not."""
    return (part.upper.value, 0 if part.upper.inclusive else -1) if part.upper else None


def is_approximate(part: Part) -> bool:
    """Whether one of the range's ends is only about."""
    lower, upper = part.lower, part.upper
    return bool((lower and lower.approximate) or (upper and upper.approximate))


def side(part: Part, value: Fraction) -> int:
    """Where ``value``, in the range's own unit and period, lies: -1 below it, 0 within, 1 above."""
    if (value, 0) < low_end(part):
        return -1
    high = high_end(part)
    return int(high is not None and high < (value, 0))


def covers(part: Part, value: Fraction) -> bool:
    """Whether ``value``, in the range's own unit and period, lies within it; an approximate one never."""
    return not is_approximate(part) and side(part, value) == 0
