"""Extents in running text: what stands after op til, højst, mindst and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from calculators.reading.extents import Extent
from calculators.reading.grammar import (
    NO_PERIOD,
    UnreadableError,
    names_period,
    take_counted,
    take_limit,
    take_part,
)
from calculators.reading.reader import ExtentError
from calculators.reading.tokens import Cursor, ExtentToken, TokenKind, tokenize
from calculators.reading.vocabulary import APPROXIMATELY, DURATIONS, LIMIT_SIGNS, LIMITS

_NEEDS_PERIOD = frozenset({"timer", "døgn", "dage", "minutter", "weekender"})
_DEADLINE_BEFORE = ("inden for", "inden", "senest", "i løbet af")
_DEADLINE_AFTER = frozenset({"efter", "før", "inden", "fra", "siden", "forinden", "tidligere", "senere"})
_CLAUSE_STARTS = frozenset({",", ";", ":", "(", "-"})
_CONDITIONS = frozenset({"hvis", "når", "såfremt", "medmindre", "om", "selvom", "ifald", "mens", "indtil"})
_JOINTS = frozenset({"og", "eller", "men", "kun", "at", "også"})
_FINITE = frozenset({"kan", "må", "skal", "vil", "bør", "har", "er", "tåler", "klarer"})
_GRANTS = frozenset(
    ["få", "får", "fås", "give", "giver", "gives", "bevilge", "bevilger", "bevilges", "yde", "yder", "ydes",
     "tilbyde", "tilbyder", "tilbydes"]
)  # fmt: skip
_THRESHOLDS = frozenset({"over", "under", "mere", "mindre", "flere", "færre"})
_EXAMPLE_BEFORE = ("fx", "f eks", "feks", "for eksempel", "eksempelvis", "såsom")
_SPREAD_BEFORE = frozenset({"fordelt", "fordeles", "fordele", "spredt", "spredes", "strækker", "løber"})
_BEGINNINGS = frozenset({*(phrase.split()[0] for phrase in LIMITS), *LIMIT_SIGNS, "mellem"})
"""What a limited amount begins with."""
_LONGEST_CLAUSE = 200
"""How many words and signs before an amount are looked at for what its clause is."""
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])|\n\s*\n")


@dataclass(frozen=True)
class ProseExtent:
    """Words of a text that limit an amount, from ``start`` to ``end``: their extent, or the error in them."""

    start: int
    end: int
    words: str
    extent: Extent | None
    error: ExtentError | None


def find_extents(text: str) -> tuple[ProseExtent, ...]:
    """The limited amounts in ``text``, in order; lengths of time ("mindst 6 måneder") are left out.

    An amount of hours or days whose sentence names no period comes with an error of code
    ``number-without-period``. A deadline ("højst 14 dage efter") is no amount, and what is a condition
    ("ikke kan være alene under 2 timer") or an example ("fx over 14 dage") grants none. Never raises.
    """
    found: list[ProseExtent] = []
    start = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        found += _find_in_sentence(text, start, end)
        start = end
    return tuple(found)


def _find_in_sentence(text: str, start: int, end: int) -> list[ProseExtent]:
    tokens = tokenize(text[start:end])
    found: list[ProseExtent] = []
    says_period: bool | None = None
    at = 0
    while at < len(tokens):
        hit = _read_at(tokens, at) if tokens[at].text in _BEGINNINGS else None
        if hit is None:
            at += 1
            continue
        stop, error = hit
        if error is not None:
            says_period = names_period(tokens) if says_period is None else says_period
            if says_period:
                at += 1
                continue
        first, last = start + tokens[at].start, start + tokens[stop - 1].end
        words = text[first:last]
        if error is not None:
            problem = ExtentError(error.message, first, words, error.code)
            found.append(ProseExtent(first, last, words, None, problem))
        else:
            part = take_part(Cursor(tokens, at))
            found.append(ProseExtent(first, last, words, Extent(words, (part,)), None))
        at = stop
    return found


def _read_at(tokens: tuple[ExtentToken, ...], at: int) -> tuple[int, UnreadableError | None] | None:
    """Where the limited amount that begins at ``at`` stops, and its error; None if none begins there.

    The error is that it has no period, which counts where its sentence names none.
    """
    cursor = Cursor(tokens, at)
    if take_limit(cursor) is None and not cursor.take_word("mellem"):
        return None
    if not _take_amount(cursor) or _is_deadline(tokens, at, cursor.at):
        return None
    whole = Cursor(tokens, at)
    try:
        take_part(whole)
    except UnreadableError:
        if _is_example(tokens, at) or _is_condition(tokens, at):
            return None
        return cursor.at, UnreadableError(NO_PERIOD, at, "number-without-period")
    return whole.at, None


def _take_amount(cursor: Cursor) -> bool:
    """Whether numbers and then a unit that needs a period stood here: "3 timer", "9, 6 eller 3 timer"."""
    while True:
        cursor.take_phrase(APPROXIMATELY)
        start = cursor.at
        unit = take_counted(cursor)
        if unit is not None:
            return unit not in DURATIONS and unit.value in _NEEDS_PERIOD
        cursor.move(start)
        if cursor.take_number() is None:
            return False
        if not (cursor.take_sign(",", "-") or cursor.take_word("eller", "og", "til")):
            return False


def _is_deadline(tokens: tuple[ExtentToken, ...], at: int, stop: int) -> bool:
    after = tokens[stop].text if stop < len(tokens) else ""
    before = " ".join(token.text for token in tokens[max(0, at - 3) : at] if token.kind is TokenKind.WORD)
    return after in _DEADLINE_AFTER or any(f" {before}".endswith(f" {words}") for words in _DEADLINE_BEFORE)


def _is_example(tokens: tuple[ExtentToken, ...], at: int) -> bool:
    """Whether "fx" stands before the amount, or "fordelt", after which "over" limits nothing."""
    words = [token.text for token in tokens[max(0, at - 5) : at] if token.kind is TokenKind.WORD]
    before = " ".join(words[-2:])
    spread = tokens[at].text == "over" and bool(_SPREAD_BEFORE.intersection(words[-1:]))
    return spread or any(f" {before}".endswith(f" {mark}") for mark in _EXAMPLE_BEFORE)


def _is_condition(tokens: tuple[ExtentToken, ...], at: int) -> bool:
    """Whether the amount stands in a clause that says when, for whom or if: "hvis …", "der ikke kan …"."""
    first = max(at - _LONGEST_CLAUSE, 0)
    start = max((i + 1 for i in range(first, at) if tokens[i].text in _CLAUSE_STARTS), default=first)
    words = [token.text for token in tokens[start:at] if token.kind is TokenKind.WORD]
    while words and words[0] in _JOINTS:
        words.pop(0)
    if any(first == "ikke" and second in _FINITE for first, second in pairwise(words)):
        return _GRANTS.isdisjoint(words)
    if not words or words[0] not in _CONDITIONS:
        return False
    return tokens[at].text in _THRESHOLDS or _GRANTS.isdisjoint(words)
