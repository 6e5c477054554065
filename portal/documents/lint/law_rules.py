"""Checks against the law: follow-up, upper ages, unreadable references, provisions and authorities gone."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from calculators.deadlines.deadlines import DeadlineKind
from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, find_references, format_reference
from portal.danish.numbers import read_number
from portal.documents.document import Severity
from portal.documents.lint.rule import CheckedText, Rule, Violation
from portal.documents.validity.law_table import (
    BARNETS_LOV_BEGAN,
    DET_SOCIALE_NAEVN_ENDED,
    LAW_TABLE,
    LawChange,
)

_FOLLOW_UP = re.compile(r"opfølg|følg\w* op", re.IGNORECASE)
_LATER = re.compile(r"\b(senere|efterfølgende|løbende|derefter|herefter|næste)\b", re.IGNORECASE)
_GRANT = re.compile(r"bevilling|afgørelse|visitation|tildeling|ansøgning", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?P<how>senest|inden for|efter|hver(?:t)?)\s+(?:(?:om|efter)\s+)?(?P<number>\d+\.?|\w+)\s+"
    r"(?P<unit>dage?|uger?|måned(?:er)?|år)\b",
    re.IGNORECASE,
)
_MONTHS = {"dag": Fraction(12, 365), "uge": Fraction(12, 52), "måned": Fraction(1), "år": Fraction(12)}
_FIRST_LIMIT, _LATER_LIMIT = 3, 6
_AGES_76 = re.compile(
    r"\btil (?:det fyldte )?22\.? år\b|\btil og med (?:det fyldte )?23\b|\btil og med (?:de )?23\b",
    re.IGNORECASE,
)
_SECTION_76 = re.compile(r"§+\s*76\b|efterværn|ungestøtte", re.IGNORECASE)
_TRIBUNAL = re.compile(r"\b(det )?sociale nævn\b", re.IGNORECASE)


def _follow_up(subject: CheckedText) -> Iterator[Violation]:
    before_2024 = (subject.document.front.begins.day or date.max) < BARNETS_LOV_BEGAN
    for rule in subject.document.deadlines:
        if not _FOLLOW_UP.search(rule.event):
            continue
        months = rule.number * _MONTHS[_stem(rule.unit)]
        if rule.kind is DeadlineKind.AT_LATEST and not _LATER.search(rule.event):
            if months > _FIRST_LIMIT:
                yield Violation(
                    rule.line,
                    f"Første opfølgning er sat til {rule.text}. Den skal ske senest 3 måneder efter start.",
                )
            if _GRANT.search(rule.counted_from):
                yield Violation(
                    rule.line, f"Opfølgningen regnes fra {rule.counted_from} og ikke fra indsatsens start."
                )
        elif before_2024 and months > _LATER_LIMIT:
            yield Violation(
                rule.line, f"Senere opfølgning er sat til {rule.text}. Der må højst gå 6 måneder imellem."
            )
    yield from _follow_up_in_prose(subject, before_2024)


def _follow_up_in_prose(subject: CheckedText, before_2024: bool) -> Iterator[Violation]:
    for said in subject.prose:
        found = _SPAN.search(said.text) if _FOLLOW_UP.search(said.text) else None
        months = _months(found) if found else None
        if found is None or months is None:
            continue
        later = _LATER.search(said.text[: found.start()]) or found["how"].lower().startswith("hver")
        if later and before_2024 and months > _LATER_LIMIT:
            yield Violation(
                said.line_at(found.start()), f"»{found[0]}«: der må højst gå 6 måneder mellem opfølgninger."
            )
        elif not later and months > _FIRST_LIMIT:
            yield Violation(
                said.line_at(found.start()),
                f"»{found[0]}«: første opfølgning skal ske senest 3 måneder efter start.",
            )


def _months(found: re.Match[str]) -> Fraction | None:
    try:
        return read_number(found["number"].rstrip(".")) * _MONTHS[_stem(found["unit"].lower())]
    except ValueError:
        return None


def _stem(unit: str) -> str:
    return next(stem for stem in _MONTHS if unit.startswith(stem))


def _upper_age(subject: CheckedText) -> Iterator[Violation]:
    basis = any((r.act, r.section) == ("serviceloven", "76") for r in subject.document.front.law_basis)
    about = subject.sections_with(_SECTION_76, heading=True)
    for said in subject.everything:
        found = _AGES_76.search(said.text)
        if found and (basis or said.section.id in about):
            yield Violation(
                said.line_at(found.start()),
                f"»{found[0]}« rammer ikke grænsen i servicelovens § 76: det er den dag, den unge fylder 23.",
            )


def _law_reference(subject: CheckedText) -> Iterator[Violation]:
    for section, block in subject.blocks():
        spans = sorted((found.start, found.end) for found in find_references(block.text, subject.default_act))
        for sign in re.finditer(r"§+", block.text):
            if not _is_within(sign.start(), spans):
                words = block.text[sign.start() : sign.start() + 20].strip()
                yield Violation(
                    block.line_at(sign.start()),
                    f"»{words}« i afsnittet {section.heading} kan ikke læses som en paragraf.",
                )


def _is_within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of ``spans``, which are in order, holds the character at ``offset``.

    Those of one range begin at the same place; no other overlap.
    """
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < spans[at][1]


