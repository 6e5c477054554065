"""Everyday words and what the standards call them. Kept as data that editors maintain; used when a question is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_index.lexicon import read_data


@dataclass(frozen=True)
class Group:
    """Words and phrases that may stand for one another. ``why`` says who decided and for what reason.

    With ``only_from`` the group works one way: a question with one of those also looks for ``words``.
    """

    words: tuple[str, ...]
    why: str = ""
    only_from: tuple[str, ...] = ()


class Synonyms:
    """Groups of words, looked up by the first word's written form; immutable, so that it can be shared."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)

    def merged(self, groups: Iterable[Group]) -> Synonyms:
        """These groups and ``groups``, as a new set (an editor's additions, a glossary)."""
        return Synonyms((*self.groups, *groups))


def read_groups(entries: Sequence[Mapping[str, object]]) -> tuple[Group, ...]:
    """Groups from plain data: ``words``, ``why`` and, for one-way groups, ``only_from``."""
    return tuple(
        Group(_strings(entry.get("words")), str(entry.get("why", "")), _strings(entry.get("only_from")))
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
