"""Keeping the search index equal to the database.

What changed stands in the outbox, written in the transaction that changed it. The worker does not replay
events: for each standard named it compares what the index holds with what it should hold and repairs the
difference. Running twice, late or after a crash does no harm. The index is disposable and can be built anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import Clock, day_of
from portal.db import Database
from portal.documents.document import Document
from portal.documents.reading.markdown import read_document
from portal.models import Version
from portal.services.context import Process
from portal.services.outbox import StandardChanged, done, postpone, take
from portal.services.published.catalogue import StandardRecord, read_standards
from portal.services.published.deriving import derive
from portal.services.published.document_cache import DocumentCache, create_document_cache
from portal.services.search.passages import passages_of
from search_index import build, open_index
from search_index.index import TIME_LIMIT
from search_index.store.facts import content_stamp
from search_index.store.generations import IndexBusyError, discard, writing
from search_index.store.model import Passage

PAUSE_BETWEEN_BUILDS = 60.0
"""Seconds until an index that is said to be damaged again is built again: it may be the question's fault."""
PAUSE_BEFORE_MENDING = 5.0
"""Seconds until one that is not whole, shortly after it was built anew, is built again."""
RETRY = timedelta(seconds=5)
CLAIMED_FOR = timedelta(minutes=1)
"""How long others leave alone what a worker has begun; where it died, it is done again after that."""


class Indexing:
    """Builds, repairs and compares the index in ``folder``."""

    def __init__(self, database: Database, folder: Path, clock: Clock, texts: DocumentCache | None = None):
        self._database = database
        self._folder = folder
        self._clock = clock
        self._texts = texts or DocumentCache()
        self._index = open_index(folder)
        self._compared: date | None = None
        self._mended = -PAUSE_BETWEEN_BUILDS

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Derive every cache again from the texts, build the index aside and swap it in; the passages."""
        with self._database.writing() as session:
            for version in session.scalars(select(Version)):
                derive(session, version, read_document(version.content, f"version {version.id}"))
        return self._keep(lambda: self._build(progress))

    def tend(self) -> bool:
        """One round of the worker's; whether there was anything to do.

        Builds the index anew where it is not whole, compares everything at the turn of the day, since
        standings change with it, and else does what waits. Raises IndexBusyError and OSError.
        """
        today = day_of(self._clock.now())
        if self._needs_mending():
            self._mended = time.monotonic()
            self._keep(lambda: self._build() if self._broken else 0)
            return True
        if self._compared != today:
            self.repair(None)
            self._compared = today
            return True
        return self.drain()

    def drain(self) -> bool:
        """Do what waits in the outbox; whether there was anything."""
        now = self._clock.now()
        claimed = take(self._database, StandardChanged, now, now + CLAIMED_FOR)
        if not claimed:
            return False
        ids = [one.id for one in claimed]
        try:
            if any(one.task.anew for one in claimed):
                self._build_anew()
            else:
                self.repair({one.task.standard for one in claimed})
        except (IndexBusyError, OSError) as error:
            with self._database.writing() as session:
                postpone(session, ids, self._clock.now() + RETRY, str(error))
            return False
        with self._database.writing() as session:
            done(session, ids, self._clock.now())
        return True

    def repair(self, standards: set[int] | None) -> int:
        """Make the index hold what it should for these standards (None: all); how many entries changed."""
        return self._keep(lambda: self._repair(standards) if self._index.whole else self._build())

    def _build_anew(self) -> None:
        """Build the whole index and remove every earlier one: what is deleted in one stays in its files."""
        self._keep(lambda: self._build(sole=True))

    @property
    def _broken(self) -> bool:
        return self._index.damaged or not self._index.whole

    def _needs_mending(self) -> bool:
        since = time.monotonic() - self._mended
        pause = PAUSE_BEFORE_MENDING if not self._index.whole else PAUSE_BETWEEN_BUILDS
        return since > pause and self._broken

    def _repair(self, standards: set[int] | None) -> int:
        with self._database.reading() as session:
            records = read_standards(session, ids=standards)
            wanted = {passage.key: passage for passage in self._wanted(session, records)}
        prefixes = None if standards is None else [f"{r.municipality.slug}/{r.slug}/v" for r in records]
        held = {
            key: stamp
            for key, stamp in self._index.keys().items()
            if prefixes is None or any(key.startswith(prefix) for prefix in prefixes)
        }
        add = [p for key, p in wanted.items() if held.get(key) != content_stamp(p)]
        remove = [key for key in held if key not in wanted]
        if add or remove:
            self._update(add, remove)
        return len(add) + len(remove)

    def _update(self, add: list[Passage], remove: list[str]) -> None:
        """Write the changes; the whole index where what lies there cannot be changed."""
        try:
            self._index.update(add, remove)
        except IndexBusyError:
            raise
        except Exception:  # the engine raises almost anything over a damaged file
            self._build()

    def _build(self, progress: Callable[[int, int], None] | None = None, *, sole: bool = False) -> int:
        """Build the index aside from the texts as they stand and swap it in; the passages."""
        with self._database.reading() as session:
            passages = list(self._wanted(session, None))

        def step(done: int) -> None:
            if progress is not None:
                progress(done, len(passages))

        return build(self._folder, passages, step, sole=sole)

    def _keep(self, work: Callable[[], int]) -> int:
        """Do ``work`` on the index, alone. Where something lies in the way of one, as a file in the folder's
        place, it is taken away and the work done again."""
        try:
            with self._alone():
                return work()
        except OSError:
            if self._index.whole:
                raise
        discard(self._folder)
        with self._alone():
            return work()

    def _alone(self) -> AbstractContextManager[None]:
        """One keeper at a time from reading the database to writing the index.

        Two could otherwise put an older state over a newer one. A dead one's claim ends with its process.
        """
        return writing(self._folder / "keeping", TIME_LIMIT)

    @property
    def ready(self) -> bool:
        """Whether there is an index that can be read."""
        return self._index.ready

    def differences(self) -> tuple[str, ...]:
        """The keys on which index and database disagree."""
        with self._database.reading() as session:
            wanted = {passage.key: content_stamp(passage) for passage in self._wanted(session, None)}
        held = self._index.keys()
        return tuple(sorted(key for key in wanted.keys() | held.keys() if wanted.get(key) != held.get(key)))

    def _wanted(self, session: Session, records: Iterable[StandardRecord] | None) -> Iterator[Passage]:
        today = day_of(self._clock.now())
        for record in records if records is not None else read_standards(session):
            yield from passages_of(record, self._documents(session, record), today)

    def _documents(self, session: Session, record: StandardRecord) -> dict[int, Document]:
        return {v.n: self._texts.document(session, v.id, v.sha256) for v in record.versions}


def create_indexing(process: Process) -> Indexing:
    """Indexing for a process."""
    return Indexing(
        process.database, process.settings.index_folder, process.clock, process.get(create_document_cache)
    )
