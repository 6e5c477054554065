"""What belongs to the paper and not to the text: page heads and feet, page numbers, lists of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.importers.drafting.imported import LeftOut
from portal.importers.source import SourceLine, SourcePlace, SourceTable

Parts = Sequence[SourceLine | SourceTable]
_PAGE = "Sidehoved, sidefod eller sidetal."
_CONTENTS = "Indholdsfortegnelse. Portalen laver sin egen."
_WHOLE = re.compile(
    r"(?:side|s\.|page)?\s*[-–]?\s*\d{1,3}(?:\s*(?:af|/|ud af|of)\s*\d{1,3})?\s*[-–]?", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\s*\b(?:Side \d{1,3} (?:ud )?af \d{1,3}|[A-ZÆØÅ-]{3,}S? KOMMUNE \d{1,3}(?!\s*[a-zæøå%]))\b\s*"
)
_DOTTED = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,3}$")
_CONTENTS_HEAD = re.compile(r"indhold(?:sfortegnelse)?:?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_COUNTED_THINGS = re.compile(
    r"kapitel|bilag|trin|niveau|fase|standard|tabel|figur|boks|punkt|afsnit|nr|stk|§|år|timer|døgn",
    re.IGNORECASE,
)
_LEAST_APART, _LONGEST, _LEAST_REPEATED = 8, 90, 3


def without_furniture(parts: Parts) -> tuple[tuple[SourceLine | SourceTable, ...], tuple[LeftOut, ...]]:
    """The parts without what belongs to the paper, and what that was."""
    numbers = _numbered(parts) | _page_numbers(parts)
    paper = numbers | _at_page_ends(parts) | _beside(parts, numbers)
    gone = _contents(parts) | dict.fromkeys(paper, _PAGE)
    kept: list[SourceLine | SourceTable] = []
    left: list[LeftOut] = []
    for at, part in enumerate(parts):
        if not isinstance(part, SourceLine):
            kept.append(part)
        elif at in gone:
            left.append(LeftOut(part.words, part.place, gone[at]))
        else:
            line, taken = _cut(part)
            left += [LeftOut(words, part.place, _PAGE) for words in taken]
            kept += [line] if line.words else []
    return tuple(kept), tuple(left)


def _cut(line: SourceLine) -> tuple[SourceLine, list[str]]:
    """A line without the page's head or foot that stands in the middle of it."""
    taken = [found.strip() for found in _WITHIN.findall(line.words)]
    if not taken:
        return line, []
    return replace(line, words=_WITHIN.sub(" ", line.words).strip(), markdown=""), taken


def _contents(parts: Parts) -> dict[int, str]:
    """The lines of a list of contents: dots that lead to a page number, and its heading."""
    found = [
        at for at, part in enumerate(parts) if isinstance(part, SourceLine) and _DOTTED.search(part.words)
    ]
    if len(found) < 2:
        return {}
    heads = [
        at
        for at, part in enumerate(parts[: found[0] + 1])
        if isinstance(part, SourceLine) and _CONTENTS_HEAD.fullmatch(part.words)
    ]
    return dict.fromkeys([*found, *heads[-1:]], _CONTENTS)


def _numbered(parts: Parts) -> set[int]:
    """Lines that come again and again with a number that grows, far apart: "EKSEMPEL KOMMUNE 3"."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        if isinstance(part, SourceLine) and len(part.words) <= _LONGEST and _DIGITS.search(part.words):
            alike[_DIGITS.sub("#", part.words)].append(at)
    return {
        at
        for shape, places in alike.items()
        if len(places) >= _LEAST_REPEATED and not _COUNTED_THINGS.search(shape) and _grows(parts, places)
        for at in places
    }


def _grows(parts: Parts, places: Sequence[int]) -> bool:
    if any(second - first < _LEAST_APART for first, second in pairwise(places)):
        return False
    numbers = [[int(number[:6]) for number in _DIGITS.findall(_words(parts[at]))] for at in places]
    return any(all(a < b for a, b in pairwise(column)) for column in zip(*numbers, strict=True))


def _at_page_ends(parts: Parts) -> set[int]:
    """Lines that stand first or last on most pages, word for word."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        if isinstance(part, SourceLine):
            pages[part.place.page].append(at)
    ends = {page: {*places[:2], *places[-2:]} for page, places in pages.items()}
    shapes = {at: _DIGITS.sub("#", _words(parts[at])) for places in ends.values() for at in places}
    often = Counter(shape for places in ends.values() for shape in {shapes[at] for at in places})
    return {
        at
        for at, shape in shapes.items()
        if often[shape] >= max(_LEAST_REPEATED, 0.6 * len(pages)) and len(shape) <= _LONGEST
    }


def _beside(parts: Parts, numbers: set[int]) -> set[int]:
    """Lines that stand word for word beside the numbers of several pages."""
    beside = {at + step for at in numbers for step in (-1, 1)} - numbers
    often = Counter(_words(parts[at]) for at in beside if 0 <= at < len(parts))
    return {
        at
        for at in beside
        if 0 <= at < len(parts)
        and often[_words(parts[at])] >= _LEAST_REPEATED
        and 0 < len(_words(parts[at])) <= _LONGEST
    }


def _page_numbers(parts: Parts) -> set[int]:
    """Lines that are nothing but the number of a page; a bare number only where it grows."""
    found = [
        at for at, part in enumerate(parts) if isinstance(part, SourceLine) and _WHOLE.fullmatch(part.words)
    ]
    said = {at for at in found if re.search(r"[^\d\s]", _words(parts[at]))}
    bare = [at for at in found if at not in said and _stands_alone(parts, at)]
    return said | (set(bare) if len(bare) >= _LEAST_REPEATED and _grows(parts, bare) else set())


def _stands_alone(parts: Parts, at: int) -> bool:
    line = parts[at]
    return isinstance(line, SourceLine) and (
        line.after_gap or at == 0 or _page(parts[at - 1]) != line.place.page
    )


def _page(part: SourceLine | SourceTable) -> int:
    place: SourcePlace = part.place if isinstance(part, SourceLine) else part.places[-1]
    return place.page


def _words(part: SourceLine | SourceTable) -> str:
    return part.words if isinstance(part, SourceLine) else ""
