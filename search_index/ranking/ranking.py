"""Which pieces answer a plan by their words alone: rarity, how often, and where the words stand.

Words that mean the same are counted together; parts of compounds and synonyms come after, in layers that
count less and are never taken for rarer than the word itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.analysis.vocabulary import WordMatch
from search_index.ranking.plan import Concept, Phrase, Plan
from search_index.store.columns import Mask, Pieces
from search_index.store.snapshot import Snapshot
from search_index.store.whoosh_store import STEPS

SATURATION = 0.7
"""How soon more of the same word stops counting (BM25's k1)."""
GLUE = 0.3
"""The weight of standing near a word like "hvor" or "kan" that finds nothing by itself."""
ENOUGH = 40
"""Pieces found by a word and its relatives, from which on those that share only a part are left out."""
_LAYERS = (0.8, 0.45, 0.0)
_LOOSE_LAYER = 2


Amounts = NDArray[np.float64]
"""One number for every piece of the index, 0 where there is nothing."""


class Counts(NamedTuple):
    """The pieces, ascending, that have something, and how much each has of it."""

    pieces: Pieces
    amounts: NDArray[np.float64]


class Scored(NamedTuple):
    """The score of every piece, 0 where it is not found, and how much each concept of the plan can add."""

    scores: Amounts
    rarity: tuple[float, ...]

    @property
    def pieces(self) -> Pieces:
        """The pieces found, ascending."""
        return np.flatnonzero(self.scores > 0)

    def of(self, piece: int) -> float:
        """The score of one piece."""
        return float(self.scores[piece])


def score(plan: Plan, snapshot: Snapshot, mask: Mask) -> Scored:
    """The score of every piece that ``mask`` lets through and that any concept of ``plan`` answers."""
    total = _none(snapshot)
    rarity = []
    for concept in plan.concepts:
        if concept.glue:
            rarity.append(GLUE)
            continue
        found, highest = _concept_scores(concept, snapshot)
        rarity.append(highest)
        total += found
    total *= mask
    return Scored(total, tuple(rarity))


def highest(scored: Scored, pieces: Pieces, number: int) -> list[int]:
    """The ``number`` of ``pieces`` with the highest scores, best first; of equals the first ones."""
    scores = scored.scores.take(pieces)
    if len(pieces) > number:
        least = np.partition(scores, -number)[-number]
        pieces, scores = pieces[scores >= least], scores[scores >= least]
    best: list[int] = pieces[np.argsort(-scores, kind="stable")[:number]].tolist()
    return best


def _concept_scores(concept: Concept, snapshot: Snapshot) -> tuple[Amounts, float]:
    """Strong answers first; each weaker layer counts less, and is never rarer than those before it."""
    best = _none(snapshot)
    highest = 0.0
    for level, layer in _layers(concept.matches):
        if level == _LOOSE_LAYER and np.count_nonzero(best > 0) >= ENOUGH:
            break
        weight = layer[0].weight
        highest = max(highest, _raise(best, _counts(layer, snapshot, weight), weight))
    for phrase in concept.phrases:
        highest = max(highest, _raise(best, _phrase_counts(phrase, snapshot), phrase.weight))
    return best, highest


def _none(snapshot: Snapshot) -> Amounts:
    return np.zeros(len(snapshot.facts))


def _raise(best: Amounts, counts: Counts, weight: float) -> float:
    """Give each piece of ``counts`` its score where that is higher than it has; how high a score can be."""
    pieces, amounts = counts
    if not len(pieces):
        return 0.0
    before = best.take(pieces)
    containing = np.count_nonzero(best > 0) + len(pieces) - np.count_nonzero(before > 0)
    full = weight * _rarity(int(containing), len(best))
    best[pieces] = np.maximum(before, full * amounts / (amounts + SATURATION))
    return full


def _layers(matches: Sequence[WordMatch]) -> list[tuple[int, list[WordMatch]]]:
    layers: list[list[WordMatch]] = [[] for _ in _LAYERS]
    for match in matches:
        level = next(index for index, floor in enumerate(_LAYERS) if match.weight >= floor)
        layers[level].append(match)
    return [(level, layer) for level, layer in enumerate(layers) if layer]


def _counts(layer: Sequence[WordMatch], snapshot: Snapshot, full: float) -> Counts:
    """How much each piece has of the layer's words, a word of weight ``full`` counting as one."""
    if len(layer) == 1:
        pieces, weights = snapshot.postings(layer[0].word)
        return Counts(pieces, weights * np.float64(layer[0].weight / full / STEPS))
    amounts = _none(snapshot)
    for match in layer:
        pieces, weights = snapshot.postings(match.word)
        amounts[pieces] += weights * np.float64(match.weight / full / STEPS)
    return _where_any(amounts)


def _where_any(amounts: Amounts) -> Counts:
    pieces = np.flatnonzero(amounts > 0)
    return Counts(pieces, amounts.take(pieces))


def _phrase_counts(phrase: Phrase, snapshot: Snapshot) -> Counts:
    """How much each piece has of the phrase: as much as of the word that it has least of."""
    least = np.full(len(snapshot.facts), np.inf)
    for member in phrase.members:
        amounts = _none(snapshot)
        counts = _counts(member, snapshot, 1.0)
        amounts[counts.pieces] = counts.amounts
        np.minimum(least, amounts, out=least)
    return _where_any(least)


def _rarity(containing: int, of: int) -> float:
    return math.log(1 + (of - containing + 0.5) / (containing + 0.5))
