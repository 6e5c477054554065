"""What is known of a standard's versions: dates, repeals, confirmations, and the days they are in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from portal.danish.law_references import LawReference
from portal.documents.document import UNKNOWN_DATE, UncertainDate

StageCode = Literal["in_force", "unconfirmed", "upcoming", "superseded", "repealed"]


class Stage(StrEnum):
    """Where a version stands on a day, in the words people read."""

    IN_FORCE = "gældende"
    UNCONFIRMED = "ikke bekræftet"
    UPCOMING = "kommende"
    SUPERSEDED = "afløst"
    REPEALED = "ophævet"

    @property
    def code(self) -> StageCode:
        """The stage for machines."""
        return _CODES[self]


_CODES: Mapping[Stage, StageCode] = {
    Stage.IN_FORCE: "in_force",
    Stage.UNCONFIRMED: "unconfirmed",
    Stage.UPCOMING: "upcoming",
    Stage.SUPERSEDED: "superseded",
    Stage.REPEALED: "repealed",
}


@dataclass(frozen=True, kw_only=True)
class VersionFacts:
    """What the arithmetic needs to know of one adopted version.

    ``published`` is completed as in ``FrontMatter``. ``confirmed`` is the file's own ``kontrolleret``;
    ``recorded`` the day the portal received the text.
    """

    n: int
    begins: UncertainDate
    published: UncertainDate = UNKNOWN_DATE
    adopted: UncertainDate = UNKNOWN_DATE
    ends: UncertainDate | None = None
    restatement: bool = False
    confirmed: date | None = None
    law_basis: tuple[LawReference, ...] = ()
    recorded: date | None = None


@dataclass(frozen=True)
class Repeal:
    """The standard is repealed: ``day`` is its first day without force; published on ``known_from``."""

    day: date
    known_from: date


@dataclass(frozen=True)
class Confirmation:
    """On ``day`` the municipality said that version ``n`` still applies."""

    n: int
    day: date


@dataclass(frozen=True)
class Span:
    """The days a version is in force, both inclusive.

    ``first`` None: since we do not know when. ``last`` None: no end is known. ``ended_by`` says why it ends:
    superseded or repealed, None where it does not.
    """

    n: int
    first: date | None
    last: date | None
    ended_by: Stage | None = None

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def empty(self) -> bool:
        """Whether it holds no day: the version was superseded before it began."""
        return self.first is not None and self.last is not None and self.last < self.first
