"""Where in a text the words of a question stand, how near to one another, and how many of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from search_index.analysis.vocabulary import WordMatch
from search_index.ranking.plan import Plan
from search_index.ranking.word_weights import Places

NEARNESS = 0.8
"""How much it counts that two words asked for stand beside one another, against the rarer one's own
weight."""
FAR_APART = 60
"""Letters between two words from which on they are not near."""
HALF_WAY = 12
"""Letters between two words at which nearness counts half."""
WORDS_AHEAD = 6
PHRASE_REACH = 4
"""The next word of a phrase is among so many words after the one before."""


class WordSpot(NamedTuple):
    """A word that answers a concept: which, how well, its place, and the letters of it that matched."""

    concept: int
    weight: float
    start: int
    end: int
    mark: tuple[int, int]
    glue: bool


class SpotFinder:
    """Finds the words of a text that answer a plan; ``known`` are those words."""

    def __init__(self, plan: Plan) -> None:
        self._single: dict[str, list[tuple[int, WordMatch, bool]]] = {}
        self._phrases: dict[str, list[tuple[int, float, list[dict[str, WordMatch]]]]] = {}
        for number, concept in enumerate(plan.concepts):
            for match in concept.matches:
                self._single.setdefault(match.word, []).append((number, match, concept.glue))
            for phrase in concept.phrases:
                members = [{match.word: match for match in member} for member in phrase.members]
                for word in members[0]:
                    self._phrases.setdefault(word, []).append((number, phrase.weight, members))
        self.known = self._single.keys() | self._phrases.keys()

    def spots(self, places: Places) -> list[WordSpot]:
        """The answering words of ``places`` in reading order; a compound may answer more than one concept."""
        words, starts, ends = places
        known, single = self.known, self._single
        found = []
        for index in [index for index, word in enumerate(words) if word in known]:
            word, start, end = words[index], starts[index], ends[index]
            for number, match, glue in single.get(word, ()):
                found.append(WordSpot(number, match.weight, start, end, _mark(match, start, end), glue))
            if self._phrases:
                for number, weight, members in self._phrases.get(word, ()):
                    found += _phrase_spots(number, weight, members, index, places)
        if self._phrases:
            found.sort(key=_start)
        return found

    def concepts(self, words: Iterable[str]) -> dict[int, float]:
        """The concepts that loose ``words`` answer, with how well; small words and phrases left out."""
        best: dict[int, float] = {}
        for word in words:
            for number, match, glue in self._single.get(word, ()):
                if not glue and match.weight > best.get(number, 0.0):
                    best[number] = match.weight
        return best


def _start(spot: WordSpot) -> int:
    return spot.start


def nearness(spots: Sequence[WordSpot], rarity: Sequence[float]) -> float:
    """What standing together is worth: most for neighbours of the question, in its order."""
    pairs: dict[tuple[int, int], float] = {}
    for index, first in enumerate(spots):
        for second in spots[index + 1 : index + 1 + WORDS_AHEAD]:
            gap = second.start - first.end
            if gap > FAR_APART:
                break
            if second.concept != first.concept:
                pair, value = _closeness(first, second, gap)
                value *= min(rarity[pair[0]], rarity[pair[1]])
                if value > pairs.get(pair, 0.0):
                    pairs[pair] = value
    return NEARNESS * math.fsum(pairs.values())  # exact, so that every Python rounds alike


def coverage(spots: Sequence[WordSpot], rarity: Sequence[float], above: Mapping[int, float]) -> float:
    """The share of the question that is answered, 0 to 1, rare words weighing most.

    ``above`` has the concepts that the heading and the title answer, with how well.
    """
    best = dict(above)
    for spot in spots:
        if spot.weight > best.get(spot.concept, 0.0):
            best[spot.concept] = spot.weight
    whole = math.fsum(rarity)
    return math.fsum(weight * rarity[concept] for concept, weight in best.items()) / whole if whole else 0.0


def _closeness(first: WordSpot, second: WordSpot, gap: int) -> tuple[tuple[int, int], float]:
    in_order = second.concept > first.concept
    pair = (first.concept, second.concept) if in_order else (second.concept, first.concept)
    value = min(first.weight, second.weight) / (1 + max(gap, 0) / HALF_WAY)
    return pair, value * (1.0 if in_order else 0.7) * (1.0 if pair[1] - pair[0] == 1 else 0.6)


def _phrase_spots(
    number: int, weight: float, members: Sequence[Mapping[str, WordMatch]], first: int, places: Places
) -> list[WordSpot]:
    """A phrase that begins with word ``first`` of a text: its words, if each follows the one before
    closely."""
    chain = [first]
    for member in members[1:]:
        reach = range(chain[-1] + 1, min(chain[-1] + 1 + PHRASE_REACH, len(places.words)))
        following = next((at for at in reach if places.words[at] in member), -1)
        if following < 0:
            return []
        chain.append(following)
    found = []
    for at, member in zip(chain, members, strict=True):
        start, end = places.starts[at], places.ends[at]
        found.append(WordSpot(number, weight, start, end, _mark(member[places.words[at]], start, end), False))
    return found


def _mark(match: WordMatch, start: int, end: int) -> tuple[int, int]:
    """The letters that matched; the whole word where it is written otherwise than it is compared."""
    if end - start != len(match.word):
        return start, end
    return start + match.start, start + match.end
