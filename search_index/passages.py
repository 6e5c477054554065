"""What a hit shows: at most 400 words of its section around the best place, and marks on what matched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from search_index.pieces import LONGEST_PASSAGE
from search_index.ranking import Spot

_WORD = re.compile(r"\S+")


class Shown(NamedTuple):
    """A passage and the marks in it, as offsets into it; ``start`` is its place in the section."""

    passage: str
    marks: tuple[tuple[int, int], ...]


def show(text: str, spots: Sequence[Spot], weakest: float = 0.35) -> Shown:
    """``text`` cut to 400 words and marked; spots weaker than ``weakest`` are marked only if there is no better."""
    words = [match.end() for match in _WORD.finditer(text)]
    end = len(text) if len(words) <= LONGEST_PASSAGE else words[LONGEST_PASSAGE - 1]
    within = [spot for spot in spots if spot.mark[1] <= end]
    strong = [spot for spot in within if spot.weight >= weakest] or within
    return Shown(text[:end], _joined([spot.mark for spot in strong]))


def _joined(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
