"""Ranges as intervals of exact numbers: their ends in an order, and what lies within."""

from __future__ import annotations

from fractions import Fraction

from calculators.extents import Bound, Part

End = tuple[Fraction, int]
"""A value, and -1 just below it, 0 at it, 1 just above it: ends compare as places on the line."""


def low_end(part: Part) -> End:
    """Where the range begins; an "op til" begins just above 0."""
    if part.lower is None:
        return Fraction(0), 1
    return part.lower.value, 0 if part.lower.inclusive else 1


def high_end(part: Part) -> End | None:
    """Where the range ends, None where it does not."""
    return (part.upper.value, 0 if part.upper.inclusive else -1) if part.upper else None


def is_approximate(part: Part) -> bool:
    """Whether one of the range's ends is only about."""
    return any(bound.approximate for bound in _bounds(part))


def covers(part: Part, value: Fraction) -> bool:
    """Whether ``value``, in the range's own unit and period, lies within it; an approximate one never."""
    if is_approximate(part):
        return False
    high = high_end(part)
    return low_end(part) <= (value, 0) and (high is None or (value, 0) <= high)


def _bounds(part: Part) -> tuple[Bound, ...]:
    return tuple(bound for bound in (part.lower, part.upper) if bound)
