"""``/api/v1/standards`` as a case system asks it: by KLE number, by provision, on a day."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import inspect, text
from webtest import TestApp

from factories import standard, write
from portal.clock import SetClock
from portal.db import Database
from portal.migrations import upgrade
from portal.services.drafting.loading import Loading

STANDARDS = "/api/v1/standards"


def found(app: TestApp, **asked: str) -> set[str]:
    return {f"{one['municipality']}/{one['standard']}" for one in listed(app, **asked)}


def listed(app: TestApp, **asked: str) -> list[dict[str, Any]]:
    return list(app.get(STANDARDS, asked).json["standards"])


ALL_OF_EKSEMPEL = {
    f"eksempel/{slug}"
    for slug in ("aflastning", "familiebehandling", "familiekonsulent", "fritidsstoette", "kontaktperson")
}


@pytest.mark.parametrize("kle", ["27", "27.27", "27.27.00", " 27.27.00 "])
def test_a_kle_number_finds_what_lies_below_it(app: TestApp, kle: str) -> None:
    assert found(app, kle=kle) == ALL_OF_EKSEMPEL
    assert {one["kle"] for one in listed(app, kle=kle)} == {"27.27.00"}


@pytest.mark.parametrize("kle", ["28", "27.2", "27.27.01", "27.28"])
def test_only_whole_parts_of_it_count(app: TestApp, kle: str) -> None:
    """ "27.2" is no KLE number, and no beginning of "27.27"."""
    answer = app.get(STANDARDS, {"kle": kle}, status="*")
    if kle == "27.2":
        assert (answer.status_int, answer.json["field"]) == (400, "kle")
        assert "27.27.00" in answer.json["detail"]
    else:
        assert answer.json["standards"] == []


LAW = "barnets lov § 90"


@pytest.mark.parametrize("law", [LAW, "BL § 90", "§ 90 i barnets lov", "barnets-lov/90", "Barnets-Lov/90"])
def test_a_provision_in_danish_or_as_the_api_writes_it(app: TestApp, law: str) -> None:
    assert found(app, law=law) == {"eksempel/aflastning"}
    assert LAW in listed(app, law=law)[0]["law"]


def test_a_provision_takes_in_what_lies_below_it(app: TestApp) -> None:
    below = found(app, law="servicelovens § 52, stk. 3, nr. 6")
    assert below
    assert below <= found(app, law="servicelovens § 52, stk. 3") <= found(app, law="serviceloven/52")
    assert found(app, law="servicelovens § 5") == set()


@pytest.mark.parametrize(
    "law", ["§ 90", "noget", "barnets lov § 90 og § 91", "nisselovens § 2", "nisselov/2"]
)
def test_a_law_that_cannot_be_read_is_said(app: TestApp, law: str) -> None:
    problem = app.get(STANDARDS, {"law": law}, status=400).json
    assert (problem["field"], problem["code"]) == ("law", "bad-parameter")
    assert problem["detail"]


@pytest.mark.parametrize(
    ("day", "n", "status"),
    [("2019-06-01", 1, "in_force"), ("2024-06-01", 3, "unconfirmed"), ("2026-11-22", 4, "in_force"),
     ("2027-06-01", 5, "in_force"), ("1999-01-01", None, "none")],
)  # fmt: skip
def test_the_version_of_a_day_with_its_lasting_address(
    app: TestApp, day: str, n: int | None, status: str
) -> None:
    (one,) = [
        one for one in listed(app, municipality="eksempel", date=day) if one["standard"] == "aflastning"
    ]
    assert (one["version"], one["status"]) == (n, status)
    lasting = f"http://portal.test/eksempel/aflastning/v{n}" if n else None
    assert one["version_url"] == lasting


def test_the_law_is_that_of_the_version_of_the_day(app: TestApp) -> None:
    """Version 2 rests on serviceloven, version 4 on barnets lov."""
    assert "eksempel/aflastning" not in found(app, law=LAW, date="2019-06-01")
    assert "eksempel/aflastning" in found(app, law="servicelovens § 44", date="2019-06-01")
    assert "eksempel/aflastning" not in found(app, law="servicelovens § 44")


def test_the_filters_narrow_together(app: TestApp) -> None:
    assert found(app, kle="27", law=LAW, municipality="randers") == set()
    assert found(app, kle="27", law=LAW, municipality="eksempel") == {"eksempel/aflastning"}


def test_the_number_of_texts_from_before_is_read_by_the_migration(
    fresh_database: Any, tmp_path: Any, database_kind: str
) -> None:
    """What a text's head says is what a text that is loaded today gets."""
    database: Database = fresh_database(database_kind)
    front = {"kle": '"27.27.00"'}
    write(tmp_path, {"a/et/1.md": standard(front=front), "a/to/1.md": standard(table="b")})
    assert Loading(database, SetClock.at("2026-11-22")).load(tmp_path).errors == []
    kept = text("SELECT kle FROM outline ORDER BY version_id")
    with database.engine.begin() as connection:
        loaded = list(connection.scalars(kept))
        connection.execute(text("ALTER TABLE outline DROP COLUMN kle"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    upgrade(database.engine, "0008")
    assert "kle" in {column["name"] for column in inspect(database.engine).get_columns("outline")}
    with database.engine.connect() as connection:
        assert list(connection.scalars(kept)) == loaded == ["27.27.00", ""]
