"""Where a standard will stand on later days, if nothing becomes known that is not known already.

For whoever looks at a copy on another day than it was made: everything is worked out when it is made, and the
day they look is then found among the days here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.documents.validity.law_table import LAW_TABLE
from portal.documents.validity.standing import (
    Confirmation,
    Repeal,
    Standing,
    VersionFacts,
    VersionStanding,
    in_force,
    spans,
    stages,
)


@dataclass(frozen=True)
class Moment:
    """From ``day`` on, until the next moment, the answer and every version's stage are these."""

    day: date
    standing: Standing
    stages: tuple[VersionStanding, ...]


def moments(
    versions: Iterable[VersionFacts],
    repeals: Iterable[Repeal],
    day: date,
    known: date,
    confirmations: Iterable[Confirmation] = (),
) -> tuple[Moment, ...]:
    """The moments from ``day`` on, as known on ``known``; the first is ``day`` itself."""
    facts, ends, said = tuple(versions), tuple(repeals), tuple(confirmations)
    days = {day, *(one for one in _turning(facts, ends, known, said) if one > day)}
    return tuple(
        Moment(on, in_force(facts, ends, on, known, said), stages(facts, ends, on, known, said))
        for on in sorted(days)
    )


def _turning(
    versions: Sequence[VersionFacts],
    repeals: Sequence[Repeal],
    known: date,
    confirmations: Sequence[Confirmation],
) -> Iterator[date]:
    """Every day on which the answer can be another than the day before."""
    for span in spans(versions, repeals, known):
        if span.first:
            yield span.first
        if span.last and span.last < date.max:
            yield span.last + timedelta(days=1)
    yield from (confirmation.day for confirmation in confirmations)
    for version in versions:
        if version.ends and version.ends.day:
            yield version.ends.day
        if version.confirmed:
            yield version.confirmed
        for reference in version.law_basis:
            yield from (change.from_day for change in LAW_TABLE.replacements(reference))
