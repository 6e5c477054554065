"""Where the boxes of a layered picture stand, so that few arrows cross and none runs through a box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from statistics import fmean as mean

GAP, PASSAGE = 16, 2
"""Between two things in a row, and the width of an arrow that passes one, in pixels."""
TURNS, SETTLING = 40, 400
"""How often a better order is sought, and how often all are drawn towards what they are joined to."""

Route = tuple[tuple[float, int], ...]
"""An arrow: where it begins, passes and ends, each as x and layer."""
Chain = tuple[tuple[str, int], ...]
"""The same before it is placed: a box, passages, a box, each with its layer."""
Rows = list[list[str]]


@dataclass(frozen=True)
class Places:
    """The middle of each box from the left, the arrows, and the width of all, in pixels."""

    middle: dict[str, float]
    routes: list[Route]
    width: float


def place(layer: Mapping[str, int], arrows: Sequence[tuple[str, str]], width: Mapping[str, float]) -> Places:
    """Place boxes of these layers and widths; ``arrows`` join a box to one of a lower layer.

    An arrow longer than from layer to layer gets passages.
    """
    chains = [_chain(name, other, layer) for name, other in arrows]
    level = {**layer, **dict(stop for chain in chains for stop in chain)}
    sizes = {name: width.get(name, PASSAGE) for name in level}
    near = _neighbours(chains)
    rows: Rows = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for name in sorted(level):
        rows[level[name]].append(name)
    middle = _settled(_ordered(rows, near), near, sizes)
    left = min((middle[name] - sizes[name] / 2 for name in level), default=0)
    right = max((middle[name] + sizes[name] / 2 for name in level), default=0)
    routes = [tuple((middle[name] - left, at) for name, at in chain) for chain in chains]
    return Places({name: middle[name] - left for name in layer}, routes, right - left)


def _chain(name: str, other: str, layer: Mapping[str, int]) -> Chain:
    between = range(layer[name] - 1, layer[other], -1)
    passages = [(f"{name} > {other} {at}", at) for at in between]
    return ((name, layer[name]), *passages, (other, layer[other]))


def _neighbours(chains: Sequence[Chain]) -> dict[str, dict[int, list[str]]]:
    """What each is joined to, by layer."""
    near: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        for (upper, high), (lower, low) in pairwise(chain):
            near[upper][low].append(lower)
            near[lower][high].append(upper)
    return near


def _ordered(rows: Rows, near: Mapping[str, Mapping[int, list[str]]]) -> Rows:
    """The rows in the best order found: by the mean of what each is joined to, from above and below."""
    best, fewest = rows, _crossings(rows, near)
    for turn in range(TURNS):
        rows = list(rows)
        step = 1 if turn % 2 else -1
        for at in range(len(rows))[::step]:
            rows[at] = _sorted(rows, at, at - step, near)
        if (crossings := _crossings(rows, near)) < fewest:
            best, fewest = rows, crossings
    return best


def _sorted(rows: Rows, at: int, beside: int, near: Mapping[str, Mapping[int, list[str]]]) -> list[str]:
    if not 0 <= beside < len(rows):
        return rows[at]
    share = {name: n / len(rows[beside]) for n, name in enumerate(rows[beside])}
    stands = {name: n / len(rows[at]) for n, name in enumerate(rows[at])}

    def wished(name: str) -> float:
        return mean([share[other] for other in near[name][beside]] or [stands[name]])

    return sorted(rows[at], key=wished)


def _crossings(rows: Rows, near: Mapping[str, Mapping[int, list[str]]]) -> int:
    total = 0
    for at, row in enumerate(rows[1:]):
        order = {name: n for n, name in enumerate(rows[at])}
        ends = [(n, order[other]) for n, name in enumerate(row) for other in near[name][at]]
        total += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    return total


def _settled(
    rows: Rows, near: Mapping[str, Mapping[int, list[str]]], sizes: Mapping[str, float]
) -> dict[str, float]:
    """The middle of each: drawn towards what it is joined to, as near as its row lets it."""
    middle = {name: 0.0 for row in rows for name in row}
    for turn in range(SETTLING):
        centre = mean(middle.values())
        for row in rows if turn % 2 else rows[::-1]:
            joined = {name: [middle[other] for side in near[name].values() for other in side] for name in row}
            wished = {name: mean(joined[name] or [centre]) for name in row}
            middle |= _apart(row, wished, sizes)
    return middle


def _apart(row: Sequence[str], wished: Mapping[str, float], sizes: Mapping[str, float]) -> dict[str, float]:
    """The places nearest to those wished for where nothing overlaps: what would is moved as one group."""
    room = [0.0, *((sizes[one] + sizes[other]) / 2 + GAP for one, other in pairwise(row))]
    shifts = list(accumulate(room))
    groups: list[list[float]] = []
    for name, shift in zip(row, shifts, strict=True):
        groups.append([wished[name] - shift])
        while len(groups) > 1 and mean(groups[-2]) > mean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    starts = [mean(group) for group in groups for _ in group]
    return {name: start + shift for name, start, shift in zip(row, starts, shifts, strict=True)}
