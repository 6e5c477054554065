"""The engine underneath: Whoosh keeps terms, postings and stored text in segments; we read them in bulk.

What Whoosh gives: segment files, a commit that is one rename, merging, deletion. What is ours: the weight of
a word in a piece is worked out when it is indexed and kept in one byte, and a word's whole posting list lies
in one block, so that reading it is a handful of calls and not one per posting.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import threading
import weakref
from collections.abc import Generator, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec

STEPS = 24
"""A weight of 1.0 is kept as this number; the largest weight kept is 255 / STEPS."""

_BLOCK_HEADER = 8
"""Bytes before a posting block's summary: Whoosh's mark and the block's length."""


class _OneByte(formats.Format):
    """A posting's value is a single byte."""

    posting_size = 1


class WeightedWords(fields.FieldType):
    """A field given as a mapping of word → weight in one byte, worked out before."""

    indexed = True
    stored = False
    scorable = False
    column_type = None
    vector = None
    analyzer = None
    spelling = False

    def __init__(self) -> None:
        self.format = _OneByte()

    def index(
        self, value: Mapping[str, int], **_: Any
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """Whoosh asks for (term, frequency, weight, value)."""
        for word, weight in value.items():
            yield word.encode(), 1, 1.0, bytes((weight,))


class Postings(NamedTuple):
    """Where a word stands: piece numbers, ascending, and one weight byte for each."""

    pieces: tuple[int, ...]
    weights: bytes


NOTHING = Postings((), b"")


class BulkCodec(W3Codec):
    """Whoosh's own codec with one uncompressed block per word."""

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            blocklimit=1 << 30, compression=0, inlinelimit=0
        )


def schema() -> Any:
    """The fields of a piece: its section's key, its words and their weights, its facts for filtering, the
    places of its words, and what a hit shows."""
    bytes_column = columns.VarBytesColumn()  # type: ignore[no-untyped-call]
    return fields.Schema(
        key=fields.ID(),
        words=WeightedWords(),
        facts=fields.COLUMN(bytes_column),
        places=fields.COLUMN(bytes_column),
        shown=fields.STORED(),
    )


def create(folder: Path) -> Any:
    """A new, empty Whoosh index in ``folder``."""
    return index.create_in(str(folder), schema())


def open_store(folder: Path) -> Any:
    """The Whoosh index in ``folder`` as it was last committed."""
    return index.open_dir(str(folder))


@contextlib.contextmanager
def writing_to(opened: Any, time_limit: float) -> Iterator[Any]:
    """A writer of an opened index, with ``add_document`` and ``delete_by_term``.

    What was written is committed at the end, in one step; an error leaves the index as it was.
    """
    writer = opened.writer(codec=BulkCodec(), compound=False, limitmb=256, timeout=time_limit)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def segments_of(opened: Any) -> list[Any]:
    """The segments of an opened Whoosh index."""
    return list(opened._segments())


class Segment:
    """One segment of the index, read in bulk. Safe to share between threads; its files close with it."""

    def __init__(self, store: Any, segment: Any) -> None:
        codec = segment.codec()
        self.name = str(segment.segment_id())
        self.size = int(segment.doc_count_all())
        self._seeking = threading.Lock()
        with contextlib.ExitStack() as files:
            self._documents = codec.per_document_reader(store.storage, segment)
            files.callback(self._documents.close)
            with contextlib.closing(codec.terms_reader(store.storage, segment)) as terms:
                words = terms.items_from("words", b"")
                self._places = {word: _extent(info) for (field, word), info in words if field == "words"}
            folder = Path(store.storage.folder)
            self._postings = os.open(folder / segment.make_filename(codec.POSTS_EXT), os.O_RDONLY)
            files.callback(os.close, self._postings)
            self._columns = {name: self._column(name, store) for name in ("facts", "places") if self.size}
            if self.size:  # open this file too: a writer may remove it once a newer index is in use
                self.shown(0)
            weakref.finalize(self, files.pop_all().close)

    def words(self) -> Iterator[str]:
        """Every word of the segment."""
        return (word.decode() for word in self._places)

    def postings(self, word: str) -> Postings:
        """Where ``word`` stands; empty where it does not."""
        place = self._places.get(word.encode())
        if place is None:
            return NOTHING
        offset, length = place
        block = os.pread(self._postings, length, offset)
        stream = io.BytesIO(block)
        stream.seek(_BLOCK_HEADER)
        pickle.load(stream)
        steps, _, weights = pickle.load(stream)
        return Postings(tuple(accumulate(steps)), weights)

    def _column(self, name: str, store: Any) -> Any:
        return self._documents.column_reader(name, store.schema[name].column_type)

    def facts(self) -> list[bytes]:
        """The facts of every piece, deleted ones too."""
        with self._seeking:
            return [bytes(self._columns["facts"][number]) for number in range(self.size)]

    def places(self, number: int) -> bytes:
        """The places of the words of piece ``number``."""
        with self._seeking:
            return bytes(self._columns["places"][number])

    def shown(self, number: int) -> str:
        """The text of piece ``number``."""
        with self._seeking:
            return str(self._documents.stored_fields(number)["shown"])


def _extent(info: Any) -> tuple[int, int]:
    """Where a posting block lies. The pinned Whoosh gives the length wrapped in a tuple."""
    offset, length = info.extent()
    return offset, length[0] if isinstance(length, tuple) else length
