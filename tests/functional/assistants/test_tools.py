"""What an assistant is given: the adopted words with their address, and the same as the API gives."""

from __future__ import annotations

from typing import Any

import pytest
from webtest import TestApp

from asked_tools import Call, call_tools, connect, told
from conftest import TODAY
from functional.conftest import portal_of
from portal.assistants.assistant import Assistant
from portal.assistants.server import create_server
from portal.web.site import Site

HOST = "http://portal.test"
RANDERS = {"municipality": "randers", "table": "doegnaflastning"}
ONE, OTHER = "eksempel/aflastning/doegnaflastning", "eksempel/aflastning/v1/doegnaflastning"


@pytest.fixture
def server(app: TestApp) -> Any:
    return create_server(Assistant(portal_of(app), Site(HOST)))


def answer_of(server: Any, name: str, **arguments: Any) -> dict[str, Any]:
    (result,) = call_tools(server, (name, arguments))
    return told(result)


def test_six_tools_that_only_read_are_listed_in_danish(server: Any) -> None:
    listed, _ = connect(server)
    names = ["search_standards", "read_section", "calculate", "compare_tables", "version_on", "coverage"]
    assert [tool.name for tool in listed.tools] == names
    for tool in listed.tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        assert all(one["description"] for one in tool.input_schema["properties"].values())


def test_a_question_that_names_one_row_is_answered_with_its_cell(server: Any) -> None:
    asked = "hvor meget aflastning ved moderat støttebehov i Eksempel?"
    answer = answer_of(server, "search_standards", q=asked)
    assert answer["status"] == "in_force"
    assert answer["source"] == {
        "municipality": "eksempel",
        "standard": "aflastning",
        "version": 4,
        "section_id": "omfang",
        "row_id": "doegnaflastning-moderat",
        "label": "Moderat støttebehov",
        "words": "Op til 60 døgn om året",
        "permalink": f"{HOST}/eksempel/aflastning/v4#doegnaflastning-moderat",
    }
    assert answer["notices"][0]["code"] == "guiding"
    assert answer["refusal"] is None


def test_an_amount_in_the_hole_is_refused_with_whom_to_ask(server: Any) -> None:
    # As numbers, as a programme writes them.
    answer = answer_of(server, "calculate", **RANDERS, amount=90, unit="døgn/år")
    assert answer["source"] is None
    assert answer["sources"] == []
    assert answer["refusal"]["code"] == "hole"
    assert "springer fra 84 til over 108" in answer["refusal"]["message"]
    assert answer["refusal"]["contact"]["name"] == "Myndighed børn og unge handicap, Randers Kommune"


@pytest.mark.parametrize(
    "asked",
    [
        {**RANDERS, "level": "moderat"},
        {**RANDERS},
        {**RANDERS, "amount": "70", "unit": "døgn/år"},
        {**RANDERS, "amount": "4", "unit": "timer/uge"},
        {**RANDERS, "date": "2001-01-01"},
        {"municipality": "eksempel", "table": "fritidsstoette", "age": "12"},
        {"municipality": "eksempel", "table": "fritidsstoette", "age": "70"},
    ],
)
def test_a_calculation_is_the_apis(app: TestApp, server: Any, asked: dict[str, str]) -> None:
    api, answer = app.get("/api/v1/calculate", asked).json, answer_of(server, "calculate", **asked)
    rows = [answer["source"]] if answer["source"] else [one["source"] for one in answer["sources"]]
    assert [(row["row_id"], row["words"], row["permalink"]) for row in rows] == [
        (row["row_id"], row["words"], row["permalink"]) for row in api["levels"]
    ]
    for name in ("status", "date", "known", "notices"):
        assert answer[name] == api[name]
    assert (answer["refusal"] or {}).get("message") == api["refusal"]
    assert all(row["version"] == api["version"] for row in rows)


@pytest.mark.parametrize(
    ("tool", "arguments", "address"),
    [
        ("calculate", {**RANDERS, "amount": "mange"}, "/api/v1/calculate"),
        ("calculate", {**RANDERS, "level": "x"}, "/api/v1/calculate"),
        ("calculate", {**RANDERS, "tabel": "x"}, "/api/v1/calculate"),
        ("calculate", {"municipality": "aarhus", "table": "x"}, "/api/v1/calculate"),
        ("calculate", {"municipality": "randers"}, "/api/v1/calculate"),
        ("search_standards", {"q": "klage", "limit": "mange"}, "/api/v1/search"),
        ("search_standards", {"q": "klage", "municipality": "aarhus"}, "/api/v1/search"),
        ("compare_tables", {"left": "x", "right": "y"}, "/api/v1/compare"),
        ("coverage", {"date": "i overmorgen"}, "/api/v1/coverage"),
        ("version_on", {"municipality": "aarhus", "standard": "x"}, "/api/v1/standards/aarhus/x/versions"),
    ],
)
def test_what_the_api_cannot_answer_is_refused_in_its_words(
    app: TestApp, server: Any, tool: str, arguments: dict[str, str], address: str
) -> None:
    (result,) = call_tools(server, (tool, arguments))
    problem = app.get(address, {} if "versions" in address else arguments, status="4*").json
    refusal = told(result)["refusal"]
    assert result.is_error
    assert (refusal["code"], refusal["message"]) == (problem["code"], problem["detail"])


def test_a_search_finds_what_the_api_finds(app: TestApp, server: Any) -> None:
    asked = {"q": "klage over aflastning", "limit": "5", "date": TODAY}
    hits = app.get("/api/v1/search", asked).json["hits"]
    answer = answer_of(server, "search_standards", **asked)
    assert hits
    assert [
        (one["status"], one["source"]["words"], one["source"]["permalink"]) for one in answer["sources"]
    ] == [(hit["status"], hit["passage"], hit["url"]) for hit in hits]


