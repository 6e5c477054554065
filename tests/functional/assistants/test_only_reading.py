"""`portal mcp` opens a portal that cannot be written to, and makes none where there is none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from conftest import ROOT
from portal.cli import main
from portal.clock import SetClock
from portal.db import Database
from portal.opening import open_to_read
from portal.services.errors import Refused
from portal.settings import read_settings


def test_the_database_itself_refuses(
    fresh_database: Callable[..., Database], database_kind: str, clock: SetClock, tmp_path: Path
) -> None:
    url = fresh_database(database_kind).engine.url.render_as_string(hide_password=False)
    settings = read_settings({"portal.data": str(tmp_path), "portal.database_url": url}, {})
    with open_to_read(settings, clock) as portal:
        with portal.database.reading() as session:
            assert session.scalar(text("SELECT count(*) FROM municipality")) == 0
        for statement in ("DELETE FROM municipality", "CREATE TABLE other (id INTEGER)"):
            with pytest.raises(DBAPIError, match=r"(?i)read.?only"), portal.database.writing() as session:
                session.execute(text(statement))


def test_a_database_of_another_version_is_left_as_it_is(
    fresh_database: Callable[..., Database], database_kind: str, clock: SetClock, tmp_path: Path
) -> None:
    url = fresh_database(database_kind, migrated=False).engine.url.render_as_string(hide_password=False)
    settings = read_settings({"portal.data": str(tmp_path), "portal.database_url": url}, {})
    with pytest.raises(Refused, match="portal migrate"), open_to_read(settings, clock):
        pass


def test_where_there_is_no_portal_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    assert main(["mcp"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "PORTAL_DATA" in said.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_package_the_command_says_what_to_do(tmp_path: Path) -> None:
    """A name that is None in ``sys.modules`` cannot be imported, as one that is not installed."""
    without = "import sys; sys.modules['mcp'] = None; from portal.cli import main; sys.exit(main(['mcp']))"
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", without],
        cwd=ROOT,
        env={"PORTAL_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert "requirements/mcp.txt" in ran.stderr
