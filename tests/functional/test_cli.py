"""The `portal` command, as an operator runs it: real processes, real exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from conftest import ROOT
from factories import standard, write
from portal.cli import main
from processes import end, serving


def portal(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments],
        env={**os.environ, "PORTAL_DATA": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_load_says_a_line_a_file_and_leaves_everything_verified(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a/aflastning/1.md": standard()})
    loaded = portal(tmp_path / "data", "load", str(folder))
    assert loaded.returncode == 0
    assert "a/aflastning/1.md" in loaded.stderr
    verified = portal(tmp_path / "data", "verify")
    assert (verified.returncode, verified.stdout) == (0, "")


def test_load_with_errors_names_every_one_and_exits_1(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        {
            "a/aflastning/1.md": standard(moderate="Op til 60 døgn"),
            "a/andet/1.md": standard(table="andet", light="Mange døgn om året"),
        },
    )
    loaded = portal(tmp_path / "data", "load", str(folder))
    assert loaded.returncode == 1
    for words in ("a/aflastning/1.md:", "number-without-period", "a/andet/1.md:", "unreadable-extent"):
        assert words in loaded.stderr
    assert "Ikke indlæst: a (2 filer)" in loaded.stderr


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    loaded = portal(tmp_path / "data", "load", str(tmp_path / "ikke"))
    assert loaded.returncode == 2
    assert "findes ikke" in loaded.stderr


def test_lint_as_json(tmp_path: Path) -> None:
    path = tmp_path / "1.md"
    path.write_text(standard(moderate="Op til 60 døgn"), encoding="utf-8")
    linted = portal(tmp_path / "data", "lint", "--format", "json", str(path))
    assert linted.returncode == 1
    (finding,) = [f for f in json.loads(linted.stdout) if f["severity"] == "error"]
    assert finding["rule"] == "number-without-period"
    assert (
        finding["line"]
        == standard(moderate="Op til 60 døgn")
        .split("\n")
        .index("| Moderate problemer | Op til 60 døgn | | |")
        + 1
    )
    assert finding["remedy"]


def test_an_unknown_setting_stops_the_start() -> None:
    from portal.setting_checks import SettingsError
    from portal.settings import read_settings

    with pytest.raises(SettingsError, match="ukendt_noegle"):
        read_settings({"portal.ukendt_noegle": "1"})


def test_serve_answers_and_stops(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a/aflastning/1.md": standard()})
    assert portal(tmp_path / "data", "load", str(folder)).returncode == 0
    with serving(tmp_path / "data") as (address, server):
        with urllib.request.urlopen(f"{address}/a/aflastning?dato=2026-01-01") as answer:
            assert "Op til 60 døgn om året" in answer.read().decode()
        said = end(server)
    assert "PORTAL_BASE_URL er ikke sat" in said
    assert (tmp_path / "data" / "address").read_text() == address
    assert "aflastning" not in said, "what a visitor asked for must not be logged"
    assert "dato" not in said


def test_nothing_is_said_that_no_operator_can_mend(tmp_path: Path) -> None:
    assert portal(tmp_path / "data", "doctor").stderr == ""


def unusable(tmp_path: Path) -> tuple[Path, Path]:
    """A path through a file, and the file."""
    file = tmp_path / "fil"
    file.write_text("intet", encoding="utf-8")
    return file / "under", file


@pytest.mark.parametrize(
    "command",
    [
        ["lint"],
        ["load"],
        ["restore"],
        ["backup"],
        ["export"],
        ["import", "--municipality", "a", "--out", "{out}", "--report", "{out}.json"],
        ["import", "{file}", "--municipality", "a", "--report", "{out}.json", "--out"],
    ],
    ids=["lint", "load", "restore", "backup", "export", "import", "import-out"],
)
def test_a_path_that_cannot_be_used_is_said_in_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    through, file = unusable(tmp_path)
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    given = [word.format(out=tmp_path / "ud", file=file) for word in command]
    assert main([*given, str(through)]) == 2
    assert str(file) in capsys.readouterr().err.replace("\n", "")


def test_a_data_folder_that_cannot_be_is_said_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    through, file = unusable(tmp_path)
    monkeypatch.setenv("PORTAL_DATA", str(through))
    for command in (
        ["serve"],
        ["migrate"],
        ["reindex"],
        ["verify"],
        ["worker", "--once"],
        ["load", str(tmp_path)],
        ["export", str(tmp_path / "ud")],
        ["site", str(tmp_path / "sider")],
        ["backup", str(tmp_path / "kopi")],
        ["user", "list"],
    ):
        assert main(command) == 2, command
        assert str(file) in capsys.readouterr().err, command


def test_the_other_files_are_checked_where_one_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "1.md"
    path.write_text(standard(moderate="Op til 60 døgn"), encoding="utf-8")
    assert main(["lint", "--format", "json", str(tmp_path / "2.md"), str(path)]) == 2
    said = capsys.readouterr()
    assert "number-without-period" in said.out
    assert "2.md kan ikke bruges. Det findes ikke" in said.err
