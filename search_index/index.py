"""The one door to search: build, open, search, suggest, update, compare."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress
from pathlib import Path

from portal.danish.characters import as_read
from search_index.analysis.spelling import MOST_CORRECTED, nearest
from search_index.analysis.synonyms import Synonyms, standard_synonyms
from search_index.ranking.answer import answer
from search_index.ranking.facets import count_again
from search_index.ranking.plan import make_plan
from search_index.ranking.suggestions import suggest
from search_index.store import whoosh_store
from search_index.store.generations import (
    is_damaged,
    is_whole,
    mark_damaged,
    new_folder,
    point_at,
    read_current,
    stamp,
    sweep,
    writing,
)
from search_index.store.model import Passage, Query, Results
from search_index.store.snapshot import Snapshot
from search_index.writing_pieces import add_passage

TIME_LIMIT = 30.0
"""Seconds a writer waits for another before it gives up."""
MOST_NEAR = 5
"""Words that are proposed where nothing was found."""
_TRIES_TO_OPEN = 20
_PAUSE_TO_OPEN = 0.01


def build(
    path: Path,
    passages: Iterable[Passage],
    progress: Callable[[int], None] | None = None,
    *,
    sole: bool = False,
) -> int:
    """Build a new index of ``passages`` aside and swap it in whole; the number of passages.

    The build before it is kept for a reader that is about to open it, unless the new one is to be the
    ``sole`` one; a reader that comes too late then opens the new one.
    ``progress`` is called with the number so far. Raises IndexBusyError when another writer does not finish
    within the time limit; an error of ``passages`` leaves the index as it was.
    """
    with writing(path, TIME_LIMIT):
        name = new_folder(path)
        made = whoosh_store.create(path / name)
        number = 0
        with contextlib.closing(made), whoosh_store.writing_to(made, TIME_LIMIT) as writer:
            for number, passage in enumerate(passages, 1):
                add_passage(writer, passage)
                if progress is not None:
                    progress(number)
        before = read_current(path)
        point_at(path, name)
        sweep(path, {name} if sole or not before else {name, before.folder})
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

    def warm(self) -> None:
        """Do now what the first question and the first suggestion would wait for."""
        snapshot = self._current()
        if snapshot is not None:
            snapshot.headings()
            snapshot.vocabulary.by_skeleton()

    @property
    def ready(self) -> bool:
        """Whether there is an index to ask; one of an older form, or one that cannot be read, is none."""
        return self._current() is not None

    @property
    def whole(self) -> bool:
        """Whether there is one, and all its files lie as they were written: who opens it now has it too."""
        return self.ready and is_whole(self._path)

    @property
    def damaged(self) -> bool:
        """Whether somebody who asked could not read it; the next build makes it whole."""
        return is_damaged(self._path)

    def report_damage(self) -> None:
        """Say that a question failed on what the index holds, so that it is built anew."""
        mark_damaged(self._path)

    def search(self, query: Query, synonyms: Synonyms | None = None) -> Results:
        """What answers ``query``, best first. Any words are read; never raises for them.

        ``synonyms`` are tried for this question alone, in place of those in use.

        Words that nothing answers are corrected where a near word is found: ``Results.corrected`` says what
        was then asked. Where nothing was found, ``Results.near`` has words to try.
        """
        snapshot = self._current()
        if snapshot is None:
            return Results((), 0)
        query = replace(query, words=as_read(query.words))
        synonyms = synonyms or self._synonyms
        plan = make_plan(query.words, snapshot.vocabulary, synonyms)
        corrected = _corrected(query, plan.unknown, snapshot) if plan.unknown and query.correct else ""
        if corrected:
            plan = make_plan(corrected, snapshot.vocabulary, synonyms)
        found = answer(snapshot, plan, query)
        near = () if found.total else _near(query, plan.unknown, snapshot)
        counts = {**found.counts, **count_again(snapshot, plan, query)}
        return replace(found, counts=counts, corrected=corrected, near=near)

    def suggest(
        self,
        prefix: str,
        on: date | None = None,
        municipality: str = "",
        kinds: Sequence[str] = (),
        known: date | None = None,
        limit: int = 8,
    ) -> tuple[str, ...]:
        """Headings and words that go on from ``prefix``, among what the filters let through (see
        ``Query``)."""
        snapshot = self._current()
        if snapshot is None:
            return ()
        filters = Query("", on=on, municipality=municipality, kinds=tuple(kinds), known=known)
        return suggest(snapshot, as_read(prefix), filters, limit)

    def update(
        self, add: Iterable[Passage] = (), remove: Iterable[str] = (), time_limit: float = TIME_LIMIT
    ) -> None:
        """Put ``add`` in place of what has the same keys, take ``remove`` out, in one step readers see whole.

        Doing it twice is doing it once. Raises IndexBusyError when another writer holds the index for longer
        than ``time_limit`` seconds; nothing has changed then.
        """
        passages = {passage.key: passage for passage in add}
        with writing(self._path, time_limit):
            current = read_current(self._path)
            name = current.folder if current else new_folder(self._path)
            made = (
                whoosh_store.open_store(self._path / name)
                if current
                else whoosh_store.create(self._path / name)
            )
            with contextlib.closing(made), whoosh_store.writing_to(made, time_limit) as writer:
                for key in {*remove, *passages}:
                    writer.delete_by_term("key", key)
                for passage in passages.values():
                    add_passage(writer, passage)
            point_at(self._path, name)

    def keys(self) -> Mapping[str, str]:
        """Every key in the index with the stamp of its content (``content_stamp`` of the passage)."""
        snapshot = self._current()
        if snapshot is None:
            return {}
        return {facts.key: facts.stamp for facts in compress(snapshot.facts, snapshot.live)}

    def _current(self) -> Snapshot | None:
        """What to ask now. While one thread opens what is new, the others go on with what they have."""
        seen = stamp(self._path)
        if seen == self._seen or not self._opening.acquire(blocking=self._snapshot is None):
            return self._snapshot
        try:
            if seen != self._seen:
                self._snapshot = self._open()
                self._seen = seen
            return self._snapshot
        finally:
            self._opening.release()

    def _open(self) -> Snapshot | None:
        """What ``CURRENT`` names, opened; tried again where a writer swaps it away meanwhile.

        None where it cannot be read: the engine raises almost anything over a damaged file.
        """
        for _ in range(_TRIES_TO_OPEN):
            current = read_current(self._path)
            if current is None:
                return None
            before = self._snapshot if current.folder == self._folder else None
            try:
                opened = whoosh_store.open_store(self._path / current.folder)
                snapshot = Snapshot(opened, before)
            except Exception:
                time.sleep(_PAUSE_TO_OPEN)
                continue
            self._folder = current.folder
            return snapshot
        mark_damaged(self._path)
        return None


def _corrected(query: Query, unknown: Sequence[str], snapshot: Snapshot) -> str:
    """The question with its unknown words corrected, "" where none can be."""
    mask = snapshot.mask(query)
    words = query.words
    for word in unknown[:MOST_CORRECTED]:
        best = nearest(word, snapshot.vocabulary.words, lambda other: snapshot.is_found(other, mask))
        if best:
            at = words.lower().find(word)
            words = words[:at] + best[0] + words[at + len(word) :] if at >= 0 else words
    return words if words != query.words else ""


def _near(query: Query, unknown: Sequence[str], snapshot: Snapshot) -> tuple[str, ...]:
    """Words to try where nothing was found: those spelled nearly so, and those that begin so."""
    mask = snapshot.mask(query)
    found: list[str] = []
    for word in unknown[:MOST_CORRECTED]:
        found += nearest(
            word, snapshot.vocabulary.words, lambda other: snapshot.is_found(other, mask), MOST_NEAR
        )
        found += suggest(snapshot, word[: max(4, len(word) // 2)], query, MOST_NEAR)
    return tuple(dict.fromkeys(found))[:MOST_NEAR]
