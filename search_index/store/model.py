"""What goes into the index and what comes out of it. Plain data; no engine is named here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

BACKGROUND = "baggrund"
"""The kind that is left out unless it is asked for: studies and guidance."""

ALL_KINDS = ("kvalitetsstandard", "serviceniveau", "retningslinje", BACKGROUND)
"""Every kind, background documents too."""


@dataclass(frozen=True)
class Passage:
    """One section of one adopted version, as it is indexed.

    ``key`` is unique ("randers/nr-3/v1#omfang"). ``text`` is the section's plain text; ``tables`` the words
    of its level tables, one row a line. ``law`` holds paths such as
    "serviceloven/52/3/6". ``first_day`` and ``last_day`` are the days the version was or will be in force,
    both inclusive, None where open; ``published`` the day it became public. ``confirmed`` is False for a
    text whose standing is not certain (a restatement, a replaced law, unknown dates).
    """

    key: str
    municipality: str
    standard: str
    version: int
    kind: str
    section_id: str
    heading: str
    title: str
    text: str
    tables: str = ""
    law: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    published: date | None = None
    confirmed: bool = False
    ages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Query:
    """What was asked. ``on`` is the day whose texts are wanted; None means every day (all versions).

    ``known`` leaves out what was published after that day. ``kinds`` empty means every kind but background.
    ``law`` is a path ("serviceloven/52", "/52" for any act); it takes in the provisions below.
    ``prefer_municipality`` puts that municipality's hits before those of others that match about as well.
    Without ``correct`` the words are taken as they are typed.
    """

    words: str
    on: date | None = None
    municipality: str = ""
    prefer_municipality: str = ""
    kinds: tuple[str, ...] = ()
    topic: str = ""
    law: str = ""
    age: int | None = None
    confirmed_only: bool = False
    known: date | None = None
    offset: int = 0
    limit: int = 10
    correct: bool = True


@dataclass(frozen=True)
class Hit:
    """One passage found. ``passage`` is at most 400 words of the section; ``marks`` are (start, end) offsets
    into ``passage`` of what matched (a part of a compound where only the part matched). ``earlier`` are the
    keys of earlier versions of the same section folded under this one. ``start`` is where the passage begins
    in the section's text; a long section may have more than one hit, at places that do not overlap."""

    key: str
    municipality: str
    standard: str
    version: int
    kind: str
    section_id: str
    heading: str
    title: str
    passage: str
    marks: tuple[tuple[int, int], ...]
    score: float
    earlier: tuple[str, ...] = ()
    start: int = 0


@dataclass(frozen=True)
class Results:
    """What was found. ``counts`` maps a filter's name to value → number of hits; those of a chosen filter are
    taken under the other filters, so that they may be there where ``total`` is 0. ``corrected`` is the query
    after "mente du" (results are then those of the corrected words), "" where nothing was corrected."""

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str = ""
    near: tuple[str, ...] = ()
