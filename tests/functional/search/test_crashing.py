"""kill -9 of the worker at random moments: index and database end up equal, and no reader meets an error.

CRASHES=100 asks for more of them than the suite has time for.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from sqlalchemy import select

from crashing import work
from factories import standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.models import OutboxRow
from portal.services.drafting.loading import Loading
from portal.services.outbox import Topic
from portal.services.search.indexing import Indexing
from search_index import Index, open_index
from search_index.store.model import Query

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CRASHES = int(os.environ.get("CRASHES", "12"))
PARAGRAPH = "Kommunen ser på hele familiens situation og taler med barnet, før den afgør sagen. "


def text_of(number: int) -> str:
    """A standard of its own, with a body long enough that a build takes a while."""
    sections = "".join(f"\n## Afsnit {n} {{#afsnit-{n}}}\n\n{PARAGRAPH * 12}\n" for n in range(5))
    return standard(title=f"Aflastning {number}", table=f"tabel-{number}", body=sections)


def build_time(keeper: Indexing) -> float:
    """Seconds that a worker needs, on this machine and now, to build everything."""
    began = time.monotonic()
    keeper.rebuild()
    return time.monotonic() - began


def waiting(database: Database) -> bool:
    """Whether the worker was killed before it was done."""
    left = select(OutboxRow.id).where(OutboxRow.topic == Topic.INDEX, OutboxRow.done.is_(None))
    with database.reading() as session:
        return session.scalars(left).first() is not None


def begin_work(folder: Path, url: str, clock: SetClock) -> ForkProcess:
    """A worker in a process of its own, that has begun."""
    context = multiprocessing.get_context("fork")  # a worker that starts at once
    begun = context.Event()
    worker = context.Process(target=work, args=(str(folder), url, clock, begun))
    worker.start()
    assert begun.wait(60)
    return worker


def kill(worker: ForkProcess) -> None:
    """kill -9, and nothing else ended it."""
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert worker.exitcode == -signal.SIGKILL


def search_until(index: Index, until: float) -> int:
    """Search all the time until that moment; how many searches found something."""
    answered = 0
    while time.monotonic() < until:
        found = index.search(Query("aflastning"))
        assert all(hit.passage for hit in found.hits)
        answered += found.total > 0
    return answered


def test_a_killed_worker_leaves_no_difference_and_no_reader_in_need(
    database: Database, clock: SetClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    rest = random.Random(5)
    index = open_index(tmp_path / "index")
    keeper = Indexing(database, tmp_path / "index", clock)
    longest = build_time(keeper)
    answered = interrupted = 0
    for number in range(CRASHES):
        texts = {f"a/s{number}/1.md": text_of(number)}
        assert Loading(database, clock).load(write(tmp_path / f"standards-{number}", texts)).errors == []
        if number % 4 == 1:
            longest = build_time(keeper)
        if number % 4 == 3:
            # Now it is a whole build that is interrupted.
            (tmp_path / "index" / "CURRENT").unlink(missing_ok=True)
        worker = begin_work(tmp_path, url, clock)
        answered += search_until(index, time.monotonic() + rest.uniform(0, 2 * longest))
        kill(worker)
        index.search(Query("aflastning"))
        interrupted += waiting(database)
    while keeper.tend():
        pass
    assert keeper.differences() == ()
    assert index.search(Query("aflastning")).total > 0
    assert answered > 0
    assert interrupted > 0
    with capsys.disabled():
        print(f"\n{CRASHES} killed, {interrupted} of them at work, {answered} searches meanwhile")