def _repealed_law(subject: CheckedText) -> Iterator[Violation]:
    told: set[LawReference] = set()
    for reference, line in _references(subject):
        if reference in told or not reference.act:
            continue
        told.add(reference)
        if words := _standing(reference, subject):
            yield Violation(line, words)


def _references(subject: CheckedText) -> Iterator[tuple[LawReference, int]]:
    for reference in subject.document.front.law_basis:
        yield reference, subject.line_of_key("lovgrundlag")
    for _, block in subject.blocks():
        for found in find_references(block.text, subject.default_act):
            yield found.reference, block.line_at(found.start)


def _standing(reference: LawReference, subject: CheckedText) -> str:
    front = subject.document.front
    begins = front.begins.day
    name = format_reference(reference)
    if begins and reference.act == "barnets-lov" and begins < BARNETS_LOV_BEGAN:
        began = format_date(BARNETS_LOV_BEGAN)
        return f"{name} gjaldt ikke endnu, da teksten begyndte at gælde. Loven gælder fra {began}."
    if begins and (change := LAW_TABLE.replaced_since(reference, None, begins)):
        return f"{_replaced(name, change)}, før teksten begyndte at gælde."
    on = subject.on
    if on is None or (front.ends is not None and front.ends.day is not None and front.ends.day < on):
        return ""
    if change := LAW_TABLE.replaced_since(reference, front.confirmed, on):
        return f"{_replaced(name, change)}, og teksten er ikke bekræftet siden."
    return ""


def _replaced(name: str, change: LawChange) -> str:
    return f"{name} blev afløst af {change.new_words} den {format_date(change.from_day)}"


def _dead_authority(subject: CheckedText) -> Iterator[Violation]:
    ends = subject.document.front.ends
    if ends is not None and ends.day is not None and ends.day < DET_SOCIALE_NAEVN_ENDED:
        return
    for said in subject.everything:
        if found := _TRIBUNAL.search(said.text):
            day = format_date(DET_SOCIALE_NAEVN_ENDED)
            yield Violation(
                said.line_at(found.start()), f"Det Sociale Nævn har ikke behandlet klager siden {day}."
            )


RULES = (
    Rule(
        "follow-up",
        Severity.ERROR,
        "Skriv »senest 3 måneder efter« og regn fra iværksættelsen.",
        _follow_up,
    ),
    Rule("upper-age", Severity.ERROR, "Skriv »indtil den unge fylder 23 år«.", _upper_age),
    Rule(
        "law-reference",
        Severity.ERROR,
        "Skriv paragraffen som »servicelovens § 52, stk. 3, nr. 6«.",
        _law_reference,
    ),
    Rule(
        "repealed-law",
        Severity.WARNING,
        "Henvis til den lov, der gælder, eller bekræft teksten med kontrolleret.",
        _repealed_law,
    ),
    Rule("dead-authority", Severity.WARNING, "Skriv Ankestyrelsen.", _dead_authority),
)
