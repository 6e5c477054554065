"""Extents in prose that could be a level table: found, and offered as the block that they would be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.reading.levels import Criterion
from calculators.reading.prose import find_extents
from calculators.reading.tables import RawRow, table_from_rows
from portal.danish.letters import slug
from portal.importers.drafting.tables.level_doubts import extent_of
from portal.importers.markdown_writing import escaped, table

_APART = re.compile(
    r"(?P<limit>(?:op til|højst|maksimalt|mindst|max\.?|maks\.?) )?(?P<number>\d{1,3}(?:,\d)?|[a-zæøå]{2,9}) "
    r"(?P<unit>time|døgn|dage|minutter)r?s (?P<what>[^.,;:\d]{3,60}?) "
    r"(?P<period>pr\. (?:uge|måned|år|dag|døgn)|om (?:ugen|måneden|året|dagen)|ugentligt?|månedligt?)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?P<lead>\b(?:leveres|ydes|gives|bevilges|tilbydes|som hovedregel|som udgangspunkt)\b[^.;:\d]{0,40}?)"
    r"(?P<words>\d{1,3} gange? (?:om (?:året|måneden|ugen)|pr\. (?:år|måned|uge))"
    r"|hver (?:anden|tredje|fjerde|\d\.) uge)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(?P<who>[A-ZÆØÅ][^.,;:\d]{2,60}?) (?:ydes|tilbydes|gives|bevilges|kan få|får|har ret til)\b"
)
_EVERYBODY = re.compile(r"^(?:der|det|den|vi|kommunen|hjælpen|støtten|man)\b", re.IGNORECASE)
_THRESHOLD = re.compile(r"(?:fra|over|mere end|flere end|under|ud over|udover)\b", re.IGNORECASE)
"""What begins so in prose says from where on something else applies, and grants nothing."""
_ALL = "Se teksten"
"""A row's name where the sentence does not begin with whom it is for: a person writes it."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_LONGEST, _MOST_TRIES = 160, 14


@dataclass(frozen=True)
class Candidate:
    """An extent in prose: where it begins in the words, the words, and the block that it would be."""

    start: int
    words: str
    offered: str


def candidates_in(words: str, benefit: str) -> tuple[Candidate, ...]:
    """The extents of a paragraph that grant something, offered as level tables of ``benefit``."""
    found: dict[int, Candidate] = {}
    for start, end, extent in (*_limited(words), *_apart(words), *_given(words)):
        if any(start < other.start + len(other.words) and other.start < end for other in found.values()):
            continue
        offered = _offered(_sentence_of(words, start), extent, benefit)
        if offered:
            found[start] = Candidate(start, words[start:end], offered)
    return tuple(found[start] for start in sorted(found))


def _limited(words: str) -> Iterator[tuple[int, int, str]]:
    """ "op til fire døgn pr. måned", as far on as it is one extent: "… og fem dage i sommerferien"."""
    for found in find_extents(words):
        if found.extent is not None and not _THRESHOLD.match(found.words):
            end = _furthest(words, found.start, found.end)
            yield found.start, end, words[found.start : end]


def _furthest(words: str, start: int, end: int) -> int:
    """Where the longest extent ends that begins like the one found and has more parts than it."""
    best, parts = end, 1
    tail = re.split(r"[.;:](?=\s|$)", words[end : end + _LONGEST])[0]
    for word in list(re.finditer(r"\S+", tail))[:_MOST_TRIES]:
        extent = extent_of(words[start : end + word.end()])
        if extent and len(extent.parts) > parts and not extent.notes:
            best, parts = end + word.end(), len(extent.parts)
    return best


def _apart(words: str) -> Iterator[tuple[int, int, str]]:
    """ "op til to timers kontaktperson til hele familien pr. uge": the benefit stands in the extent."""
    for found in _APART.finditer(words):
        unit = {"time": "timer"}.get(found["unit"].lower(), found["unit"].lower())
        yield found.start(), found.end(), f"{found['limit'] or ''}{found['number']} {unit} {found['period']}"


def _given(words: str) -> Iterator[tuple[int, int, str]]:
    """ "leveres 25 gange om året", "som hovedregel rengøring hver anden uge"."""
    for found in _GIVEN.finditer(words):
        yield found.start("words"), found.end("words"), found["words"]


def _sentence_of(words: str, start: int) -> str:
    begins = max((end.end() for end in _SENTENCE_END.finditer(words[:start])), default=0)
    return words[begins:]


def _offered(sentence: str, extent: str, benefit: str) -> str:
    """The block; "" where the calculator could not read it."""
    if extent_of(extent) is None:
        return ""
    who = _WHO.match(sentence)
    label = who["who"] if who and not _EVERYBODY.match(who["who"]) else _ALL
    criterion = Criterion.NONE if label == _ALL else Criterion.TARGET_GROUP
    cell = extent[:1].upper() + extent[1:]
    name = slug(benefit)[:40].strip("-") or "ydelse"
    keys = {"ydelse": benefit, "kriterium": str(criterion)}
    if table_from_rows(name, keys, ["Niveau", "Omfang"], [RawRow((label, cell), {}, 1)], 1)[0] is None:
        return ""
    head = "".join(f"{key}: {value}\n" for key, value in keys.items())
    rows = table([["Niveau", "Omfang"], [escaped(label), escaped(cell)]])
    return f"::: niveauer {name}\n{head}\n{rows}\n:::"
