"""`portal verify`: what was changed past the triggers is named, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from factories import standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.record.verifying import NO_INDEX, Verifying
from portal.services.search.indexing import Indexing
from search_index import open_index

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SECOND = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}


@pytest.fixture
def loaded(database: Database, clock: SetClock, tmp_path: Path) -> Database:
    """A database with two versions, indexed."""
    texts = {"a/aflastning/1.md": standard(), "a/aflastning/2.md": standard(front=SECOND)}
    assert Loading(database, clock).load(write(tmp_path / "standards", texts)).errors == []
    Indexing(database, tmp_path / "index", clock).drain()
    return database


def problems(database: Database, clock: SetClock, tmp_path: Path) -> Sequence[str]:
    return Verifying(database, tmp_path / "index", clock).problems()


def without_triggers(database: Database, *statements: str) -> None:
    """Run SQL as one who owns the machine can: triggers off first."""
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.begin() as connection:
        if sqlite:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in list(names):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("version", "decision", "confirmation", "repeal", "log"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))


def test_all_is_well_where_nothing_was_touched(loaded: Database, clock: SetClock, tmp_path: Path) -> None:
    assert problems(loaded, clock, tmp_path) == ()


def one_byte(database: Database) -> str:
    """SQL that makes "36 døgn" of version 1 into "37 døgn"."""
    if database.engine.dialect.name == "sqlite":
        changed = "CAST(replace(CAST(content AS TEXT), 'Op til 36', 'Op til 37') AS BLOB)"
    else:
        changed = "convert_to(replace(convert_from(content, 'UTF8'), 'Op til 36', 'Op til 37'), 'UTF8')"
    return f"UPDATE version SET content = {changed} WHERE n = 1"


def test_one_changed_byte_of_a_text_is_named(loaded: Database, clock: SetClock, tmp_path: Path) -> None:
    without_triggers(loaded, one_byte(loaded))
    assert problems(loaded, clock, tmp_path)[0] == "Teksten er ændret: a/aflastning/v1"


V1, V2 = "a/aflastning/v1", "a/aflastning/v2"
TAMPERED = {
    "UPDATE version SET begins_day = '2024-03-01' WHERE n = 1": f"Datoerne er ikke som teksten: {V1}",
    "UPDATE version SET sha256 = 'x' WHERE n = 2": f"Teksten er ændret: {V2}",
    "UPDATE decision SET item = 'x' WHERE id = 1": f"Beslutningen er ikke som i loggen: {V1} (række 1)",
    "DELETE FROM decision WHERE id = 2": f"Beslutningen i loggen findes ikke mere, som den var: {V2}",
    "UPDATE log SET actor = 'x' WHERE id = 4": f"Kæden er brudt ved række 4 i loggen: decision.recorded {V1}",
    "DELETE FROM log WHERE id = 4": f"Kæden er brudt ved række 5 i loggen: version.loaded {V2}",
    "DELETE FROM log WHERE id > 4": f"Versionen står ikke i loggen: {V2}",
    "INSERT INTO confirmation (standard_id, n, day, recorded)"
    " VALUES (1, 1, '2026-01-01', '2026-01-01')": f"Bekræftelsen er ikke som i loggen: {V1} (række 1)",
    "INSERT INTO repeal (standard_id, day, known_from, body, item, recorded)"
    " VALUES (1, '2026-01-01', '2026-01-01', '', '', '2026-01-01')": "Ophævelsen er ikke som i loggen:"
    " a/aflastning (række 1)",
    "UPDATE level_row SET extent = 'x' WHERE id = 1": f"De udledte niveauer er ikke som teksten: {V1}",
    "UPDATE section SET text = 'x' WHERE id = 1": f"De udledte afsnit er ikke som teksten: {V1}",
    "UPDATE outline SET title = 'x'": f"De udledte titel og emner er ikke som teksten: {V1}",
    "DELETE FROM law_reference": f"De udledte lovhenvisninger er ikke som teksten: {V1}",
}


@pytest.mark.parametrize(("statement", "named"), TAMPERED.items(), ids=range(len(TAMPERED)))
def test_what_was_changed_by_sql_is_named_first(
    loaded: Database, clock: SetClock, tmp_path: Path, statement: str, named: str
) -> None:
    without_triggers(loaded, statement)
    assert problems(loaded, clock, tmp_path)[0] == named


def test_an_entry_missing_from_the_index_is_named(loaded: Database, clock: SetClock, tmp_path: Path) -> None:
    open_index(tmp_path / "index").update(remove=["a/aflastning/v1#omfang"])
    assert problems(loaded, clock, tmp_path) == ("Søgeindekset er ikke som teksten: a/aflastning/v1#omfang",)


def test_an_index_that_is_not_there_is_said_once(loaded: Database, clock: SetClock, tmp_path: Path) -> None:
    found = Verifying(loaded, tmp_path / "never-built", clock).problems()
    assert found == (NO_INDEX,)
