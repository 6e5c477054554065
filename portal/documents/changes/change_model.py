"""What can change between two versions, and which changes matter to families."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What changed."""

    LEVEL = "niveau"
    TABLE = "niveautabel"
    AGE = "alder"
    CRITERION = "kriterium"
    OBLIGATION = "forpligtelse"
    NUMBER = "tal"
    LIMIT = "grænse"
    PAYMENT = "betaling"
    DEADLINE = "frist"
    LAW = "lovhenvisning"
    TARGET_GROUP = "målgruppe"
    DEPARTURE = "fravigelse"
    SECTION = "afsnit"
    WORDING = "formulering"
    SPELLING = "stavning"
    HEADING = "overskrift"
    LINK = "link"
    CONTACT = "kontaktoplysning"


class Direction(StrEnum):
    """Which way. NONE: changed, but neither can be said to be more than the other."""

    RAISED = "hævet"
    LOWERED = "sænket"
    TIGHTENED = "strammet"
    WIDENED = "udvidet"
    STRENGTHENED = "forstærket"
    WEAKENED = "svækket"
    LONGER = "forlænget"
    SHORTER = "forkortet"
    ADDED = "tilføjet"
    REMOVED = "fjernet"
    MOVED = "flyttet"
    NONE = "ændret"


class Weight(StrEnum):
    """How a change is told: first what matters, then rewritten text, editorial changes apart."""

    MATTERS = "betydning"
    WORDING = "formulering"
    EDITORIAL = "redaktionelt"


_EDITORIAL = frozenset({ChangeKind.SPELLING, ChangeKind.HEADING, ChangeKind.LINK, ChangeKind.CONTACT})


@dataclass(frozen=True)
class Change:
    """One change. ``text`` says it in Danish; ``old`` and ``new`` are the words ("" where there were none).

    ``section_id`` and ``anchor`` point into the new version, or into the old one where the thing is gone.
    """

    kind: ChangeKind
    direction: Direction
    text: str
    old: str = ""
    new: str = ""
    section_id: str = ""
    anchor: str = ""

    @property
    def weight(self) -> Weight:
        """How it is told."""
        if self.kind in _EDITORIAL:
            return Weight.EDITORIAL
        return Weight.WORDING if self.kind is ChangeKind.WORDING else Weight.MATTERS
