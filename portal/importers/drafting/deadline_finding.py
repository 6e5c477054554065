"""Deadlines that prose says: "senest 3 måneder efter iværksættelse", "derefter mindst halvårligt"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.deadlines.deadlines import DeadlineError, read_deadline
from portal.danish.numbers import read_number
from portal.danish.sentences import sentences
from portal.importers.drafting.blocks import (
    Block,
    FoundDeadline,
    HeadingBlock,
    ItemBlock,
    ParagraphBlock,
    place_at,
)

_UNITS = {
    "dag": "dage", "dage": "dage", "uge": "uger", "uger": "uger", "måned": "måneder", "måneder": "måneder",
    "mdr": "måneder", "md": "måneder", "år": "år",
}  # fmt: skip
_ONE = {"dage": "dag", "uger": "uge", "måneder": "måned", "år": "år"}
_NUMBER = r"(?P<number>\d{1,3}|en|én|et|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten)"
_UNIT = r"(?P<unit>dage?|uger?|måned(?:er)?|mdr|md|år)\b\.?"
_LATEST = re.compile(rf"\bsenest (?:efter |inden for )?{_NUMBER} {_UNIT} efter,? (?:at )?", re.IGNORECASE)
_WITHIN = re.compile(rf"\binden(?: for)? {_NUMBER} {_UNIT}", re.IGNORECASE)
_EVERY = re.compile(
    rf"\bhver(?:t)? (?:(?P<half>halve) (?:år)|{_NUMBER}\.? (?P<unit>dag|uge|måned|mdr|år)\b)"
    r"|\b(?P<adverb>halvårlig|årlig|kvartalsvis|månedlig)\w*\b|\b(?:en|én|1) gang (?:om året|årligt)",
    re.IGNORECASE,
)
_ADVERBS = {
    "halvårlig": (6, "måneder"),
    "årlig": (1, "år"),
    "kvartalsvis": (3, "måneder"),
    "månedlig": (1, "måneder"),
}
_FOLLOW_UP = re.compile(r"opfølg|følge[rs]?(?: \w+){0,2} op\b|revurder|evaluer|statusmøde", re.IGNORECASE)
_AGAIN = re.compile(r"revisit", re.IGNORECASE)
_COMPLAINT = re.compile(r"\b(?:klag|anke)", re.IGNORECASE)
"""How long a citizen has to complain is no deadline of the municipality's."""
_BEGUN = re.compile(r"(?:indsatsens |støttens )?(?:iværksæt|opstart|start|bevilling)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:]|, (?:og|hvorefter|dog|samt|herefter)\b| og derefter\b| og herefter\b|$")
_WHEN = re.compile(
    r"\bnår (?P<when>[^,.;]{5,90}?),? (?:skal|vil|træffes|får)\b|\befter,? (?:at )?(?P<after>[^,.;]{4,90})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?P<subject>.{3,60}?)\s+(?:skal|kan|vil|er|bliver|får|må|træffes|gennemføres|afsluttes)\b"
)
_DONE = (
    (re.compile(r"\bafgørelse", re.IGNORECASE), "Afgørelse"),
    (re.compile(r"\bsvar\b", re.IGNORECASE), "Svar"),
)
_REVISIT, _LAST_REVISIT = "Ny visitation", "seneste visitation"
_FIRST, _LATER = "Første opfølgning", "Senere opfølgninger"
_PUT_IN_FORCE, _LAST_TIME, _APPLIED = "iværksættelse", "seneste opfølgning", "ansøgning"
_SOMETHING = "Fristen i teksten"
_LONGEST_CELL = 160


@dataclass(frozen=True)
class _Sentence:
    text: str
    start: int
    block: ParagraphBlock | ItemBlock
    heading: str


def deadlines_of(blocks: Sequence[Block]) -> tuple[FoundDeadline, ...]:
    """The deadlines of the prose, in its order, each once however often it is said."""
    found: dict[tuple[str, str], FoundDeadline] = {}
    heading = ""
    for block in blocks:
        if isinstance(block, HeadingBlock):
            heading = block.words
        elif isinstance(block, (ParagraphBlock, ItemBlock)):
            for deadline in _of_block(block, heading):
                found.setdefault((deadline.event, deadline.deadline), deadline)
    return tuple(found.values())


