"""Counting what is asked: words and number of results, and nothing of who asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from webtest import TestApp

from breaking import copy_of
from conftest import TODAY
from portal.clock import SetClock
from portal.container import Portal
from portal.db import Database
from portal.models import AskedRow
from portal.services.search.asked_words import Spool, count_asked, forget_old, forget_words, often_asked
from portal.settings import read_settings
from portal.worker import COUNT_EVERY, Worker


@pytest.fixture
def folder(loaded_sqlite: Path, tmp_path: Path) -> Path:
    return copy_of(loaded_sqlite, tmp_path / "own")


@pytest.fixture
def own_app(make_app: Callable[..., TestApp], folder: Path) -> TestApp:
    return make_app(folder)


def noted(folder: Path) -> list[tuple[str, int]]:
    return sorted((words, found) for _, words, found in Spool(folder / "asked.jsonl").take())


def test_a_question_is_noted_with_its_number_of_results_alone(own_app: TestApp, folder: Path) -> None:
    own_app.set_cookie("portal_session", "hemmelig")
    own_app.get("/soeg", {"q": "Xyzzyx"}, extra_environ={"REMOTE_ADDR": "203.0.113.9"})
    lines = (folder / "asked.jsonl").read_text()
    assert lines == f'["{TODAY}", "xyzzyx", 0]\n'


def test_only_a_new_question_is_noted(own_app: TestApp, folder: Path) -> None:
    """Looking on, filtering and insisting is no new asking: one reader would soon be five."""
    own_app.get("/soeg", {"q": "aflastning", "kommune": "eksempel"})
    for more in ({"side": "2"}, {"emne": "børn"}, {"dato": "2020-01-01"}, {"ordret": "1"}, {"alder": "7"}):
        own_app.get("/soeg", {"q": "aflastning", **more})
    own_app.get("/soeg/forslag", {"q": "aflast"})
    own_app.get("/api/v1/search", {"q": "kontaktperson"})
    own_app.get("/soeg", {"q": "per@eksempel.dk"})
    assert [words for words, _ in noted(folder)] == ["aflastning"]


def test_a_search_answers_where_nothing_can_be_noted(own_app: TestApp, folder: Path) -> None:
    (folder / "asked.jsonl").mkdir()
    assert own_app.get("/soeg", {"q": "aflastning"}).html.select(".hit")


def test_a_search_writes_nothing_to_the_database(own_app: TestApp, folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    with database.writing_session() as holder:
        holder.execute(select(AskedRow))  # somebody else holds the write lock
        assert own_app.get("/soeg", {"q": "aflastning"}).html.select(".hit")
    database.dispose()


KEY = b"portalens egen"


def rows_of(database: Database) -> list[tuple[str, str, int, int]]:
    with database.reading() as session:
        return sorted((str(r.day), r.words, r.times, r.found) for r in session.scalars(select(AskedRow)))


def test_the_worker_counts_by_day_and_forgets_after_ninety(database: Database, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "asked.jsonl")
    for day, found in (("2026-08-24", 0), ("2026-08-25", 0), ("2026-11-22", 0), ("2026-11-22", 2)):
        spool.note("klage", found, SetClock.at(day).instant.date())
    assert count_asked(database, spool, KEY) == 4
    spool.note("klage", 3, SetClock.at("2026-11-22").instant.date())
    assert count_asked(database, spool, KEY) == 1
    assert count_asked(database, spool, KEY) == 0
    forget_old(database, SetClock.at(TODAY).instant.date())
    assert rows_of(database) == [("2026-08-25", "klage", 1, 0), ("2026-11-22", "klage", 3, 3)]


def test_words_cannot_be_read_before_they_may_be_shown(database: Database, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "asked.jsonl")

    def ask(question: str, times: int, day: str = TODAY) -> None:
        for _ in range(times):
            spool.note(question, 0, SetClock.at(day).instant.date())
            count_asked(database, spool, KEY)

    ask("karla mortensen bananvej", 4)
    ask("natklub", 2, "2026-11-20")
    ask("natklub", 2)
    assert [words for _, words, _, _ in rows_of(database) if "karla" in words or "natklub" in words] == []
    ask("natklub", 1)
    ask("natklub", 1, "2026-11-21")
    readable = [row for row in rows_of(database) if row[1] == "natklub"]
    assert readable == [
        ("2026-11-20", "natklub", 2, 0),
        ("2026-11-21", "natklub", 1, 0),
        (TODAY, "natklub", 3, 0),
    ]
    with database.reading() as session:
        shown = often_asked(session, SetClock.at(TODAY).instant.date())
        assert [(one.words, one.times) for one in shown] == [("natklub", 6)]


def test_masked_words_are_taken_out_of_what_was_asked(database: Database) -> None:
    asked = ("ida holm", "holms hjælp", "ida", "aflastning", "50% af det")
    with database.writing() as session:
        for words in asked:
            session.add(AskedRow(day=SetClock.at(TODAY).instant.date(), words=words, times=5, found=0))
        session.flush()
        forget_words(session, "Ida Holm")
    assert [words for _, words, _, _ in rows_of(database)] == ["50% af det", "aflastning", "ida"]


def test_the_worker_counts_once_a_minute(folder: Path, clock: SetClock) -> None:
    """Each count is a commit, after which every answer that is given again is made anew."""
    settings = read_settings({"portal.data": str(folder)})
    spool, database = Spool(settings.asked_file), Database(settings.database_url)
    worker = Worker(Portal(settings, clock, database))
    worker.once()
    spool.note("aflastning", 1, clock.now().date())
    worker.once()
    assert spool.take().total() == 1
    spool.note("aflastning", 1, clock.now().date())
    clock.instant += COUNT_EVERY
    worker.once()
    assert spool.take().total() == 0
    database.dispose()
