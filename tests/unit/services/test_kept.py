"""What is kept is made once, however many ask; and there is never more of it than is allowed."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.kept import Kept, KeptCounts


def test_those_that_ask_at_the_same_time_wait_for_the_first() -> None:
    kept, start, made = Kept[int](10, 10, lambda _: 1), Barrier(8), []

    def make() -> int:
        made.append(1)
        return sum(range(200_000))

    def ask() -> None:
        start.wait()
        kept.get("a", make)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert kept.counts == KeptCounts(made=1, found=7)


def test_what_fails_is_made_again() -> None:
    kept = Kept[int](10, 10, lambda _: 1)

    def fail() -> int:
        raise ValueError("x")

    for _ in range(2):
        with pytest.raises(ValueError, match="x"):
            kept.get("a", fail)
    assert kept.get("a", lambda: 3) == 3
    assert kept.counts == KeptCounts(made=1, found=0)


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 5), st.integers(1, 20))
def test_the_longest_unasked_for_leave_first(asked: list[int], most: int, heaviest: int) -> None:
    kept = Kept[int](most, heaviest, lambda value: value)
    there: list[int] = []
    for key in asked:
        made: list[int] = []
        assert kept.get(key, lambda key=key, made=made: made.append(key) or key) == key  # type: ignore[misc]
        assert (key in there) == (made == [])
        there = [*(other for other in there if other != key), key]
        while len(there) > 1 and (len(there) > most or sum(there) > heaviest):
            there.pop(0)
