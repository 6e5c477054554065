"""The one door to search: build, open, search, suggest, update, compare."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from search_index import store
from search_index.analysis import part_of, read_places, weigh
from search_index.answer import answer
from search_index.facts import content_stamp, facts_of, pack
from search_index.generations import new_folder, point_at, read_current, stamp, sweep, writing
from search_index.model import Passage, Query, Results
from search_index.pieces import cut
from search_index.plan import make_plan
from search_index.snapshot import Snapshot
from search_index.synonyms import Synonyms, standard_synonyms
from search_index.vocabulary import Vocabulary

TIME_LIMIT = 30.0
"""Seconds a writer waits for another before it gives up."""

def build(path: Path, passages: Iterable[Passage], progress: Callable[[int], None] | None = None) -> int:
    """Build a new index of ``passages`` aside and swap it in whole; the number of passages.

    ``progress`` is called with the number so far. Raises IndexBusyError when another writer does not finish.
    """
    with writing(path, TIME_LIMIT):
        name = new_folder(path)
        made = store.create(path / name)
        writer = made.writer(codec=store.BulkCodec(), compound=False, limitmb=256)
        number = 0
        for number, passage in enumerate(passages, 1):
            _add(writer, passage)
            if progress is not None:
                progress(number)
        writer.commit()
        made.close()
        point_at(path, name)
        sweep(path, name)
    return number


def open_index(path: Path, synonyms: Synonyms | None = None) -> Index:
    """The index at ``path``; one that is not built yet finds nothing until it is."""
    return Index(path, synonyms or standard_synonyms())


class Index:
    """Answers questions; safe to share between threads. It notices when the index was swapped or updated."""

    def __init__(self, path: Path, synonyms: Synonyms) -> None:
        self._path = path
        self._synonyms = synonyms
        self._opening = threading.Lock()
        self._seen: tuple[int, int, int] = (-1, 0, 0)
        self._folder = ""
        self._snapshot: Snapshot | None = None

    def use_synonyms(self, synonyms: Synonyms) -> None:
        """Let the next question use ``synonyms``; nothing is rebuilt."""
        self._synonyms = synonyms

    def search(self, query: Query) -> Results:
        """What answers ``query``, best first."""
        snapshot = self._current()
        if snapshot is None:
            return Results((), 0)
        plan = make_plan(query.words, snapshot.vocabulary, self._synonyms)
        return answer(snapshot, plan, query)

    def update(
        self, add: Iterable[Passage] = (), remove: Iterable[str] = (), time_limit: float = TIME_LIMIT
    ) -> None:
        """Put ``add`` in place of what has the same keys, take ``remove`` out, in one step readers see whole.

        Raises IndexBusyError after ``time_limit`` seconds; nothing has changed then.
        """
        with writing(self._path, time_limit):
            current = read_current(self._path)
            name = current.folder if current else new_folder(self._path)
            made = store.open_store(self._path / name) if current else store.create(self._path / name)
            writer = made.writer(codec=store.BulkCodec(), compound=False, timeout=time_limit)
            passages = list(add)
            for key in {*remove, *(passage.key for passage in passages)}:
                writer.delete_by_term("key", key)
            for passage in passages:
                _add(writer, passage)
            writer.commit()
            made.close()
            point_at(self._path, name)

    def keys(self) -> Mapping[str, str]:
        """Every key in the index with the stamp of its content (``facts.content_stamp`` of the passage)."""
        snapshot = self._current()
        if snapshot is None:
            return {}
        return {
            facts.key: facts.stamp
            for alive, facts in zip(snapshot.live, snapshot.facts, strict=True)
            if alive
        }

    def _current(self) -> Snapshot | None:
        seen = stamp(self._path)
        if seen == self._seen:
            return self._snapshot
        with self._opening:
            if seen != self._seen:
                self._snapshot = self._open()
                self._seen = seen
            return self._snapshot

    def _open(self) -> Snapshot | None:
        for _ in range(20):
            current = read_current(self._path)
            if current is None:
                return None
            same = current.folder == self._folder and self._snapshot is not None
            known = self._snapshot.parts if same and self._snapshot else {}
            vocabulary = self._snapshot.vocabulary if same and self._snapshot else Vocabulary()
            try:
                opened = store.open_store(self._path / current.folder)
                snapshot = Snapshot(opened, known, vocabulary)
            except (OSError, store.Unreadable):
                continue
            self._folder = current.folder
            return snapshot
        raise OSError(f"indekset i {self._path} kan ikke åbnes")


def _add(writer: Any, passage: Passage) -> None:
    """Write the pieces of one passage."""
    text = passage.text if not passage.tables else f"{passage.text}\n\n{passage.tables}"
    places = read_places(text)
    around = [read_places(words).words for words in (passage.heading, passage.title, passage.tables)]
    digest = content_stamp(passage)
    for number, piece in enumerate(cut(text)):
        body = part_of(places, piece.start, piece.end)
        weights = weigh(body, *around, passage.law)
        steps = {word: max(1, min(255, round(weight * store.STEPS))) for word, weight in weights.items()}
        shown = (
            text[piece.start : piece.end],
            piece.start,
            " ".join(body.words),
            body.starts.tobytes(),
            body.ends.tobytes(),
        )
        writer.add_document(
            key=passage.key, words=steps, facts=pack(facts_of(passage, number, digest)), shown=shown
        )
