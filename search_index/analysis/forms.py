"""What a single written word can be found by: its normal forms, and those of the parts it is made of.

A form is a short string whose first letters say what it is: ``l:`` dictionary form, ``s:`` stem, ``f:`` the
verb a family of words shares, ``k:`` a compound's parts joined, ``n:`` a number, ``w:`` the word as written.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

from portal.danish.numbers import NUMBER_WORDS, ORDINAL_WORDS
from search_index.analysis.compounds import CompoundPart, split
from search_index.analysis.lexicon import Lexicon, standard_lexicon

_STEMMER = stemmer("danish")
_STEMMING = threading.Lock()
_NO_STEM = ("ende", "else", "ning", "ing")
"""Endings that the stemmer cuts off although what is left is another word (fraværende, fravær)."""
SHORTEST_STEM = 4
"""Letters; a shorter stem belongs to too many words (bolig, bol)."""
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)?")
_NOT_NUMBERS = frozenset({"en", "et", "anden", "andet", "første", "nul"})


class FormRun(NamedTuple):
    """A run of neighbouring parts: its forms, its place in the word, and whether it ends the word."""

    forms: tuple[str, ...]
    start: int
    end: int
    head: bool


class Forms(NamedTuple):
    """Everything one word is found by. ``strong`` are forms of the whole word that mean the same word,
    ``weak`` ones that mean a relative of it; ``runs`` the parts of a compound."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    runs: tuple[FormRun, ...]


@lru_cache(maxsize=120_000)
def forms(word: str) -> Forms:
    """The forms of ``word`` as the tokeniser gives it (lower case)."""
    if word.startswith("§") or not word.isalpha():
        return Forms(_number_forms(word) or (f"w:{word}",), (), ())
    lexicon = standard_lexicon()
    parts = split(word, lexicon)
    lemma = dictionary_form(word)
    strong = [f"l:{lemma}", *_number_forms(word)]
    verb = word[:-1] if word.endswith("er") and not lexicon.is_irregular(word) else ""
    if verb and lexicon.lemma(verb) == verb != lemma:
        strong.append(f"l:{verb}")  # the list has one reading only: takker is tak, but also takke
    weak = [f"f:{lexicon.family(lemma)}"]
    stemmed = stem(lemma)
    if len(stemmed) >= SHORTEST_STEM and not word.endswith(_NO_STEM) and lemma not in lexicon.never_stemmed:
        weak.append(f"s:{stemmed}")
    if parts:
        strong.append(_joined(parts, lexicon))
    if len(parts) == 2:
        weak.append(_turned(parts, lexicon))
    return Forms(tuple(strong), tuple(weak), tuple(_runs(parts, lexicon)))


@lru_cache(maxsize=60_000)
def dictionary_form(word: str) -> str:
    """The dictionary form; for a compound that no list has, its first parts with the last one's form."""
    lexicon = standard_lexicon()
    lemma = lexicon.lemma(word)
    if lemma:
        return lemma
    for start in range(2, len(word) - 3):
        tail = word[start:]
        if tail not in lexicon.never_parts and len(tail) >= 4 and lexicon.knows(tail):
            return word[:start] + lexicon.lemma(tail)
    return word


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The snowball stem. The stemmer keeps state, so threads take turns."""
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def _number_forms(word: str) -> tuple[str, ...]:
    if word in _NOT_NUMBERS:
        return ()
    if match := _NUMBER.fullmatch(word):
        return (f"n:{float(match[0].replace(',', '.')):g}",)
    value = NUMBER_WORDS.get(word) or ORDINAL_WORDS.get(word)
    return (f"n:{float(value):g}",) if value is not None else ()


def _joined(parts: tuple[CompoundPart, ...], lexicon: Lexicon) -> str:
    return "k:" + "+".join(lexicon.family(part.lemma) for part in parts)


def _turned(parts: tuple[CompoundPart, ...], lexicon: Lexicon) -> str:
    """The same for both orders of two parts: aflastningsdøgn, døgnaflastning."""
    return "t:" + "+".join(sorted(lexicon.family(part.lemma) for part in parts))


def _runs(parts: tuple[CompoundPart, ...], lexicon: Lexicon) -> list[FormRun]:
    """Every contiguous run of parts but the whole."""
    runs = []
    count = len(parts)
    for first in range(count):
        for last in range(first, count):
            if last - first + 1 == count:
                continue
            run = parts[first : last + 1]
            runs.append(FormRun(_run_forms(run, lexicon), run[0].start, run[-1].end, last == count - 1))
    return runs


def _run_forms(run: tuple[CompoundPart, ...], lexicon: Lexicon) -> tuple[str, ...]:
    if len(run) == 1:
        family = lexicon.family(run[0].lemma)
        return (f"l:{run[0].lemma}", f"f:{family}")
    return (_joined(run, lexicon),)


def is_listed(word: str) -> bool:
    """Whether ``word`` is a form that the word list has."""
    return standard_lexicon().knows(word)


def halves(word: str) -> tuple[str, str] | None:
    """The two parts of a compound of two, as they are written ("boligsøgning" → "bolig", "søgning")."""
    parts = split(word, standard_lexicon())
    if len(parts) != 2:
        return None
    return word[parts[0].start : parts[0].end], word[parts[1].start : parts[1].end]


def last_part(word: str) -> str:
    """The last part of a compound as it is written ("samtalegrupper" → "grupper"), "" where it is none."""
    parts = split(word, standard_lexicon())
    return word[parts[-1].start :] if parts else ""
