"""What a changed level can cost: the arithmetic is shown, small counts are hidden, nothing is guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answering.consequences import SMALLEST, Basis, consequence, total
from calculators.reading.extents import Part
from calculators.reading.reader import read_extent

BASIS = Basis((8, 12), (2500, 3000))


def part(text: str) -> Part | None:
    return read_extent(text).parts[0] if text else None


@pytest.mark.parametrize(
    ("old", "new", "low", "high"),
    [
        ("Op til 36 døgn om året", "Op til 40 døgn om året", 0, 144_000),
        ("Op til 40 døgn om året", "Op til 36 døgn om året", -144_000, 0),
        ("2 timer om ugen", "3 timer om ugen", 52 * 8 * 2500, 52 * 12 * 3000),
        ("2 timer om ugen", "10 timer om måneden", 16 * 8 * 2500, 16 * 12 * 3000),
        ("", "Op til 36 døgn om året", 0, 36 * 12 * 3000),
        ("1-2 timer om ugen", "", -104 * 12 * 3000, -52 * 8 * 2500),
        ("2 timer om ugen", "2 timer om ugen", 0, 0),
    ],
)
def test_the_sum_is_change_times_recipients_times_price(old: str, new: str, low: int, high: int) -> None:
    found = consequence(part(old), part(new), BASIS)
    assert (found.low, found.high) == (low, high)
    assert found.words.endswith("kr. om året")


def test_the_arithmetic_is_shown() -> None:
    found = consequence(part("Op til 36 døgn om året"), part("Op til 40 døgn om året"), BASIS)
    assert found.words == (
        "0 til 4 døgn/år × 8 til 12 modtagere × 2.500 til 3.000 kr. = 0 til 144.000 kr. om året"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Op til 36 døgn om året", "Op til 36 timer om året", "Enheden er ændret"),
        ("Over 84 døgn om året", "Over 90 døgn om året", "ingen øvre grænse"),
        ("ca. 7 måneder", "ca. 8 måneder", "kan ikke regnes om"),
        ("", "", "ingen tal"),
    ],
)
def test_what_cannot_be_worked_out_is_not(old: str, new: str, why: str) -> None:
    found = consequence(part(old), part(new), BASIS)
    assert (found.low, found.high) == (None, None)
    assert why in found.words


@given(st.integers(0, SMALLEST - 1), st.integers(0, 100))
def test_small_counts_show_nowhere(low: int, more: int) -> None:
    basis = Basis((low, low + more), (7777, 7777))
    found = consequence(part("1 time om ugen"), part("2 timer om ugen"), basis)
    assert found.low is None
    assert found.words == "Færre end 5 modtagere. Tallet er skjult."


@given(
    st.integers(SMALLEST, 50),
    st.integers(0, 50),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(1, 90),
)
def test_a_saving_is_the_cost_turned_round(low: int, more: int, price: int, dearer: int, days: int) -> None:
    basis = Basis((low, low + more), (price, price + dearer))
    one, other = part("10 døgn om året"), part(f"{days} døgn om året")
    there, back = consequence(one, other, basis), consequence(other, one, basis)
    assert there.low is not None
    assert back.high is not None
    assert there.low == -back.high
    assert isinstance(there.high, Fraction)


def test_a_total_is_of_several_and_never_tells_what_one_hides() -> None:
    one = consequence(part("Op til 36 døgn om året"), part("Op til 40 døgn om året"), BASIS)
    hidden = consequence(
        part("Op til 36 døgn om året"), part("Op til 40 døgn om året"), Basis((1, 2), (1, 1))
    )
    assert total([one, one]) == (0, 288_000)
    for found in ([], [one], [one, hidden], [one, one, hidden]):
        assert total(found) is None
