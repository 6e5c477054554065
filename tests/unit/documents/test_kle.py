"""KLE numbers: what is one, and what lies below another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.kle import lies_below, read_kle

PART = st.integers(0, 99).map(lambda number: f"{number:02}")


@given(st.lists(PART, min_size=1, max_size=3), st.integers(1, 3))
def test_a_number_lies_below_each_of_its_beginnings_and_no_other(parts: list[str], kept: int) -> None:
    number, group = ".".join(parts), ".".join(parts[:kept])
    assert lies_below(read_kle(f" {number} "), read_kle(group))
    other = f"{(int(parts[0]) + 1) % 100:02}"
    assert not lies_below(number, other)
    assert lies_below(group, number) == (group == number)


@pytest.mark.parametrize("typed", ["", "2", "27.", "27.2", "27.27.00.01", "27-27", "²7", "١٢", "a" * 300])
def test_anything_else_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="KLE-nummer"):
        read_kle(typed)
