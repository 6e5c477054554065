"""An archive that is cut, changed or made up is refused before the database is touched."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from functional.moving.backups import (
    back_up,
    forged,
    lines_of,
    members,
    restore_from,
    rows_in,
    sealed,
    with_lines,
)
from office import Office
from portal.db import Database
from portal.services.errors import Refused
from portal.services.moving.archives import BrokenArchive
from portal.services.moving.restoring import NotAsItWas

MUTATIONS = 60


@pytest.fixture
def kept(office: Office, tmp_path: Path) -> Path:
    """A sound backup."""
    return back_up(office.database, office.clock, tmp_path / "kopi")


@pytest.fixture
def target(fresh_database: Callable[..., Database], database_kind: str) -> Database:
    """A database in which there is nothing, not even tables."""
    return fresh_database(database_kind, migrated=False)


def refuse(file: Path, target: Database, words: str = "") -> None:
    """The archive is refused, and there is not even a table in the database."""
    with pytest.raises(BrokenArchive) as refusal:
        restore_from(file, target)
    assert words in refusal.value.message
    assert inspect(target.engine).get_table_names() == []


def changed_somewhere(content: bytes, chance: random.Random) -> bytes:
    """A byte flipped, a piece cut out, doubled or taken off the end, or something put behind."""
    at = chance.randrange(len(content))
    piece = chance.randrange(1, 200)
    return chance.choice(
        [
            content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :],
            content[:at] + content[at + piece :],
            content[: at + piece] + content[at:],
            content[:at],
            content + content[:piece],
        ]
    )


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whatever_is_changed_or_cut_is_refused(kept: Path, target: Database) -> None:
    content, chance = kept.read_bytes(), random.Random(12)
    for _ in range(MUTATIONS):
        mutated = changed_somewhere(content, chance)
        if mutated != content:
            kept.write_bytes(mutated)
            refuse(kept, target)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_each_of_the_last_bytes_counts(kept: Path, target: Database) -> None:
    """The hash of the file stands there, and what a zip says of itself."""
    content = kept.read_bytes()
    for back in range(1, 130):
        mutated = bytearray(content)
        mutated[-back] ^= 1
        kept.write_bytes(mutated)
        refuse(kept, target)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_changed_and_sealed_again_never_breaks_the_portal(
    kept: Path, target: Database, fresh_database: Callable[..., Database]
) -> None:
    """Refused, or, where the byte means nothing, restored as it was."""
    content, chance = kept.read_bytes(), random.Random(5)
    for _ in range(MUTATIONS):
        kept.write_bytes(sealed(changed_somewhere(content, chance)))
        try:
            restore_from(kept, target)
        except (BrokenArchive, NotAsItWas):
            if inspect(target.engine).get_table_names():
                assert rows_in(target) == 0
        else:
            target = fresh_database("sqlite", migrated=False)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 64, b"PK\x05\x06" + b"\0" * 18, b"\0" * 5000])
def test_what_is_no_archive_is_refused(tmp_path: Path, target: Database, content: bytes) -> None:
    file = tmp_path / "kopi"
    file.write_bytes(content)
    refuse(file, target)
    file.write_bytes(sealed(content.ljust(64)))
    refuse(file, target)


def in_manifest(name: str, value: Any) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        manifest = json.loads(found["manifest.json"])
        manifest[name] = value
        found["manifest.json"] = json.dumps(manifest).encode()

    return change


def with_person(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    """One person more, who is what a person can be but for the changes."""

    def change(found: dict[str, bytes]) -> None:
        person = {
            "id": 1, "mail": "a@example.dk", "name": "A", "password": "", "active": True,
            "recorded": "2026-11-22T11:00:00+00:00",
        }  # fmt: skip
        person |= changes
        line = json.dumps({name: value for name, value in person.items() if value is not ...}).encode()
        with_lines(found, "person", [line + b"\n"])

    return change


def named(table: str) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        found[table] = b""

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        del found[name]

    return change


def bomb(found: dict[str, bytes]) -> None:
    with_lines(found, "log", [b" " * (1 << 20) + b"\n"] * 100)


def endless_line(found: dict[str, bytes]) -> None:
    with_lines(found, "log", [b"x" * (1 << 20)] * 60 + [random.Random(1).randbytes(1 << 20)] * 8)


FORGED: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "other format": (in_manifest("format", "andet"), "ikke en sikkerhedskopi"),
    "later format": (in_manifest("format_version", 2), "udgave 2"),
    "unknown key": (in_manifest("andet", 1), "ikke en sikkerhedskopi"),
    "no name of a version": (in_manifest("portal", "\x1b[2J"), "ikke en sikkerhedskopi"),
    "no manifest": (without("manifest.json"), "ikke en sikkerhedskopi"),
    "unknown table": (
        in_manifest("tables", {"sqlite_master": {"rows": 0, "bytes": 0, "sha256": ""}}),
        "tabeller",
    ),
    "a file more": (named("../../etc/passwd"), "andre filer"),
    "a folder": (named("tables/"), "andre filer"),
    "a table of sessions": (named("tables/sign_in.jsonl"), "andre filer"),
    "a table less": (without("tables/log.jsonl"), "andre filer"),
    "a bomb": (bomb, "langt mere udpakket"),
    "a line without an end": (endless_line, "log kan ikke læses"),
    "other rows": (lambda found: found.update({"tables/log.jsonl": b""}), "log"),
    "unknown column": (with_person(admin=True), "person kan ikke læses i række 1"),
    "missing column": (with_person(mail=...), "person kan ikke læses i række 1"),
    "empty column": (with_person(mail=None), "person kan ikke læses i række 1"),
    "number for text": (with_person(mail=7), "person kan ikke læses i række 1"),
    "text for a number": (with_person(id="1"), "person kan ikke læses i række 1"),
    "no instant": (with_person(recorded="i går"), "person kan ikke læses i række 1"),
    "no zone": (with_person(recorded="2026-11-22T11:00:00"), "person kan ikke læses i række 1"),
    "past all numbers": (with_person(id=1 << 70), "person kan ikke læses i række 1"),
    "no sign": (with_person(name="\ud800"), "person kan ikke læses i række 1"),
    "no JSON": (lambda found: with_lines(found, "person", [b"[" * 100_000 + b"\n"]), "person kan ikke læses"),
}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", FORGED)
def test_what_the_portal_would_never_write_is_refused(kept: Path, target: Database, name: str) -> None:
    change, words = FORGED[name]
    refuse(forged(kept, change), target, words)


def test_one_that_was_packed_otherwise_but_says_the_same_is_taken(kept: Path, target: Database) -> None:
    before = members(kept)
    restore_from(forged(kept, lambda _: None), target)
    assert len(lines_of(before, "version")) == 2


def test_rows_that_point_to_nothing_are_refused_and_nothing_is_kept(kept: Path, target: Database) -> None:
    forged(kept, lambda found: with_lines(found, "standard", lines_of(found, "standard")[:1]))
    with pytest.raises(BrokenArchive, match="version"):
        restore_from(kept, target)
    assert rows_in(target) == 0


@pytest.mark.parametrize(
    ("table", "problem"),
    [("log", "Kæden er brudt"), ("version", "er væk"), ("decision", "Beslutningen")],
)
def test_a_record_that_does_not_hold_is_refused_and_nothing_is_kept(
    kept: Path, target: Database, table: str, problem: str
) -> None:
    """Sound as a file, but a row was taken out: ``portal verify`` would say so."""
    gone = {"log": ["log"], "version": ["version", "decision"], "decision": ["decision"]}[table]

    def change(found: dict[str, bytes]) -> None:
        for name in gone:
            with_lines(found, name, lines_of(found, name)[1:])

    with pytest.raises(NotAsItWas) as refusal:
        restore_from(forged(kept, change), target)
    assert [said for said in refusal.value.problems if problem in said]
    assert rows_in(target) == 0


def test_another_version_of_the_programme_is_named(kept: Path, target: Database) -> None:
    forged(kept, in_manifest("revision", "0001"))
    with pytest.raises(Refused, match="0001"):
        restore_from(kept, target)
    assert inspect(target.engine).get_table_names() == []


def test_the_file_can_be_opened_with_any_programme_for_zips(kept: Path) -> None:
    with zipfile.ZipFile(kept) as packed:
        assert packed.testzip() is None
        assert json.loads(packed.read("manifest.json"))["format"] == "kvalitetsportal-backup"
