"""The commands with which an operator moves a portal: what they say, and how they end."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from conftest import ROOT
from factories import standard, write
from functional.moving.backups import forged, lines_of, with_lines
from functional.moving.exports import contents
from portal.cli import main
from portal.db import Database
from portal.serving.claiming import claim
from processes import free_port

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """Lets commands of this process use a data folder by its name."""
    return At(tmp_path, monkeypatch)


class At:
    """Where commands run: ``at("data", "verify")`` gives the exit code."""

    def __init__(self, folder: Path, environment: pytest.MonkeyPatch):
        self.folder = folder
        self._environment = environment

    def __call__(self, data: str, *arguments: object, database: str = "") -> int:
        self._environment.setenv("PORTAL_DATA", str(self.folder / data))
        self._environment.setenv("PORTAL_DATABASE_URL", database)
        return main([str(argument) for argument in arguments])


@pytest.fixture
def kept(at: At, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of a portal with one standard, in ``old``."""
    folder = write(at.folder / "in", {"a/x/1.md": standard()})
    assert at("old", "load", folder) == 0
    assert at("old", "user", "add", "en@example.dk", "--municipality", "a", "--role", "editor") == 0
    assert at("old", "backup", at.folder / "kopi") == 0
    said = capsys.readouterr().err
    assert "mailadresser" in said
    assert "nøgle" in said
    return at.folder / "kopi"


def test_a_portal_moves_to_postgresql_and_exports_the_same(
    at: At, kept: Path, postgresql_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert at("new", "restore", kept, database=postgresql_address) == 0
    said = capsys.readouterr().err
    assert "Alt stemmer" in said
    assert "logge ind igen" in said
    assert at("new", "verify", database=postgresql_address) == 0
    assert at("new", "export", at.folder / "nyt", database=postgresql_address) == 0
    assert at("old", "export", at.folder / "gammelt") == 0
    assert contents(at.folder / "nyt") == contents(at.folder / "gammelt")
    capsys.readouterr()
    assert at("new", "user", "list", database=postgresql_address) == 0
    assert "en@example.dk" in capsys.readouterr().out


@pytest.fixture
def postgresql_address(fresh_database: object) -> str:
    """The address of an empty database without tables."""
    made: Database = fresh_database("postgresql", migrated=False)  # type: ignore[operator]
    return made.engine.url.render_as_string(hide_password=False)


def test_what_is_there_already_is_left_as_it_is(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert at("old", "backup", kept) == 2
    assert "findes allerede" in capsys.readouterr().err
    before = (at.folder / "old/portal.sqlite").read_bytes()
    assert at("old", "restore", kept) == 2
    assert "ikke tom" in capsys.readouterr().err
    assert (at.folder / "old/portal.sqlite").read_bytes() == before
    assert at("new", "restore", kept) == 0
    assert at("new", "restore", kept) == 2


def test_a_broken_file_is_refused_before_there_is_even_a_folder(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.write_bytes(kept.read_bytes()[:-1])
    assert at("new", "restore", kept) == 1
    assert "ændret eller mangler" in capsys.readouterr().err
    assert at("new", "restore", at.folder / "ikke") == 2
    assert "kan ikke bruges" in capsys.readouterr().err
    assert not (at.folder / "new").exists()


def test_a_record_that_does_not_hold_is_told_line_by_line(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged(kept, lambda found: with_lines(found, "log", lines_of(found, "log")[1:]))
    assert at("new", "restore", kept) == 1
    said = capsys.readouterr()
    assert "Kæden er brudt" in said.out
    assert "Intet er gendannet" in said.err
    assert at("new", "user", "list") == 0
    assert capsys.readouterr().out == ""


def test_a_portal_that_does_not_hold_is_copied_with_a_warning(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(f"sqlite:///{at.folder / 'old/portal.sqlite'}")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER log_no_delete")
        connection.exec_driver_sql("DELETE FROM log WHERE id = 1")
    database.dispose()
    assert at("old", "backup", at.folder / "skæv") == 1
    said = capsys.readouterr()
    assert "Kæden er brudt" in said.out
    assert "kan ikke gendannes" in said.err
    assert (at.folder / "skæv").exists()


def test_nobody_restores_under_a_portal_that_runs(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who serves from a folder holds a lock on a file in it."""
    (at.folder / "new").mkdir()
    with open(at.folder / "new/serving", "a", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert at("new", "restore", kept) == 2
        assert "Stop den" in capsys.readouterr().err
    assert not (at.folder / "new/portal.sqlite").exists()
    assert at("new", "restore", kept) == 0


def test_who_restores_under_a_portal_that_runs_is_told_which_process_to_stop(
    at: At, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at.folder / "new").mkdir()
    with claim(at.folder / "new/serving", "127.0.0.1", free_port()):
        assert at("new", "restore", kept) == 2
        assert f"kill {os.getpid()}" in capsys.readouterr().err


def test_the_new_portal_makes_a_key_of_its_own_and_is_closed_to_others(at: At, kept: Path) -> None:
    assert at("new", "restore", kept) == 0
    assert not (at.folder / "new/secret").exists()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (at.folder / "new").iterdir()}
    assert modes["portal.sqlite"] == 0o600
    assert stat.S_IMODE((at.folder / "new").stat().st_mode) == 0o700


def test_what_cannot_be_written_is_said(at: At, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert at("old", "backup", at.folder / "ingen" / "kopi") == 2
    assert "kan ikke bruges" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_help_is_danish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert "portal" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--help"])
    assert command in capsys.readouterr().out


def test_all_of_the_repositorys_standards_move(at: At) -> None:
    assert at("old", "load", ROOT / "standards") == 0
    assert at("old", "backup", at.folder / "kopi") == 0
    assert at("new", "restore", at.folder / "kopi") == 0
    assert at("new", "verify") == 0
