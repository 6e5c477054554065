"""The whole application over HTTP, with the standards of this repository, on each database."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from webtest import TestApp

from conftest import ROOT, TODAY, administer, with_database
from office import Office
from operation.logs import Log
from portal.app import create_application
from portal.clock import SetClock
from portal.container import Portal
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.search.indexing import Indexing
from portal.watching.log_lines import configure_logs


def portal_of(app: TestApp) -> Portal:
    """What the application of a test has one of."""
    portal: Portal = app.app.application.registry.portal
    return portal


@pytest.fixture(scope="session")
def loaded_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A data folder with the repository's standards loaded and indexed, to be read or copied."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    _fill(f"sqlite:///{folder / 'portal.sqlite'}", folder)
    return folder


@pytest.fixture(scope="session")
def loaded_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: str, loaded_sqlite: Path
) -> tuple[str, Path]:
    """The same on PostgreSQL: the database's address and the data folder with the index."""
    administer(postgresql_server, "CREATE DATABASE loaded TEMPLATE template")
    folder = tmp_path_factory.mktemp("loaded-pg")
    address = with_database(postgresql_server, "loaded")
    _fill(address, folder)
    return address, folder


def _fill(url: str, folder: Path) -> None:
    database, clock = Database(url), SetClock.at(TODAY)
    report = Loading(database, clock).load(ROOT / "standards")
    assert report.errors == []
    Indexing(database, folder / "index", clock).rebuild()
    database.dispose()


@pytest.fixture
def log(capfd: pytest.CaptureFixture[str]) -> Iterator[Log]:
    """The log as it is written; what stood there before the test goes on as it was."""
    root = logging.getLogger()
    before = list(root.handlers)
    configure_logs("json")
    yield Log(capfd)
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)


@pytest.fixture
def make_app(clock: SetClock) -> Iterator[Callable[..., TestApp]]:
    """A maker of applications on a data folder; ``clock`` is theirs and can be moved."""

    made: list[TestApp] = []

    def make(folder: Path, url: str = "", **settings: str) -> TestApp:
        given = {"portal.data": str(folder), "portal.database_url": url}
        given |= {f"portal.{name}": value for name, value in settings.items()}
        assert not [name for name in os.environ if name.startswith("PORTAL_") and name != "PORTAL_DATA"]
        app = TestApp(create_application(given, clock), extra_environ={"HTTP_HOST": "portal.test"})
        made.append(app)
        return app

    yield make
    for app in made:
        portal_of(app).database.dispose()


@pytest.fixture
def app(request: pytest.FixtureRequest, database_kind: str, make_app: Callable[..., TestApp]) -> TestApp:
    """The application with the repository's standards, read-only, on SQLite and on PostgreSQL."""
    if database_kind == "sqlite":
        folder, url = request.getfixturevalue("loaded_sqlite"), ""
    else:
        url, folder = request.getfixturevalue("loaded_postgresql")
    return make_app(folder, url)


@pytest.fixture
def office(fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """A municipality with people in it, on SQLite; for what cannot differ between the databases."""
    made = Office(fresh_database("sqlite"), clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def each_office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite and on PostgreSQL."""
    made = Office(database, clock, tmp_path)
    yield made
    made.close()
