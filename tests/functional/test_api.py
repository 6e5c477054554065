"""The API: the promised answers, and requests and responses against its own description."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from webtest import TestApp

CALCULATE = "/api/v1/calculate"
RANDERS = {"municipality": "randers", "table": "doegnaflastning"}


@pytest.fixture
def description(app: TestApp) -> dict[str, Any]:
    return dict(app.get("/api/v1/openapi.json").json)


def check(description: dict[str, Any], path: str, answer: Any) -> None:
    """The answer is as the description says, for its status and content type."""
    operation = description["paths"][path]["get"]
    content = operation["responses"][str(answer.status_int)]["content"]
    schema = content[answer.content_type]["schema"]
    jsonschema.validate(
        answer.json, {**schema, "components": description["components"]}, jsonschema.Draft202012Validator
    )


def calculate(app: TestApp, **query: str) -> dict[str, Any]:
    return dict(app.get(CALCULATE, query).json)


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    validate(description)
    assert description["openapi"].startswith("3.1")


def test_every_endpoint_answers_as_described(app: TestApp, description: dict[str, Any]) -> None:
    answer = app.get("/randers/beregner?tabel=doegnaflastning&niveau=let").text
    relief = "alleroed/aflastning/aflastning"
    asked = {
        "/api/v1/receipts/{id}": "/api/v1/receipts/" + answer.split('"/kvittering/')[1].split('"')[0],
        "/api/v1/compare": f"/api/v1/compare?left={relief}&right=eksempel/aflastning/doegnaflastning",
        "/api/v1/municipalities": "/api/v1/municipalities",
        "/api/v1/standards": "/api/v1/standards?municipality=eksempel",
        "/api/v1/standards/{municipality}/{standard}/versions": (
            "/api/v1/standards/eksempel/aflastning/versions"
        ),
        "/api/v1/standards/{municipality}/{standard}/versions/{n}": (
            "/api/v1/standards/eksempel/aflastning/versions/1"
        ),
        "/api/v1/level-tables": "/api/v1/level-tables?municipality=alleroed",
        "/api/v1/calculate": "/api/v1/calculate?municipality=randers&table=doegnaflastning&level=let",
        "/api/v1/search": "/api/v1/search?q=aflastning",
        "/api/v1/coverage": "/api/v1/coverage?municipality=randers",
        "/api/v1/law/{act}/{section}{rest}": "/api/v1/law/serviceloven/52/3",
    }
    assert set(asked) == set(description["paths"])
    for path, address in asked.items():
        check(description, path, app.get(address))


@pytest.mark.parametrize(
    "level", ["moderat", "Moderat", "MODERATE problemer/begrænsninger", "doegnaflastning-moderat"]
)
def test_a_level_by_any_of_its_names(app: TestApp, level: str) -> None:
    answer = calculate(app, **RANDERS, level=level)
    (row,) = answer["levels"]
    assert row["words"] == "Op til 60 døgn om året"
    (part,) = row["parts"]
    assert (part["upper"], part["upper_inclusive"], part["lower"]) == ("60", True, None)
    assert (part["unit"], part["period"]) == ("døgn", "år")
    assert (answer["status"], answer["version"]) == ("unconfirmed", 1)
    codes = {reason["code"] for reason in answer["reasons"]}
    assert codes == {"restatement", "begin-earliest", "law-replaced"}
    page = app.get(row["permalink"].removeprefix("http://portal.test").split("#")[0])
    assert page.html.find(id=row["permalink"].split("#")[1]) is not None


def test_severe_by_its_danish_letters(app: TestApp) -> None:
    for level in ("svær", "svaer", "Svære problemer/begrænsninger"):
        assert calculate(app, **RANDERS, level=level)["levels"][0]["words"] == "Op til 84 døgn om året"


def test_the_status_of_an_earlier_day(app: TestApp) -> None:
    answer = calculate(app, **RANDERS, level="moderat", date="2020-06-01")
    assert answer["status"] == "unconfirmed"
    assert {reason["code"] for reason in answer["reasons"]} == {"restatement", "begin-earliest"}


@pytest.mark.parametrize("unit", ["døgn/år", "doegn/aar", "døgn om året"])
def test_an_amount_in_the_hole(app: TestApp, unit: str) -> None:
    answer = calculate(app, **RANDERS, amount="90", unit=unit)
    assert answer["levels"] == []
    hole = answer["hole"]
    assert (hole["lower"], hole["lower_inclusive"]) == ("84", False)
    assert (hole["upper"], hole["upper_inclusive"]) == ("108", True)
    assert answer["asked"]["unit"] == "døgn/år"


def test_an_amount_in_three_rows_and_in_two(app: TestApp) -> None:
    asked = {"municipality": "randers", "table": "kontaktperson", "unit": "timer/uge"}
    three = calculate(app, **asked, amount="2")
    assert [row["level"] for row in three["levels"]] == ["let", "moderat", "svaer"]
    two = calculate(app, **asked, amount="0,5")
    assert [row["level"] for row in two["levels"]] == ["moderat", "svaer"]
    assert any("Lette" in words and "begynder ved 1" in words for words in two["elsewhere"])


def test_alleroeds_two_parts_and_two_ages(app: TestApp) -> None:
    tables = app.get("/api/v1/level-tables?municipality=alleroed&date=2012-06-01").json["tables"]
    (table,) = [t for t in tables if t["standard"] == "aflastning"]
    assert table["counting"] == "hoteldøgn"
    placed = [row for row in table["levels"] if len(row["parts"]) == 2]
    assert len(placed) == 1
    assert "4 døgn" in placed[0]["words"] or "fire døgn" in placed[0]["words"]
    assert [(p["upper"], p["unit"], p["period"], p["counting"]) for p in placed[0]["parts"]] == [
        ("4", "døgn", "måned", "hoteldøgn"),
        ("5", "dage", "sommerferie", "hoteldøgn"),
    ]
    said = " ".join(" ".join(pair) for pair in table["conflicts"])
    assert "16" in said
    assert "17" in said


RELIEF = {"municipality": "eksempel", "table": "doegnaflastning", "level": "moderat"}


@pytest.mark.parametrize(
    ("day", "status", "version", "upper"),
    [
        ("2026-11-22", "in_force", 4, "60"),
        ("2019-06-01", "in_force", 1, "48"),
        ("2021-06-01", "in_force", 2, "60"),
        ("2024-06-01", "unconfirmed", 3, "60"),
        ("2027-06-01", "in_force", 5, "66"),
    ],
)
def test_relief_in_eksempel_by_day(app: TestApp, day: str, status: str, version: int, upper: str) -> None:
    answer = calculate(app, **RELIEF, date=day)
    assert (answer["status"], answer["version"]) == (status, version)
    assert answer["levels"][0]["parts"][0]["upper"] == upper


def test_what_was_known_before_the_late_publication(app: TestApp) -> None:
    day = "2020-02-01"
    assert calculate(app, **RELIEF, date=day)["version"] == 2
    assert calculate(app, **RELIEF, date=day, known="2020-02-13")["version"] == 1
    assert calculate(app, **RELIEF, date=day, known="2020-02-14")["version"] == 2


def test_today_names_the_version_to_come(app: TestApp) -> None:
    assert calculate(app, **RELIEF)["next_version"] == 5


def test_before_the_first_version_there_is_no_number(app: TestApp) -> None:
    answer = calculate(app, **RELIEF, date="2010-01-01")
    assert (answer["status"], answer["levels"], answer["version"]) == ("none", [], None)
    assert "2018" in answer["refusal"]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({**RANDERS, "level": "umulig"}, 404, "unknown-name"),
        ({"municipality": "x", "table": "y"}, 404, "unknown-name"),
        ({"municipality": "randers", "table": "y"}, 404, "unknown-name"),
        ({**RANDERS, "amount": "90", "unit": "æbler"}, 400, "unknown-unit"),
        ({**RANDERS, "amount": "90", "unit": "døgn"}, 400, "unit-without-period"),
        ({**RANDERS, "amount": "NaN", "unit": "døgn/år"}, 400, "not-a-number"),
        ({**RANDERS, "amount": "1e400", "unit": "døgn/år"}, 400, "not-a-number"),
        ({**RANDERS, "amount": "-3", "unit": "døgn/år"}, 400, "negative"),
        ({**RANDERS, "amount": "4,5.6", "unit": "døgn/år"}, 400, "not-a-number"),
        ({**RANDERS, "amount": "9" * 30, "unit": "døgn/år"}, 400, "too-large"),
        ({**RANDERS, "date": "2024-02-30"}, 400, "bad-parameter"),
        ({**RANDERS, "date": "i går"}, 400, "bad-parameter"),
        ({**RANDERS, "niveau": "let"}, 400, "unknown-parameter"),
        ({**RANDERS, "level": "let", "amount": "3"}, 400, "several-questions"),
        ({"municipality": "randers"}, 400, "missing-parameter"),
    ],
)
def test_bad_input_is_a_problem_in_danish_with_a_code(
    app: TestApp, description: dict[str, Any], query: dict[str, str], status: int, code: str
) -> None:
    answer = app.get(CALCULATE, query, status=status)
    check(description, CALCULATE, answer)
    assert answer.json["code"] == code
    assert answer.json["detail"]


def test_a_parameter_given_twice_is_refused(app: TestApp) -> None:
    answer = app.get(f"{CALCULATE}?municipality=randers&municipality=eksempel&table=x", status=400)
    assert answer.json["code"] == "duplicate-parameter"


def test_answers_can_be_kept_and_asked_about_again(app: TestApp) -> None:
    first = app.get(CALCULATE, RANDERS)
    assert first.headers["Last-Modified"]
    again = app.get(CALCULATE, RANDERS, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert again.body == b""


def test_other_sites_may_read(app: TestApp) -> None:
    assert app.get("/api/v1/municipalities").headers["Access-Control-Allow-Origin"] == "*"
    assert app.options("/api/v1/municipalities").headers["Access-Control-Allow-Methods"]
    assert app.get("/api/v1/findesikke", status=404).headers["Access-Control-Allow-Origin"] == "*"


def test_search_finds_all_three_and_lands_on_the_passage(app: TestApp) -> None:
    hits = app.get("/api/v1/search", {"q": "aflastning", "limit": "50"}).json["hits"]
    assert {hit["municipality"] for hit in hits} >= {"randers", "alleroed", "eksempel"}
    for hit in hits[:10]:
        assert len(hit["passage"].split()) <= 400
        path, anchor = hit["url"].removeprefix("http://portal.test").split("#")
        assert app.get(path).html.find(id=anchor) is not None
        for mark in hit["highlights"]:
            assert 0 <= mark["start"] < mark["end"] <= len(hit["passage"])


def test_a_draft_is_not_found(app: TestApp) -> None:
    answer = app.get("/api/v1/search", {"q": "kolonihave"}).json
    assert (answer["hits"], answer["total"]) == ([], 0)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({"level": "Svær"}, {"level": "svaer", "amount": None, "unit": None, "age": None}),
        (
            {"amount": "4,5", "unit": "doegn/aar"},
            {"level": None, "amount": "4.5", "unit": "døgn/år", "age": None},
        ),
        (
            {"amount": "mange", "unit": "poser"},
            {"level": None, "amount": "mange", "unit": "poser", "age": None},
        ),
        ({"age": "7"}, {"level": None, "amount": None, "unit": None, "age": 7}),
        ({}, {"level": None, "amount": None, "unit": None, "age": None}),
    ],
)
def test_the_question_is_echoed_where_there_is_no_text(
    app: TestApp, query: dict[str, str], asked: dict[str, Any]
) -> None:
    answer = calculate(app, **RANDERS, **query, date="2017-01-01")
    assert answer["status"] == "none"
    assert answer["asked"] == asked
    assert answer["benefit"] == calculate(app, **RANDERS)["benefit"] != ""


CODES = {
    "in_force": "gældende",
    "unconfirmed": "ikke bekræftet",
    "upcoming": "kommende",
    "superseded": "afløst",
    "repealed": "ophævet",
}


def test_one_set_of_codes_for_every_status(app: TestApp, description: dict[str, Any]) -> None:
    versions = app.get("/api/v1/standards/eksempel/aflastning/versions").json["versions"]
    assert [one["status"] for one in versions] == ["superseded"] * 3 + ["in_force", "upcoming"]
    hits = app.get("/api/v1/search?q=aflastning&date=alle&limit=50").json["hits"]
    assert {"unconfirmed", "upcoming"} <= {hit["status"] for hit in hits} <= set(CODES)
    pair = {"left": "eksempel/aflastning/v1/doegnaflastning", "right": "randers/" + RANDERS_STANDARD}
    sides = app.get("/api/v1/compare", pair).json
    assert (sides["left"]["status"], sides["right"]["status"]) == ("superseded", "unconfirmed")
    receipt = app.get("/randers/beregner?tabel=doegnaflastning&niveau=let").text.split('"/kvittering/')[1]
    kept = app.get("/api/v1/receipts/" + receipt.split('"')[0]).json
    for one in (*versions, *hits, sides["left"], sides["right"], kept):
        assert one["stage"] == CODES[one["status"]]
    written = str(description)
    assert all(f"{code} ({word})" in written for code, word in CODES.items())


RANDERS_STANDARD = "familiekonsulent-kontaktperson-doegnaflastning/doegnaflastning"


def test_counts_are_by_what_the_parameter_takes(app: TestApp) -> None:
    counts = app.get("/api/v1/search?q=aflastning").json["counts"]["confirmed"]
    assert set(counts) == {"true", "false"}
    sure = app.get("/api/v1/search?q=aflastning&confirmed=true").json
    assert sure["total"] == counts["true"]
