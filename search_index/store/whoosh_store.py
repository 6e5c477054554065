"""The engine underneath: Whoosh keeps terms, postings and stored text in segments; we read them in bulk.

What Whoosh gives: segment files, a commit that is one rename, merging, deletion. What is ours: the weight of
a word in a piece is worked out when it is indexed and kept in one byte, and where a word stands lies in one
block of our own form (``blocks.py``), which is read as it lies.
"""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index

from search_index.store.blocks import NOTHING, BlockCodec, Postings, count_in, extent, read_block

STEPS = 24
"""A weight of 1.0 is kept as this number; the largest weight kept is 255 / STEPS."""


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
    writer = opened.writer(codec=BlockCodec(), compound=False, limitmb=256, timeout=time_limit)
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
                self._places = {
                    word.decode(): extent(info) for (field, word), info in words if field == "words"
                }
            folder = Path(store.storage.folder)
            self._postings = os.open(folder / segment.make_filename(codec.POSTS_EXT), os.O_RDONLY)
            files.callback(os.close, self._postings)
            self._columns = {name: self._column(name, store) for name in ("facts", "places") if self.size}
            if self.size:  # open this file too: a writer may remove it once a newer index is in use
                self.shown(0)
            weakref.finalize(self, files.pop_all().close)

    def words(self) -> Iterator[str]:
        """Every word of the segment."""
        return iter(self._places)

    def frequency(self, word: str) -> int:
        """In how many pieces ``word`` stands, deleted ones too; nothing is read for it."""
        place = self._places.get(word)
        return count_in(place[1]) if place else 0

    def postings(self, word: str) -> Postings:
        """Where ``word`` stands; empty where it does not."""
        place = self._places.get(word)
        if place is None:
            return NOTHING
        offset, length = place
        return read_block(os.pread(self._postings, length, offset))

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
