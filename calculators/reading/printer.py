"""Writing an extent in the normal Danish form, which reads back the same."""

from __future__ import annotations

from itertools import pairwise

from calculators.reading.extents import Bound, Extent, Part, Period, Unit
from calculators.reading.grammar import limit_of
from calculators.reading.vocabulary import PERIOD_PHRASES, SINGULAR, UNITS
from portal.danish.numbers import format_number

_NEUTER = frozenset({Period.YEAR, Period.QUARTER, Period.HALF_YEAR, Period.VISIT, Period.COURSE})


def print_period(period: Period, every: int = 1) -> str:
    """ "om ugen", "hver 14. dag", "hver 3. uge"; "" for no period."""
    if every == 1:
        return PERIOD_PHRASES[period]
    return f"{'hvert' if period in _NEUTER else 'hver'} {every}. {period.value}"


def print_measure(unit: Unit, counting: str = "", one: bool = False) -> str:
    """The unit's word: "timer", "time" for one; a counting method that is itself a unit word replaces it."""
    measure = UNITS.get(counting)
    if measure is not None and measure.counting and measure.unit is unit:
        return counting
    return SINGULAR.get(unit, unit.value) if one else unit.value


def _number(bound: Bound) -> str:
    return ("ca. " if bound.approximate else "") + format_number(bound.value)


def _range(lower: Bound | None, upper: Bound | None) -> str:
    if lower is None or upper is None:
        if upper is not None:
            return ("op til " if upper.inclusive else "under ") + _number(upper)
        return ("mindst " if lower.inclusive else "over ") + _number(lower) if lower else ""
    if lower == upper:
        return _number(lower)
    if lower.inclusive and upper.inclusive and lower.approximate == upper.approximate:
        return f"{_number(lower)}-{format_number(upper.value)}"
    below = ("mindst " if lower.inclusive else "over ") + _number(lower)
    return f"{below} og {'højst' if upper.inclusive else 'under'} {_number(upper)}"


def print_part(part: Part) -> str:
    """``part`` in the normal form: "op til 36 døgn om året", "1-2 timer om ugen", "1 gang hver 14. dag"."""
    one = part.lower == part.upper and part.upper is not None and 0 < part.upper.value <= 1
    unit = print_measure(part.unit, part.counting, one)
    return " ".join(
        filter(None, (_range(part.lower, part.upper), unit, print_period(part.period, part.every)))
    )


def print_extent(extent: Extent) -> str:
    """``extent`` in the normal form, notes in parentheses; the text as written where it has no number."""
    if not extent.parts:
        return extent.text
    words = [print_part(part) for part in extent.parts]
    for at, (before, part) in enumerate(pairwise(extent.parts), 1):
        # A bare number after "op til 4 døgn" would read as "op til" as well.
        if limit_of(before) and part.lower == part.upper:
            words[at] = f"præcis {words[at]}"
    notes = "".join(f" ({note})" for note in extent.notes)
    return ", ".join(words[:-1]) + (" og " if words[1:] else "") + words[-1] + notes
