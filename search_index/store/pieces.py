"""Cut a section into the pieces that are indexed, and choose the passage that a hit shows.

A section of a standard is one piece. A chapter of a study is longer than a reader takes in: it is cut where
paragraphs or sentences end, into overlapping pieces, so that each stands for one place of the chapter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST_PASSAGE = 400
"""Words that a hit may show."""

_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """A stretch of a section's text by character offsets."""

    start: int
    end: int


def cut(text: str, length: int = 400, step: int = 133) -> list[Piece]:
    """Pieces of at most ``length`` words, a new one about every ``step`` words, cut at the ends of
    sentences."""
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) <= LONGEST_PASSAGE:
        return [Piece(0, len(text))]
    pieces = []
    first = 0
    while True:
        last = min(first + length, len(words))
        if last < len(words):
            last = _good_end(text, words, last, last - length // 6)
        pieces.append(Piece(words[first][0], words[last - 1][1]))
        if last == len(words):
            return pieces
        first = max(first + 1, _good_end(text, words, first + step, first + step - step // 4))


def _good_end(text: str, words: Sequence[tuple[int, int]], last: int, earliest: int) -> int:
    """The place nearest before ``last`` where a paragraph ends, else a sentence, else ``last`` itself."""
    sentence = 0
    for index in range(last, max(earliest, 1), -1):
        gap = text[words[index - 1][1] : words[index][0]]
        if "\n\n" in gap:
            return index
        if not sentence and text[words[index - 1][1] - 1] in ".!?:":
            sentence = index
    return sentence or last
