"""The level tables of an export: every cell as data, described so that a programme can read it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import TODAY
from factories import standard, write
from functional.moving.exports import BASE, SECOND, cells, export, load, rows
from portal.clock import SetClock
from portal.db import Database

FUTURE = {"vedtaget": "2026-11-01", "offentliggjort": "2026-12-24", "gaelder_fra": "2027-01-01"}


@pytest.fixture
def levels(database: Database, clock: SetClock, tmp_path: Path) -> Path:
    """An export of three versions, one of them published later, with cells of every kind."""
    texts: dict[str, str | bytes] = {
        "a/aflastning/1.md": standard(),
        "a/aflastning/2.md": standard(
            front=SECOND,
            light="2,5 timer om ugen og 4 døgn om måneden",
            moderate="Efter konkret og individuel vurdering",
            extra="",
        ),
        "a/aflastning/3.md": standard(front=FUTURE).replace(
            "| Lette problemer", "| =HYPERLINK(1) {niveau=let}"
        ),
    }
    load(database, clock, write(tmp_path / "in", texts))
    export(database, clock, tmp_path / "out")
    return tmp_path / "out"


def test_each_cell_is_one_row_with_its_words_range_and_lasting_address(levels: Path) -> None:
    first = cells(levels)[0]
    assert (
        first
        | {
            "municipality": "a",
            "municipality_name": "Prøve Kommune",
            "fictional": True,
            "standard": "aflastning",
            "version": 1,
            "table": "doegnaflastning",
            "row_id": "doegnaflastning-let",
            "label": "Lette problemer",
            "words": "Op til 36 døgn om året",
            "range": "op til 36 hoteldøgn om året",
            "lower": None,
            "upper": "36",
            "upper_inclusive": True,
            "unit": "døgn",
            "period": "år",
            "counting": "hoteldøgn",
            "status": "superseded",
            "status_word": "afløst",
            "day": TODAY,
            "permalink": f"{BASE}/a/aflastning/v1#doegnaflastning-let",
        }
        == first
    )
    assert len(cells(levels)) == len(rows(levels)) == 6


def test_a_cell_of_several_ranges_stays_one_row_and_gives_them_all(levels: Path) -> None:
    several, none = cells(levels)[2:4]
    assert several["words"] == "2,5 timer om ugen og 4 døgn om måneden"
    assert [part["lower"] for part in several["parts"]] == ["2.5", "4"]  # type: ignore[attr-defined]
    assert (several["ranges"], several["lower"], several["unit"]) == (2, None, None)
    assert (none["ranges"], none["words"]) == (0, "Efter konkret og individuel vurdering")
    assert several["status"] == "in_force"


def test_a_version_that_is_public_later_says_so(levels: Path) -> None:
    assert {row["status"] for row in rows(levels) if row["version"] == "3"} == {"unpublished"}


def test_no_cell_is_a_formula_to_a_spreadsheet(levels: Path) -> None:
    assert rows(levels)[4]["label"] == "'=HYPERLINK(1)"
    assert cells(levels)[4]["label"] == "=HYPERLINK(1)"
    assert not [value for row in rows(levels) for value in row.values() if value[:1] in ("=", "+", "-", "@")]


def test_the_json_is_what_its_schema_says(levels: Path) -> None:
    schema = json.loads((levels / "level-tables.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(cells(levels))) == []
    for name in ("row_id", "status", "version"):
        wrong = [{**cells(levels)[0], name: [name]}]
        assert list(validator.iter_errors(wrong)), name
    assert list(validator.iter_errors([{**cells(levels)[0], "mere": 1}]))


def test_the_data_package_describes_the_files(levels: Path) -> None:
    package = json.loads((levels / "datapackage.json").read_bytes())
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    for resource in package["resources"]:
        content = (levels / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])


READERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": lambda text: Fraction(text.replace(",", ".")),
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text)[0],  # type: ignore[index]
    "array": json.loads,
}


def test_the_csv_reads_as_the_data_package_says_and_says_what_the_json_says(levels: Path) -> None:
    package = json.loads((levels / "datapackage.json").read_bytes())
    (table,) = [one for one in package["resources"] if one["profile"] == "tabular-data-resource"]
    assert (table["dialect"]["delimiter"], table["encoding"]) == (";", "utf-8")
    fields = table["schema"]["fields"]
    assert [field["name"] for field in fields] == list(rows(levels)[0])
    assert {field["decimalChar"] for field in fields if field["type"] == "number"} == {","}
    for row, cell in zip(rows(levels), cells(levels), strict=True):
        for field in fields:
            text, said = row[field["name"]], cell[field["name"]]
            if text == "":
                assert said in (None, ""), field["name"]
                assert not field.get("constraints", {}).get("required"), field["name"]
                continue
            read = READERS[field["type"]](text)
            expected = Fraction(str(said)) if field["type"] == "number" else said
            assert read == expected or read == f"'{said}", field["name"]
    keys = [tuple(row[name] for name in table["schema"]["primaryKey"]) for row in rows(levels)]
    assert len(set(keys)) == len(keys)
