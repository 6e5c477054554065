"""A row as a line and back is the same row, whatever people have written in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, MetaData, String, Table

from portal.models.base import Instant
from portal.services.moving.row_lines import line_of, row_of

TABLE = Table(
    "all_kinds",
    MetaData(),
    Column("whole", Integer, primary_key=True),
    Column("words", String),
    Column("yes", Boolean),
    Column("day", Date),
    Column("instant", Instant),
    Column("content", LargeBinary),
    Column("told", JSON),
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
TOLD = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=2))])
ROWS = st.fixed_dictionaries(
    {
        "whole": st.integers(-(2**63), 2**63 - 1),
        "words": st.none() | WORDS,
        "yes": st.none() | st.booleans(),
        "day": st.none() | st.dates(),
        "instant": st.none() | st.datetimes(timezones=ZONES),
        "content": st.none() | st.binary(),
        "told": TOLD,
    }
)


@given(ROWS)
def test_a_row_comes_back_as_it_was_on_one_line(row: dict[str, Any]) -> None:
    line = line_of(TABLE, row)
    assert line.isascii()
    assert line.index(b"\n") == len(line) - 1
    assert row_of(TABLE, line) == row


@given(st.binary() | WORDS.map(str.encode))
def test_a_line_that_is_no_row_is_told_by_a_value_error(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        row_of(TABLE, line)


ROW: dict[str, Any] = {
    "whole": 1,
    "words": "æ",
    "yes": True,
    "day": date(2026, 1, 1),
    "instant": datetime(2026, 1, 1, tzinfo=UTC),
    "content": b"x",
    "told": {},
}


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"whole":1', '"whole":true'),
        ('"whole":1', '"whole":1.0'),
        ('"whole":1', '"whole":null'),
        ('"whole":1', '"whole":9223372036854775808'),
        ('"yes":true', '"yes":1'),
        ('"content":"eA=="', '"content":"eA="'),
        ('"content":"eA=="', '"content":7'),
        ('"day":"2026-01-01"', '"day":"01.01.2026"'),
        ('"instant":"2026-01-01T00:00:00+00:00"', '"instant":"2026-01-01T00:00:00"'),
        ('"told":{}', '"told":NaN'),
        ('"told":{}', '"told":{},"more":1'),
        (',"told":{}', ""),
    ],
)
def test_a_value_of_another_kind_is_refused(there: str, instead: str) -> None:
    line = line_of(TABLE, ROW).decode()
    assert there in line
    with pytest.raises(ValueError, match=r"\w"):
        row_of(TABLE, line.replace(there, instead).encode())
