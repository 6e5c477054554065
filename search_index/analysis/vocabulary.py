"""The words of the index by their forms, so that a question finds every word that means the same.

Pieces are indexed by the words as written; what belongs together is looked up here when a question is asked.
A rule or a synonym that changes is therefore in force at once, without rebuilding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from search_index.analysis.forms import FormRun, Forms, forms, is_listed
from search_index.analysis.skeletons import respellings, skeleton

SAME = 1.0
RELATED = 0.9
HEAD_PART = 0.6
OTHER_PART = 0.5
RELATED_PART = 0.4
LOOSE = 0.3
LOOSE_PART = 0.15
"""How much a word counts that is the same, of the same family, a part of a compound, or shares only a
part."""


class WordMatch(NamedTuple):
    """A word of the index that answers a word of the question: how well, and which letters of it (start,
    end)."""

    word: str
    weight: float
    start: int
    end: int


class Vocabulary:
    """Grows as segments are read; a word that has gone from the index does no harm."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._strong: dict[str, list[str]] = defaultdict(list)
        self._weak: dict[str, list[str]] = defaultdict(list)
        self._runs: dict[str, list[tuple[str, FormRun]]] = defaultdict(list)
        self._ordered: list[tuple[str, str]] = []
        self._skeletons: dict[str, list[str]] = defaultdict(list)

    def add(self, words: Iterable[str]) -> None:
        """Take in ``words``; those known already are passed over."""
        for word in words:
            if word in self.words:
                continue
            found = forms(word)
            for form in found.strong:
                self._strong[form].append(word)
            for form in found.weak:
                self._weak[form].append(word)
            for run in found.runs:
                for form in run.forms:
                    self._runs[form].append((word, run))
            self._skeletons[skeleton(word)].append(word)
            self.words.add(word)

    def by_skeleton(self) -> list[tuple[str, str]]:
        """Every word after its skeleton, in order, for looking up beginnings."""
        if len(self._ordered) != len(self.words):
            self._ordered = sorted((skeleton(word), word) for word in tuple(self.words))
        return self._ordered

    def like(self, word: str) -> list[str]:
        """What ``word`` may be when it was typed without Danish letters ("bornefaglig", "stoette")."""
        same = [other for other in self._skeletons.get(skeleton(word), ()) if other != word]
        return same or respellings(word, lambda spelled: bool(forms(spelled).runs or is_listed(spelled)))

    def matches(self, word: str) -> list[WordMatch]:
        """Every word of the index that answers ``word``, each once with its best weight."""
        best: dict[str, WordMatch] = {}
        wanted = forms(word)
        self._collect_whole(wanted, best)
        self._collect_parts(wanted, best)
        for run in wanted.runs:
            self._collect_loose(run, best)
        return sorted(best.values(), key=lambda match: -match.weight)

    def same(self, word: str) -> list[WordMatch]:
        """The words of the index that are ``word`` inflected, or of its family; no parts."""
        best: dict[str, WordMatch] = {}
        self._collect_whole(forms(word), best)
        return list(best.values())

    def of_family(self, verb: str) -> list[WordMatch]:
        """The words of the index made of ``verb``, whether it is a listed verb or not ("opfølge")."""
        return [WordMatch(word, RELATED, 0, len(word)) for word in self._weak.get(f"f:{verb}", ())]

    def _collect_whole(self, wanted: Forms, best: dict[str, WordMatch]) -> None:
        for form in wanted.strong:
            for other in self._strong.get(form, ()):
                _keep(best, WordMatch(other, SAME, 0, len(other)))
        for form in wanted.weak:
            for other in self._weak.get(form, ()):
                _keep(best, WordMatch(other, RELATED, 0, len(other)))

    def _collect_parts(self, wanted: Forms, best: dict[str, WordMatch]) -> None:
        for form in wanted.strong + wanted.weak:
            for other, run in self._runs.get(form, ()):
                weight = HEAD_PART if run.head else OTHER_PART
                weight = weight if form in wanted.strong else RELATED_PART
                _keep(best, WordMatch(other, weight, run.start, run.end))

    def _collect_loose(self, wanted: FormRun, best: dict[str, WordMatch]) -> None:
        for form in wanted.forms:
            for other in self._strong.get(form, ()):
                _keep(best, WordMatch(other, LOOSE, 0, len(other)))
            for other, run in self._runs.get(form, ()):
                _keep(best, WordMatch(other, LOOSE_PART, run.start, run.end))


def _keep(best: dict[str, WordMatch], match: WordMatch) -> None:
    known = best.get(match.word)
    if known is None or known.weight < match.weight:
        best[match.word] = match
