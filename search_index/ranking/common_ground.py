"""What the best answers talk about beside the words asked for: other answers that do so too move up.

Nothing is found by it that the question's own words do not find; it only decides between those. A question
about weekends with a family finds texts on many things, and the best of them say which thing was meant.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

BEST = 4
"""So many of the best answers say what is talked about."""
WORDS = 40
"""By so many of their words."""
WORTH = 0.6
"""How much more an answer counts that has all of them."""
MOST_COMMON = 0.1
"""A word in a larger share of the pieces than this says nothing."""
SHORTEST = 4
_ENOUGH = 1.2


class ScoredText(NamedTuple):
    """An answer as it is compared: its score and the words of its piece."""

    score: float
    words: Sequence[str]


class CommonGround:
    """The words that tell what ``best`` (best first) talk about, the rare and repeated ones first.

    ``known`` are words that count already; ``frequency`` is in how many of ``pieces`` a word stands.
    """

    def __init__(
        self, best: Iterable[ScoredText], known: Container[str], frequency: Callable[[str], int], pieces: int
    ) -> None:
        weights: dict[str, float] = defaultdict(float)
        for talk in best:
            for word, times in Counter(talk.words).items():
                if len(word) >= SHORTEST and word.isalpha() and word not in known:
                    containing = frequency(word)
                    if 1 < containing <= MOST_COMMON * pieces:
                        rare = math.log(pieces / containing)
                        weights[word] += talk.score * rare * times / (times + _ENOUGH)
        heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
        self._weights = {word: weights[word] for word in heaviest}
        self._whole = math.fsum(self._weights.values())

    def factor(self, words: Iterable[str]) -> float:
        """What the score of an answer with ``words`` is multiplied with: 1 to 1 + ``WORTH``."""
        if not self._whole:
            return 1.0
        shared = math.fsum(self._weights[word] for word in self._weights.keys() & words)
        return 1.0 + WORTH * shared / self._whole
