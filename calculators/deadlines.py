"""Deadlines: the rows of a standard's ``::: frister`` table, and the dates they give from a start date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeadlineKind(StrEnum):
    """"senest N efter" is one date; "mindst hver N." repeats."""

    AT_LATEST = "senest"
    AT_LEAST_EVERY = "mindst hver"


@dataclass(frozen=True)
class DeadlineRule:
    """One row: what must have happened, how long after what. ``unit`` is dage, uger, måneder or år."""

    event: str
    kind: DeadlineKind
    number: int
    unit: str
    counted_from: str
    text: str
    row_id: str
    line: int = 0