def test_a_search_that_finds_nothing_is_a_refusal(server: Any) -> None:
    answer = answer_of(server, "search_standards", q="xyzzyx", municipality="eksempel")
    assert answer["refusal"]["code"] == "nothing-found"
    assert answer["refusal"]["contact"]["phone"] == "70 00 00 00"


def test_a_section_is_the_versions_own_words(app: TestApp, server: Any) -> None:
    named = {"municipality": "eksempel", "standard": "aflastning", "section_id": "klage"}
    for n, status in ((4, "in_force"), (1, "superseded"), (5, "upcoming")):
        text = app.get(f"/api/v1/standards/eksempel/aflastning/versions/{n}").json
        section = next(one for one in text["sections"] if one["section_id"] == "klage")
        answer = answer_of(server, "read_section", **named, n=n)
        assert answer["status"] == status == text["version"]["status"]
        assert (answer["source"]["words"], answer["source"]["permalink"]) == (section["text"], section["url"])
    assert answer_of(server, "read_section", **named)["source"]["version"] == 4
    assert answer_of(server, "read_section", **named, date="2023-06-01")["source"]["version"] == 3


def test_a_section_or_version_that_is_not_there_is_refused_with_those_that_are(server: Any) -> None:
    named = {"municipality": "eksempel", "standard": "aflastning"}
    for arguments, words in (
        ({"section_id": "x"}, "maalgruppe"),
        ({"section_id": "klage", "n": 99}, "v4"),
        # Version 4 was not published then.
        ({"section_id": "klage", "n": 4, "known": "2023-06-01"}, "v3"),
    ):
        refusal = answer_of(server, "read_section", **named, **arguments)["refusal"]
        assert refusal["code"] == "unknown-name"
        assert words in refusal["message"]
        assert refusal["contact"]["phone"] == "70 00 00 00"


def test_the_version_of_a_day_is_the_apis(app: TestApp, server: Any) -> None:
    for day in (TODAY, "2023-06-01", "2001-01-01"):
        listed = app.get("/api/v1/standards", {"municipality": "eksempel", "date": day}).json["standards"]
        api = next(one for one in listed if one["standard"] == "aflastning")
        answer = answer_of(server, "version_on", municipality="eksempel", standard="aflastning", date=day)
        assert (answer["status"], (answer["source"] or {}).get("version")) == (api["status"], api["version"])
        assert bool(answer["refusal"]) == (api["version"] is None)
    assert answer["refusal"]["code"] == "not-begun"


def test_a_comparison_is_the_apis_without_what_is_worked_out(app: TestApp, server: Any) -> None:
    asked = {"left": ONE, "right": OTHER}
    api, answer = app.get("/api/v1/compare", asked).json, answer_of(server, "compare_tables", **asked)
    assert answer["comparable"]
    assert answer["notices"][0]["text"] == api["note"]
    for row, known in zip(answer["rows"], api["rows"], strict=True):
        for side in ("left", "right"):
            assert row[side]["source"]["words"] == known[side]["words"]
            assert row[side]["status"] == api[side]["status"]
    assert "converted" not in str(answer)


def test_tables_that_cannot_be_compared_are_refused_with_why(app: TestApp, server: Any) -> None:
    asked = {"left": ONE, "right": "eksempel/fritidsstoette/fritidsstoette"}
    api, answer = app.get("/api/v1/compare", asked).json, answer_of(server, "compare_tables", **asked)
    assert not api["comparable"]
    assert answer["refusal"]["message"] == " ".join(reason["text"] for reason in api["reasons"])


def test_coverage_says_what_is_not_here(app: TestApp, server: Any) -> None:
    api, answer = app.get("/api/v1/coverage").json, answer_of(server, "coverage")
    for name in ("municipalities", "absent", "laws", "date"):
        assert answer[name] == api[name]
    assert "Aarhus" in answer["absent"]
    assert "Randers" not in answer["absent"]
    randers = next(one for one in answer["municipalities"] if one["municipality"] == "randers")
    assert "fritidsstoette" in randers["lacks_tables"]
    assert "fritid" in randers["lacks_topics"]
    assert not set(randers["tables"]) & set(randers["lacks_tables"])
    laws = {law["act"]: law for law in answer["laws"]}
    assert (laws["barnets-lov"]["followed"], laws["barnets-lov"]["until"]) == (True, "2026-08-01")
    assert (laws["aktivloven"]["followed"], laws["aktivloven"]["until"]) == (False, None)
    assert any("kender den ikke" in notice["text"] for notice in answer["notices"])


UNREADABLE: list[Call] = [
    ("calculate", {**RANDERS, "level": ["let"]}),
    ("calculate", {**RANDERS, "level": {"let": 1}}),
    ("calculate", {**RANDERS, "amount": 10**500}),
    ("findes_ikke", {"x": 1}),
    ("", {}),
    ("a" * 10_000, {}),
]


def test_what_is_no_question_is_refused_in_words(server: Any) -> None:
    for result in call_tools(server, *UNREADABLE):
        refusal = told(result)["refusal"]
        assert result.is_error
        assert refusal["code"] in ("bad-parameter", "unknown-tool")
        assert len(refusal["message"]) < 300


def test_what_is_given_as_null_is_not_given(server: Any) -> None:
    answer = answer_of(server, "calculate", **RANDERS, level="let", amount=None, date=None)
    assert answer["source"]["row_id"] == "doegnaflastning-let"
