"""Where in a text the words of a question stand, how near to one another, and how many of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search_index.analysis import Places
from search_index.plan import Phrase, Plan
from search_index.vocabulary import Match

NEARNESS = 0.6
"""How much it counts that two words asked for stand beside one another, against the rarer one's own weight."""
FAR_APART = 60
"""Letters between two words from which on they are not near."""
HALF_WAY = 12
"""Letters between two words at which nearness counts half."""
WORDS_AHEAD = 6
PHRASE_REACH = 4
"""The next word of a phrase is among so many words after the one before."""


class Spot(NamedTuple):
    """A word that answers a concept: which, how well, its place, and the letters of it that matched."""

    concept: int
    weight: float
    start: int
    end: int
    mark: tuple[int, int]
    glue: bool


class Finder:
    """Finds the words of a text that answer a plan."""

    def __init__(self, plan: Plan) -> None:
        self._single: dict[str, list[tuple[int, Match, bool]]] = {}
        self._phrases: list[tuple[int, Phrase, list[dict[str, Match]]]] = []
        for number, concept in enumerate(plan.concepts):
            for match in concept.matches:
                self._single.setdefault(match.word, []).append((number, match, concept.glue))
            for phrase in concept.phrases:
                members = [{match.word: match for match in member} for member in phrase.members]
                self._phrases.append((number, phrase, members))

    def spots(self, places: Places) -> list[Spot]:
        """The answering words of ``places`` in reading order; a compound may answer more than one concept."""
        known = self._single
        found = []
        for index, word in enumerate(places.words):
            if word in known:
                start, end = places.starts[index], places.ends[index]
                for number, match, glue in known[word]:
                    found.append(Spot(number, match.weight, start, end, _mark(match, start, end), glue))
        if self._phrases:
            for number, phrase, members in self._phrases:
                found += _phrase_spots(number, phrase, members, places)
            found.sort(key=lambda spot: spot.start)
        return found


def nearness(spots: Sequence[Spot], rarity: Sequence[float]) -> float:
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
    return NEARNESS * sum(pairs.values())


def coverage(spots: Sequence[Spot], rarity: Sequence[float]) -> float:
    """The share of the question that the spots answer, 0 to 1, rare words weighing most."""
    best: dict[int, float] = {}
    for spot in spots:
        if spot.weight > best.get(spot.concept, 0.0):
            best[spot.concept] = spot.weight
    whole = sum(rarity)
    return sum(weight * rarity[concept] for concept, weight in best.items()) / whole if whole else 0.0


def _closeness(first: Spot, second: Spot, gap: int) -> tuple[tuple[int, int], float]:
    in_order = second.concept > first.concept
    pair = (first.concept, second.concept) if in_order else (second.concept, first.concept)
    value = min(first.weight, second.weight) / (1 + max(gap, 0) / HALF_WAY)
    return pair, value * (1.0 if in_order else 0.7) * (1.0 if pair[1] - pair[0] == 1 else 0.6)


def _phrase_spots(
    number: int, phrase: Phrase, members: Sequence[Mapping[str, Match]], places: Places
) -> list[Spot]:
    """The places where the words of a phrase follow one another, with little between."""
    found: list[Spot] = []
    for index, word in enumerate(places.words):
        chain = _chain(index, members, places) if word in members[0] else ()
        for at, member in zip(chain, members, strict=False):
            start, end = places.starts[at], places.ends[at]
            mark = _mark(member[places.words[at]], start, end)
            found.append(Spot(number, phrase.weight, start, end, mark, False))
    return found


def _chain(first: int, members: Sequence[Mapping[str, Match]], places: Places) -> Sequence[int]:
    """The places of a phrase's words from ``first`` on, () where one is missing."""
    chain = [first]
    for member in members[1:]:
        reach = range(chain[-1] + 1, min(chain[-1] + 1 + PHRASE_REACH, len(places.words)))
        following = next((at for at in reach if places.words[at] in member), -1)
        if following < 0:
            return ()
        chain.append(following)
    return chain


def _mark(match: Match, start: int, end: int) -> tuple[int, int]:
    """The letters that matched; the whole word where it is written otherwise than it is compared."""
    if end - start != len(match.word):
        return start, end
    return start + match.start, start + match.end
