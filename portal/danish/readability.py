"""LIX, the Scandinavian measure of how hard a text is to read.

LIX = words per sentence + the share of words longer than six letters, in per cent. Up to 35 is easy, 45 is
a newspaper, above 55 is hard. It means little for less than about 100 words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from portal.danish.sentences import Sentence, sentences, words

LONG_WORD = 7
"""A word of at least this many letters is long."""


@dataclass(frozen=True)
class Readability:
    """What was counted. ``lix`` is 0 for a text without words."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> Fraction:
        """The measure, exact."""
        if not self.words or not self.sentences:
            return Fraction(0)
        return Fraction(self.words, self.sentences) + Fraction(100 * self.long_words, self.words)


def measure(text: str) -> Readability:
    """The readability of ``text``."""
    return _count(sentences(text))


def hardest(text: str, most: int) -> tuple[Sentence, ...]:
    """The at most ``most`` sentences that raise the LIX most, the worst first."""
    ranked = sorted(sentences(text), key=lambda sentence: (-_count([sentence]).lix, sentence.start))
    return tuple(ranked[:most])


def _count(counted: Iterable[Sentence]) -> Readability:
    total = long_words = number = 0
    for sentence in counted:
        found = words(sentence.text)
        if found:
            number += 1
            total += len(found)
            long_words += sum(1 for word in found if len(word) >= LONG_WORD)
    return Readability(total, number, long_words)
