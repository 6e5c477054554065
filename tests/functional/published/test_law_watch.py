"""A provision is replaced at midnight: whatever rests on it is unconfirmed everywhere, by the clock alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from webtest import TestApp

from portal.app import create_application
from portal.clock import COPENHAGEN, SetClock
from portal.container import Portal, Services
from portal.db import Database
from portal.models import ConfirmationRow, Municipality, Standard
from portal.services.drafting.loading import Loading
from portal.services.search.indexing import Indexing

STANDARDS = Path(__file__).parents[3] / "standards"
TOMORROW = date(2024, 1, 1)
"""The day that barnets lov took the place of the provisions which Eksempel Kommune's text rested on."""
PAGE = "/eksempel/aflastning"
ASKED = "municipality=eksempel&table=doegnaflastning&level=moderat"


class Site:
    """An application on a database of its own, on the last day before the law changed."""

    def __init__(self, database: Database, folder: Path, clock: SetClock):
        assert Loading(database, clock).load(STANDARDS).errors == []
        self.database, self.clock = database, clock
        self.indexing = Indexing(database, folder / "index", clock)
        self.indexing.rebuild()
        address = database.engine.url.render_as_string(hide_password=False)
        settings = {"portal.data": str(folder), "portal.database_url": address}
        self.app = TestApp(create_application(settings, clock))

    @property
    def portal(self) -> Portal:
        found: Portal = self.app.app.application.registry.portal
        return found

    def statuses(self) -> set[str]:
        """What page, API, calculator, list and search say, each as in_force or unconfirmed."""
        said = {
            self.app.get(f"/api/v1/calculate?{ASKED}").json["status"],
            _of(self.app.get(PAGE).text),
            _of(self.app.get("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat").text),
        }
        tables = self.app.get("/api/v1/level-tables?municipality=eksempel").json["tables"]
        said |= {table["status"] for table in tables if table["standard"] == "aflastning"}
        hits = self.app.get("/api/v1/search?q=doegnaflastning&municipality=eksempel").json["hits"]
        hits = [hit for hit in hits if hit["standard"] == "aflastning"]
        assert hits
        return said | {hit["status"] for hit in hits}

    def watched(self) -> list[tuple[str, date]]:
        with self.database.reading() as session:
            services = Services(self.portal, session, self.clock.now())
            found = services.law_watch.standards("eksempel")
            return [(one.found.record.slug, one.since) for one in found if one.since == TOMORROW]


def _of(page: str) -> str:
    unconfirmed = 'class="status status-unconfirmed"' in page or "Vi ved ikke, om dette gælder i dag" in page
    assert unconfirmed or 'class="status status-in_force"' in page
    return "unconfirmed" if unconfirmed else "in_force"


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    made = Site(database, tmp_path, SetClock.at("2023-12-31"))
    yield made
    made.portal.database.dispose()


def midnight(clock: SetClock, *, seconds: int) -> None:
    """Put the clock that many seconds after the midnight that begins tomorrow."""
    clock.instant = datetime(2024, 1, 1, tzinfo=COPENHAGEN).astimezone(UTC)
    clock.instant = clock.instant.fromtimestamp(clock.instant.timestamp() + seconds, UTC)


def test_unconfirmed_at_midnight_by_the_clock_alone_and_back_by_a_confirmation(site: Site) -> None:
    midnight(site.clock, seconds=-1)
    assert site.statuses() == {"in_force"}
    assert site.watched() == [("aflastning", TOMORROW)]

    midnight(site.clock, seconds=0)
    assert site.statuses() == {"unconfirmed"}
    assert site.watched() == [("aflastning", TOMORROW)]
    assert "barnets lov § 90" in site.app.get(PAGE).text

    site.clock.instant = datetime(2024, 1, 2, 12, tzinfo=COPENHAGEN).astimezone(UTC)
    n = site.app.get(f"/api/v1/calculate?{ASKED}").json["version"]
    confirm(site.database, n, date(2024, 1, 2), site.clock)
    assert site.statuses() == {"in_force"}
    assert site.watched() == []


def test_the_index_follows_at_the_turn_of_the_day(site: Site) -> None:
    assert site.indexing.repair(None) == 0
    midnight(site.clock, seconds=0)
    assert site.indexing.repair(None) > 0


def confirm(database: Database, n: int, day: date, clock: SetClock) -> None:
    with database.writing() as session:
        standard = session.scalar(
            select(Standard.id)
            .join(Municipality)
            .where(Municipality.slug == "eksempel", Standard.slug == "aflastning")
        )
        assert standard is not None
        session.add(ConfirmationRow(standard_id=standard, n=n, day=day, recorded=clock.now()))
