"""What an extent is: how much of a benefit a level guides to.

An extent is one or more parts that stand side by side and are never added.
The words as written travel with it; the parsed bounds never replace them.
All numbers are exact fractions (``Fraction``), never binary floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What is counted. Units are never converted into one another."""

    HOURS = "timer"
    NIGHTS = "døgn"
    DAYS = "dage"
    TIMES = "gange"
    VISITS = "besøg"
    MINUTES = "minutter"
    WEEKENDS = "weekender"
    WEEKS = "uger"
    MONTHS = "måneder"
    YEARS = "år"


class Period(StrEnum):
    """Per how long. ``NONE`` is a duration or an absolute amount ("ca. 7 måneder")."""

    DAY = "dag"
    WEEK = "uge"
    FORTNIGHT = "14 dage"
    MONTH = "måned"
    QUARTER = "kvartal"
    HALF_YEAR = "halvår"
    YEAR = "år"
    WEEKEND = "weekend"
    SUMMER_HOLIDAY = "sommerferie"
    VISIT = "besøg"
    TIME = "gang"
    COURSE = "forløb"
    NONE = ""


@dataclass(frozen=True)
class Bound:
    """One end of a range: its value, whether the value itself belongs, and whether it is approximate."""

    value: Fraction
    inclusive: bool = True
    approximate: bool = False


@dataclass(frozen=True)
class Part:
    """One range with its unit and period. ``None`` as a bound means open at that end.

    ``every`` is the number of periods one unit of ``period`` stands for: "hver 3. uge" is
    lower = upper = 1, unit TIMES, period WEEK, every 3. ``counting`` is the counting method
    ("hoteldøgn"), part of the unit: parts with different or unknown methods are not comparable.
    """

    lower: Bound | None
    upper: Bound | None
    unit: Unit
    period: Period
    every: int = 1
    counting: str = ""


@dataclass(frozen=True)
class Extent:
    """The words of a table cell and what they say. ``parts`` is empty for a level without a number."""

    text: str
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def has_number(self) -> bool:
        """Whether the words name an amount at all; a level without one is shown as such, never as 0."""
        return bool(self.parts)
