"""Checks of the text as a whole: dates to keep, reading ease, contradictions, personal data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from calculators.reading.prose import find_extents
from portal.danish.dates import add_months, format_date
from portal.danish.numbers import format_rounded
from portal.danish.readability import hardest, measure
from portal.documents.document import BlockKind, FileState, Layer, Section, Severity
from portal.documents.lint.rule import CheckedText, Rule, Violation
from portal.documents.personal_data import holds_cpr

_HARD, _ENOUGH_WORDS, _SHOWN = 45, 100, 3
_AGE_LIMIT = re.compile(
    r"\b(ophør|slut|afslut|stop|begynd|påbegynd|start|bevilg)\w*\b[^.]{0,300}?\b(\d{1,2})(?:[.-])?\s*års?",
    re.IGNORECASE,
)


def _unconfirmed(subject: CheckedText) -> Iterator[Violation]:
    front, on = subject.document.front, subject.on
    begins = front.begins.day
    if on is None or begins is None or front.state is not FileState.ADOPTED or front.confirmed is not None:
        return
    ended = front.ends is not None and front.ends.day is not None and front.ends.day < on
    if not ended and _after_a_year(begins) < on:
        words = f"Teksten har været gældende siden {format_date(begins)} uden at blive bekræftet."
        yield Violation(subject.line_of_key("gaelder_fra"), words)


def _after_a_year(day: date) -> date:
    return add_months(day, 12) if day.year < date.max.year else day


def _overdue_review(subject: CheckedText) -> Iterator[Violation]:
    review = subject.document.front.review
    if review is not None and subject.on is not None and review < subject.on:
        yield Violation(
            subject.line_of_key("genbesoeg"), f"Teksten skulle være set efter {format_date(review)}."
        )


def _readability(subject: CheckedText) -> Iterator[Violation]:
    text = "\n".join(
        block.text
        for section, block in subject.blocks()
        if block.kind in (BlockKind.PROSE, BlockKind.TERM)
        and block.layer is not Layer.PROFESSIONAL
        and not section.professional
    )
    found = measure(text)
    if found.words < _ENOUGH_WORDS or found.lix <= _HARD:
        return
    worst = " ".join(f"»{sentence.text}«" for sentence in hardest(text, _SHOWN))
    lix = format_rounded(Fraction(round(found.lix)))
    yield Violation(
        subject.first_line, f"Teksten til borgere er svær at læse (lix {lix}). De sværeste sætninger: {worst}"
    )


def _personal_data(subject: CheckedText) -> Iterator[Violation]:
    """In the lines as written, and in the head and the text as they are shown."""
    found = {number for number, line in enumerate(subject.lines, start=1) if holds_cpr(line)}
    found |= {subject.line_of_key(key) for key, words in _head_words(subject) if holds_cpr(words)}
    shown = [(section.line, section.heading) for section in subject.document.sections]
    shown += [(block.line, words) for _, block in subject.blocks() for words in block.cells or (block.text,)]
    starts = sorted({line for line, _ in shown})
    for line, words in shown:
        if holds_cpr(words):
            following = bisect_right(starts, line)
            end = starts[following] if following < len(starts) else len(subject.lines) + 1
            found |= {line} if found.isdisjoint(range(line, end)) else set()
    for line in sorted(found):
        yield Violation(line, "Linjen har noget, der ligner et CPR-nummer.")


def _head_words(subject: CheckedText) -> Iterator[tuple[str, str]]:
    """Each key of the head that holds free words, with them."""
    front = subject.document.front
    yield from (("titel", front.title), ("nummer", front.number), ("emner", "\n".join(front.topics)))
    yield from (("organ", front.body), ("sag", front.case), ("kilde", front.source))
    yield from (("referat", front.minutes), ("kilde_link", front.source_link))
    yield "lint_svar", "\n".join(front.lint_answers.values())


def _contradiction(subject: CheckedText) -> Iterator[Violation]:
    for section in subject.document.sections:
        if not any(table.conflicts for table in section.tables):
            yield from _different_ages(subject, section)
            if not section.tables:
                yield from _different_extents(section)


def _different_ages(subject: CheckedText, section: Section) -> Iterator[Violation]:
    first: dict[str, str] = {}
    for said in subject.prose_of.get(section.id, ()):
        for found in _AGE_LIMIT.finditer(said.text):
            verb, age = found[1].lower(), found[2]
            if first.setdefault(verb, age) != age:
                yield Violation(
                    said.line,
                    f"Afsnittet {section.heading} nævner både {first[verb]} og {age} år om det samme.",
                )


def _different_extents(section: Section) -> Iterator[Violation]:
    first: dict[tuple[object, ...], str] = {}
    for block in section.blocks:
        if block.kind is not BlockKind.PROSE:
            continue
        for found in find_extents(block.text):
            for part in found.extent.parts if found.extent else ():
                if part.upper is None:
                    continue
                key = (part.unit, part.period, part.every)
                if first.setdefault(key, found.words).lower() != found.words.lower():
                    words = f"Afsnittet {section.heading} nævner både »{first[key]}« og »{found.words}«."
                    yield Violation(block.line_at(found.start), words)


PERSONAL_DATA = "personal-data"
RULES = (
    Rule(
        "unconfirmed",
        Severity.WARNING,
        "Gå teksten igennem, og skriv dagen i kontrolleret.",
        _unconfirmed,
    ),
    Rule(
        "overdue-review", Severity.NOTE, "Gå teksten igennem, og sæt en ny dag i genbesoeg.", _overdue_review
    ),
    Rule("readability", Severity.NOTE, "Del de lange sætninger, og brug kortere ord.", _readability),
    Rule(
        "contradiction",
        Severity.NOTE,
        'Ret det ene. Siger den vedtagne tekst begge dele, så skriv modstrid: "…" "…" i tabellens blok.',
        _contradiction,
    ),
    Rule(
        PERSONAL_DATA,
        Severity.ERROR,
        "Slet nummeret. En standard må ikke indeholde oplysninger om personer.",
        _personal_data,
    ),
)
