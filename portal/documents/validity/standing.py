"""Which version of a standard is in force on a day, as known on a day, and how sure that is.

Two dates: ``on``, the day asked about, and ``known``, the day whose knowledge is used (what was published by
then). The rulings of docs/format.md:

- A version begins on its ``begins`` and ends the day before the next one begins. The next is the next in the
  order (begin, n); of two that begin on one day the higher n is in force.
- ``ends`` is the last day in force. A repeal takes from its day every version begun before it.
- A version that ended or was repealed does not bring an earlier one back.
- ``unconfirmed`` is the latest known text whose standing is not certain: it is a restatement, its dates are
  not known exactly, or its law was replaced and the municipality has not confirmed the text since. Such a
  text is shown with its reasons and never as the answer for that day, however long ago its law went: the
  portal does not know whether the municipality still uses it, so it says neither yes nor no.
- A confirmation speaks for the days from its own day on, not for days before.

Pure: no clock, no storage. The caller passes adopted versions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.documents.document import UncertainDate
from portal.documents.validity.reasons import ReasonCode, UncertaintyReason, none_reasons, reasons_for
from portal.documents.validity.version_facts import Confirmation, Repeal, Span, Stage, VersionFacts

__all__ = [
    "Confirmation",
    "ReasonCode",
    "Repeal",
    "Span",
    "Stage",
    "Standing",
    "Status",
    "UncertaintyReason",
    "VersionFacts",
    "VersionStanding",
    "in_force",
    "spans",
    "stages",
]


class Status(StrEnum):
    """How sure the answer is."""

    IN_FORCE = "in_force"
    UNCONFIRMED = "unconfirmed"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """The answer for one day.

    ``n`` is None exactly when the status is NONE. ``span`` is that version's; ``previous`` and ``following``
    are the versions in force last before and first after the day, for every status.
    """

    status: Status
    on: date
    known: date
    n: int | None = None
    reasons: tuple[UncertaintyReason, ...] = ()
    span: Span | None = None
    previous: Span | None = None
    following: Span | None = None


@dataclass(frozen=True)
class VersionStanding:
    """One version's stage on a day, its days, and why it is not certain, where it is not."""

    n: int
    stage: Stage
    span: Span
    reasons: tuple[UncertaintyReason, ...] = ()


def spans(versions: Iterable[VersionFacts], repeals: Iterable[Repeal], known: date) -> tuple[Span, ...]:
    """The days of every version published by ``known``, in the order they begin.

    A version superseded before it began has an ``empty`` span. This is also what a search index keeps.
    """
    ordered = sorted((v for v in versions if _is_known(v, known)), key=_order)
    days = sorted(repeal.day for repeal in repeals if repeal.known_from <= known)
    found = []
    for index, version in enumerate(ordered):
        following = ordered[index + 1] if index + 1 < len(ordered) else None
        found.append(_span(version, following, days))
    return tuple(found)


def in_force(
    versions: Iterable[VersionFacts],
    repeals: Iterable[Repeal],
    on: date,
    known: date,
    confirmations: Iterable[Confirmation] = (),
) -> Standing:
    """The version of one standard in force on ``on``, as known on ``known``, and how sure that is."""
    facts = {version.n: version for version in versions}
    everything = spans(facts.values(), repeals, known)
    days = [span for span in everything if not span.empty]
    current = next((span for span in reversed(days) if span.holds(on)), None)
    previous = next(
        (s for s in reversed(days) if s.last is not None and s.last < on and s is not current), None
    )
    following = next((s for s in days if s.first is not None and s.first > on), None)
    if current is None:
        begins = facts[following.n].begins if following else None
        earliest = begins is not None and _is_uncertain(begins)
        unpublished = known if len(facts) > len(everything) else None
        reasons = none_reasons(previous, following, earliest=earliest, unpublished=unpublished)
        return Standing(Status.NONE, on, known, None, reasons, None, previous, following)
    reasons = reasons_for(
        facts[current.n],
        on,
        known,
        _confirmed(facts[current.n], confirmations, on, known),
    )
    status = Status.UNCONFIRMED if reasons else Status.IN_FORCE
    return Standing(status, on, known, current.n, reasons, current, previous, following)


def stages(
    versions: Iterable[VersionFacts],
    repeals: Iterable[Repeal],
    on: date,
    known: date,
    confirmations: Iterable[Confirmation] = (),
) -> tuple[VersionStanding, ...]:
    """Every version published by ``known`` with its stage on ``on``, in the order they begin."""
    versions, repeals = tuple(versions), tuple(repeals)
    current = in_force(versions, repeals, on, known, confirmations)
    return tuple(_stage(span, current) for span in spans(versions, repeals, known))


def _stage(span: Span, current: Standing) -> VersionStanding:
    if current.n == span.n:
        stage = Stage.IN_FORCE if current.status is Status.IN_FORCE else Stage.UNCONFIRMED
        return VersionStanding(span.n, stage, span, current.reasons)
    if span.first is not None and span.first > current.on:
        return VersionStanding(span.n, Stage.SUPERSEDED if span.empty else Stage.UPCOMING, span)
    return VersionStanding(span.n, span.ended_by or Stage.SUPERSEDED, span)


def _span(version: VersionFacts, following: VersionFacts | None, repeals: Sequence[date]) -> Span:
    first = _first_day(version)
    ends: list[tuple[date, Stage]] = []
    if following is not None:
        ends.append((_before(_first_day(following) or date.min), Stage.SUPERSEDED))
    if version.ends is not None and version.ends.day is not None and not _is_uncertain(version.ends):
        ends.append((version.ends.day, Stage.REPEALED))
    ends += [(_before(day), Stage.REPEALED) for day in repeals if first is None or first < day]
    last, ended_by = min(ends, key=lambda end: end[0], default=(None, None))
    return Span(version.n, first, last, ended_by)


def _confirmed(
    version: VersionFacts, confirmations: Iterable[Confirmation], on: date, known: date
) -> date | None:
    days = [c.day for c in confirmations if c.n == version.n]
    if version.confirmed is not None:
        days.append(version.confirmed)
    return max((day for day in days if day <= on and day <= known), default=None)


def _is_known(version: VersionFacts, known: date) -> bool:
    return version.published.day is None or version.published.day <= known


def _first_day(version: VersionFacts) -> date | None:
    """The day it began; where that is unknown, the earliest it can have: adoption, else publication."""
    return version.begins.day or version.adopted.day or version.published.day


def _order(version: VersionFacts) -> tuple[date, int]:
    return _first_day(version) or date.min, version.n


def _is_uncertain(day: UncertainDate) -> bool:
    return day.certainty is not day.certainty.KNOWN


def _before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
