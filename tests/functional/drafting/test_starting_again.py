"""`make run` starts again whatever was adopted, corrected or dropped in the portal since."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sqlalchemy import select

from conftest import ROOT
from factories import write
from office import Office, good_text
from portal.models import Draft, Version
from portal.security.roles import Role
from portal.services.drafting.loading import FileOutcome, Loading, LoadReport

HERE = "/redaktion/a/aflastning"
DRAFT = good_text(
    light="Op til 40 døgn om året",
    front={
        "tilstand": "kladde",
        "vedtaget": "",
        "organ": "",
        "offentliggjort": "",
        "gaelder_fra": "2027-01-01",
    },
)


def load_draft(office: Office, text: str = DRAFT) -> LoadReport:
    folder = write(office.folder / "standards", {"a/aflastning/2.md": text})
    return Loading(office.database, office.clock).load(folder)


def change_of(report: LoadReport) -> str:
    return next(line.change for line in report.files if line.file == "a/aflastning/2.md")


def adopt(office: Office) -> None:
    editor, secretary = office.browser(Role.EDITOR), office.browser(Role.SECRETARY)
    editor.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    resolution = {
        "udfald": "vedtaget",
        "moededato": "20. november 2026",
        "punkt": "2026/01234, punkt 7",
        "referat": "",
        "gaelder_fra": "1. januar 2027",
    }
    heard = {**resolution, "organ": "Børneudvalget", "udfald": "anbefalet", "gaelder_fra": ""}
    secretary.send(f"{HERE}/beslutning/organ", heard, status=303)
    secretary.send(f"{HERE}/beslutning/organ", {**resolution, "organ": "Byrådet"}, status=303)
    secretary.send(f"{HERE}/trin", {"trin": "vedtag"}, status=303)


def test_a_draft_adopted_in_the_portal_is_a_note_and_no_error(each_office: Office) -> None:
    assert change_of(load_draft(each_office)) is FileOutcome.DRAFT
    adopt(each_office)
    again = load_draft(each_office)
    assert again.errors == []
    assert change_of(again) is FileOutcome.ADOPTED
    (note,) = again.notes
    assert "Version 2 er vedtaget i portalen" in note.message
    assert "/a/aflastning/v2/tekst" in note.remedy
    with each_office.database.reading() as session:
        assert session.scalars(select(Version.n).where(Version.standard_id == 1)).all() == [1, 2]
        assert session.scalars(select(Draft.id).where(Draft.closed.is_(None))).all() == []


def test_a_draft_dropped_in_the_portal_does_not_come_back(office: Office) -> None:
    load_draft(office)
    dropping = {"trin": "henlaeg", "begrundelse": "Vi venter."}
    office.browser(Role.EDITOR).send(f"{HERE}/trin", dropping, status=303)
    again = load_draft(office)
    assert change_of(again) is FileOutcome.DROPPED
    assert [note.rule for note in again.notes] == ["overtaken-draft"]
    with office.database.reading() as session:
        assert session.scalars(select(Draft.id).where(Draft.closed.is_(None))).all() == []


def test_an_adopted_file_with_other_bytes_is_still_refused(office: Office) -> None:
    load_draft(office)
    adopt(office)
    report = load_draft(office, good_text(light="Op til 41 døgn om året"))
    assert [error.rule for error in report.errors] == ["changed-bytes"]
    assert change_of(report) is FileOutcome.REFUSED


def test_make_run_serves_when_load_left_files_out(tmp_path: Path) -> None:
    assert run(tmp_path, load_exits=1).endswith("serve --port 6543\n")


def test_make_run_stops_when_nothing_could_be_loaded(tmp_path: Path) -> None:
    assert run(tmp_path, load_exits=2).endswith("load standards\n")


def run(folder: Path, load_exits: int) -> str:
    """What `make run` starts, one command a line, where `portal load` ends with ``load_exits``."""
    command = folder / "portal"
    command.write_text(f'#!/bin/sh\necho "$@" >> {folder}/said\ntest "$1" != load || exit {load_exits}\n')
    command.chmod(0o755)
    make = ["make", "--silent", "-o", "setup", "run", f"BIN={folder}", f"PORTAL_DATA={folder}", "PORT=6543"]
    subprocess.run(make, cwd=ROOT, capture_output=True, check=False)
    return (folder / "said").read_text()
