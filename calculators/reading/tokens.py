"""Cutting a Danish range expression into tokens, and a cursor that takes phrases and numbers from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from portal.danish.numbers import NUMBER_WORDS, VULGAR_FRACTIONS, read_digits, read_number

T = TypeVar("T")

ABBREVIATIONS = frozenset(
    {"f", "eks", "pr", "ca", "maks", "max", "min", "mdr", "md", "mdl", "t", "tim", "omkr", "inkl", "ekskl"}
)
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12})
"""What "1/2" may have below the line; anything else is a case number or a date."""

_NOTHING = Fraction(0)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_VULGAR = "".join(VULGAR_FRACTIONS)
_TOKEN = re.compile(
    rf"(?P<fraction>[{_VULGAR}])|(?P<number>[0-9](?:[0-9.,]*[0-9])?)"
    rf"|(?P<word>[^\W\d_{_VULGAR}](?:[^\W_{_VULGAR}]|[\u0300-\u036f])*)|(?P<sign>\S)"
)


class TokenKind(Enum):
    """What a token is. A BROKEN number is digits that Danish does not write so: "2.5", "4,5.6"."""

    NUMBER = "number"
    FRACTION = "fraction"
    WORD = "word"
    SIGN = "sign"
    BROKEN = "broken"


@dataclass(frozen=True)
class ExtentToken:
    """A piece of the text: ``text`` in lower case and NFC, ``start`` and ``end`` in the text as written."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: Fraction = _NOTHING


def _token(match: re.Match[str]) -> ExtentToken:
    kind, text, value = TokenKind(match.lastgroup), match[0].translate(_DASHES), _NOTHING
    if kind is TokenKind.FRACTION:
        value = VULGAR_FRACTIONS[text]
    elif kind is TokenKind.NUMBER:
        try:
            value = read_digits(text)
        except ValueError:
            kind = TokenKind.BROKEN
    return ExtentToken(kind, unicodedata.normalize("NFC", text).lower(), match.start(), match.end(), value)


def tokenize(text: str) -> tuple[ExtentToken, ...]:
    """``text`` as tokens in order; nothing but white space is lost."""
    return tuple(_token(match) for match in _TOKEN.finditer(text))


class Cursor:
    """A place among tokens. A ``take`` moves past what it found, or stays and returns None or False."""

    def __init__(self, tokens: tuple[ExtentToken, ...], at: int = 0) -> None:
        self.tokens = tokens
        self.at = at
        self.furthest = at

    @property
    def token(self) -> ExtentToken | None:
        """The next token, or None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def move(self, at: int) -> None:
        """Go to token number ``at``, remembering how far reading ever came."""
        self.at = at
        self.furthest = max(self.furthest, at)

    def take_sign(self, *signs: str) -> bool:
        """Whether the next token was one of ``signs``."""
        if (token := self.token) and token.kind is TokenKind.SIGN and token.text in signs:
            self.move(self.at + 1)
            return True
        return False

    def take_phrase(self, table: Mapping[str, T]) -> T | None:
        """The entry of the longest phrase of ``table`` (words joined by one blank) that stands here."""
        ends: list[int] = []
        words: list[str] = []
        at = self.at
        while at < len(self.tokens) and self.tokens[at].kind is TokenKind.WORD and len(words) < 4:
            words.append(self.tokens[at].text)
            at += 1
            if words[-1] in ABBREVIATIONS and at < len(self.tokens) and self.tokens[at].text == ".":
                at += 1
            ends.append(at)
        for count in range(len(words), 0, -1):
            found = table.get(" ".join(words[:count]))
            if found is not None:
                self.move(ends[count - 1])
                return found
        return None

    def take_word(self, *phrases: str) -> bool:
        """Whether one of ``phrases`` stood here."""
        return self.take_phrase(dict.fromkeys(phrases, True)) is not None

    def take_number(self) -> Fraction | None:
        """The number here, in digits, fractions or words: "2,5", "1 ½", "1/2", "to en halv", "enogtyve"."""
        token = self.token
        if token is None:
            return None
        if token.kind is TokenKind.WORD:
            return self._take_number_words()
        if token.kind not in (TokenKind.NUMBER, TokenKind.FRACTION):
            return None
        if (ratio := self._take_ratio()) is not None:
            return ratio
        self.move(self.at + 1)
        if token.kind is TokenKind.FRACTION or token.value.denominator != 1:
            return token.value
        return token.value + self._take_rest_of_mixed()

    def _take_ratio(self) -> Fraction | None:
        three = self.tokens[self.at : self.at + 3]
        if len(three) < 3 or three[1].text not in "/⁄" or three[0].end != three[1].start:
            return None
        over, under = three[0], three[2]
        if (
            over.kind is not TokenKind.NUMBER
            or under.kind is not TokenKind.NUMBER
            or three[1].end != under.start
        ):
            return None
        if under.value not in DENOMINATORS or over.value >= under.value or over.value.denominator != 1:
            return None
        self.move(self.at + 3)
        return over.value / under.value

    def _take_rest_of_mixed(self) -> Fraction:
        token = self.token
        if token and token.kind is TokenKind.FRACTION:
            self.move(self.at + 1)
            return token.value
        if (ratio := self._take_ratio()) is not None:
            return ratio
        return (
            Fraction(1, 2)
            if self.take_word("en halv", "et halvt", "og en halv", "og et halvt")
            else Fraction(0)
        )

    def _take_number_words(self) -> Fraction | None:
        words = []
        for token in self.tokens[self.at : self.at + 6]:
            if token.kind is not TokenKind.WORD or (token.text != "og" and token.text not in NUMBER_WORDS):
                break
            words.append(token.text)
        for count in range(len(words), 0, -1):
            if words[count - 1] == "og":
                continue
            try:
                value = read_number(" ".join(words[:count]))
            except ValueError:
                continue
            self.move(self.at + count)
            following = self.token
            if value.denominator == 1 and following and following.kind is TokenKind.FRACTION:
                self.move(self.at + 1)
                return value + following.value
            return value
        return None
