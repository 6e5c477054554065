"""How sure a level table is. It is certain only where everything about it is: every reason not to be counts.

A number that was lost on the way looks like any other number, so the rows are held against one another: the
whole scale, in order, in one unit, rising in steps that standards have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from calculators.reading.ages import read_age_span
from calculators.reading.extents import Extent, Part
from calculators.reading.levels import AgeSpan, Criterion
from calculators.reading.reader import ExtentError, read_extent
from calculators.reading.table_rows import SEVERITIES, SEVERITY_WORDS
from portal.danish.letters import slug
from portal.importers.drafting.blocks import ReadRow

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CLEAN_END = re.compile(r"[\w)]\.?$")
_STEEPEST = 4
"""From one level to the next an extent grows at most so many times; more looks like a lost digit."""
_SAYS_NO_NUMBER = re.compile(
    r"(?:efter|konkret|individuel|ingen|intet|ikke fastsat|aftales|fastsættes|vurderes)\b", re.IGNORECASE
)
"""What a cell without a number begins with; "behov for støtte" is the end of a name."""
_ADULT = 17
"""An age table that ends below this age and not open may have lost its last row."""


def severity_of(label: str) -> str:
    """The one severity that a row's label names, "" for none or several."""
    found = {SEVERITY_WORDS[word] for word in slug(label).split("-") if word in SEVERITY_WORDS}
    return found.pop() if len(found) == 1 else ""


def extent_of(words: str) -> Extent | None:
    """What the words say, None where the calculator cannot read them or they name no number or reason."""
    try:
        extent = read_extent(words)
    except ExtentError:
        return None
    return extent if extent.has_number or _SAYS_NO_NUMBER.match(words) else None


def span_of(label: str) -> AgeSpan | None:
    """The ages that a row's label names."""
    try:
        return read_age_span(label)
    except ValueError:
        return None


def doubts_about(rows: Sequence[ReadRow], criterion: Criterion) -> tuple[str, ...]:
    """Every reason in Danish why the rows may not be those of the source; none where they are certain."""
    return tuple(_doubts(rows, criterion))


def _doubts(rows: Sequence[ReadRow], criterion: Criterion) -> Iterator[str]:
    if len(rows) < 2:
        yield "Tabellen har kun én række."
    extents = [extent for row in rows if (extent := extent_of(row.extent))]
    if len(extents) < len(rows):
        yield "Mindst ét omfang kan ikke læses."
    if not all(_is_clean(row.extent) for row in rows):
        yield "Et omfang har ord eller tegn, som ikke hører til tallet."
    if criterion is Criterion.SEVERITY:
        yield from _severity_doubts(rows)
    elif criterion is Criterion.AGE:
        yield from _age_doubts(rows)
    else:
        yield "Rækkerne følger hverken sværhedsgrad eller alder, så portalen kan ikke se, om alle er med."
    if criterion is not Criterion.TARGET_GROUP:
        yield from _number_doubts(extents)


def _is_clean(words: str) -> bool:
    """Whether an extent is its number, unit and period, and nothing else but what stands in brackets."""
    extent = extent_of(_IN_BRACKETS.sub("", words))
    return extent is not None and not extent.notes and bool(_CLEAN_END.search(words))


def _severity_doubts(rows: Sequence[ReadRow]) -> Iterator[str]:
    if [severity_of(row.label) for row in rows] != list(SEVERITIES):
        yield "Skalaen er ikke let, moderat, svær og fuldstændig, én af hver og i den rækkefølge."
    if len({_without_severity(row.label) for row in rows}) > 1:
        yield "Rækkernes navne siger ikke det samme, når sværhedsgraden er taget fra."


def _without_severity(label: str) -> str:
    """The label as it is written, without the word that says how severe."""
    return " ".join(word for word in label.split(" ") if slug(word) not in SEVERITY_WORDS)


def _age_doubts(rows: Sequence[ReadRow]) -> Iterator[str]:
    spans = [span for row in rows if (span := span_of(row.label))]
    if len(spans) < len(rows):
        yield "Mindst én alder kan ikke læses."
        return
    if any(low.highest is None or high.lowest != low.highest + 1 for low, high in pairwise(spans)):
        yield "Alderen går ikke uden huller fra den ene række til den næste."
    last = spans[-1].highest if spans else None
    if last is not None and last < _ADULT:
        yield "Tabellen slutter, før barnet er voksent. Måske mangler den sidste række."


def _number_doubts(extents: Sequence[Extent]) -> Iterator[str]:
    counted = [extent for extent in extents if extent.has_number]
    if len(counted) < len(extents):
        yield "Mindst ét omfang har intet tal."
    parts = [extent.parts[0] for extent in counted]
    if any(len(extent.parts) > 1 for extent in counted):
        yield "Mindst ét omfang har flere dele."
    if len({(part.unit, part.period, part.every) for part in parts}) > 1:
        yield "Rækkerne tælles ikke i samme enhed og periode."
    values = [_value(part) for part in parts]
    if any(high < low for low, high in pairwise(values)):
        yield "Omfanget stiger ikke fra række til række."
    if any(high > low * _STEEPEST for low, high in pairwise(values)):
        yield "Springet mellem to rækker er usædvanligt stort. Måske mangler et ciffer."


def _value(part: Part) -> Fraction:
    bound = part.upper or part.lower
    return bound.value if bound else Fraction(0)
