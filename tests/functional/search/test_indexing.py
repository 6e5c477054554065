"""Index and database are kept equal, whatever is missing, old, broken or late; and no visitor sees it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from webtest import TestApp

from breaking import UNREADABLE, copy_of, damage
from conftest import TODAY
from factories import standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.search.indexing import Indexing
from search_index import open_index
from search_index.store.model import Query

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

BUILDING = "Søgningen er ved at blive gjort klar"
NEXT = {"vedtaget": "2026-11-01", "offentliggjort": "2026-11-02", "gaelder_fra": "2026-11-10"}


class Kept:
    """A database with one standard, its index, and the keeper of the index."""

    def __init__(self, database: Database, clock: SetClock, folder: Path):
        self.database, self.clock, self.folder = database, clock, folder
        self.indexing = Indexing(database, folder / "index", clock)
        self.load({"a/aflastning/1.md": standard()})

    def load(self, texts: dict[str, str]) -> None:
        report = Loading(self.database, self.clock).load(write(self.folder / "standards", texts))
        assert report.errors == []


@pytest.fixture
def kept(database: Database, clock: SetClock, tmp_path: Path) -> Kept:
    return Kept(database, clock, tmp_path)


def test_the_first_round_builds_what_is_missing(kept: Kept) -> None:
    assert kept.indexing.differences() != ()
    assert kept.indexing.tend()
    assert kept.indexing.differences() == ()
    while kept.indexing.tend():
        pass
    assert kept.indexing.differences() == ()


def test_a_new_version_is_found_after_one_round(kept: Kept) -> None:
    while kept.indexing.tend():
        pass
    kept.load({"a/aflastning/2.md": standard(front=NEXT, light="Op til 37 døgn om året")})
    assert any("/v2#" in key for key in kept.indexing.differences())
    assert kept.indexing.tend()
    assert kept.indexing.differences() == ()


def test_a_standard_alone_never_becomes_the_whole_index(kept: Kept) -> None:
    """Where the index is gone, what waits is not all there is."""
    kept.indexing.drain()
    kept.load({"a/andet/1.md": standard(table="andet", title="Andet")})
    shutil.rmtree(kept.folder / "index")
    assert kept.indexing.drain()
    assert kept.indexing.differences() == ()


@pytest.mark.parametrize("how", [*UNREADABLE, "lost"])
def test_the_next_round_makes_the_index_whole_whatever_became_of_it(kept: Kept, how: str) -> None:
    """The worker had it open, and so had a reader."""
    kept.indexing.rebuild()
    while kept.indexing.tend():
        pass
    reader = open_index(kept.folder / "index")
    assert reader.search(Query("aflastning")).total
    damage(kept.folder / "index", how)
    assert kept.indexing.tend()
    assert kept.indexing.differences() == ()
    assert Indexing(kept.database, kept.folder / "index", kept.clock).differences() == ()
    assert reader.search(Query("aflastning")).total
    assert not [path.name for path in kept.folder.iterdir() if path.name.startswith(".index")]


def test_a_change_that_cannot_be_written_into_the_index_builds_it_anew(kept: Kept) -> None:
    """Who has it open reads on, and the sizes are right: only writing tells."""
    kept.indexing.rebuild()
    while kept.indexing.tend():
        pass
    damage(kept.folder / "index", "segments")
    kept.load({"a/aflastning/2.md": standard(front=NEXT, light="Op til 37 døgn om året")})
    assert kept.indexing.tend()
    assert kept.indexing.differences() == ()
    assert Indexing(kept.database, kept.folder / "index", kept.clock).differences() == ()


def test_what_was_taken_away_may_be_taken_away_again(kept: Kept) -> None:
    """Also by a worker that only then begins; a round finds nothing more to do."""
    for how in ("gone", "lost"):
        keeper = Indexing(kept.database, kept.folder / "index", kept.clock)
        while keeper.tend():
            pass
        damage(kept.folder / "index", how)
    keeper = Indexing(kept.database, kept.folder / "index", kept.clock)
    while keeper.tend():
        pass
    assert keeper.differences() == ()


@pytest.mark.parametrize("how", UNREADABLE)
def test_an_index_that_cannot_be_read_is_built_anew(kept: Kept, how: str) -> None:
    while kept.indexing.tend():
        pass
    damage(kept.folder / "index", how)
    fresh = Indexing(kept.database, kept.folder / "index", kept.clock)
    while fresh.tend():
        pass
    assert fresh.differences() == ()


def test_a_day_that_turns_changes_what_is_certain(kept: Kept) -> None:
    kept.load({"a/aflastning/2.md": standard(front={**NEXT, "gaelder_fra": "2026-11-30"})})
    while kept.indexing.tend():
        pass
    kept.clock.instant = SetClock.at("2026-12-01").instant
    while kept.indexing.tend():
        pass
    assert kept.indexing.differences() == ()


@pytest.fixture
def own_app(make_app: Callable[..., TestApp], loaded_sqlite: Path, tmp_path: Path) -> TestApp:
    """An application on a copy of its own, so that its index can be damaged."""
    return make_app(copy_of(loaded_sqlite, tmp_path / "own"))


@pytest.mark.parametrize("how", [*UNREADABLE, "lost"])
def test_no_visitor_meets_an_error_while_the_index_breaks_and_is_mended(
    own_app: TestApp, tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "own"
    asked = {"q": "aflastning"}
    assert own_app.get("/soeg", asked).html.select(".hit")
    damage(folder / "index", how)
    for address in ("/soeg", "/soeg/forslag", "/"):
        own_app.get(address, asked)
    own_app.get("/api/v1/search", asked, status=[200, 503])
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    assert Indexing(database, folder / "index", SetClock.at(TODAY)).tend()
    database.dispose()
    assert own_app.get("/soeg", asked).html.select(".hit")


@pytest.mark.parametrize("how", [*UNREADABLE, "postings"])
def test_a_visitor_is_told_that_search_is_being_built(own_app: TestApp, tmp_path: Path, how: str) -> None:
    damage(tmp_path / "own" / "index", how)
    page = own_app.get("/soeg", {"q": "aflastning"})
    assert BUILDING in page.text
    assert page.html.select_one("main a[href='/randers']")
    assert "Ingen afsnit" not in page.text
    assert own_app.get("/soeg/forslag", {"q": "afl"}).json == []
    assert own_app.get("/api/v1/search", {"q": "aflastning"}, status=503).json["code"] == "index-building"


def test_damage_that_only_a_question_meets_is_mended_too(own_app: TestApp, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    damage(folder / "index", "postings")
    assert BUILDING in own_app.get("/soeg", {"q": "aflastning"}).text
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    assert Indexing(database, folder / "index", SetClock.at(TODAY)).tend()
    database.dispose()
    page = own_app.get("/soeg", {"q": "aflastning"})
    assert BUILDING not in page.text
    assert page.html.select(".hit")


def test_the_pointer_names_its_form(tmp_path: Path, loaded_sqlite: Path) -> None:
    copy = copy_of(loaded_sqlite, tmp_path / "copy")
    assert json.loads((copy / "index" / "CURRENT").read_text())["format"] >= 1
