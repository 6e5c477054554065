"""The table of states: every open state leads on, no closed one does, and each step is somebody's."""

from __future__ import annotations

from portal.documents.states import CLOSED, STATE_WORDS, TRANSITIONS, State, Step, steps_from
from portal.security.rules import PERMISSION_FOR, RULES


def test_every_step_has_a_row_and_a_permission() -> None:
    assert set(TRANSITIONS) == set(Step) == set(PERMISSION_FOR)
    assert all(RULES[permission] for permission in PERMISSION_FOR.values())
    assert set(STATE_WORDS) == set(State)


def test_nothing_leads_on_from_a_closed_state_and_every_open_one_leads_on() -> None:
    for state in State:
        assert bool(steps_from(state)) is (state not in CLOSED)


def test_every_state_can_be_reached_and_adoption_only_from_where_it_is_decided() -> None:
    reached = {State.DRAFT}
    for _ in State:
        reached |= {row.target for row in TRANSITIONS.values() if row.sources & reached}
    assert reached == set(State)
    assert TRANSITIONS[Step.ADOPT].sources == {State.DECISION}


def test_whatever_goes_forward_is_linted_and_whatever_goes_back_says_why() -> None:
    for row in TRANSITIONS.values():
        forward = row.target in (State.HEARING, State.DECISION, State.ADOPTED)
        assert row.needs_lint is forward
        assert row.needs_reason is not forward
