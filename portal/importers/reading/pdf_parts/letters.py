"""The letters of a page that one can see and that are not struck out; what of the rest said something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from pdfplumber.page import Page

from portal.importers.conversion import RemarkBook, RemarkKind
from portal.importers.reading.pdf_parts.backgrounds import Backgrounds
from portal.importers.symbols import UNKNOWN, symbol_font

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_NO_LETTER = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd]")
_BULLET = "(cid:127)"
"""What some programs write for a bullet."""
_SMALLEST = 2.0
"""Points; what is smaller nobody reads."""
_STRIKE_LOW, _STRIKE_HIGH, _THICKEST = 0.12, 0.55, 0.16
"""Where above the baseline a line goes through letters, and how thick it is, in heights of a letter."""


class Letter(NamedTuple):
    """A letter and its place, in points from the page's upper left corner.

    ``font`` is the name of a font of symbols, "" for any other.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    font: str
    upright: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing is drawn."""
        return not self.text.strip()

    def stands_in(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether its middle is within a place."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return left <= across <= right and top <= down <= bottom


class PageLetters(NamedTuple):
    """The letters that apply, and those that were left out."""

    kept: list[Letter]
    left_out: list[Letter]


def letters_of(page: Page, book: RemarkBook) -> PageLetters:
    """The letters of a page in the order of the file; what is left out or unknown is remarked on."""
    strikes, backgrounds = _Strikes(page), Backgrounds(page)
    kept: list[Letter] = []
    left_out: list[tuple[RemarkKind, Letter]] = []
    for drawn in page.chars:
        letter = _letter(drawn, page)
        if letter.is_blank:
            kept.append(letter)
        elif strikes.through(letter):
            left_out.append((RemarkKind.STRUCK, letter))
        elif letter.size < _SMALLEST or backgrounds.hide(drawn, letter.left, letter.right):
            left_out.append((RemarkKind.HIDDEN, letter))
        else:
            kept.append(letter)
    for kind, words in _stretches(left_out):
        book.add(kind, words)
    for letter in kept:
        if letter.text == UNKNOWN:
            book.add(RemarkKind.UNKNOWN_SIGN)
    return PageLetters(kept, [letter for _, letter in left_out])


def _letter(drawn: Mapping[str, Any], page: Page) -> Letter:
    """A letter as pdfplumber gives it. A visible soft hyphen is a hyphen; "1-2" must not become "12"."""
    below = 0.0 if page.rotation else drawn["matrix"][5] - drawn["y0"]
    name = str(drawn["fontname"]).rpartition("+")[2]
    return Letter(
        _NO_LETTER.sub(UNKNOWN, str(drawn["text"]).replace("\xad", "-").replace(_BULLET, "•")),
        float(drawn["x0"]),
        float(drawn["top"]),
        float(drawn["x1"]),
        float(drawn["bottom"]),
        float(drawn["bottom"] - below),
        float(drawn["size"]),
        bool(_BOLD.search(name)),
        symbol_font(name.partition("-")[0]),
        bool(drawn["upright"]),
    )


class _Strikes:
    """The thin level lines of a page, found by their height."""

    def __init__(self, page: Page) -> None:
        self._at: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        for line in (*page.lines, *page.rects, *page.curves):
            height, width = float(line["height"]), float(line["width"])
            if height <= 2.5 and width > 2 * height:
                middle = float(line["top"] + line["bottom"]) / 2
                self._at[int(middle)].append((middle, float(line["x0"]), float(line["x1"]), height))
        self._boxes = [
            (float(note["x0"]), float(note["top"]), float(note["x1"]), float(note["bottom"]))
            for note in page.annots
            if "StrikeOut" in str(note.get("data", {}).get("Subtype", ""))
        ]

    def through(self, letter: Letter) -> bool:
        """Whether a line goes through the letter, or it was marked as struck with a note."""
        middle = (letter.left + letter.right) / 2
        high = letter.baseline - _STRIKE_HIGH * letter.size
        low = letter.baseline - _STRIKE_LOW * letter.size
        for number in range(int(high), int(low) + 1):
            for line, left, right, height in self._at.get(number, ()):
                thin = height <= _THICKEST * letter.size
                if thin and high < line < low and left <= middle <= right:
                    return True
        height = (letter.top + letter.bottom) / 2
        return any(
            left <= middle <= right and top <= height <= bottom for left, top, right, bottom in self._boxes
        )


def _stretches(found: Iterable[tuple[RemarkKind, Letter]]) -> Iterator[tuple[RemarkKind, str]]:
    """The words that letters of one kind on one line make together."""
    letters = list(found)
    words = letters[0][1].text if letters else ""
    for (kind, before), (next_kind, letter) in pairwise(letters):
        gap = letter.left - before.right
        is_near = -letter.size < gap < letter.size and abs(letter.baseline - before.baseline) < 1
        if next_kind is not kind or not is_near:
            yield kind, words
            words = ""
        words += (" " if words and gap > 0.15 * letter.size else "") + letter.text
    if letters:
        yield letters[-1][0], words
