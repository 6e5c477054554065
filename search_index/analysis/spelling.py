"""Words that were meant: the nearest word of the index to one that nothing answers.

Only words that the reader may find are proposed, so that nothing shows that is not public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from search_index.analysis.forms import halves
from search_index.analysis.lexicon import standard_lexicon

SHORTEST = 4
LONGEST = 25
FAR_FROM = 8
"""Letters from which on a word may differ in two places."""
MOST_CORRECTED = 3
"""So many words of a question are corrected; the rest stay as typed."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåé"


def nearest(word: str, known: set[str], count: Callable[[str], int], most: int = 1) -> list[str]:
    """The words of ``known`` nearest to ``word``, best first, of which ``count`` finds any (the reader may
    see).

    A word that is good Danish is left alone: not every word stands in the index. What is made of two Danish
    words differs in one place at most: it may well be a word that nobody has listed.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or standard_lexicon().knows(word):
        return []
    found = _ranked(one_off(word), known, count, word)
    if not found and len(word) >= FAR_FROM and not halves(word):
        twice = (other for step in _smaller(word) for other in one_off(step))
        found = _ranked(twice, known, count, word)
    return found[:most]


def one_off(word: str) -> Iterator[str]:
    """Every word that differs from ``word`` by one letter left out, added, exchanged, or swapped with the
    next."""
    yield from _smaller(word)
    for at in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
            if at < len(word):
                yield word[:at] + letter + word[at + 1 :]


def _smaller(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _ranked(candidates: Iterator[str], known: set[str], count: Callable[[str], int], word: str) -> list[str]:
    counted = {other: count(other) for other in set(candidates) & known if len(other) >= SHORTEST - 1}
    visible = [other for other, times in counted.items() if times]
    return sorted(visible, key=lambda other: (other[0] != word[0], -counted[other], other))
