"""A question asked round the router gets what the router gives: status, headers and bytes, at any moment."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from webtest import TestApp

from portal.api.shortcut import MOST_FRAMES, CalculateShortcut
from portal.app import create_application
from portal.clock import COPENHAGEN, SetClock
from portal.container import Portal
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.memory import NO_MEMORY, Memory, StampedMemory
from portal.web.front_door import FrontDoor
from portal.web.response_cache import ResponseCache
from visitors import AGES, AMOUNTS, DAYS, LEVELS, NOISE, TABLES, TABLES_OF, UNITS

STANDARDS = Path(__file__).parents[2] / "standards"
PATH = "/api/v1/calculate"
TABLE = "municipality=eksempel&table=doegnaflastning"
BY_AMOUNT = f"{TABLE}&unit=doegn/aar&amount="
WORDS = {4: "Op til 60 døgn om året", 6: "Op til 66 døgn om året"}
"""The row that begins lowest of those that cover 50, by version."""

Whole = tuple[str, list[tuple[str, str]], bytes]


class Behind:
    """The router, which counts what it is asked; ``change`` is done to what it answers."""

    def __init__(self, router: Any):
        self.router, self.asked = router, 0
        self.change: Callable[[bytes], bytes] = lambda body: body

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        return [self.change(b"".join(self.router(environ, start_response)))]


class Forgetful(Memory):
    """Reads everything anew."""

    def at(self, stamp: Hashable) -> StampedMemory:
        del stamp
        return NO_MEMORY


class Ways:
    """A database asked as visitors ask it, and by the router of an application that remembers nothing."""

    def __init__(self, app: TestApp):
        self.reuse: ResponseCache = app.app.application
        self.behind = self.reuse.application = Behind(self.reuse.application)
        self.portal: Portal = self.reuse.registry.portal
        url = self.portal.database.engine.url.render_as_string(hide_password=False)
        given = {"portal.data": str(self.portal.settings.data), "portal.database_url": url}
        router = create_application(given, self.portal.clock).application.application
        router.registry.portal.memory = Forgetful()
        self.plain = FrontDoor(router, router, self.portal.settings)

    def ask(self, query: str, host: str = "portal.test") -> Whole:
        return _whole(self.reuse, query, host)

    def ask_anew(self, query: str, host: str = "portal.test") -> Whole:
        return _whole(self.plain, query, host)

    def close(self) -> None:
        self.portal.database.dispose()
        self.plain.application.registry.portal.database.dispose()

    def routed(self, query: str, host: str = "portal.test") -> bool:
        """Whether the router is asked when a visitor asks this."""
        before = self.behind.asked
        self.ask(query, host)
        return self.behind.asked > before


def _whole(application: Any, query: str, host: str) -> Whole:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    environ = TestApp.RequestClass.blank(f"{PATH}?{query}", headers={"Host": host}).environ
    body = b"".join(application(environ, lambda status, headers, _=None: started.append((status, headers))))
    return (*started[-1], body)


@pytest.fixture
def ways(app: TestApp) -> Iterator[Ways]:
    made = Ways(app)
    yield made
    made.close()


@pytest.fixture
def site(database: Database, tmp_path: Path, clock: SetClock) -> Iterator[Ways]:
    """On a database of its own, which somebody changes."""
    assert Loading(database, clock).load(STANDARDS).errors == []
    address = database.engine.url.render_as_string(hide_password=False)
    app = TestApp(create_application({"portal.data": str(tmp_path), "portal.database_url": address}, clock))
    made = Ways(app)
    yield made
    made.close()


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(NOISE)
DECIMALS = st.decimals(0, 2_000, places=3, allow_nan=False).map(
    lambda d: str(d.normalize()).replace(".", ",")
)
ASKED: dict[str, st.SearchStrategy[str]] = {
    "level": st.sampled_from(LEVELS) | TYPED,
    "amount": st.integers(0, 200).map(str) | DECIMALS | st.sampled_from(AMOUNTS) | TYPED,
    "unit": st.sampled_from(UNITS) | TYPED,
    "age": st.integers(0, 20).map(str) | st.sampled_from(AGES) | TYPED,
    "date": st.dates().map(str) | st.sampled_from(DAYS) | TYPED,
    "known": st.dates().map(str) | st.sampled_from(DAYS),
    "standard": st.sampled_from(("", "aflastning", "nordpolen")),
    "lang": TYPED,
}
PLACES = st.sampled_from([(owner, table) for owner, tables in TABLES_OF.items() for table in tables])


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A query: mostly one thing asked of a table that is there, at times anything at all."""
    owner, table = draw(PLACES)
    way = draw(st.sampled_from((("level",), ("amount", "unit"), ("amount", "unit"), ("age",), ())))
    more = draw(st.lists(st.sampled_from([*ASKED]), max_size=2)) if draw(st.booleans()) else []
    pairs = [("municipality", owner), ("table", draw(st.just(table) | st.sampled_from(TABLES) | TYPED))]
    pairs += [(name, draw(ASKED[name])) for name in (*way, *more)]
    query = urlencode(draw(st.permutations(pairs)), quote_via=draw(st.sampled_from((quote, _plus))))
    return query + draw(st.sampled_from(("", "", "", "&", ";", "&x", "&amount=%F8", "&%C3=1", "&level=%zz")))


def _plus(text: str, safe: str, encoding: str, errors: str) -> str:
    return quote(text, safe + " /", encoding, errors).replace(" ", "+")


