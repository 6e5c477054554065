"""One question to the index: what of it is sought, and what makes it a second look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.errors import UnknownName
from portal.services.search.search_questions import EVERYTHING, LONGEST_QUESTION, SearchQuestion
from search_index.store.model import ALL_KINDS, BACKGROUND

TODAY = date(2026, 11, 22)
PLAIN = SearchQuestion("aflastning", municipality="randers")


@given(st.text(max_size=1000))
def test_what_is_sought_is_one_short_line(words: str) -> None:
    sought = SearchQuestion(words).sought
    assert len(sought) <= LONGEST_QUESTION
    assert "\n" not in sought
    assert SearchQuestion(sought).sought == sought.strip()


def test_the_day_is_today_unless_another_or_every_day_is_asked_for() -> None:
    assert PLAIN.query(TODAY).on == PLAIN.query(TODAY).known == TODAY
    assert SearchQuestion("x", on=date(2019, 6, 1)).query(TODAY).on == date(2019, 6, 1)
    assert SearchQuestion("x", every_day=True).query(TODAY).on is None


def test_background_is_left_out_unless_it_is_asked_for() -> None:
    assert PLAIN.query(TODAY).kinds == ()
    assert SearchQuestion("x", kind=EVERYTHING).query(TODAY).kinds == ALL_KINDS
    assert SearchQuestion("x", kind=BACKGROUND).query(TODAY).kinds == (BACKGROUND,)
    with pytest.raises(UnknownName) as raised:
        SearchQuestion("x", kind="roman").query(TODAY)
    assert [name for name, _ in raised.value.known] == list(ALL_KINDS)


@pytest.mark.parametrize(
    "narrowed",
    [
        SearchQuestion("x", kind=EVERYTHING),
        SearchQuestion("x", topic="handicap"),
        SearchQuestion("x", law="serviceloven/52"),
        SearchQuestion("x", age=0),
        SearchQuestion("x", confirmed=True),
        SearchQuestion("x", correct=False),
        SearchQuestion("x", offset=10),
        SearchQuestion("x", every_day=True),
        SearchQuestion("x", on=TODAY - timedelta(days=1)),
    ],
)
def test_a_second_look_is_no_new_question(narrowed: SearchQuestion) -> None:
    assert narrowed.narrows(TODAY)
    assert not PLAIN.narrows(TODAY)
    assert not SearchQuestion("x", on=TODAY).narrows(TODAY)
