"""What of an export is not as it was adopted: open drafts, and texts in which words are masked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from conftest import TODAY
from drafts import begun, open_draft, save, text_of
from factories import write
from functional.moving.exports import SECOND, contents, export, hashes, load
from office import Office, good_text
from portal.db import Database
from portal.models import Draft, Redaction
from portal.security.roles import Role


@pytest.fixture
def drafted(each_office: Office) -> Office:
    """An office with an open draft for version 2, in which somebody has written."""
    editor = begun(each_office)
    save(editor, text_of(each_office).replace("60 døgn", "72 døgn"))
    return each_office


def test_drafts_are_left_out_unless_they_are_asked_for(drafted: Office, tmp_path: Path) -> None:
    report = export(drafted.database, drafted.clock, tmp_path / "out")
    assert not (tmp_path / "out/a/aflastning/2.md").exists()
    assert "72 døgn" not in (tmp_path / "out/level-tables.json").read_text("utf-8")
    assert report.drafts == 0
    report = export(drafted.database, drafted.clock, tmp_path / "out", drafts=True)
    assert (tmp_path / "out/a/aflastning/2.md").read_bytes() == open_draft(drafted).content
    assert (report.drafts, report.notes) == (1, ())
    assert "72 døgn" not in (tmp_path / "out/level-tables.json").read_text("utf-8")


def test_a_draft_is_loaded_as_a_draft_again(
    drafted: Office, fresh_database: Callable[..., Database], tmp_path: Path
) -> None:
    export(drafted.database, drafted.clock, tmp_path / "out", drafts=True)
    wiped = fresh_database("sqlite")
    load(wiped, drafted.clock, tmp_path / "out")
    with wiped.reading() as session:
        assert session.scalars(select(Draft)).one().content == open_draft(drafted).content
    assert hashes(wiped) == hashes(drafted.database)


@pytest.mark.parametrize(
    "change", [("tilstand: kladde", "tilstand: vedtaget"), ("---\n\n##", "---\n\n::: x\n##")]
)
def test_a_draft_that_load_would_not_take_as_one_is_left_out_and_said(
    drafted: Office, tmp_path: Path, change: tuple[str, str]
) -> None:
    """It could be published by loading it, or keep its whole municipality from being loaded."""
    with drafted.database.writing() as session:
        row = session.scalars(select(Draft).where(Draft.closed.is_(None))).one()
        assert change[0].encode() in row.content
        row.content = row.content.replace(change[0].encode(), change[1].encode())
    report = export(drafted.database, drafted.clock, tmp_path / "out", drafts=True)
    assert not (tmp_path / "out/a/aflastning/2.md").exists()
    (note,) = report.notes
    assert "a/aflastning" in note


def test_a_draft_that_a_version_has_overtaken_is_left_out_and_said(drafted: Office, tmp_path: Path) -> None:
    load(drafted.database, drafted.clock, write(tmp_path / "in", {
        "a/kommune.yaml": (drafted.folder / "standards/a/kommune.yaml").read_bytes(),
        "a/aflastning/1.md": good_text(),
        "a/aflastning/2.md": good_text(front=SECOND),
    }))  # fmt: skip
    report = export(drafted.database, drafted.clock, tmp_path / "out", drafts=True)
    assert b"vedtaget" in (tmp_path / "out/a/aflastning/2.md").read_bytes()
    assert len(report.notes) == 1


def test_a_masked_text_is_given_as_it_is_shown_without_the_hash_it_had(
    each_office: Office, fresh_database: Callable[..., Database], tmp_path: Path
) -> None:
    office = each_office
    before = hashes(office.database)["a", "aflastning", 1]
    desk = "/redaktion/a/aflastning/maskering"
    office.browser(Role.EDITOR).send(desk, {"ord": "luft i hverdagen", "begrundelse": "Et navn."}, status=303)
    office.browser(Role.REVIEWER).send(desk, {"forslag": "1", "handling": "skjul"}, status=303)
    with office.database.reading() as session:
        assert session.scalars(select(Redaction)).one().before_sha256 == before
    export(office.database, office.clock, tmp_path / "out")
    written = contents(tmp_path / "out")
    assert b"(personoplysninger skjult)" in written["a/aflastning/1.md"]
    assert not [name for name, content in written.items() if before.encode() in content]
    (version,) = [v for v in json.loads(written["export.json"])["versions"] if v["municipality"] == "a"]
    assert version["masked"] == [TODAY]
    assert version["sha256"] == hashlib.sha256(written["a/aflastning/1.md"]).hexdigest()
    wiped = fresh_database("sqlite")
    load(wiped, office.clock, tmp_path / "out")
    assert hashes(wiped) == hashes(office.database)
