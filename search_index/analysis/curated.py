"""Answers that editors wrote for questions that many ask: klage, afslag, akut, kontakt. Shown above the
hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_index.analysis.forms import forms
from search_index.analysis.lexicon import read_data
from search_index.analysis.tokens import tokenise


@dataclass(frozen=True)
class CuratedAnswer:
    """An answer and the words or phrases of a question that call for it. ``why`` says who decided and why.

    ``shows`` names what of the chosen municipality's own data belongs below it: ``kontakt``, ``klage``.
    """

    words: tuple[str, ...]
    title: str
    text: str
    link: str = ""
    why: str = ""
    shows: tuple[str, ...] = ()


def find_curated(question: str, answers: Iterable[CuratedAnswer]) -> tuple[CuratedAnswer, ...]:
    """The answers one of whose words, or all the words of one of whose phrases, ``question`` has."""
    asked = _forms(question)
    return tuple(answer for answer in answers if any(_calls(words, asked) for words in answer.words))


def read_curated(entries: Sequence[Mapping[str, object]]) -> tuple[CuratedAnswer, ...]:
    """Answers from plain data: ``words``, ``title``, ``text``, and ``link``, ``why`` and ``shows`` where
    there are any."""
    return tuple(
        CuratedAnswer(
            _strings(entry["words"]),
            str(entry["title"]),
            str(entry["text"]).strip(),
            str(entry.get("link", "")),
            str(entry.get("why", "")),
            _strings(entry.get("shows")),
        )
        for entry in entries
    )


@lru_cache(maxsize=1)
def standard_curated() -> tuple[CuratedAnswer, ...]:
    """The answers that come with the portal (``data/curated.yaml``)."""
    entries = read_data("curated.yaml")["answers"]
    assert isinstance(entries, Sequence)
    return read_curated(entries)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, Iterable) else ()


def _forms(text: str) -> list[frozenset[str]]:
    return [frozenset(forms(token.word).strong) for token in tokenise(text[:1000])]


def _calls(words: str, asked: Sequence[frozenset[str]]) -> bool:
    sought = _forms(words)
    return bool(sought) and all(any(form & other for other in asked) for form in sought)
