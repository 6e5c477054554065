"""Words that a file broke: joined over line ends, freed of the digits of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from portal.danish.known_words import is_known

_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?:^|(?<=[\s(/»”\"'-]))([^\s(/»”\"'-]*[^\W\d_])-$")
_BEGINS = re.compile(r"[^\W\d_]+")
_JOINTS = frozenset(["og", "eller", "samt", "til", "men", "hhv", "henholdsvis"])
"""After these words a hyphen may be the rest of a word that is named once for both: "børne- og unge"."""
_NOTE_MARK = re.compile(
    r"(?<=[a-zæøå]{3})([1-9]\d?)(?=\s|[.,;:)](?:\s|$)|$)|(?<![\s(]stk[.])(?<=[a-zæøå]{3}[.,])([1-9]\d?)(?=\s|$)"
)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SQUARE = re.compile(r"(?:^|\d ?|[ck]?)m[²³]")


class WrittenWords:
    """The words that a document writes unbroken: they say how a broken one is spelled."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.lower() for line in lines for word in _LETTERS.findall(line.removesuffix("-"))}

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one, words that were broken at their ends whole again."""
        return self.joined_with_starts(lines)[0]

    def joined_with_starts(self, lines: Sequence[str]) -> tuple[str, tuple[int, ...]]:
        """As ``joined``, and where in it each line begins."""
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        for line in map(str.strip, lines):
            if pieces:
                end = self._joint(pieces[-1], line)
                length += len(end) - len(pieces[-1])
                pieces[-1] = end
            starts.append(length)
            pieces.append(line)
            length += len(line)
        return "".join(pieces), tuple(starts)

    def _joint(self, line: str, following: str) -> str:
        """How a line ends before the one that follows it: with a blank, its hyphen, or neither."""
        if line.endswith("/"):
            return line
        if not line.endswith("-") or not following:
            return f"{line} "
        broken, begins = _BROKEN.search(line), _BEGINS.match(following)
        if broken is None or begins is None:  # "0-" and "16 år", "§ 50-" and "undersøgelse"
            return line if line[-2:-1].strip() else f"{line} "
        first, second = broken[1], begins[0]
        if second.lower() in _JOINTS and not self._is_one(first + second):
            return f"{line} "
        inner = "-" in line.rsplit(" ", 1)[-1].removesuffix("-")
        if inner or not second[0].islower() or f"{first}-{second}".lower() in self._words:
            return line
        return line.removesuffix("-")

    def _is_one(self, word: str) -> bool:
        return word.lower() in self._words or is_known(word.lower())


def without_note_marks(words: str) -> tuple[str, tuple[str, ...]]:
    """The words without the digits of notes that were raised and got glued to them; and those digits."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        found.append(match[0])
        return ""

    plain = _NOTE_MARK.sub(take, words)
    if _RAISED.search(plain) and not _SQUARE.search(plain):
        plain = _RAISED.sub(take, plain)
    return plain, tuple(found)


def ends_sentence(words: str) -> bool:
    """Whether a line ends where a sentence may."""
    return bool(re.search(r"[.!?:;…][”\"'»)]*$", words.rstrip()))


def is_unfinished(words: str) -> bool:
    """Whether a line plainly goes on: a hyphen, a comma or a little word stands at its end."""
    return bool(_HANGING.search(words.rstrip()))


_HANGING = re.compile(
    r"(?:[,\-–/(§]|\b(?:og|eller|samt|i|på|af|for|til|med|at|om|en|et|den|det|de|der|som|ved|fra|efter|under|over"
    r"|hvis|når|er|har|kan|skal|vil|jf|nr|stk|pr|ca|din|dit|dine|sin|sit|sine|mellem|uden|ikke))$",
    re.IGNORECASE,
)
