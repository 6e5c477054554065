"""Cut Danish compounds into their parts: kontaktpersonsordning → kontakt, person(s), ordning.

A part is a word of the lexicon, with a linking -s- or -e- before the next. Of all ways to cut, the one with
the fewest and longest parts wins. Words like "forældre" that only look like compounds are listed as
exceptions.
"""

from __future__ import annotations

from typing import NamedTuple

from search_index.analysis.lexicon import Lexicon

SHORTEST_COMPOUND = 6
SHORTEST_PART = 4
MOST_PARTS = 6
_LINKS = ("", "s", "e")


class CompoundPart(NamedTuple):
    """One part of a compound: its dictionary form and its place in the word (the linking letter is not in
    it)."""

    lemma: str
    start: int
    end: int


def split(word: str, lexicon: Lexicon) -> tuple[CompoundPart, ...]:
    """The parts of ``word`` (lower case), () where it is no compound. Bounded: at most six parts."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha() or lexicon.lemma(word) in lexicon.whole:
        return ()
    best: dict[int, tuple[float, tuple[CompoundPart, ...]]] = {len(word): (0.0, ())}
    ends = [(len(word), "")]
    for start in range(len(word) - 2, -1, -1):
        for end, link in sorted(ends):
            if end > start + 1 and (start > 0 or end < len(word)):
                _try(word, start, end, link, lexicon, best)
        if start in best:
            ends += [(start - len(link), link) for link in _LINKS if word[:start].endswith(link)]
    found = [small for part in best.get(0, (0.0, ()))[1] for small in _smaller(word, part, lexicon)]
    return tuple(found) if 1 < len(found) <= MOST_PARTS else ()


def _smaller(word: str, part: CompoundPart, lexicon: Lexicon) -> tuple[CompoundPart, ...]:
    """``part`` itself, or what it is made of where it is a compound too."""
    inner = split(word[part.start : part.end], lexicon)
    moved = tuple(
        CompoundPart(small.lemma, small.start + part.start, small.end + part.start) for small in inner
    )
    return moved or (part,)


def _try(
    word: str,
    start: int,
    end: int,
    link: str,
    lexicon: Lexicon,
    best: dict[int, tuple[float, tuple[CompoundPart, ...]]],
) -> None:
    """Try a part from ``start`` to ``end``, before a linking letter and the parts that go on from there."""
    lemma = _part(word[start:end], lexicon, last=end == len(word))
    if not lemma:
        return
    cost, rest = best[end + len(link)]
    cost += 1.0 + (0.3 if link else 0.0) + (0.6 if end - start <= SHORTEST_PART else 0.0)
    if start not in best or cost < best[start][0]:
        best[start] = (cost, (CompoundPart(lemma, start, end), *rest))


def _part(piece: str, lexicon: Lexicon, last: bool) -> str:
    """The dictionary form of ``piece`` if it may be a part; a part before the last stands in its plain
    form."""
    if piece in lexicon.part_forms:
        return lexicon.part_forms[piece]
    if piece in lexicon.never_parts or len(piece) < SHORTEST_PART:
        return ""
    lemma = lexicon.lemma(piece)
    if not lemma or lemma in lexicon.never_parts or lemma in lexicon.function_words:
        return ""
    return lemma if last or piece in (lemma, lemma + "e") else ""
