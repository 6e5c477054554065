"""What filters and counts look at: for every fact a number a piece, and the values that are numbered.

A filter is asked once for every value, and not once for every piece.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.store.facts import Facts
from search_index.store.model import BACKGROUND, Query

Mask = NDArray[np.bool_]
Pieces = NDArray[np.intp]
Numbers = NDArray[np.int32]

NAMED = ("section", "municipality", "kind", "confirmed", "topics", "law", "ages")
"""The facts whose values are numbered."""
DAYS = ("first_day", "last_day", "published")
"""The facts that are numbers themselves."""


class Values:
    """Distinct values, numbered from 0. Grows as segments are read; a value that has gone does no harm."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def numbers(self, values: Iterable[Hashable]) -> Numbers:
        """The number of each of ``values``; a new one gets the next."""
        known = self._numbers
        return np.array([known.setdefault(value, len(known)) for value in values], np.int32)

    def all(self) -> tuple[Any, ...]:
        """Every value, in the order of their numbers."""
        return tuple(self._numbers)


class Column:
    """One fact of every piece of a snapshot: a number for each, and what the numbers stand for."""

    def __init__(self, values: Sequence[Any], numbers: Numbers):
        self.values = values
        self.numbers = numbers

    def where(self, holds: Callable[[Any], bool]) -> Mask:
        """The pieces for whose value ``holds``."""
        return np.fromiter(map(holds, self.values), np.bool_, len(self.values)).take(self.numbers)

    def tally(self, pieces: Pieces) -> list[tuple[Any, int]]:
        """How many of ``pieces`` have each value."""
        counted = np.bincount(self.numbers.take(pieces), minlength=len(self.values)).tolist()
        return [(value, times) for value, times in zip(self.values, counted, strict=True) if times]


def new_values() -> dict[str, Values]:
    """No values yet, for every fact that is numbered."""
    return {name: Values() for name in NAMED}


def read_columns(facts: Sequence[Facts], values: Mapping[str, Values]) -> dict[str, Numbers]:
    """The numbers of every piece by the name of the fact; new values are added to ``values``."""
    named = {name: values[name].numbers(map(attrgetter(name), facts)) for name in NAMED}
    return named | {name: np.array([getattr(piece, name) for piece in facts], np.int32) for name in DAYS}


class Columns:
    """The columns of all segments of a snapshot, one behind the other."""

    def __init__(self, segments: Sequence[Mapping[str, Numbers]], values: Mapping[str, Values]):
        none = np.empty(0, np.int32)
        joined = {n: np.concatenate([none, *(part[n] for part in segments)]) for n in (*NAMED, *DAYS)}
        self._named = {name: Column(values[name].all(), joined[name]) for name in NAMED}
        self._days = {name: joined[name] for name in DAYS}

    def __getitem__(self, name: str) -> Column:
        return self._named[name]

    def let_through(self, query: Query) -> Mask:
        """The pieces that ``query`` may find at all, whatever its words; the law filter looks at terms."""
        if query.kinds:
            mask = self["kind"].where(lambda kind: kind in query.kinds)
        else:
            mask = self["kind"].where(lambda kind: kind != BACKGROUND)
        if query.on is not None:
            day = query.on.toordinal()
            mask &= (self._days["first_day"] <= day) & (day <= self._days["last_day"])
        if query.known is not None:
            mask &= self._days["published"] <= query.known.toordinal()
        if query.municipality:
            mask &= self["municipality"].where(lambda name: name == query.municipality)
        if query.topic:
            mask &= self["topics"].where(lambda topics: query.topic in topics)
        if query.confirmed_only:
            mask &= self["confirmed"].where(bool)
        if query.age is not None:
            age = query.age
            mask &= self["ages"].where(lambda ages: not ages or any(low <= age <= high for low, high in ages))
        return mask

    def sections(self, pieces: Pieces) -> Pieces:
        """One piece of ``pieces``, the last, for every section that they belong to, whatever the version."""
        column = self["section"]
        last = np.full(len(column.values), -1, np.intp)
        last[column.numbers.take(pieces)] = pieces
        return last[last >= 0]

    def differing(self, name: str, pieces: Pieces, sections: Pieces) -> Iterator[tuple[int, Any, Any]]:
        """Where ``pieces`` of one section have another value than the one in ``sections``: the section's
        number, that one's value and the other value."""
        values, numbers = self[name], self["section"].numbers
        usual = np.zeros(len(self["section"].values), np.int32)
        usual[numbers.take(sections)] = values.numbers.take(sections)
        others = pieces[values.numbers.take(pieces) != usual.take(numbers.take(pieces))]
        for section, other in set(
            zip(numbers[others].tolist(), values.numbers[others].tolist(), strict=True)
        ):
            yield section, values.values[usual[section]], values.values[other]
