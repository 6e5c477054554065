"""Answers are given again only while they are still the answer: never past a change, midnight or a cookie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp

from portal.app import create_application
from portal.clock import COPENHAGEN, SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.memory import NO_MEMORY, Memory
from portal.web.response_cache import ENTRY_BYTES, REUSED, ResponseCache

STANDARDS = Path(__file__).parents[2] / "standards"
PAGE = "/eksempel/aflastning"
ASKED = "/api/v1/calculate?municipality=eksempel&table=doegnaflastning&level=moderat"


class Counting:
    """The application behind, which counts what it is asked."""

    def __init__(self, application: Any):
        self.application, self.asked = application, 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self.application(environ, start_response)


@pytest.fixture
def site(database: Database, tmp_path: Path, clock: SetClock) -> Iterator[TestApp]:
    """An application on a database of its own."""
    assert Loading(database, clock).load(STANDARDS).errors == []
    address = database.engine.url.render_as_string(hide_password=False)
    made = TestApp(create_application({"portal.data": str(tmp_path), "portal.database_url": address}, clock))
    yield made
    made.app.application.registry.portal.database.dispose()


@pytest.fixture
def behind(site: TestApp) -> Counting:
    reuse: ResponseCache = site.app.application
    reuse.application = Counting(reuse.application)
    return reuse.application


KEPT = [
    PAGE,
    ASKED,
    "/",
    "/eksempel",
    "/eksempel/beregner?tabel=doegnaflastning",
    "/katalog.ttl",
    "/sitemap.xml",
    "/indlejret/eksempel/celle/doegnaflastning-moderat",
]


@pytest.mark.parametrize("path", KEPT)
def test_the_same_question_is_answered_once(site: TestApp, behind: Counting, path: str) -> None:
    first, second = site.get(path), site.get(path)
    assert behind.asked == 1
    assert first.body == second.body
    assert list(first.headers.items()) == list(second.headers.items())


def test_a_change_by_anybody_is_seen_by_the_next_request(
    site: TestApp, behind: Counting, database: Database, clock: SetClock, tmp_path: Path
) -> None:
    assert site.get(ASKED).json["next_version"] == 5
    folder = tmp_path / "more" / "eksempel"
    (folder / "aflastning").mkdir(parents=True)
    source = STANDARDS / "eksempel"
    (folder / "kommune.yaml").write_text(
        (source / "kommune.yaml").read_text("utf-8").replace("70 00 00 00", "70 11 11 11"), "utf-8"
    )
    newer = (source / "aflastning" / "5.md").read_text("utf-8").replace("2027-03-01", "2026-11-22")
    (folder / "aflastning" / "6.md").write_text(newer, "utf-8")
    for n in range(1, 6):
        (folder / "aflastning" / f"{n}.md").write_bytes((source / "aflastning" / f"{n}.md").read_bytes())
    assert Loading(database, clock).load(tmp_path / "more").errors == []
    found = site.get(ASKED).json
    assert (found["version"], found["levels"][0]["words"]) == (6, "Op til 66 døgn om året")
    assert found["contact"]["phone"] == "70 11 11 11"
    assert behind.asked == 2


def test_midnight_by_the_clock_alone(site: TestApp, behind: Counting, clock: SetClock) -> None:
    clock.instant = datetime(2027, 2, 28, 23, 59, 59, tzinfo=COPENHAGEN).astimezone(UTC)
    assert site.get(ASKED).json["version"] == 4
    clock.instant = datetime(2027, 3, 1, tzinfo=COPENHAGEN).astimezone(UTC)
    assert site.get(ASKED).json["version"] == 5
    assert behind.asked == 2


@pytest.mark.parametrize(
    "headers",
    [{"Cookie": "portal_session=x"}, {"Authorization": "Basic eA=="}, {"If-None-Match": '"x"'}],
    ids=["cookie", "authorization", "conditional"],
)
def test_nobody_who_is_known_gets_what_was_kept(
    site: TestApp, behind: Counting, headers: dict[str, str]
) -> None:
    site.get(PAGE)
    site.get(PAGE, headers=headers)
    site.get(PAGE, headers=headers)
    assert behind.asked == 3
    site.get(PAGE)
    assert behind.asked == 3


@pytest.mark.parametrize("path", ["/soeg?q=aflastning", "/log-ind", "/nordpolen"])
def test_what_is_not_on_the_list_is_made_each_time(site: TestApp, behind: Counting, path: str) -> None:
    site.get(path, expect_errors=True)
    site.get(path, expect_errors=True)
    assert behind.asked == 2


def test_hosts_and_encodings_are_kept_apart(site: TestApp, behind: Counting) -> None:
    site.get(ASKED, headers={"Host": "en.test"})
    assert "http://to.test/" in site.get(ASKED, headers={"Host": "to.test"}).text
    site.get(PAGE, headers={"Accept-Encoding": "gzip"})
    site.get(PAGE)
    assert behind.asked == 4


@pytest.mark.parametrize(
    ("path", "headers"), [(f"{ASKED}&x={'x' * 2000}", {}), (PAGE, {"Accept-Encoding": "gzip, " + "x" * 2000})]
)
def test_what_only_its_asker_asks_is_not_kept(
    site: TestApp, behind: Counting, path: str, headers: dict[str, str]
) -> None:
    for _ in range(2):
        site.get(path, headers=headers, expect_errors=True)
    assert behind.asked == 2


def test_many_small_answers_fill_the_memory_too(
    site: TestApp, behind: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.web.response_cache.MOST_BYTES", 3 * ENTRY_BYTES)
    monkeypatch.setattr("portal.web.response_cache.ENTRY_BYTES", ENTRY_BYTES * 2)
    for _ in range(2):
        for path in ("/api/v1/municipalities", "/api/v1/standards"):
            site.get(path)
    assert behind.asked == 4


def test_no_editorial_route_is_on_the_list(site: TestApp) -> None:
    routes = site.app.application.registry.introspector.get_category("routes")
    patterns = {one["introspectable"]["name"]: one["introspectable"]["pattern"] for one in routes}
    assert patterns.keys() >= REUSED
    assert not [name for name in REUSED if patterns[name].startswith(("/redaktion", "/log"))]


def test_a_memory_ends_with_its_stamp_and_none_is_kept_where_something_is_written() -> None:
    memory = Memory()
    assert memory.at(1).get("a", lambda: "old") == "old"
    assert memory.at(1).get("a", lambda: "new") == "old"
    assert memory.at(2).get("a", lambda: "new") == "new"
    assert NO_MEMORY.get("a", lambda: 1) == 1
    assert NO_MEMORY.get("a", lambda: 2) == 2


def test_the_stamp_changes_with_every_commit_and_with_nothing_else(
    database: Database, clock: SetClock
) -> None:
    before = database.stamp()
    with database.reading() as session:
        session.connection()
    assert database.stamp() == before
    assert Loading(database, clock).load(STANDARDS).errors == []
    assert database.stamp() != before
