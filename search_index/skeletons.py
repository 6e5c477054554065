"""Words typed without Danish letters: boernefaglig, bornefaglig and børnefaglig have one skeleton."""

from __future__ import annotations

import unicodedata

_TWO = (("ae", "a"), ("oe", "o"), ("aa", "a"))
_ONE = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o"})


def skeleton(word: str) -> str:
    """``word`` with æ, ø, å and every way to write them without made one letter. Equal for all spellings."""
    plain = word.translate(_ONE)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    for two, one in _TWO:
        plain = plain.replace(two, one)
    return plain
