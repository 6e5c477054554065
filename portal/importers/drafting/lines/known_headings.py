"""Headings that stood clearly somewhere in a file: found again where nothing marks them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from portal.importers.drafting.lines.heading_signs import (
    CAPITAL,
    FIELD_HEADINGS,
    FoundHeading,
    heading_key,
    may_begin,
)
from portal.importers.drafting.lines.layout import LaidLine

_SURE_WORDS = 3
"""A heading of so many words is found again even if it stood clearly only once."""


class KnownHeadings:
    """The headings of a file, by their lines. The text beside one may have been read into its lines."""

    def __init__(self) -> None:
        self._shapes: dict[str, list[tuple[str, ...]]] = {}

    def learn(self, headings: Sequence[FoundHeading]) -> None:
        """Take down the headings that were found by themselves, so that they are found where they are not."""
        often = Counter(heading.words for heading in headings if not heading.rest)
        keys = Counter(heading_key(" ".join(shape)) for shape in often.elements())
        for shape in sorted(often, key=len, reverse=True):
            key = heading_key(" ".join(shape))
            if keys[key] > 1 or key in FIELD_HEADINGS or len(" ".join(shape).split()) >= _SURE_WORDS:
                self._shapes.setdefault(_first_word(shape[0]), []).append(shape)

    def at(self, lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
        """The known heading that begins at a line."""
        if not may_begin(lines, at):
            return None
        for shape in self._shapes.get(_first_word(lines[at].words), ()):
            if found := _matched(lines, at, shape):
                return found
        return None


def _first_word(words: str) -> str:
    found = re.search(r"\w+", words)
    return found[0].lower() if found else ""


def _matched(lines: Sequence[LaidLine], at: int, shape: tuple[str, ...]) -> FoundHeading | None:
    """The known heading on these lines, and what of the text beside it stands on them too."""
    if at + len(shape) > len(lines):
        return None
    words: list[str] = []
    rest: list[str] = []
    for wanted, line in zip(shape, lines[at:], strict=False):
        found = _same_words(wanted).match(line.words)
        if not found:
            return None
        words.append(found[0])
        rest.append(line.words[found.end() :].lstrip(" .:?"))
    glued = tuple(words for words in rest if words)
    if glued and not (lines[at].gap and CAPITAL.match(rest[0]) and len(rest[0]) > 12):
        return None
    question = shape[-1].endswith("?")
    words[-1] += "?" if question else ""
    return FoundHeading(tuple(words), len(shape), glued, is_question=question)


@lru_cache(maxsize=2_000)
def _same_words(heading: str) -> re.Pattern[str]:
    """Matches the words of a heading's line however its blanks and its end are written."""
    signs = re.findall(r"\w+|[^\w\s]", heading.rstrip(" .:?"))
    return re.compile(r"\s*".join(map(re.escape, signs)) + r"(?![\w-])", re.IGNORECASE)
