"""`portal load`: idempotent, refuses changed bytes, all of a municipality or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from factories import MUNICIPALITY, standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.documents.reading.markdown import read_document
from portal.models import Decision, Draft, LevelTableRow, LogRow, OutboxRow, Standard, Version
from portal.services.drafting.loading import FileOutcome, Loading, LoadReport
from portal.services.published.storing import store_version

SECOND = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}


def load(database: Database, clock: SetClock, folder: Path) -> LoadReport:
    return Loading(database, clock).load(folder)


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def changes(report: LoadReport) -> list[str]:
    return [line.change for line in report.files]


def test_a_folder_is_loaded_with_everything_derived(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    folder = write(tmp_path, {"a/aflastning/1.md": standard(), "a/aflastning/2.md": standard(front=SECOND)})
    report = load(database, clock, folder)
    assert report.errors == []
    assert changes(report) == [FileOutcome.NEW, FileOutcome.NEW]
    assert count(database, Version) == 2
    assert count(database, Decision) == 2
    assert count(database, LevelTableRow) == 4
    assert count(database, LogRow) == 6  # its municipality and its standard too
    assert count(database, OutboxRow) == 1
    with database.reading() as session:
        version = session.scalars(select(Version).order_by(Version.n)).first()
        assert version is not None
        assert version.content == standard().encode()
        assert version.recorded == clock.now()


def test_loading_again_changes_nothing(database: Database, clock: SetClock, tmp_path: Path) -> None:
    folder = write(tmp_path, {"a/aflastning/1.md": standard()})
    load(database, clock, folder)
    report = load(database, clock, folder)
    assert changes(report) == [FileOutcome.SAME]
    assert (count(database, LogRow), count(database, OutboxRow)) == (4, 1)


STRUCK = standard(light="Op til 3~~6~~ døgn om året")


def test_a_new_text_that_shows_something_else_than_is_counted_is_refused(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    report = load(database, clock, write(tmp_path, {"a/aflastning/1.md": STRUCK}))
    assert [error.rule for error in report.errors] == ["strikethrough"]
    assert count(database, Version) == 0


def test_one_that_was_adopted_before_that_was_looked_for_stays_as_it_is(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    load(database, clock, write(tmp_path, {"a/aflastning/1.md": standard()}))
    with database.writing() as session:
        id_ = session.scalars(select(Standard.id)).one()
        store_version(session, id_, 2, STRUCK.encode(), read_document(STRUCK.encode(), "2.md"), clock.now())
    report = load(database, clock, write(tmp_path, {"a/aflastning/2.md": STRUCK}))
    assert report.errors == []
    assert changes(report) == [FileOutcome.SAME, FileOutcome.SAME]


def test_changed_bytes_are_refused_and_nothing_of_the_municipality_is_loaded(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    folder = write(tmp_path, {"a/aflastning/1.md": standard()})
    load(database, clock, folder)
    write(tmp_path, {"a/aflastning/1.md": standard(moderate="Op til 61 døgn om året")})
    write(tmp_path, {"a/ny/1.md": standard(table="ny")})
    report = load(database, clock, folder)
    assert [finding.rule for finding in report.errors] == ["changed-bytes"]
    assert set(changes(report)) == {FileOutcome.REFUSED}
    assert count(database, Version) == 1


def test_an_error_in_one_municipality_leaves_the_others_alone(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    folder = write(
        tmp_path,
        {
            "a/aflastning/1.md": standard(moderate="Op til 60 døgn"),
            "a/andet/1.md": standard(table="andet", moderate="Mange døgn om året"),
            "b/aflastning/1.md": standard(),
        },
    )
    report = load(database, clock, folder)
    assert {finding.file for finding in report.errors} == {"a/aflastning/1.md", "a/andet/1.md"}
    assert count(database, Version) == 1


def test_a_file_gone_from_the_folder_changes_nothing(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    folder = write(tmp_path, {"a/aflastning/1.md": standard(), "a/ny/1.md": standard(table="ny")})
    load(database, clock, folder)
    (folder / "a/ny/1.md").unlink()
    assert load(database, clock, folder).errors == []
    assert count(database, Version) == 2


def test_a_gap_a_bad_name_and_a_shared_table_are_errors(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    folder = write(
        tmp_path,
        {
            "a/aflastning/2.md": standard(),
            "a/aflastning/ny.md": standard(),
            "a/andet/1.md": standard(),
            "a/versioner/1.md": standard(table="v"),
        },
    )
    rules = {finding.rule for finding in load(database, clock, folder).errors}
    assert rules == {"version-gap", "file-name", "table-id", "reserved-slug"}
    assert count(database, Version) == 0


def test_a_draft_is_kept_apart_and_gives_way_to_the_adopted_text(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    draft = standard(front={**SECOND, "tilstand": "kladde", "vedtaget": "", "offentliggjort": ""})
    folder = write(tmp_path, {"a/aflastning/1.md": standard(), "a/aflastning/2.md": draft})
    assert changes(load(database, clock, folder)) == [FileOutcome.NEW, FileOutcome.DRAFT]
    assert changes(load(database, clock, folder)) == [FileOutcome.SAME, FileOutcome.SAME]
    assert (count(database, Version), count(database, Draft)) == (1, 1)
    write(tmp_path, {"a/aflastning/2.md": standard(front=SECOND)})
    assert changes(load(database, clock, folder)) == [FileOutcome.SAME, FileOutcome.NEW]
    assert (count(database, Version), count(database, Draft)) == (2, 0)


def test_a_cpr_number_in_a_folders_name_or_in_kommune_yaml_is_refused(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    texts = {
        "a/barn-0101901234/1.md": standard(),
        "a/kommune.yaml": MUNICIPALITY + "bemaerkning: 010190-1234\n",
    }
    report = load(database, clock, write(tmp_path, texts))
    assert {(e.file, e.rule) for e in report.errors} == {
        ("a/kommune.yaml", "personal-data"),
        ("a/barn-0101901234", "personal-data"),
    }


@pytest.mark.parametrize("written", [r'"A\uD800B"', r'"A\e[31mB"'])
def test_an_escaped_character_that_no_page_can_hold_is_refused_in_words(
    database: Database, clock: SetClock, tmp_path: Path, written: str
) -> None:
    report = load(database, clock, write(tmp_path, {"a/aflastning/1.md": standard(title=written)}))
    assert [(error.rule, error.line) for error in report.errors] == [("encoding", 2)]
