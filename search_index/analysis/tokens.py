"""Cut Danish text into words, numbers and paragraph signs, each with its place in the text.

Nothing is thrown away for being short: "stk. 1", "§ 117 a" and "SU" keep every sign. A word broken by a
hyphen at a line end is one word. A number behind a paragraph sign belongs to it: "§ 50" is one token and
never "50".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

LONGEST_WORD = 60
"""Letters of a word that count; what is longer is noise and is cut."""

_LETTER = r"[^\W\d_]"
_HYPHEN = "[-\u2010\u2011\u00ad]"
_PIECES = re.compile(
    rf"""
    §+\s*(?P<section>[0-9]+)(?:\s?(?P<letter>[a-hA-H])(?!{_LETTER}|\.\w))?
    | (?i:paragraf(?:fer)?\s+)(?P<spelled>[0-9]+)(?:\s?(?P<spelled_letter>[a-hA-H])(?!{_LETTER}|\.\w))?
    | (?P<unit>(?i:stk|nr|kap|litra))\.?\s?(?P<unit_number>[0-9]+)(?![0-9]|,[0-9])
    | (?P<number>[0-9]+(?:\.[0-9]{{3}})+(?:,[0-9]+)?(?![0-9]) | [0-9]+\s?[½¼¾] | [0-9]+(?:,[0-9]+)? | [½¼¾])
    | (?P<word>{_LETTER}+(?:{_HYPHEN}[ \t]*\r?\n\s*(?!(?:og|eller|samt|til|men)\b){_LETTER}+ |
    \u00ad{_LETTER}+)*)
      (?P<genitive>[’'´`](?:s|er|en|et|ne|erne|ens|ets|ernes)\b)?
    """,
    re.VERBOSE,
)
_JOIN = re.compile(rf"{_HYPHEN}[ \t]*\r?\n\s*|\u00ad")
_ELLIPSIS = re.compile(
    rf"(?P<head>{_LETTER}{{3,}})-(?:,\s*{_LETTER}+-)*,?\s+(?:og|eller|samt|/)\s+(?P<tail>{_LETTER}+)"
)
_SHORT_FIRST = re.compile(rf"(?<![\w-])(?P<first>{_LETTER}{{1,4}})-(?P<rest>{_LETTER}{{3,}})(?![\w-])")
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}


class TextToken(NamedTuple):
    """One word as it is compared (``word``: lower case, closed up) and where it stands."""

    word: str
    start: int
    end: int


def tokenise(text: str) -> list[TextToken]:
    """Every token of ``text`` in order. Never raises; control characters and signs are passed over."""
    return [_token(match) for match in _PIECES.finditer(text)]


def elliptic(text: str, last_part: Callable[[str], str]) -> Iterable[TextToken]:
    """The words a hanging hyphen stands for: "netværks- eller samtalegrupper" also says "netværksgrupper".

    ``last_part`` gives the last part of a compound ("grupper"), "" where the word is none. The token stands
    where the shortened word stands.
    """
    if "-" not in text:
        return
    for match in _ELLIPSIS.finditer(text):
        tail = last_part(match["tail"].lower())
        if tail:
            yield TextToken(_plain(match["head"]) + tail, match.start("head"), match.end("head") + 1)


def closed_up(text: str) -> Iterable[TextToken]:
    """What a word with a short part before its hyphen is as one word: "e-boks" also says "eboks"."""
    if "-" not in text:
        return
    for match in _SHORT_FIRST.finditer(text):
        yield TextToken(_plain(match["first"] + match["rest"])[:LONGEST_WORD], match.start(), match.end())


def _token(match: re.Match[str]) -> TextToken:
    word = match["word"]
    closed = _plain(_JOIN.sub("", word)) if word else _sign_or_number(match)
    return TextToken(closed[:LONGEST_WORD], match.start(), match.end())


def _sign_or_number(match: re.Match[str]) -> str:
    section = match["section"] or match["spelled"]
    if section:
        return f"§{section}{(match['letter'] or match['spelled_letter'] or '').lower()}"
    if match["unit"]:
        return f"{match['unit'].lower()}{match['unit_number']}"
    return _number(match["number"])


def _number(text: str) -> str:
    closed = re.sub(r"\.(?=[0-9]{3})|\s", "", text)
    for sign, decimals in _FRACTIONS.items():
        closed = closed.replace(sign, decimals)
    whole, comma, rest = closed.partition(",")
    return (whole.lstrip("0") or "0") + comma + rest


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower()
