"""The index as it was at one commit: its segments side by side, with what filters and counts need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from search_index.facts import Facts, filter_key, passes, unpack
from search_index.law_terms import filter_terms
from search_index.model import Query
from search_index.skeletons import skeleton
from search_index.store import Postings, Segment, segments_of
from search_index.tokens import tokenise
from search_index.vocabulary import Vocabulary

_MASKS_KEPT = 64
_COUNTED = ("municipality", "kind", "confirmed", "topic", "law", "ages")


class OpenSegment:
    """A segment with its facts; shared by the snapshots that hold it."""

    def __init__(self, store: Any, segment: Any) -> None:
        self.segment = Segment(store, segment)
        self.facts: list[Facts] = [unpack(data) for data in self.segment.facts()]


class Snapshot:
    """All segments of one commit; a piece's number counts on through them. Shared by threads; never
    changes."""

    def __init__(self, store: Any, known: Mapping[str, OpenSegment], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.parts: dict[str, OpenSegment] = {}
        self.facts: list[Facts] = []
        self._offsets: list[tuple[int, Segment]] = []
        live = bytearray()
        for info in segments_of(store):
            name = str(info.segment_id())
            part = known.get(name)
            if part is None:
                part = OpenSegment(store, info)
                vocabulary.add(part.segment.words())
            self.parts[name] = part
            self._offsets.append((len(self.facts), part.segment))
            flags = bytearray(b"\x01" * part.segment.size)
            for number in info.deleted_docs():
                flags[number] = 0
            live += flags
            self.facts += part.facts
        self.live = bytes(live)
        self._masks: dict[Any, bytes] = {}
        self._headings: list[tuple[str, tuple[str, ...], list[int]]] | None = None
        self._number_sections()

    def _number_sections(self) -> None:
        """Give every piece its section's first piece, and what it is counted under."""
        firsts: dict[tuple[str, str, str], int] = {}
        traits: dict[tuple[Any, ...], int] = {}
        laws: dict[tuple[str, ...], int] = {}
        self.versions: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._first, self._owner, self._traits, self._laws = [], [], [], []
        for piece, facts in enumerate(self.facts):
            ages = ",".join(f"{low}-{high}" for low, high in facts.ages)
            trait = (facts.kind, "ja" if facts.confirmed else "nej", ages, facts.topics)
            self._first.append(firsts.setdefault(facts.section, piece))
            self._owner.append(facts.municipality)
            self._traits.append(traits.setdefault(trait, len(traits)))
            self._laws.append(laws.setdefault(facts.law, len(laws)))
            if self.live[piece]:
                self.versions[facts.section].append(piece)
        self._all_traits, self._all_laws = list(traits), list(laws)

    def postings(self, word: str) -> Postings:
        """Where ``word`` stands, over all segments."""
        found = []
        for offset, segment in self._offsets:
            postings = segment.postings(word)
            if postings.pieces:
                found.append((offset, postings))
        if len(found) == 1 and found[0][0] == 0:
            return found[0][1]
        pieces = tuple(piece + offset for offset, postings in found for piece in postings.pieces)
        return Postings(pieces, b"".join(postings.weights for _, postings in found))

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

    def mask(self, query: Query) -> bytes:
        """One byte a piece: 1 where ``query``'s filters let it through."""
        key = filter_key(query)
        found = self._masks.get(key)
        if found is None:
            flags = bytearray(
                alive and passes(facts, query) for alive, facts in zip(self.live, self.facts, strict=True)
            )
            if query.law:
                about = {piece for term in filter_terms(query.law) for piece in self.postings(term).pieces}
                flags = bytearray(flag and number in about for number, flag in enumerate(flags))
            found = bytes(flags)
            if len(self._masks) >= _MASKS_KEPT:
                self._masks.clear()
            self._masks[key] = found
        return found

    def is_found(self, word: str, mask: bytes) -> int:
        """In how many pieces that ``mask`` lets through ``word`` stands."""
        return sum(map(mask.__getitem__, self.postings(word).pieces))

    def headings(self) -> list[tuple[str, tuple[str, ...], list[int]]]:
        """Every heading and title once: as written, its words without Danish letters, and its pieces."""
        if self._headings is None:
            pieces: dict[str, list[int]] = defaultdict(list)
            for piece, facts in enumerate(self.facts):
                if self.live[piece]:
                    for heading in {facts.heading, facts.title}:
                        pieces[heading].append(piece)
            self._headings = [
                (heading, tuple(skeleton(token.word) for token in tokenise(heading)), places)
                for heading, places in pieces.items()
                if heading
            ]
        return self._headings

    def count(self, pieces: Iterable[int]) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        """How many sections ``pieces`` belong to, whatever the version; how many of each kind and so on."""
        found = tuple(pieces)
        sections = dict(zip(map(self._first.__getitem__, found), found, strict=True)).values()
        counters: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
        counters["municipality"] = Counter(map(self._owner.__getitem__, sections))
        for number, times in Counter(map(self._traits.__getitem__, sections)).items():
            kind, confirmed, ages, topics = self._all_traits[number]
            counters["kind"][kind] += times
            counters["confirmed"][confirmed] += times
            counters["ages"][ages] += times
            for topic in topics:
                counters["topic"][topic] += times
        for number, times in Counter(map(self._laws.__getitem__, sections)).items():
            for path in self._all_laws[number]:
                counters["law"][path] += times
        return len(sections), {name: dict(counter.most_common()) for name, counter in counters.items()}
