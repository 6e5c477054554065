"""Dividing Danish text into sentences and words: abbreviations and ordinals do not end a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"(?<![.!?:;])[.!?:;]+[\"'«»“”)]*\s+(?=[\"'«»“(]*[A-ZÆØÅ§])|\n+")
_ABBREVIATIONS = frozenset(
    [
        "adr",
        "afd",
        "afs",
        "art",
        "bl.a",
        "bl",
        "ca",
        "d",
        "dvs",
        "d.v.s",
        "eks",
        "el",
        "evt",
        "f.eks",
        "feks",
        "ff",
        "fx",
        "hhv",
        "inkl",
        "iht",
        "j.f",
        "jf",
        "jfr",
        "kap",
        "kl",
        "kr",
        "lign",
        "m.fl",
        "m.m",
        "m.v",
        "max",
        "maks",
        "mdl",
        "mdr",
        "mht",
        "min",
        "mio",
        "mv",
        "nr",
        "obs",
        "osv",
        "o.l",
        "o.lign",
        "pga",
        "pkt",
        "pr",
        "s",
        "sml",
        "st",
        "stk",
        "tlf",
        "vedr",
    ]
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it begins in the text it came from."""

    text: str
    start: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text``, without the blanks around them. A line break ends one; so does a colon
    or semicolon before a capital letter."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in _END.finditer(text):
        if end[0].startswith(".") and _is_abbreviation(text, end.start()):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    words = piece.strip()
    if words:
        yield Sentence(words, start + len(piece) - len(piece.lstrip()))


def _is_abbreviation(text: str, stop: int) -> bool:
    before = text[max(stop - _LONGEST_ABBREVIATION - 1, 0) : stop]
    return re.split(r"[\s(«»\"“]", before)[-1].lower() in _ABBREVIATIONS


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``: letters only, numbers left out, hyphenated words as one."""
    return tuple(_WORD.findall(text))
