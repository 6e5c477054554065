"""What a sentence that came or went as a whole is about: a deadline, an age, a payment, a limit, a duty.

A new cap and a lost right are whole sentences as often as they are changed words. Which words tell them is
decided here, from the sentence alone; a sentence with none of them is wording. Rather one too many is shown
among what matters than one too few.
"""

from __future__ import annotations

import re

from portal.danish.numbers import read_number
from portal.documents.changes.change_model import ChangeKind

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|\S")


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = _set_of(
    "døgn dag dage hverdag hverdage time timer minut minutter uge uger måned måneder år weekend weekender "
    "gang gange nat nætter møde møder samtale samtaler besøg kr kroner procent % km kilometer børn voksne "
    "personer"
)
_TIMES = _set_of("dag dage hverdag hverdage time timer uge uger måned måneder år døgn")
_NEAR = 3
"""How many words may stand from a number to its unit: "20 hele døgn", "4 (fire) uger"."""

_ONE = re.compile(r"\b(?:en|et|én|ét) (?:døgn|dag|time|weekend|gang|uge|nat) (?:om|pr|i|hver)\b")
_DEADLINE = re.compile(r"\b(?:senest|inden|frist(?:en|er|erne)?|svarfrist\w*)\b")
_AGE = re.compile(
    r"\d\s*(?:-\s*\d+\s*)?års?\b|\d-årige?\b|\bfyld(?:er|t) (?:\d+|[a-zæøå]+ten)\b|\bmyndig\w*|\balders\w*"
)
_PAYMENT = re.compile(
    r"\b(?:\w*betal\w*|gebyr\w*|takst\w*|kr|kroner|gratis|koster?|udgift\w*|refu(?:ndere?\w*|sion\w*)"
    r"|tilskud\w*|honorar\w*|pris(?:en|er|erne)?)\b"
)
_LIMIT = re.compile(
    r"\b(?:lofte?t?|højst|maks(?:imalt|imum)?|(?<!ikke )(?<!i det )mindst(?! muligt)|minimum|op til"
    r"|grænsen?|ikke (?:mere|flere|længere) end)\b"
)
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Et forbehold",
        re.compile(
            r"\b(ikke(?! mindst)|ingen|intet|aldrig|kun|alene|udelukkende|medmindre|undtage[nt]"
            r"|undtagelse\w*|bortset|bortfald\w*|ophør\w*|afslag|afvises?|udelukk\w*)\b"
        ),
    ),
    ("Et krav", re.compile(r"\b(skal|pligt\w*|kræver|kræves|krav|forudsæt\w*|betingelse\w*)\b")),
    ("En ret", re.compile(r"\b(ret til|rettighed\w*)\b")),
    ("En mulighed", re.compile(r"\b(kan|må)\b")),
    ("Noget, der bør ske", re.compile(r"\b(bør)\b")),
    (
        "Noget, der gives",
        re.compile(
            r"\b(bevilg\w*|tilbyd\w*|gives|(?:i|du|barnet|børn|den unge|familien|forældre\w*) får"
            r"|(?:kommunen|vi) giver)\b"
        ),
    ),
)


def matter_of(sentence: str) -> tuple[ChangeKind, str]:
    """What ``sentence`` decides, and what to call it: ``(OBLIGATION, "Et krav (»skal«)")``.

    ``(WORDING, "")`` for a question, and for a sentence that decides nothing.
    """
    words = sentence.lower()
    if words.rstrip(" »«\"'").endswith("?"):
        return ChangeKind.WORDING, ""
    measured = _measured(words)
    if _DEADLINE.search(words) and (measured & _TIMES or "frist" in words):
        return ChangeKind.DEADLINE, "En frist"
    if _AGE.search(words):
        return ChangeKind.AGE, "En alder eller et antal år"
    if _PAYMENT.search(words):
        return ChangeKind.PAYMENT, "Betaling"
    if _LIMIT.search(words):
        return ChangeKind.LIMIT, "En grænse"
    if measured:
        return ChangeKind.NUMBER, "Et tal"
    for label, pattern in _WORDS:
        if found := pattern.search(words):
            return ChangeKind.OBLIGATION, f"{label} (»{found.group(1)}«)"
    return ChangeKind.WORDING, ""


def _measured(words: str) -> set[str]:
    """The units that numbers in ``words`` are of; what numbers of provisions are of is none."""
    tokens = _TOKEN.findall(words)
    found: set[str] = set()
    for at, token in enumerate(tokens):
        if not _is_number(token) or {"§", "stk", "nr", "kapitel"} & set(tokens[max(at - 2, 0) : at]):
            continue
        found |= _UNITS & set(tokens[at + 1 : at + 1 + _NEAR])
    if one := _ONE.search(words):
        found |= _UNITS & set(one.group().split())
    return found


def _is_number(token: str) -> bool:
    """Whether a token is a number; "en" and "anden" are words more often than numbers."""
    if token in ("en", "et", "én", "ét", "anden", "andet"):
        return False
    try:
        read_number(token)
    except ValueError:
        return False
    return True
