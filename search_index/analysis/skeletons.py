"""Words typed without Danish letters: boernefaglig, bornefaglig and børnefaglig have one skeleton."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import product

_TWO = (("ae", "a"), ("oe", "o"), ("aa", "a"))
_TWO_FOR_ONE = {"ae": "æ", "oe": "ø", "aa": "å"}
_ONE_FOR_ONE = {"o": "ø", "a": "å"}
MOST_PLACES = 6
"""Letters of a word that are tried both ways: at most 64 spellings."""
_ONE = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o"})


def skeleton(word: str) -> str:
    """``word`` with æ, ø, å and every way to write them without made one letter. Equal for all spellings."""
    plain = word.translate(_ONE)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    for two, one in _TWO:
        plain = plain.replace(two, one)
    return plain


def respellings(word: str, known: Callable[[str], bool]) -> list[str]:
    """The Danish words that ``word`` may be, typed without Danish letters: stoette → støtte, radgiver →
    rådgiver.

    ``known`` says whether a spelling is a Danish word. Two letters for one are tried before one for one.
    """
    return _spelled(word, _TWO_FOR_ONE, known) or _spelled(word, _ONE_FOR_ONE, known)


def _spelled(word: str, letters: Mapping[str, str], known: Callable[[str], bool]) -> list[str]:
    places = list(re.finditer("|".join(letters), word))[:MOST_PLACES]
    found = []
    for choice in product((False, True), repeat=len(places)):
        spelled, last = "", 0
        for match, changed in zip(places, choice, strict=True):
            spelled += word[last : match.start()] + (letters[match[0]] if changed else match[0])
            last = match.end()
        spelled += word[last:]
        if spelled != word and known(spelled):
            found.append(spelled)
    return found
