"""Worked out once, the moments say of every later day what the arithmetic says when it is asked that day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.danish.law_references import parse_path
from portal.documents.document import Certainty, UncertainDate
from portal.documents.validity.coming import moments
from portal.documents.validity.standing import Confirmation, Repeal, VersionFacts, in_force, stages

# Round 1 January 2024, when barnets lov took the ground from many texts.
DAYS = st.dates(date(2023, 12, 10), date(2024, 1, 25))
LENGTH = 80
CERTAINTY = st.sampled_from([Certainty.KNOWN, Certainty.EARLIEST])
LAW = tuple(map(parse_path, ("serviceloven/44", "barnets-lov/90", "serviceloven/50")))


@st.composite
def facts(draw: st.DrawFn, n: int) -> VersionFacts:
    return VersionFacts(
        n=n,
        begins=UncertainDate(draw(DAYS), draw(CERTAINTY)),
        published=UncertainDate(draw(DAYS)),
        ends=draw(st.none() | st.builds(UncertainDate, DAYS, CERTAINTY)),
        confirmed=draw(st.none() | DAYS),
        law_basis=tuple(draw(st.lists(st.sampled_from(LAW), max_size=2))),
    )


HISTORIES = st.integers(1, 4).flatmap(lambda count: st.tuples(*(facts(n) for n in range(1, count + 1))))
REPEALS = st.lists(st.builds(Repeal, DAYS, DAYS), max_size=2)
CONFIRMATIONS = st.lists(st.builds(Confirmation, st.integers(1, 4), DAYS), max_size=2)


@given(HISTORIES, REPEALS, CONFIRMATIONS, DAYS, DAYS)
def test_every_later_day_is_as_its_moment_says(
    versions: tuple[VersionFacts, ...],
    repeals: list[Repeal],
    confirmations: list[Confirmation],
    day: date,
    known: date,
) -> None:
    found = moments(versions, repeals, day, known, confirmations)
    assert found[0].day == day
    for later in (day + timedelta(days=more) for more in range(LENGTH)):
        said = next(moment for moment in reversed(found) if moment.day <= later)
        asked = in_force(versions, repeals, later, known, confirmations)
        assert (said.standing.n, said.standing.status) == (asked.n, asked.status)
        assert said.standing.reasons == asked.reasons
        assert (said.standing.previous, said.standing.following) == (asked.previous, asked.following)
        assert said.stages == stages(versions, repeals, later, known, confirmations)
