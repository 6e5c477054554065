"""Where a word stands, as it lies on disk: one block a word, read into arrays without a loop.

A block is the number of pieces, the pieces' numbers, ascending, four bytes each, and one byte for each piece:
the word's weight in it. A field without weights has no such bytes. Lowest byte first, whatever the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter
from whoosh.matching.mcore import ListMatcher

_NUMBER = np.dtype("<u4")


class Postings(NamedTuple):
    """Where a word stands: piece numbers, ascending, and one weight for each. Not to be written to."""

    pieces: NDArray[np.intp]
    weights: NDArray[np.uint8]


NOTHING = Postings(np.empty(0, np.intp), np.empty(0, np.uint8))


def write_block(pieces: Sequence[int], weights: bytes) -> bytes:
    """The block for these pieces; ``weights`` has a byte for each, or is empty."""
    return np.array([len(pieces)], _NUMBER).tobytes() + np.asarray(pieces, _NUMBER).tobytes() + weights


def count_in(length: int) -> int:
    """How many pieces a block of ``length`` bytes with weights has."""
    return (length - _NUMBER.itemsize) // (_NUMBER.itemsize + 1)


def read_block(block: bytes) -> Postings:
    """What ``write_block`` wrote. Raises ValueError where the block is cut short."""
    count = int(np.frombuffer(block, _NUMBER, 1)[0])
    pieces = np.frombuffer(block, _NUMBER, count, _NUMBER.itemsize)
    weights = np.frombuffer(block, np.uint8, -1, _NUMBER.itemsize * (count + 1))
    return Postings(pieces.astype(np.intp), weights)


class BlockCodec(W3Codec):
    """Whoosh's own codec but for the blocks. A segment keeps its codec, so that Whoosh can merge it."""

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            blocklimit=1 << 30, compression=0, inlinelimit=0
        )

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """What Whoosh writes a field's words with."""
        return _BlockWriter(  # type: ignore[no-untyped-call]
            dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit
        )

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """What Whoosh reads a word with when it deletes or merges."""
        postings = read_block(dbfile.get(*extent(terminfo)))
        values = [bytes((weight,)) for weight in postings.weights.tolist()] or [b""] * len(postings.pieces)
        return ListMatcher(  # type: ignore[no-untyped-call]
            postings.pieces.tolist(), None, values, format_, scorer, term=term, terminfo=terminfo
        )


class _BlockWriter(W3PostingsWriter):
    """Whoosh's writer; its block is ours. It never begins a second one: the limit is out of reach."""

    _terminfo: Any
    _postfile: Any

    def _write_block(self, last: bool = False) -> None:
        del last
        self._terminfo.add_block(self)
        self._postfile.write(write_block(self._ids, b"".join(self._values)))
        self._blockcount += 1
        self._new_block()  # type: ignore[no-untyped-call]


def extent(terminfo: Any) -> tuple[int, int]:
    """Where a word's block lies: offset and length. The pinned Whoosh gives the length wrapped in a tuple."""
    offset, length = terminfo.extent()
    return offset, length[0] if isinstance(length, tuple) else length
