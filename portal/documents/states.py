"""The states of a text on its way, and the steps between them, as data.

Kommende, gældende, ikke bekræftet, afløst and ophævet are not among them: those are computed from dates
(``portal.documents.validity.standing``). Who may take a step is in ``portal.security.rules``; the only code
that takes one is ``portal.services.deciding.deciding``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a draft is. The last two are closed: nothing leads on from them."""

    DRAFT = "kladde"
    HEARING = "hoering"
    DECISION = "beslutning"
    ADOPTED = "vedtaget"
    DROPPED = "henlagt"


STATE_WORDS: Mapping[State, str] = {
    State.DRAFT: "Kladde",
    State.HEARING: "I høring",
    State.DECISION: "Til beslutning",
    State.ADOPTED: "Vedtaget",
    State.DROPPED: "Henlagt",
}


class Step(StrEnum):
    """What can be done to a draft; the value is its name in a form."""

    TO_HEARING = "til-hoering"
    TO_DECISION = "til-beslutning"
    RETURN = "tilbage"
    ADOPT = "vedtag"
    CORRECT = "ret"
    DROP = "henlaeg"


@dataclass(frozen=True)
class Transition:
    """A step: from which states, to which; whether it needs a reason, and whether lint must be answered."""

    step: Step
    sources: frozenset[State]
    target: State
    words: str
    needs_reason: bool = False
    needs_lint: bool = False


def _transition(step: Step, sources: set[State], target: State, words: str, **needs: bool) -> Transition:
    return Transition(step, frozenset(sources), target, words, **needs)


TRANSITIONS: Mapping[Step, Transition] = {
    row.step: row
    for row in (
        _transition(Step.TO_HEARING, {State.DRAFT}, State.HEARING, "Send i høring", needs_lint=True),
        _transition(
            Step.TO_DECISION,
            {State.DRAFT, State.HEARING},
            State.DECISION,
            "Send til beslutning",
            needs_lint=True,
        ),
        _transition(
            Step.RETURN, {State.HEARING, State.DECISION}, State.DRAFT, "Send tilbage", needs_reason=True
        ),
        _transition(Step.ADOPT, {State.DECISION}, State.ADOPTED, "Gør vedtaget", needs_lint=True),
        _transition(
            Step.CORRECT,
            {State.DRAFT},
            State.ADOPTED,
            "Vedtag som redaktionel rettelse",
            needs_lint=True,
        ),
        _transition(Step.DROP, {State.DRAFT}, State.DROPPED, "Henlæg kladden", needs_reason=True),
    )
}

CLOSED = frozenset({State.ADOPTED, State.DROPPED})


def steps_from(state: State) -> tuple[Transition, ...]:
    """The steps that lead on from ``state``, in the order of the table."""
    return tuple(row for row in TRANSITIONS.values() if state in row.sources)


class Outcome(StrEnum):
    """What a body resolved on a draft. Only the last body of the chain adopts; those before it recommend."""

    RECOMMENDED = "anbefalet"
    ADOPTED = "vedtaget"
    REJECTED = "afvist"
    POSTPONED = "udsat"