@settings(
    max_examples=150,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(BY_AMOUNT + "1000")
@example(BY_AMOUNT + "50&date=2001-01-01")
@example(BY_AMOUNT + "50&amount=51")
@example("municipality=randers&table=kontaktperson&amount=%C2%BD&unit=timer+om+ugen")
@example("municipality=randers&table=kontaktperson&amount=10&unit=timer/m%C3%A5ned")
@given(query=queries())
def test_both_ways_give_the_same_answer(ways: Ways, query: str) -> None:
    ways.ask(f"{TABLE}&level=moderat")
    assert ways.ask(query) == ways.ask_anew(query)


@pytest.mark.parametrize(
    "asked",
    ["amount=50,5&unit=doegn/aar", "amount=4&unit=timer/uge", "amount=9&unit=d%C3%B8gn/uge", "level=let", ""],
)
def test_after_one_answer_the_router_is_not_asked(ways: Ways, asked: str) -> None:
    assert ways.routed(f"{TABLE}&level=moderat")
    assert not ways.routed(f"{TABLE}&{asked}")
    assert not ways.routed(f"{TABLE}&{asked}&date=2024-06-01")
    assert ways.routed(f"{TABLE}&level=moderat", host="another.test")


@pytest.mark.parametrize(
    "asked",
    ["amount=x&unit=doegn/aar", "amount=5", "level=nej", "age=x", "level=let&level=let", "q=1", "%C3=1"],
)
def test_what_is_wrong_goes_by_the_router(ways: Ways, asked: str) -> None:
    ways.ask(f"{TABLE}&level=moderat")
    assert ways.routed(f"{TABLE}&{asked}")
    assert ways.routed(f"{TABLE}&{asked}")


def test_an_answer_that_the_shortcut_would_not_give_is_no_frame(ways: Ways) -> None:
    ways.behind.change = lambda body: body.replace(b"moderat", b"MODERAT")
    assert ways.routed(f"{TABLE}&level=moderat")
    assert ways.routed(BY_AMOUNT + "50")
    ways.behind.change = lambda body: body
    assert ways.routed(BY_AMOUNT + "51")
    assert not ways.routed(BY_AMOUNT + "52")


def test_any_number_of_hosts_takes_little_memory(ways: Ways) -> None:
    for n in range(MOST_FRAMES + 5):
        host = f"host-{n}.test"
        assert ways.ask(f"{TABLE}&level=let", host) == ways.ask_anew(f"{TABLE}&level=let", host)
    shortcut = ways.reuse._shortcut
    assert isinstance(shortcut, CalculateShortcut)
    assert 0 < len(shortcut._frames) <= MOST_FRAMES


def test_midnight_by_the_clock_alone(site: Ways, clock: SetClock) -> None:
    clock.instant = datetime(2027, 2, 28, 23, 59, 59, tzinfo=COPENHAGEN).astimezone(UTC)
    assert [_version(site.ask(BY_AMOUNT + str(n))) for n in range(40, 44)] == [4, 4, 4, 4]
    clock.instant = datetime(2027, 3, 1, tzinfo=COPENHAGEN).astimezone(UTC)
    asked = site.behind.asked
    assert [_version(site.ask(BY_AMOUNT + str(n))) for n in range(50, 54)] == [5, 5, 5, 5]
    assert site.behind.asked == asked + 1
    assert site.ask(BY_AMOUNT + "60") == site.ask_anew(BY_AMOUNT + "60")


def test_a_version_that_comes_while_many_ask(
    site: Ways, database: Database, clock: SetClock, tmp_path: Path
) -> None:
    """Each answer is of one version, header, rows and address; none is old once the change is made."""
    loaded, stop = threading.Event(), threading.Event()
    found: list[tuple[bool, Whole]] = []

    def ask(first: int) -> None:
        for n in range(first, first + 100_000, 4):
            before = loaded.is_set()
            found.append((before, site.ask(f"{BY_AMOUNT}50,{n:06}")))
            if stop.is_set():
                return

    asking = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in asking:
        thread.start()
    try:
        assert Loading(database, clock).load(_with_version_six(tmp_path)).errors == []
        loaded.set()
        site.ask(BY_AMOUNT + "49")
    finally:
        stop.set()
        for thread in asking:
            thread.join()
    assert {_version(whole) for before, whole in found if before} <= {6}
    for _, whole in found:
        version = _version(whole)
        assert f'"words":"{WORDS[version]}"'.encode() in whole[2]
        assert f"/v{version}#".encode() in whole[2]
    assert site.ask(BY_AMOUNT + "48") == site.ask_anew(BY_AMOUNT + "48")
    assert _version(site.ask(BY_AMOUNT + "47")) == 6


def _version(whole: Whole) -> int:
    assert whole[0] == "200 OK"
    return int(whole[2].split(b'"version":')[1].split(b",")[0])


def _with_version_six(tmp_path: Path) -> Path:
    source, folder = STANDARDS / "eksempel", tmp_path / "more" / "eksempel"
    (folder / "aflastning").mkdir(parents=True)
    (folder / "kommune.yaml").write_bytes((source / "kommune.yaml").read_bytes())
    for n in range(1, 6):
        (folder / "aflastning" / f"{n}.md").write_bytes((source / "aflastning" / f"{n}.md").read_bytes())
    newer = (source / "aflastning" / "5.md").read_text("utf-8").replace("2027-03-01", "2026-11-22")
    (folder / "aflastning" / "6.md").write_text(newer, "utf-8")
    return tmp_path / "more"
