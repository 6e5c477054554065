"""Everyday words and what the standards call them. Kept as data that editors maintain; used when a question
is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from search_index.analysis.forms import forms
from search_index.analysis.lexicon import read_data
from search_index.analysis.tokens import tokenise


@dataclass(frozen=True)
class SynonymGroup:
    """Words and phrases that may stand for one another. ``why`` says who decided and for what reason.

    With ``only_from`` the group works one way: a question with one of those also looks for ``words``.
    """

    words: tuple[str, ...]
    why: str = ""
    only_from: tuple[str, ...] = ()


class SynonymEntry(NamedTuple):
    """A word or phrase of a group: the forms of its words in order, and what may stand for it."""

    words: str
    sought: tuple[frozenset[str], ...]
    others: tuple[str, ...]


class Synonyms:
    """Groups of words, found by the forms of an entry's first word; never changes, so that it can be
    shared."""

    def __init__(self, groups: Iterable[SynonymGroup]) -> None:
        self.groups = tuple(groups)
        self._by_first: dict[str, list[SynonymEntry]] = {}
        for group in self.groups:
            for words in group.only_from or group.words:
                sought = tuple(frozenset(forms(token.word).strong) for token in tokenise(words))
                others = tuple(other for other in group.words if other != words)
                for form in sought[0] if sought else ():
                    self._by_first.setdefault(form, []).append(SynonymEntry(words, sought, others))

    def found_in(self, question: Sequence[frozenset[str]]) -> Iterator[tuple[int, SynonymEntry]]:
        """Every entry whose words follow one another in ``question`` (each word's forms), and where."""
        for at, strong in enumerate(question):
            for entry in dict.fromkeys(entry for form in strong for entry in self._by_first.get(form, ())):
                following = question[at : at + len(entry.sought)]
                if len(following) == len(entry.sought) and all(
                    map(frozenset.__and__, following, entry.sought)
                ):
                    yield at, entry

    def merged(self, groups: Iterable[SynonymGroup]) -> Synonyms:
        """These groups and ``groups``, as a new set (an editor's additions, a glossary)."""
        return Synonyms((*self.groups, *groups))


def read_groups(entries: Sequence[Mapping[str, object]]) -> tuple[SynonymGroup, ...]:
    """Groups from plain data: ``words``, ``why`` and, for one-way groups, ``only_from``."""
    return tuple(
        SynonymGroup(
            _strings(entry.get("words")), str(entry.get("why", "")), _strings(entry.get("only_from"))
        )
        for entry in entries
    )


@lru_cache(maxsize=1)
def standard_synonyms() -> Synonyms:
    """The groups that come with the portal (``data/synonyms.yaml``)."""
    entries = read_data("synonyms.yaml")["groups"]
    assert isinstance(entries, Sequence)
    return Synonyms(read_groups(entries))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, Iterable) else ()
