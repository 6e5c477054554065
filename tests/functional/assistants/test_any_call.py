"""Whatever a tool is asked: an answer in the adopted text's own words or a refusal, and nothing is changed.

CALLS=20000 asks for more of them than the suite has time for.
"""

from __future__ import annotations

import hashlib
import logging
import os
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp

from asked_tools import Call, call_tools, cited, told
from conftest import ROOT
from functional.conftest import portal_of
from portal.assistants.assistant import Assistant
from portal.assistants.server import create_server
from portal.assistants.tools import TOOLS
from portal.clock import SetClock
from portal.db import Database
from portal.opening import open_to_read
from portal.settings import read_settings
from portal.web.site import Site
from visitors import AGES, AMOUNTS, DAYS, LEVELS, MUNICIPALITIES, NOISE, TABLES, TABLES_OF, UNITS

COUNT = int(os.environ.get("CALLS", "1000"))
KEYS = (
    "eksempel/aflastning/doegnaflastning", "eksempel/aflastning/v1/doegnaflastning", "x", "a/b/c/d/e",
    "alleroed/aflastning/aflastning", "eksempel/fritidsstoette/fritidsstoette",
)  # fmt: skip
QUESTIONS = (
    "hvor meget aflastning ved moderat støttebehov i Eksempel?", "klage", "aflastning i Randers", "xyzzyx",
    "kontaktperson 4 timer om ugen", "§ 52, stk. 3, nr. 5", "aflastnig", "",
)  # fmt: skip
POOLS: dict[str, tuple[Any, ...]] = {
    "municipality": (*MUNICIPALITIES, "Allerød", "aarhus"),
    "standard": ("aflastning", "kontaktperson", "kontaktperson", "fritidsstoette"),
    "table": TABLES,
    "level": LEVELS,
    "amount": (*AMOUNTS, 4, 90, 2.5, -1, 10**30),
    "unit": UNITS,
    "age": (*AGES, 7, 12, 200),
    "date": (*DAYS, 20260101),
    "known": DAYS,
    "q": QUESTIONS,
    "limit": ("3", 3, 0, 51, "mange", 2.0),
    "offset": (0, 5, 2000),
    "section_id": ("klage", "omfang", "maalgruppe", "findes-ikke"),
    "n": (1, 2, 4, "5", 99, 0, -1, 10**9),
    "left": KEYS,
    "right": KEYS,
    "kind": ("kvalitetsstandard", "serviceniveau", "alle", "x"),
    "topic": ("aflastning", "x"),
    "law": ("barnets-lov/90", "serviceloven/52/3", "x/y"),
    "confirmed": (True, "false", "måske"),
    "correct": (False, "true", 2),
}
ODD = (None, True, [], [1], {}, {"a": {"b": []}}, 0.1, float("inf"), float("nan"), 10**400, *NOISE)
LIKELY = dict.fromkeys(("municipality", "standard", "table", "q", "section_id", "left", "right"), 0.95)
"""What must be said for there to be an answer; the rest is said now and then."""


class Caller:
    """One stream of calls; the same seed gives the same."""

    def __init__(self, seed: int):
        self._random = random.Random(seed)

    def calls(self, count: int) -> list[Call]:
        return [self._call() for _ in range(count)]

    def _call(self) -> Call:
        name = self._random.choice([*TOOLS, "findes_ikke"] if self._chance(0.1) else [*TOOLS])
        fields = TOOLS[name].parameters.model_fields if name in TOOLS else ("municipality",)
        given = {field: self._value(field) for field in fields if self._chance(LIKELY.get(field, 0.1))}
        if given.get("municipality") in MUNICIPALITIES and "table" in given and self._chance(0.9):
            given["table"] = self._random.choice(TABLES_OF[given["municipality"]])
            if self._chance(0.8):
                given.pop("standard", None)
        if self._chance(0.03):
            given[self._random.choice(("tabel", "svar", "", "known "))] = self._value("level")
        return name, given

    def _value(self, field: str) -> Any:
        return self._random.choice(POOLS[field]) if self._chance(0.96) else self._random.choice(ODD)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def adopted(source: dict[str, Any]) -> str:
    """The text the source names, as the municipality wrote it."""
    names = source["municipality"], source["standard"], f"{source['version']}.md"
    return ROOT.joinpath("standards", *names).read_text(encoding="utf-8")


