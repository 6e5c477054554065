"""The index as it was at one commit: its segments side by side, with what filters and counts need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.analysis.law_terms import filter_terms
from search_index.analysis.skeletons import skeleton
from search_index.analysis.tokens import tokenise
from search_index.analysis.vocabulary import Vocabulary
from search_index.store.blocks import NOTHING, Postings
from search_index.store.columns import Columns, Mask, Pieces, Values, new_values, read_columns
from search_index.store.facts import Facts, unpack
from search_index.store.model import Query
from search_index.store.whoosh_store import Segment, segments_of


class OpenSegment:
    """A segment with its facts; shared by the snapshots that hold it."""

    def __init__(self, store: Any, segment: Any, values: Mapping[str, Values]) -> None:
        self.segment = Segment(store, segment)
        self.facts: list[Facts] = [unpack(data) for data in self.segment.facts()]
        self.columns = read_columns(self.facts, values)


class Snapshot:
    """All segments of one commit; a piece's number counts on through them. Shared by threads; never
    changes. What it has in common with the one ``before`` is not read again."""

    def __init__(self, store: Any, before: Snapshot | None = None) -> None:
        self.vocabulary: Vocabulary = before.vocabulary if before else Vocabulary()
        self._values: dict[str, Values] = before._values if before else new_values()
        self.parts: dict[str, OpenSegment] = {}
        self.facts: list[Facts] = []
        self._offsets: list[tuple[int, Segment]] = []
        deleted: list[int] = []
        for info in segments_of(store):
            name = str(info.segment_id())
            part = before.parts.get(name) if before else None
            if part is None:
                part = OpenSegment(store, info, self._values)
                self.vocabulary.add(part.segment.words())
            self.parts[name] = part
            self._offsets.append((len(self.facts), part.segment))
            deleted += (len(self.facts) + number for number in info.deleted_docs())
            self.facts += part.facts
        self.live: Mask = np.ones(len(self.facts), np.bool_)
        self.live[deleted] = False
        self.columns = Columns([part.columns for part in self.parts.values()], self._values)
        self._headings: list[tuple[str, tuple[str, ...], Pieces]] | None = None
        self._by_section, self._starts = self._group_by_section()

    def _group_by_section(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Every live piece, those of a section together, and where each section begins among them."""
        sections = self.columns["section"]
        live = np.flatnonzero(self.live)
        grouped = live[np.argsort(sections.numbers[live], kind="stable")]
        return grouped, np.searchsorted(sections.numbers[grouped], np.arange(len(sections.values) + 1))

    def versions(self, piece: int) -> list[int]:
        """The pieces of the same section in every version, itself among them."""
        section = self.columns["section"].numbers[piece]
        found: list[int] = self._by_section[self._starts[section] : self._starts[section + 1]].tolist()
        return found

    def postings(self, word: str) -> Postings:
        """Where ``word`` stands, over all segments."""
        found = [(offset, segment.postings(word)) for offset, segment in self._offsets]
        found = [(offset, postings) for offset, postings in found if len(postings.pieces)]
        if len(found) == 1 and found[0][0] == 0:
            return found[0][1]
        if not found:
            return NOTHING
        pieces = np.concatenate([postings.pieces + offset for offset, postings in found])
        return Postings(pieces, np.concatenate([postings.weights for _, postings in found]))

    def frequency(self, word: str) -> int:
        """In how many pieces ``word`` stands, deleted ones too."""
        return sum(segment.frequency(word) for _, segment in self._offsets)

    def places(self, number: int) -> bytes:
        """The words of the piece with their places, as they were written."""
        segment, within = self._of(number)
        return segment.places(within)

    def text(self, number: int) -> str:
        """The text of the piece."""
        segment, within = self._of(number)
        return segment.shown(within)

    def _of(self, number: int) -> tuple[Segment, int]:
        for offset, segment in reversed(self._offsets):
            if number >= offset:
                return segment, number - offset
        raise IndexError(number)

    def mask(self, query: Query) -> Mask:
        """Of every piece whether ``query``'s filters let it through."""
        mask = self.live & self.columns.let_through(query)
        if query.law:
            about = np.zeros_like(mask)
            for term in filter_terms(query.law):
                about[self.postings(term).pieces] = True
            mask &= about
        return mask

    def is_found(self, word: str, mask: Mask) -> int:
        """In how many pieces that ``mask`` lets through ``word`` stands."""
        return int(np.count_nonzero(mask.take(self.postings(word).pieces)))

    def headings(self) -> list[tuple[str, tuple[str, ...], Pieces]]:
        """Every heading and title once: as written, its words without Danish letters, and its pieces."""
        if self._headings is None:
            pieces: dict[str, list[int]] = defaultdict(list)
            for piece in np.flatnonzero(self.live).tolist():
                for heading in {self.facts[piece].heading, self.facts[piece].title}:
                    pieces[heading].append(piece)
            self._headings = [
                (heading, tuple(skeleton(token.word) for token in tokenise(heading)), np.array(at, np.intp))
                for heading, at in pieces.items()
                if heading
            ]
        return self._headings

    def count(self, pieces: Pieces) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        """How many sections ``pieces`` belong to, whatever the version; how many of each kind and so on."""
        sections = self.columns.sections(pieces)
        return len(sections), {name: self._tally(name, sections) for name in COUNTED}

    def count_by(self, name: str, pieces: Pieces) -> Mapping[str, int]:
        """The same by the filter ``name`` alone; a section counts under each value that its versions have."""
        sections = self.columns.sections(pieces)
        counted = Counter(self._tally(name, sections))
        fact, labels = COUNTED[name]
        more: dict[int, set[str]] = defaultdict(set)
        for section, value, other in self.columns.differing(fact, pieces, sections):
            more[section].update(set(labels(other)) - set(labels(value)))
        for found in more.values():
            counted.update(found)
        return dict(counted.most_common())

    def _tally(self, name: str, sections: Pieces) -> Mapping[str, int]:
        fact, labels = COUNTED[name]
        counter: Counter[str] = Counter()
        for value, times in self.columns[fact].tally(sections):
            for label in labels(value):
                counter[label] += times
        return dict(counter.most_common())


COUNTED: dict[str, tuple[str, Callable[[Any], tuple[str, ...]]]] = {
    "municipality": ("municipality", lambda name: (name,)),
    "kind": ("kind", lambda kind: (kind,)),
    "confirmed": ("confirmed", lambda confirmed: ("ja" if confirmed else "nej",)),
    "topic": ("topics", lambda topics: topics),
    "law": ("law", lambda paths: paths),
    "ages": ("ages", lambda ages: (",".join(f"{low}-{high}" for low, high in ages),)),
}
"""What is counted by: the fact, and the words that a value of it is counted under."""
