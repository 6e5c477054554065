"""How hard a password is to guess for somebody with a list: of leaked ones, of words, names, dates and keys.

The lists of leaked passwords and of English words, and the eye for dates, rows and keys beside one another,
are those of zxcvbn; Danish words and names are ours, and those about the person are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from math import factorial, prod
from pathlib import Path
from typing import Any

from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence

FEWEST_GUESSES = 10**10
"""How many guesses a password must take. Those who guess here have eight in a quarter of an hour; those who
stole the database have millions, but argon2 lets a machine try some tens a second."""
LONGEST_JUDGED = 72
"""Characters; the time it takes grows with their square, and the first so many are enough."""
SHORTEST_WORD = 3

_WORDS = Path(__file__).with_name("guessable_words.txt")
_BLANKS = re.compile(r"[\W_]+")
_BETWEEN_WORDS = re.compile(r"[\s._-]+")
_USUAL = "den ligner en, som mange bruger, eller er lavet af kendte ord og navne"
_WHY: Mapping[str, str] = {
    "spatial": "tegnene ligger ved siden af hinanden på tastaturet",
    "sequence": "tegnene følger efter hinanden som abc eller 123",
    "repeat": "det samme står flere gange",
    "date": "den er lavet af en dato",
    "regex": "den er lavet af et årstal",
}
"""What zxcvbn calls the part that a password is mostly made of, and what that is in words."""


@cache
def usual_words() -> tuple[str, ...]:
    """Danish words, names and places that passwords are made of, and rows of a Danish keyboard."""
    return tuple(_WORDS.read_text(encoding="utf-8").split())


def why_guessable(password: str, about: Iterable[str]) -> str:
    """Why the password is too easy to guess, as the end of a Danish sentence; "" where it is not.

    It is judged as it is and without what stands between words: a blank makes "hans jensen" no better.
    ``about`` is what is known of the person and the place: names, addresses.
    """
    words = [*_words_of(about), *usual_words()]
    ways = {password[:LONGEST_JUDGED], _BETWEEN_WORDS.sub("", password)[:LONGEST_JUDGED]} - {""}
    if not ways:
        return _USUAL
    parts = min((_parts(way, words) for way in sorted(ways)), key=_guesses)
    if _guesses(parts) >= FEWEST_GUESSES:
        return ""
    main = max(parts, key=lambda part: len(part["token"]))
    return _WHY.get(main["pattern"], _USUAL)


def _parts(password: str, words: list[str]) -> list[dict[str, Any]]:
    """The parts that are guessed with least effort, by the lists and our ``words``, the likeliest first.

    Not by zxcvbn's own front door: that keeps the words in a list which all who ask at once share.
    """
    lists = {**RANKED_DICTIONARIES, "user_inputs": build_ranked_dict(words)}
    parts: list[dict[str, Any]] = most_guessable_match_sequence(password, omnimatch(password, lists))[
        "sequence"
    ]
    return parts


def _guesses(parts: list[dict[str, Any]]) -> float:
    """How many guesses the parts take, in every order. zxcvbn's own sum adds ten thousand times as many for
    each further part, so that three blanks would make "sommer i danmark 2026" a good one."""
    return float(factorial(len(parts)) * prod(part["guesses"] for part in parts))


def _words_of(about: Iterable[str]) -> list[str]:
    """Each of them whole and in its words, in small letters."""
    said = [words.lower() for words in about]
    parts = [part for words in said for part in _BLANKS.split(words)]
    return [word for word in dict.fromkeys((*said, *parts)) if len(word) >= SHORTEST_WORD]
