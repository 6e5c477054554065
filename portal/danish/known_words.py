"""Which words are Danish: the word list of simplemma, words of the field that it lacks, compounds of both."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

_FIELD_WORDS = frozenset(
    [
        "forvisitation",
        "forvisitere",
        "forvisiteres",
        "frigang",
        "mæssig",
        "mæssige",
        "mæssigt",
        "stk",
        "udslusning",
    ]
)
_SHORT_PARTS = frozenset(
    [
        "aften",
        "bo",
        "dag",
        "hus",
        "job",
        "kost",
        "lov",
        "nat",
        "råd",
        "sag",
        "sko",
        "tal",
        "tid",
        "uge",
        "ung",
    ]
)
_PART = 4
"""From so many letters on any known word may be part of a compound; shorter ones only where they are ours."""
_JOINTS = ("s", "e")
LONGEST_WORD = 60
"""Letters a word may have; what is longer is none."""


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether ``word``, one word in lower case, is Danish: inflected forms, names and compounds count.

    The word list is read at the first call (half a second, some 100 MB) and shared with the search.
    """
    if "-" in word:
        return all(is_known(part) for part in word.split("-"))
    if len(word) > LONGEST_WORD:
        return False
    return is_listed(word) or any(is_known(tail) for tail in _tails(word))


def is_listed(word: str) -> bool:
    """As ``is_known``, but no compounds beyond those that the lists have."""
    listed = DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")
    return word in _FIELD_WORDS or word in listed or word.capitalize() in listed


def _tails(word: str) -> Iterator[str]:
    """What is left behind each known first part: "aflastning" of "døgnaflastning"."""
    for at in range(2, len(word) - 1):
        head, tail = word[:at], word[at:]
        heads = (head, head[:-1]) if head.endswith(_JOINTS) else (head,)
        if _may_be_part(tail) and any(_may_be_part(part) and is_listed(part) for part in heads):
            yield tail


def _may_be_part(word: str) -> bool:
    return len(word) >= _PART or word in _SHORT_PARTS
