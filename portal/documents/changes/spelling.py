"""Whether words became the same words spelled otherwise; everything else that words become is substance.

A known word is never a misspelling, however near it stands to another: "juni" and "juli", "afvises" and
"anvises". So only an unknown word that became a known one is spelling. Days, months and ordinals, negations
and signs beside numbers decide too much to be taken for spelling at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from portal.danish.dates import MONTHS, WEEKDAYS
from portal.danish.known_words import is_known, is_listed
from portal.danish.numbers import NUMBER_WORDS, ORDINAL_WORDS, read_number

_MONTH = "|".join((*MONTHS, *(name[:3] for name in MONTHS), "sept"))
_DAY_NAME = re.compile(rf"(?:{_MONTH})s?|(?:{'|'.join(WEEKDAYS)})(?:e|s|en|ens|ene|enes)?")
_ORDINALS = frozenset(ORDINAL_WORDS) - {"anden", "andet"}
_ARTICLES = ("en", "et", "én", "ét", "anden", "andet")
_ARITHMETIC = frozenset("<>≤≥=+±×÷/%‰°€$£§")
_NEGATIONS = ("u", "in", "mis")
_SHORTEST, _LONG = 4, 7
"""Letters a word has at least that can be misspelled by one letter, and by two."""
_MOST_LETTERS = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def number_of(word: str) -> Fraction | None:
    """The number a word is, None where it is none; the articles "en" and "et" are words."""
    if word in _ARTICLES:
        return None
    try:
        return read_number(word)
    except ValueError:
        return None


def names_a_day(word: str) -> bool:
    """Whether a word in lower case is a month, a weekday or an ordinal; "anden" is a common word besides."""
    return word in _ORDINALS or _DAY_NAME.fullmatch(word) is not None


def deciding_signs(words: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    """Which signs among ``words[start:end]`` decide something: those beside a number, and "%", "/", "≥"."""
    found = []
    for at in range(start, end):
        beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
        if not _is_word(words[at]) and (words[at] in _ARITHMETIC or any(w[0].isdigit() for w in beside)):
            found.append(words[at])
    return tuple(found)


def is_spelling(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the words of ``old`` are those of ``new`` spelled otherwise; all in lower case.

    Signs do not count, so it is true where only they differ: ``deciding_signs`` says which of them matter.
    """
    was, now = ([word for word in side if _is_word(word)] for side in (old, new))
    if " ".join(was).replace("-", " ") == " ".join(now).replace("-", " "):
        return True
    if len(was) == len(now):
        return all(_same(a, b) for a, b in zip(was, now, strict=True))
    return _closed(was) == _closed(now) and all(map(is_known, now)) and not all(map(is_known, was))


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _closed(words: Sequence[str]) -> str:
    return "".join(words).replace("-", "")


def _same(old: str, new: str) -> bool:
    if old.replace("-", "") == new.replace("-", ""):
        return True
    value = number_of(old)
    return (value is not None and value == number_of(new)) or _is_misspelling(old, new)


def _is_misspelling(old: str, new: str) -> bool:
    """Whether ``old`` is no word, and ``new`` the word nearest to it."""
    if min(len(old), len(new)) < _SHORTEST or not (old.isalpha() and new.isalpha()):
        return False
    if _decides(old) or _decides(new) or any(old == n + new or new == n + old for n in _NEGATIONS):
        return False
    if abs(len(old) - len(new)) > _MOST_LETTERS or is_known(old) or not is_known(new):
        return False
    if new in _one_letter_off(old):
        return True
    return (
        min(len(old), len(new)) >= _LONG
        and _distance(old, new) <= _MOST_LETTERS
        and not any(is_listed(word) for word in _one_letter_off(old))
    )


def _decides(word: str) -> bool:
    return names_a_day(word) or word in ORDINAL_WORDS or word in NUMBER_WORDS


def _one_letter_off(word: str) -> Iterator[str]:
    """Every word that is ``word`` with a letter added, removed or exchanged, or two neighbours swapped."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in _LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _distance(old: str, new: str) -> int:
    """How many letters must be added, removed or exchanged."""
    row = list(range(len(new) + 1))
    for i, a in enumerate(old, start=1):
        previous, row[0] = row[0], i
        for j, b in enumerate(new, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