def _of_block(block: ParagraphBlock | ItemBlock, heading: str) -> Iterator[FoundDeadline]:
    follows_up = bool(_FOLLOW_UP.search(heading))
    for sentence in sentences(block.words):
        follows_up = follows_up or bool(_FOLLOW_UP.search(sentence.text) or _AGAIN.search(sentence.text))
        if _COMPLAINT.search(sentence.text):
            continue
        here = _Sentence(sentence.text, sentence.start, block, heading)
        for made in (*_latest(here), *_within(here), *(_every(here) if follows_up else ())):
            if _is_readable(made):
                yield made


def _latest(sentence: _Sentence) -> Iterator[FoundDeadline]:
    for found in _LATEST.finditer(sentence.text):
        rest = sentence.text[found.end() :]
        counted = rest[: _end(rest)].strip(" ,")
        about = sentence.text[: found.start()]
        event = _FIRST if _FOLLOW_UP.search(about) else _event(sentence)
        if _BEGUN.match(counted):
            counted = _PUT_IN_FORCE
        yield _made(sentence, found, event, f"senest {_amount(found)} efter", counted)


def _within(sentence: _Sentence) -> Iterator[FoundDeadline]:
    for found in _WITHIN.finditer(sentence.text):
        after = _WHEN.search(sentence.text)
        counted = (after["when"] or after["after"]).strip() if after else ""
        if not counted and re.search(r"ansøg", sentence.text, re.IGNORECASE):
            counted = _APPLIED
        if counted:
            yield _made(sentence, found, _event(sentence), f"senest {_amount(found)} efter", counted)


def _every(sentence: _Sentence) -> Iterator[FoundDeadline]:
    for found in _EVERY.finditer(sentence.text):
        number, unit = _often(found)
        if number:
            again = _AGAIN.search(sentence.text) and not _FOLLOW_UP.search(sentence.text)
            event, before = (_REVISIT, _LAST_REVISIT) if again else (_LATER, _LAST_TIME)
            deadline = f"mindst hver{'t' if unit == 'år' else ''} {number}. {_ONE[unit]}"
            yield _made(sentence, found, event, deadline, before)


def _often(found: re.Match[str]) -> tuple[int, str]:
    if found["half"]:
        return 6, "måneder"
    if found["number"]:
        return _whole(found["number"]), _UNITS[found["unit"].lower()]
    return _ADVERBS.get((found["adverb"] or "årlig").lower(), (0, "år"))


def _amount(found: re.Match[str]) -> str:
    number, unit = _whole(found["number"]), _UNITS[found["unit"].lower().rstrip(".")]
    return f"{number} {_ONE[unit] if number == 1 else unit}"


def _whole(words: str) -> int:
    try:
        return int(read_number(words.lower()))
    except ValueError:
        return 0


def _event(sentence: _Sentence) -> str:
    """What must have happened: the decision or answer that the sentence names, its subject, else what its
    heading is about."""
    for pattern, name in _DONE:
        if pattern.search(sentence.text):
            return name
    subject = _SUBJECT.match(sentence.text)
    if subject:
        return subject["subject"].strip(" ,")
    return _FIRST if _FOLLOW_UP.search(sentence.heading) else sentence.heading[:_LONGEST_CELL] or _SOMETHING


def _end(words: str) -> int:
    found = _CLAUSE_END.search(words)
    return min(found.start() if found else len(words), _LONGEST_CELL)


def _made(
    sentence: _Sentence, found: re.Match[str], event: str, deadline: str, counted_from: str
) -> FoundDeadline:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    words = sentence.block.words[start:end].strip(" ,")
    return FoundDeadline(event, deadline, counted_from, words, place_at(sentence.block, start))


def _is_readable(made: FoundDeadline) -> bool:
    try:
        read_deadline(made.event, made.deadline, made.counted_from, "frist")
    except DeadlineError:
        return False
    return True
