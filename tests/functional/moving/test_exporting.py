"""`portal export`: texts back byte for byte, in a folder that is never half and never over others' files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from conftest import ROOT, TODAY
from factories import standard, write
from functional.moving.exports import SECOND, contents, export, hashes, load, rows
from portal.cli import main
from portal.clock import SetClock
from portal.db import Database
from portal.documents.reading.markdown import read_document
from portal.models import Municipality, Standard
from portal.services.errors import BadInput, Refused
from portal.services.published.storing import store_version

WINDOWS = ("\ufeff" + standard(front=SECOND)).replace("\n", "\r\n").encode()


def test_what_was_loaded_comes_back_byte_for_byte(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    texts = {"a/aflastning/1.md": standard(), "a/aflastning/2.md": WINDOWS, "b/andet/1.md": standard()}
    given = write(tmp_path / "in", texts)
    load(database, clock, given)
    export(database, clock, tmp_path / "out")
    written = contents(tmp_path / "out")
    assert {name: written[name] for name in contents(given)} == contents(given)


def test_export_wipe_and_load_gives_the_same_hashes(
    database: Database, fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, ROOT / "standards")
    report = export(database, clock, tmp_path / "out")
    assert report.findings == ()
    wiped = fresh_database(database.engine.dialect.name)
    load(wiped, clock, tmp_path / "out")
    assert hashes(wiped) == hashes(database)
    export(wiped, clock, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")


def test_one_municipality(database: Database, clock: SetClock, tmp_path: Path) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard(), "b/y/1.md": standard()}))
    export(database, clock, tmp_path / "out", municipality="b")
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()} == {"b"}
    assert {row["municipality"] for row in rows(tmp_path / "out")} == {"b"}


def test_a_municipality_that_is_not_there_is_said_with_those_that_are(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    with pytest.raises(BadInput, match="Disse findes: a"):
        export(database, clock, tmp_path / "out", municipality="c")
    assert not (tmp_path / "out").exists()


def test_every_file_is_listed_with_its_hash(database: Database, clock: SetClock, tmp_path: Path) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    export(database, clock, tmp_path / "out")
    written = contents(tmp_path / "out")
    listed = json.loads(written.pop("export.json"))
    assert {one["path"]: (one["sha256"], one["bytes"]) for one in listed["files"]} == {
        name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in written.items()
    }
    (version,) = listed["versions"]
    assert version["sha256"] == hashlib.sha256(written["a/x/1.md"]).hexdigest()
    assert (version["path"], version["masked"], listed["day"]) == ("a/x/1.md", [], TODAY)


# The folder


def test_an_earlier_export_is_replaced_whole(database: Database, clock: SetClock, tmp_path: Path) -> None:
    out = tmp_path / "out"
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard(), "b/y/1.md": standard()}))
    export(database, clock, out)
    export(database, clock, out, municipality="a")
    assert not (out / "b").exists()
    assert (out / "a/x/1.md").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["a/x/2.md", "noter.txt", "a/x/1.md"])
def test_a_folder_in_which_somebody_has_worked_is_left_as_it_is(
    database: Database, clock: SetClock, tmp_path: Path, name: str
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    out = tmp_path / "out"
    export(database, clock, out)
    (out / name).write_text("noget, som nogen har skrevet", encoding="utf-8")
    before = contents(out)
    with pytest.raises(Refused, match=re.escape(name)):
        export(database, clock, out)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_with_a_link_in_it_is_left_as_it_is(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    out = tmp_path / "out"
    export(database, clock, out)
    (out / "link").symlink_to(tmp_path / "in", target_is_directory=True)
    with pytest.raises(Refused, match="link"):
        export(database, clock, out)
    assert (out / "link").is_symlink()


def test_a_folder_of_others_is_left_as_it_is_and_an_empty_one_is_filled(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    others = write(tmp_path / "others", {"a/x/1.md": standard()})
    with pytest.raises(Refused, match="tom"):
        export(database, clock, others)
    with pytest.raises(Refused, match="er en fil"):
        export(database, clock, others / "a/x/1.md")
    (tmp_path / "empty").mkdir()
    export(database, clock, tmp_path / "empty")
    assert (tmp_path / "empty/a/x/1.md").exists()


def test_what_fails_on_the_way_leaves_the_earlier_export_whole(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    out = tmp_path / "out"
    export(database, clock, out)
    before = contents(out)

    def stop(what: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(database, clock, out, step=stop)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_name_that_leads_out_of_the_folder_is_refused(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    with database.writing() as session:
        session.scalars(select(Municipality)).one().slug = "../../a"
    with pytest.raises(Refused, match="navn"):
        export(database, clock, tmp_path / "deep" / "er" / "out")
    assert not list(tmp_path.rglob("out*"))
    assert not (tmp_path / "a").exists()


# What load would refuse


def test_an_old_text_that_no_empty_portal_would_take_is_exported_and_said(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path / "in", {"a/x/1.md": standard()}))
    struck = standard(front=SECOND, light="Op til 3~~6~~ døgn om året").encode()
    with database.writing() as session:
        id_ = session.scalars(select(Standard.id)).one()
        store_version(session, id_, 2, struck, read_document(struck, "2.md"), clock.now())
    report = export(database, clock, tmp_path / "out")
    assert {(finding.file, finding.rule) for finding in report.findings} == {("a/x/2.md", "strikethrough")}
    assert (tmp_path / "out/a/x/2.md").read_bytes() == struck


# The command


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one standard loaded, that commands of this process use."""
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    assert main(["load", str(write(tmp_path / "in", {"a/x/1.md": standard()}))]) == 0
    return tmp_path / "data"


@pytest.mark.usefixtures("data")
def test_the_command_says_what_it_wrote_and_what_is_not_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert "1 version" in said
    assert "portal backup" in said
    assert "PORTAL_BASE_URL" in said
    assert rows(tmp_path / "out")[0]["permalink"] == "/a/x/v1#doegnaflastning-let"


@pytest.mark.usefixtures("data")
def test_the_command_refuses_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "in")]) == 2
    assert "tom mappe" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "out"), "--municipality", "b"]) == 2
    assert "Disse findes: a" in capsys.readouterr().err


@pytest.mark.usefixtures("data")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "in/a/x/1.md/out")]) == 2
    assert "kan ikke bruges" in capsys.readouterr().err


def test_help_is_danish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    said = capsys.readouterr().out
    assert "--municipality" in said
    assert "kladder" in said
