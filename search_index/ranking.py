"""Which pieces answer a plan, and how well: rarity, how often, where, and how near the words stand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search_index.analysis import Places
from search_index.plan import Concept, Phrase, Plan
from search_index.snapshot import Snapshot
from search_index.store import STEPS
from search_index.vocabulary import Match

SATURATION = 1.2
"""How soon more of the same word stops counting (BM25's k1)."""
NEARNESS = 0.6
"""How much it counts that two words asked for stand beside one another, against the rarer one's own weight."""
FAR_APART = 60
"""Letters between two words from which on they are not near."""
_LAYERS = (0.7, 0.38, 0.2, 0.0)


class Scored(NamedTuple):
    """Piece → score, and each concept's rarity."""

    scores: dict[int, float]
    rarity: tuple[float, ...]


def score(plan: Plan, snapshot: Snapshot, mask: bytes) -> Scored:
    """The score of every piece that ``mask`` lets through and that any concept of ``plan`` answers."""
    total: dict[int, float] = {}
    rarity = []
    for concept in plan.concepts:
        found, idf = _concept_scores(concept, snapshot)
        rarity.append(idf)
        if not total:
            total = found
        else:
            for piece, value in found.items():
                total[piece] = total.get(piece, 0.0) + value
    return Scored({piece: value for piece, value in total.items() if mask[piece]}, tuple(rarity))


def _concept_scores(concept: Concept, snapshot: Snapshot) -> tuple[dict[int, float], float]:
    """Strong answers first: each weaker layer counts less, and is never rarer than those before it."""
    best: dict[int, float] = {}
    rarest = 0.0
    for layer in _layers(concept.matches):
        weight = layer[0].weight
        counts = _counts(layer, snapshot, weight)
        if counts:
            idf = _rarity(len(best.keys() | counts.keys()), len(snapshot.facts))
            rarest = max(rarest, idf * weight)
            _merge(best, counts, idf * weight)
    for phrase in concept.phrases:
        counts = _phrase_counts(phrase, snapshot)
        if counts:
            idf = _rarity(len(best.keys() | counts.keys()), len(snapshot.facts))
            rarest = max(rarest, idf * phrase.weight)
            _merge(best, counts, idf * phrase.weight)
    return best, rarest


def _merge(best: dict[int, float], counts: dict[int, float], full: float) -> None:
    for piece, count in counts.items():
        value = full * count / (count + SATURATION)
        if value > best.get(piece, 0.0):
            best[piece] = value


def _layers(matches: Sequence[Match]) -> list[list[Match]]:
    layers: list[list[Match]] = [[] for _ in _LAYERS]
    for match in matches:
        level = next(index for index, floor in enumerate(_LAYERS) if match.weight >= floor)
        layers[level].append(match)
    return [layer for layer in layers if layer]


def _counts(layer: Sequence[Match], snapshot: Snapshot, full: float) -> dict[int, float]:
    counts: dict[int, float] = {}
    for match in layer:
        postings = snapshot.postings(match.word)
        share = match.weight / full / STEPS
        values = [share * step for step in range(256)]
        if not counts:
            counts = dict(zip(postings.pieces, map(values.__getitem__, postings.weights), strict=True))
            continue
        get = counts.get
        for piece, step in zip(postings.pieces, postings.weights, strict=True):
            counts[piece] = get(piece, 0.0) + values[step]
    return counts


def _phrase_counts(phrase: Phrase, snapshot: Snapshot) -> dict[int, float]:
    common: dict[int, float] = {}
    for index, member in enumerate(phrase.members):
        counts = _counts(member, snapshot, 1.0)
        if index == 0:
            common = counts
        else:
            common = {piece: min(count, counts[piece]) for piece, count in common.items() if piece in counts}
    return common


def _rarity(containing: int, of: int) -> float:
    return math.log(1 + (of - containing + 0.5) / (containing + 0.5))


class Spot(NamedTuple):
    """A word of a piece that answers a concept: which, how well, and its place with the part that matched."""

    concept: int
    weight: float
    start: int
    end: int
    mark: tuple[int, int]


class Finder:
    """Finds the words of a text that answer a plan."""

    def __init__(self, plan: Plan) -> None:
        self._found: dict[str, tuple[int, Match]] = {}
        for number, concept in enumerate(plan.concepts):
            members = [match for phrase in concept.phrases for member in phrase.members for match in member]
            for match in (*concept.matches, *members):
                known = self._found.get(match.word)
                if known is None or known[1].weight < match.weight:
                    self._found[match.word] = (number, match)

    def spots(self, places: Places) -> list[Spot]:
        """The answering words of ``places`` in reading order."""
        found = []
        known = self._found
        for index, word in enumerate(places.words):
            if word in known:
                number, match = known[word]
                start, end = places.starts[index], places.ends[index]
                found.append(Spot(number, match.weight, start, end, _mark(match, start, end)))
        return found


def _mark(match: Match, start: int, end: int) -> tuple[int, int]:
    """The letters that matched; the whole word where it stands otherwise than as indexed (broken, shortened)."""
    if end - start != len(match.word):
        return start, end
    return start + match.start, start + match.end


def nearness(spots: Sequence[Spot], rarity: Sequence[float]) -> float:
    """What is added to a piece's score because words asked for stand together, most for the question's order."""
    best: Mapping[tuple[int, int], float] = {}
    pairs: dict[tuple[int, int], float] = dict(best)
    for index, first in enumerate(spots):
        for second in spots[index + 1 : index + 6]:
            gap = second.start - first.end
            if gap > FAR_APART:
                break
            if second.concept == first.concept:
                continue
            pair = (min(first.concept, second.concept), max(first.concept, second.concept))
            in_order = 1.0 if second.concept > first.concept else 0.7
            neighbours = 1.0 if pair[1] - pair[0] == 1 else 0.6
            value = in_order * neighbours * min(first.weight, second.weight) / (1 + max(gap, 0) / 12)
            pairs[pair] = max(pairs.get(pair, 0.0), value * min(rarity[pair[0]], rarity[pair[1]]))
    return NEARNESS * sum(pairs.values())
