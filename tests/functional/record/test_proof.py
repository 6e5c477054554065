"""The proof of a version: complete, without persons, and it shows what was changed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from webtest import TestApp

from factories import standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.record.verifying import Verifying

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SECOND = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}


@pytest.fixture
def site(database: Database, clock: SetClock, tmp_path: Path, make_app: Callable[..., TestApp]) -> TestApp:
    texts = {"a/aflastning/1.md": standard(), "a/aflastning/2.md": standard(front=SECOND)}
    Loading(database, clock).load(write(tmp_path / "standards", texts))
    return make_app(tmp_path, database.engine.url.render_as_string(hide_password=False))


def unpacked(site: TestApp, folder: Path, n: int = 1) -> Path:
    answer = site.get(f"/a/aflastning/v{n}/bevis")
    assert answer.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.body)) as bundle:
        bundle.extractall(folder)
    return folder


def verify(folder: Path) -> tuple[int, str]:
    """Run the bundle's own verifier as anyone would: an isolated Python, nothing of ours in reach."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verificer.py")], capture_output=True, encoding="utf-8"
    )
    return run.returncode, run.stdout + run.stderr


def without_triggers(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        if database.engine.dialect.name == "sqlite":
            found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            for name in list(found.scalars()):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("version", "decision", "log"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(statement))


@pytest.mark.parametrize("n", [1, 2])
def test_an_untouched_proof_agrees(site: TestApp, tmp_path: Path, n: int) -> None:
    folder = unpacked(site, tmp_path / "bevis", n)
    code, said = verify(folder)
    assert (code, said.startswith("Alt stemmer.")) == (0, True), said


def test_the_proof_is_the_same_bytes_and_names_nobody(site: TestApp, tmp_path: Path) -> None:
    assert site.get("/a/aflastning/v1/bevis").body == site.get("/a/aflastning/v1/bevis").body
    folder = unpacked(site, tmp_path / "bevis")
    assert "portal load" not in (folder / "kaede.json").read_text(encoding="utf-8")


ONE_BYTE = {
    "sqlite": "CAST(replace(CAST(content AS TEXT), 'Op til 36', 'Op til 37') AS BLOB)",
    "postgresql": "convert_to(replace(convert_from(content, 'UTF8'), 'Op til 36', 'Op til 37'), 'UTF8')",
}


def test_one_byte_of_the_text_is_named_by_portal_and_proof(
    site: TestApp, database: Database, clock: SetClock, tmp_path: Path
) -> None:
    changed = ONE_BYTE[database.engine.dialect.name]
    without_triggers(database, f"UPDATE version SET content = {changed} WHERE n = 1")
    problems = Verifying(database, tmp_path / "index", clock).problems()
    assert problems[0] == "Teksten er ændret: a/aflastning/v1"
    code, said = verify(unpacked(site, tmp_path / "bevis"))
    assert code == 1
    assert "Teksten i tekst.md er ændret: a/aflastning/v1 er ikke som i loggens række 3." in said


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE decision SET outcome = 'x' WHERE id = 1", "Beslutningen er ikke som i loggen: nummer 1"),
        ("DELETE FROM decision WHERE id = 1", "Beslutningen i loggens række 4 er ikke i beslutninger.json"),
        ("UPDATE log SET actor = 'x' WHERE id = 4", "Kæden er brudt ved række 4"),
        ("UPDATE log SET recorded = '2020-01-01' WHERE id = 3", "Kæden er brudt ved række 3"),
    ],
)  # fmt: skip
def test_what_was_changed_in_the_database_shows_in_the_proof(
    site: TestApp, database: Database, tmp_path: Path, statement: str, named: str
) -> None:
    without_triggers(database, statement)
    code, said = verify(unpacked(site, tmp_path / "bevis"))
    assert code == 1
    assert named in said


@pytest.mark.parametrize("name", ["tekst.md", "beslutninger.json", "kaede.json"])
def test_any_byte_changed_in_the_bundle_shows(site: TestApp, tmp_path: Path, name: str) -> None:
    path = unpacked(site, tmp_path / "bevis") / name
    content = path.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 7)):
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(changed)
        if name.endswith("json") and _reads_the_same(bytes(changed), content):
            continue
        assert verify(path.parent)[0] == 1, place


def _reads_the_same(changed: bytes, content: bytes) -> bool:
    try:
        return bool(json.loads(changed) == json.loads(content))
    except ValueError:
        return False


def test_a_version_that_does_not_exist_has_no_proof(site: TestApp) -> None:
    site.get("/a/aflastning/v3/bevis", status=404)
