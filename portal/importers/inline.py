"""The words of one line: what looks like Markdown escaped, symbols read, no mark of a note in a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.importers.characters import cleaned
from portal.importers.conversion import RemarkBook, RemarkKind
from portal.importers.emphasis import with_emphasis, without_emphasis
from portal.importers.markdown_writing import escaped, shown
from portal.importers.symbols import UNKNOWN, read_symbols

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_DIGITS = {character: str(number) for number, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_RAISED_DIGITS = re.compile(f"(?<!\\s)[{''.join(_DIGITS)}]+")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-np-z]|\*{1,3}|[†‡§]{1,2})[\])]?(?:[,;]? ?\d{1,3})*")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmµ]?m|dam|hm)$")
_SINGLE_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]$")
_LAST_WORD = re.compile(r"\S+(?=\s*$)")
_BULLETS = "•▪●◦■□❖➢✓"


@dataclass(frozen=True)
class Note:
    """A note: what is raised ("1"), the word before it, and what it says, "" where that is not known."""

    mark: str
    word: str
    text: str = ""


class InlineWriter:
    """Takes down the words of one paragraph, heading, item or cell; what happens to them goes in ``book``."""

    def __init__(self, book: RemarkBook) -> None:
        self.notes: list[Note] = []
        self._book = book
        self._parts: list[str] = []

    def text(self, words: str | None, font: str = "") -> None:
        """Plain words in a font of letters or of symbols; what looks like Markdown is escaped."""
        start = 0
        blanks = re.sub(r"\s+", " ", self._read(words or "", font))
        for raised in _RAISED_DIGITS.finditer(blanks):
            self.markup(escaped(blanks[start : raised.start()]))
            self.raised("".join(_DIGITS[digit] for digit in raised[0]))
            start = raised.end()
        self.markup(escaped(blanks[start:]))

    def raised(self, words: str) -> None:
        """Words above the line: the power of a unit stays there, the mark of a note is taken out."""
        mark, before = " ".join(words.split()), self.before()
        if not before.strip() and mark.isdigit():
            self.markup(f"Note {mark}: ")
        elif _UNIT.search(before) and mark in ("2", "3"):
            self.markup(mark.translate(_RAISED))
        elif before.strip() and _NOTE.fullmatch(mark) and not _SINGLE_LETTER.search(before.rstrip()):
            self.note(mark.strip("[]()"))
        else:
            self.text_as_is(mark.translate(_RAISED) if mark.strip("+-−").isdigit() else words)

    def lowered(self, words: str) -> None:
        """Words below the line: digits stay there, so that they join no number."""
        self.text_as_is(words.translate(_LOWERED) if words.strip("+-−").isdigit() else words)

    def text_as_is(self, words: str) -> None:
        """Words whose raised digits are meant."""
        self.markup(escaped(re.sub(r"\s+", " ", cleaned(words))))

    def note(self, mark: str, text: str = "") -> None:
        """A note refers to what stands before."""
        word = _LAST_WORD.search(self.before())
        self.notes.append(Note(mark, word[0] if word else "", text))
        self._book.add(RemarkKind.NOTE if text else RemarkKind.NOTE_MARK, word[0] if word else text)

    def markup(self, written: str) -> None:
        """What is Markdown already, a mark of emphasis, or a line break."""
        if written:
            self._parts.append(written)

    def one_line(self, other: InlineWriter) -> None:
        """All words of another, on one line, and its notes."""
        self.markup(" ".join(other.markdown().split()) + " ")
        self.notes += other.notes

    def before(self) -> str:
        """The words until here, the last hundred letters of them, as they stood."""
        position, letters = len(self._parts), 0
        while position and letters < 100:
            position -= 1
            letters += len(self._parts[position])
        return without_emphasis(shown("".join(self._parts[position:])[-200:]))

    def last_words(self) -> str:
        """The five words until here: where something stood that has no words."""
        return _last_words(self.before())

    def markdown(self) -> str:
        """All words with their emphasis, on as many lines as there are; blanks at the ends are gone."""
        lines = (" ".join(line.split()) for line in with_emphasis("".join(self._parts)).split("\n"))
        return "\n".join(line for line in lines if line)

    def plain(self) -> str:
        """All words on one line, without emphasis."""
        return " ".join(without_emphasis("".join(self._parts)).split())

    def _read(self, words: str, font: str) -> str:
        symbols = read_symbols(words, font)
        for sign in symbols.found:
            if sign not in _BULLETS:
                self._book.add(RemarkKind.SYMBOL, sign)
        before = self.before() if symbols.unknown else ""
        for words in symbols.text.split(UNKNOWN)[: symbols.unknown]:
            self._book.add(RemarkKind.UNKNOWN_SIGN, _last_words(f"{before}{words}"))
            before = ""
        return cleaned(symbols.text)


def _last_words(words: str) -> str:
    return " ".join(words.split()[-5:])