def rows_of(text: str) -> list[list[str]]:
    """The cells of every row of every table."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.sub(r"\{[^}]*\}", "", line).strip("|").split("|")] for line in lines]


def check_source(source: dict[str, Any]) -> None:
    """The words stand in the text that is named, and so does every number."""
    text, words, label = adopted(source), source["words"], source["label"]
    address = f"http://portal.test/{source['municipality']}/{source['standard']}/v{source['version']}"
    place = source["row_id"] or source["section_id"]
    assert source["permalink"] == (f"{address}#{place}" if place else address)
    if source["row_id"]:
        assert any(row[0] == label and words in row for row in rows_of(text)), source
    elif source["section_id"]:
        assert set(NUMBER.findall(words)) <= set(NUMBER.findall(text)), source
    else:
        assert f"titel: {words}" in text


OTHERS_NUMBERS = ("version", "date", "known", "permalink", "row_id", "section_id", "sha256", "period")


def numbers_beside(answer: object) -> set[str]:
    """The numbers of an answer that are neither in cited words, in what must be read with them, nor names."""
    if isinstance(answer, dict):
        if "permalink" in answer:
            return set()
        parts = [
            value
            for name, value in answer.items()
            if name not in (*OTHERS_NUMBERS, "notices", "refusal", "reasons", "until", "url", "laws")
        ]
        return set().union(*map(numbers_beside, parts))
    if isinstance(answer, list):
        return set().union(*map(numbers_beside, answer))
    return set(NUMBER.findall(answer)) if isinstance(answer, str) else set()


def check(call: Call, answer: dict[str, Any]) -> str:
    """One answer: its shape, its sources. What kind of answer it was."""
    name = call[0]
    assert {"status", "source", "sources", "notices", "refusal"} <= set(answer)
    if name in TOOLS:
        TOOLS[name].result.model_validate(answer)
    for source in cited(answer):
        check_source(source)
    assert numbers_beside(answer) == set()
    if answer["refusal"]:
        assert set(answer["refusal"]) == {"code", "message", "contact"}
        assert answer["refusal"]["code"] not in ("internal-error", "busy")
        assert answer["refusal"]["message"].endswith((".", "?", "!")), answer["refusal"]
        assert answer["source"] is None
        return "refused"
    assert answer["source"] or answer["sources"] or answer.get("rows") or answer.get("laws"), answer
    return "answered"


def test_no_call_makes_it_fail_or_say_what_no_text_says(
    app: TestApp, database_kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    portal = portal_of(app)
    # On PostgreSQL fewer: what it answers is asked in other tests, here only that it answers.
    calls = Caller(seed=12).calls(COUNT if database_kind == "sqlite" else COUNT // 10)
    before = portal.database.stamp(), _rows(portal.database)
    with caplog.at_level(logging.ERROR):
        # By the streams in memory, on which the older protocol is framed as it is on the wire.
        server = create_server(Assistant(portal, Site("http://portal.test")))
        results = call_tools(server, *calls, mode="legacy")
    assert caplog.text == ""
    seen = Counter(check(call, told(result)) for call, result in zip(calls, results, strict=True))
    assert seen["answered"] > len(calls) / 4, seen
    assert seen["refused"] > len(calls) / 4, seen
    assert (portal.database.stamp(), _rows(portal.database)) == before


def _rows(database: Database) -> list[tuple[str, int]]:
    """Every table with its number of rows."""
    from portal.models import Base

    with database.reading() as session:
        return [
            (name, session.connection().exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
            for name in Base.metadata.tables
        ]


def test_not_one_byte_of_the_file_changes(loaded_sqlite: Path, clock: SetClock) -> None:
    """Opened as `portal mcp` opens it."""
    file = loaded_sqlite / "portal.sqlite"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    with open_to_read(read_settings({"portal.data": str(loaded_sqlite)}, {}), clock) as portal:
        assistant = Assistant(portal, Site("http://portal.test"))
        for name, arguments in Caller(seed=13).calls(100):
            assistant.answer(name, arguments)
        with portal.database.reading() as session:
            assert session.connection().connection.dbapi_connection.total_changes == 0
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
