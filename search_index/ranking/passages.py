"""What a hit shows: at most 400 words of its section around the best place, and marks on what matched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from search_index.ranking.spots import FAR_APART, WordSpot
from search_index.store.pieces import LONGEST_PASSAGE

WEAKEST_MARKED = 0.35
"""A word that shares only a part with what was asked is marked only where nothing better is."""

_WORD = re.compile(r"\S+")


class ShownPassage(NamedTuple):
    """A passage and the marks in it, as offsets into it."""

    passage: str
    marks: tuple[tuple[int, int], ...]


def show(text: str, spots: Sequence[WordSpot]) -> ShownPassage:
    """``text``, a piece, cut to 400 words and marked. Marks lie inside the passage and do not overlap."""
    end = len(text)
    if len(text.split()) > LONGEST_PASSAGE:
        end = next(islice(_WORD.finditer(text), LONGEST_PASSAGE - 1, None)).end()
    within = [spot for spot in spots if spot.mark[1] <= end and not spot.glue]
    strong = [spot for spot in within if spot.weight >= WEAKEST_MARKED] or within
    bound = [spot for spot in spots if spot.glue and spot.mark[1] <= end and _is_bound(spot, strong)]
    return ShownPassage(text[:end], _joined([spot.mark for spot in (*strong, *bound)]))


def _is_bound(glue: WordSpot, spots: Sequence[WordSpot]) -> bool:
    """Whether a small word stands right beside a telling one, as in "3 timer om ugen"."""
    return any(
        0 <= spot.start - glue.end <= 1 or 0 <= glue.start - spot.end <= 1
        for spot in spots
        if abs(spot.start - glue.start) < FAR_APART
    )


def _joined(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
