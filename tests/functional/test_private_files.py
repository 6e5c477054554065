"""Who can read what lies on the disk and in the log: the portal's own account, and nobody else's words."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from operation.logs import Log
from portal.cli import main
from portal.clock import SetClock
from portal.container import Portal
from portal.db import Database
from portal.settings import read_settings
from portal.worker import Worker


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process that keeps nothing, or only writing, from others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_the_database_and_what_sqlite_lays_beside_it_are_the_owners(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'portal.sqlite'}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE t (a INTEGER)"))
    names = {path.name: mode(path) for path in (tmp_path / "data").iterdir()}
    assert names == {"portal.sqlite": 0o600, "portal.sqlite-wal": 0o600, "portal.sqlite-shm": 0o600}
    assert mode(tmp_path / "data") == 0o700
    database.dispose()


@pytest.mark.usefixtures("umask")
def test_the_data_folder_is_the_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "a" / "data"))
    assert main(["migrate"]) == 0
    assert mode(tmp_path / "a" / "data") == 0o700
    assert mode(tmp_path / "a" / "data" / "portal.sqlite") == 0o600


def test_what_others_could_read_is_closed_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    file = tmp_path / "portal.sqlite"
    Database(f"sqlite:///{file}").dispose()
    kept = Database(f"sqlite:///{file}")
    with kept.writing() as session:
        session.execute(text("CREATE TABLE t (a INTEGER)"))
    left = [file, tmp_path / "portal.sqlite-wal", tmp_path / "portal.sqlite-shm"]
    for path in left:
        path.chmod(0o644)
    tmp_path.chmod(0o755)
    assert main(["user", "list"]) == 0
    assert {mode(path) for path in left} == {0o600}
    assert mode(tmp_path) == 0o700
    said = [
        record.getMessage() for record in caplog.records if "could be read by others" in record.getMessage()
    ]
    assert len(said) == 4
    caplog.clear()
    assert main(["user", "list"]) == 0
    assert "could be read" not in caplog.text
    kept.dispose()


def test_an_exception_of_the_database_keeps_to_itself_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.reading() as session:
        session.execute(text("SELECT a FROM nowhere WHERE mail = :mail"), {"mail": "navn@example.dk"})
    assert "navn@example.dk" not in str(raised.value)


def test_the_worker_logs_where_it_failed_and_never_what_stood_there(
    database: Database, clock: SetClock, tmp_path: Path, log: Log
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    given = {"portal.data": str(tmp_path / "data"), "portal.database_url": url}
    worker = Worker(Portal(read_settings(given, {}), clock, database))
    with database.writing() as session:
        # A row that the database itself refuses to change, with what it says in the words of PostgreSQL.
        session.execute(text("ALTER TABLE outbox RENAME COLUMN topic TO hemmelig_person"))
    worker.once()
    written = str(log.lines())
    assert "A chore failed" in written
    assert "OperationalError" in written or "ProgrammingError" in written
    assert "topic" not in written
