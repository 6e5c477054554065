"""The index as it was at one commit: its segments side by side, with what filters need. Never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search_index.facts import Facts, filter_key, passes, unpack
from search_index.law_terms import filter_terms
from search_index.model import Query
from search_index.store import Postings, Segment
from search_index.vocabulary import Vocabulary

_MASKS_KEPT = 64


class OpenSegment:
    """A segment with its facts; shared by the snapshots that hold it."""

    def __init__(self, store: Any, segment: Any) -> None:
        self.segment = Segment(store, segment)
        self.facts: list[Facts] = [unpack(data) for data in self.segment.facts()]


class Snapshot:
    """All segments of one commit; a piece's number counts on through them."""

    def __init__(self, store: Any, known: Mapping[str, OpenSegment], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.parts: dict[str, OpenSegment] = {}
        self.facts: list[Facts] = []
        self._offsets: list[tuple[int, Segment]] = []
        live = bytearray()
        for info in store._segments():  # noqa: SLF001 - the only way to the segments
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

    def shown(self, number: int) -> tuple[Any, ...]:
        """What was stored of the piece."""
        for offset, segment in reversed(self._offsets):
            if number >= offset:
                return segment.shown(number - offset)
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
