"""Which pieces answer a plan by their words alone: rarity, how often, and where the words stand.

Words that mean the same are counted together; parts of compounds and synonyms come after, in layers that
count less and are never taken for rarer than the word itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from search_index.plan import Concept, Phrase, Plan
from search_index.snapshot import Snapshot
from search_index.store import STEPS
from search_index.vocabulary import Match

SATURATION = 0.7
"""How soon more of the same word stops counting (BM25's k1)."""
GLUE = 0.3
"""The weight of standing near a word like "hvor" or "kan" that finds nothing by itself."""
ENOUGH = 40
"""Pieces found by a word and its relatives, from which on those that share only a part are left out."""
_LAYERS = (0.8, 0.45, 0.0)
_LOOSE_LAYER = 2


class Scored(NamedTuple):
    """Piece → score, and how much each concept of the plan can add."""

    scores: dict[int, float]
    rarity: tuple[float, ...]


def score(plan: Plan, snapshot: Snapshot, mask: bytes) -> Scored:
    """The score of every piece that ``mask`` lets through and that any concept of ``plan`` answers."""
    total: dict[int, float] = {}
    rarity = []
    for concept in plan.concepts:
        if concept.glue:
            rarity.append(GLUE)
            continue
        found, highest = _concept_scores(concept, snapshot)
        rarity.append(highest)
        total = _added(total, found)
    return Scored({piece: value for piece, value in total.items() if mask[piece]}, tuple(rarity))


def _concept_scores(concept: Concept, snapshot: Snapshot) -> tuple[dict[int, float], float]:
    """Strong answers first; each weaker layer counts less, and is never rarer than those before it."""
    best: dict[int, float] = {}
    highest = 0.0
    for level, layer in _layers(concept.matches):
        if level == _LOOSE_LAYER and len(best) >= ENOUGH:
            break
        if not best and len(layer) == 1:
            best, highest = _single(layer[0], snapshot)
        else:
            weight = layer[0].weight
            highest = max(highest, _raise(best, _counts(layer, snapshot, weight), weight, snapshot))
    for phrase in concept.phrases:
        highest = max(highest, _raise(best, _phrase_counts(phrase, snapshot), phrase.weight, snapshot))
    return best, highest


def _single(match: Match, snapshot: Snapshot) -> tuple[dict[int, float], float]:
    """What ``_raise`` gives for one word and nothing before it, by way of a table of all weights."""
    postings = snapshot.postings(match.word)
    full = match.weight * _rarity(len(postings.pieces), len(snapshot.facts)) if postings.pieces else 0.0
    values = [full * step / (step + SATURATION * STEPS) for step in range(256)]
    return dict(zip(postings.pieces, map(values.__getitem__, postings.weights), strict=True)), full


def _raise(best: dict[int, float], counts: dict[int, float], weight: float, snapshot: Snapshot) -> float:
    """Give each piece of ``counts`` its score where that is higher than it has; how high a score can be."""
    if not counts:
        return 0.0
    shared = best.keys() & counts.keys()
    full = weight * _rarity(len(best) + len(counts) - len(shared), len(snapshot.facts))
    kept = [(piece, best[piece]) for piece in shared]
    best.update({piece: full * count / (count + SATURATION) for piece, count in counts.items()})
    for piece, value in kept:
        if value > best[piece]:
            best[piece] = value
    return full


def _layers(matches: Sequence[Match]) -> list[tuple[int, list[Match]]]:
    layers: list[list[Match]] = [[] for _ in _LAYERS]
    for match in matches:
        level = next(index for index, floor in enumerate(_LAYERS) if match.weight >= floor)
        layers[level].append(match)
    return [(level, layer) for level, layer in enumerate(layers) if layer]


def _counts(layer: Sequence[Match], snapshot: Snapshot, full: float) -> dict[int, float]:
    """How much each piece has of the layer's words, a word of weight ``full`` counting as one."""
    counts: dict[int, float] = {}
    for match in layer:
        postings = snapshot.postings(match.word)
        if postings.pieces:
            share = match.weight / full / STEPS
            values = [share * step for step in range(256)]
            found = dict(zip(postings.pieces, map(values.__getitem__, postings.weights), strict=True))
            counts = _added(counts, found)
    return counts


def _added(first: dict[int, float], second: dict[int, float]) -> dict[int, float]:
    """The sums of both; the longer is used up. Most of the work is done without a loop of ours."""
    if len(first) < len(second):
        first, second = second, first
    both = [(piece, first[piece]) for piece in second.keys() & first.keys()]
    first.update(second)
    for piece, value in both:
        first[piece] += value
    return first


def _phrase_counts(phrase: Phrase, snapshot: Snapshot) -> dict[int, float]:
    common: dict[int, float] = {}
    for index, member in enumerate(phrase.members):
        counts = _counts(member, snapshot, 1.0)
        if index == 0:
            common = counts
        else:
            common = {piece: min(common[piece], counts[piece]) for piece in common.keys() & counts.keys()}
    return common


def _rarity(containing: int, of: int) -> float:
    return math.log(1 + (of - containing + 0.5) / (containing + 0.5))
