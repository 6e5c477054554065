"""What every amount would be answered is answered by one of the telling amounts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answering.questions import Placement, by_amount
from calculators.answering.telling_amounts import TellingAmount, telling_amounts
from calculators.reading.amounts import LARGEST, Amount, print_unit, read_amount
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows
from portal.danish.numbers import format_number


def table(*extents: str) -> LevelTable:
    rows = [RawRow((f"Gruppe {at}", words), {}, at) for at, words in enumerate(extents, 1)]
    given_ = {"ydelse": "Støtte", "kriterium": "ingen"}
    built, problems = table_from_rows("t", given_, ("Niveau", "Omfang"), rows, 1)
    assert built is not None, problems
    return built


RELIEF = table("Op til 36 døgn om året", "Op til 60 døgn om året", "Over 108 døgn om året", "Efter behov")
TABLES = (
    RELIEF,
    table("1-2 timer om ugen", "2½-5 timer om ugen", "Over 5 timer om ugen"),
    table("1 time om ugen", "Op til 8 timer om måneden", "Op til 250 timer om året"),
    table("Op til 30 minutter om dagen", "1-3 gange om ugen", "Op til 1 gang hver 3. uge"),
    table("Ca. 7 måneder", "Efter behov"),
)


def answer(found: Placement) -> object:
    return [level.row_id for level in found.levels], found.hole, [row.code for row in found.unplaced]


def stands_for(one: TellingAmount, value: Fraction) -> bool:
    if one.after is None:
        return value == one.amount.value
    return one.after < value and (one.before is None or value < one.before)


def test_each_number_and_one_between() -> None:
    assert [one.words for one in telling_amounts(RELIEF)] == [
        "under 36 døgn om året (for eksempel 18)",
        "36 døgn om året",
        "mellem 36 og 60 døgn om året (for eksempel 48)",
        "60 døgn om året",
        "mellem 60 og 108 døgn om året (for eksempel 84)",
        "108 døgn om året",
        "over 108 døgn om året (for eksempel 109)",
    ]


def test_a_table_without_numbers_has_none() -> None:
    assert telling_amounts(table("Efter behov", "Efter aftale")) == ()


@pytest.mark.parametrize("asked", TABLES)
def test_each_can_be_typed(asked: LevelTable) -> None:
    for one in telling_amounts(asked):
        unit = print_unit(one.amount.unit, one.amount.period, one.amount.every)
        assert read_amount(format_number(one.amount.value), unit) == one.amount
        assert 0 < one.amount.value <= LARGEST


@given(st.sampled_from(TABLES), st.fractions(0, 2000, max_denominator=700))
def test_whoever_asks_any_amount_finds_its_answer(asked: LevelTable, value: Fraction) -> None:
    """Of an amount nobody can type, such as a seventh, there may be none."""
    for terms in {(a.amount.unit, a.amount.period, a.amount.every) for a in telling_amounts(asked)}:
        amount = Amount(value, *terms)
        same = [a for a in telling_amounts(asked) if replace(a.amount, value=value) == amount]
        found = [one for one in same if stands_for(one, value)]
        typed = (value * 10**6).denominator == 1
        assert len(found) == 1 or value == 0 or not typed
        for one in found:
            assert answer(by_amount(asked, amount)) == answer(by_amount(asked, one.amount))
