"""Which version is in force: the rulings one by one, and what must hold for any history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.law_references import LawReference
from portal.documents.document import UNKNOWN_DATE, Certainty, UncertainDate
from portal.documents.validity.standing import (
    Confirmation,
    ReasonCode,
    Repeal,
    Span,
    Stage,
    Status,
    VersionFacts,
    in_force,
    spans,
    stages,
)

TODAY = date(2026, 8, 1)


def on(text):
    return date.fromisoformat(text)


def known(text):
    return UncertainDate(on(text))


def earliest(text):
    return UncertainDate(on(text), Certainty.EARLIEST)


def version(n, begins, *, published=None, **facts):
    begin = known(begins) if isinstance(begins, str) else begins
    if published is None:
        publication = UncertainDate(begin.day, Certainty.ESTIMATED) if begin.day else UNKNOWN_DATE
    else:
        publication = known(published)
    return VersionFacts(
        **{"n": n, "begins": begin, "published": publication, "recorded": on("2026-01-01"), **facts}
    )


THREE = (
    version(1, "2022-01-01", published="2021-12-01"),
    version(2, "2023-07-01", published="2023-09-15"),
    version(3, "2025-05-01", published="2025-03-20"),
)


def ask(versions, day, as_known=TODAY, repeals=(), **rest):
    return in_force(
        versions, repeals, on(day), as_known if isinstance(as_known, date) else on(as_known), **rest
    )


def codes(standing):
    return [reason.code for reason in standing.reasons]


@pytest.mark.parametrize(
    ("day", "as_known", "n"),
    [
        ("2021-12-31", "2026-08-01", None),
        ("2022-01-01", "2026-08-01", 1),
        ("2023-06-30", "2026-08-01", 1),
        ("2023-07-01", "2026-08-01", 2),
        ("2023-07-01", "2023-09-14", 1),
        ("2023-07-01", "2023-09-15", 2),
        ("2025-04-30", "2026-08-01", 2),
        ("2025-05-01", "2026-08-01", 3),
        ("2025-05-01", "2025-03-19", 2),
        ("2022-06-01", "2021-11-30", None),
    ],
)
def test_a_day_and_what_was_known(day, as_known, n):
    standing = ask(THREE, day, as_known)
    assert standing.n == n
    assert standing.status is (Status.NONE if n is None else Status.IN_FORCE)


def test_the_answer_names_its_days_and_its_neighbours():
    standing = ask(THREE, "2024-01-01")
    assert standing.span == Span(2, on("2023-07-01"), on("2025-04-30"), Stage.SUPERSEDED)
    assert (standing.previous.n, standing.following.n) == (1, 3)
    last = ask(THREE, "2026-01-01")
    assert (last.span.last, last.following) == (None, None)


def test_before_the_first_version_it_says_when_that_begins():
    standing = ask(THREE, "2020-01-01")
    assert (standing.status, standing.following.n, standing.previous) == (Status.NONE, 1, None)
    assert codes(standing) == [ReasonCode.NOT_BEGUN]
    assert "1. januar 2022" in standing.reasons[0].text


def test_nothing_known():
    assert codes(ask((), "2020-01-01")) == [ReasonCode.NO_VERSION]
    assert codes(ask(THREE, "2022-06-01", "2020-01-01")) == [ReasonCode.NOT_PUBLISHED]


def test_an_ended_version_does_not_bring_the_earlier_one_back():
    ended = (THREE[0], version(2, "2023-07-01", ends=known("2024-12-31")))
    assert ask(ended, "2024-12-31").n == 2
    standing = ask(ended, "2025-01-01")
    assert (standing.status, standing.previous.n) == (Status.NONE, 2)
    assert codes(standing) == [ReasonCode.ENDED]
    assert [s.stage for s in stages(ended, (), on("2025-01-01"), TODAY)] == [Stage.SUPERSEDED, Stage.REPEALED]


def test_a_repeal_ends_what_began_before_it_once_it_is_known():
    repeals = [Repeal(on("2024-01-01"), known_from=on("2024-03-01"))]
    assert ask(THREE[:2], "2023-12-31", repeals=repeals).n == 2
    assert ask(THREE[:2], "2024-01-01", repeals=repeals).status is Status.NONE
    assert ask(THREE[:2], "2024-01-01", "2024-02-28", repeals=repeals).n == 2
    assert ask(THREE, "2025-05-01", repeals=repeals).n == 3
    assert [s.stage for s in stages(THREE, repeals, on("2024-06-01"), TODAY)] == [
        Stage.SUPERSEDED,
        Stage.REPEALED,
        Stage.UPCOMING,
    ]


def test_of_two_that_begin_on_one_day_the_higher_number_is_in_force():
    pair = (version(1, "2024-01-01"), version(2, "2024-01-01", published="2024-02-01"))
    assert ask(pair, "2024-01-01").n == 2
    assert ask(pair, "2024-01-01", "2024-01-31").n == 1
    assert spans(pair, (), TODAY)[0].empty
    assert [s.stage for s in stages(pair, (), on("2023-01-01"), TODAY)] == [Stage.SUPERSEDED, Stage.UPCOMING]


def test_a_restatement_is_never_certain():
    standing = ask([version(1, "2024-01-01", restatement=True)], "2024-06-01")
    assert (standing.status, standing.n, codes(standing)) == (Status.UNCONFIRMED, 1, [ReasonCode.RESTATEMENT])


def test_an_earliest_day_is_unconfirmed_from_that_day():
    texts = [version(1, earliest("2011-01-01"))]
    assert ask(texts, "2010-12-31").status is Status.NONE
    assert codes(ask(texts, "2011-01-01")) == [ReasonCode.BEGIN_EARLIEST]


def test_an_unknown_beginning_counts_from_adoption_at_the_earliest():
    texts = [version(1, UNKNOWN_DATE, adopted=known("2019-12-09"))]
    assert ask(texts, "2019-12-08").status is Status.NONE
    assert codes(ask(texts, "2020-01-01")) == [ReasonCode.BEGIN_UNKNOWN]
    nothing = [version(1, UNKNOWN_DATE)]
    assert codes(ask(nothing, "1990-01-01")) == [ReasonCode.BEGIN_UNKNOWN]


def test_an_uncertain_end():
    texts = [version(1, "2020-01-01", ends=earliest("2024-01-01"))]
    assert ask(texts, "2023-12-31").status is Status.IN_FORCE
    assert codes(ask(texts, "2024-01-01")) == [ReasonCode.END_EARLIEST]
    assert codes(ask([version(1, "2020-01-01", ends=UNKNOWN_DATE)], "2021-01-01")) == [ReasonCode.END_UNKNOWN]


def test_an_estimated_publication_matters_only_before_the_portal_had_the_text():
    texts = [version(1, "2020-01-01", recorded=on("2026-01-01"))]
    assert ask(texts, "2020-06-01").status is Status.IN_FORCE
    assert codes(ask(texts, "2020-06-01", "2020-06-01")) == [ReasonCode.PUBLICATION_ESTIMATED]
    assert ask(texts, "2020-06-01", "2019-12-31").status is Status.NONE


OLD_LAW = (LawReference("serviceloven", "52", "3", "6"), LawReference("barnets-lov", "90"))


def test_a_replaced_law_unsettles_the_answer_from_its_day():
    texts = [version(1, "2020-01-01", law_basis=OLD_LAW)]
    assert ask(texts, "2023-12-31").status is Status.IN_FORCE
    standing = ask(texts, "2024-01-01")
    assert codes(standing) == [ReasonCode.LAW_REPLACED]
    assert standing.reasons[0].law == (OLD_LAW[0],)
    assert "servicelovens § 52, stk. 3, nr. 6" in standing.reasons[0].text
    assert "1. januar 2024" in standing.reasons[0].text


def test_a_confirmation_after_the_change_settles_it_from_its_own_day():
    texts = [version(1, "2020-01-01", law_basis=OLD_LAW, confirmed=on("2024-06-01"))]
    assert ask(texts, "2024-05-31").status is Status.UNCONFIRMED
    assert ask(texts, "2024-06-01").status is Status.IN_FORCE
    assert ask(texts, "2024-06-01", "2024-05-31").status is Status.UNCONFIRMED
    before = [version(1, "2020-01-01", law_basis=OLD_LAW, confirmed=on("2023-12-31"))]
    assert ask(before, "2024-06-01").status is Status.UNCONFIRMED
    rows = [Confirmation(1, on("2024-07-01")), Confirmation(2, on("2024-06-01"))]
    assert ask(before, "2024-06-15", confirmations=rows).status is Status.UNCONFIRMED
    assert ask(before, "2024-07-01", confirmations=rows).status is Status.IN_FORCE


def test_stages_name_every_published_version():
    found = [(s.n, s.stage) for s in stages(THREE, (), on("2024-01-01"), TODAY)]
    assert found == [(1, Stage.SUPERSEDED), (2, Stage.IN_FORCE), (3, Stage.UPCOMING)]
    assert len(stages(THREE, (), on("2024-01-01"), on("2024-01-01"))) == 2
    (unsure,) = stages([version(1, "2020-01-01", restatement=True)], (), TODAY, TODAY)
    assert (unsure.stage, len(unsure.reasons)) == (Stage.UNCONFIRMED, 1)


DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 31))
CERTAINTY = st.sampled_from([Certainty.KNOWN, Certainty.EARLIEST])


@st.composite
def histories(draw):
    found = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        begins = draw(DAYS)
        ends = draw(
            st.none() | st.integers(0, 40).map(lambda days, begins=begins: begins + timedelta(days=days))
        )
        found.append(
            VersionFacts(
                n=n,
                begins=UncertainDate(begins, draw(CERTAINTY)),
                published=UncertainDate(draw(DAYS)),
                ends=None if ends is None else UncertainDate(ends),
                restatement=draw(st.booleans()),
            )
        )
    return tuple(found)


REPEALS = st.lists(st.builds(Repeal, DAYS, DAYS), max_size=2)


@given(histories(), REPEALS, DAYS, DAYS)
def test_at_most_one_version_holds_any_day_and_it_is_the_answer(versions, repeals, day, as_known):
    holding = [span.n for span in spans(versions, repeals, as_known) if not span.empty and span.holds(day)]
    assert len(holding) <= 1
    assert in_force(versions, repeals, day, as_known).n == (holding[0] if holding else None)


@given(histories(), REPEALS, DAYS, DAYS)
def test_the_answer_is_the_highest_begin_and_number_that_has_not_ended(versions, repeals, day, as_known):
    begun = [v for v in versions if v.published.day <= as_known and v.begins.day <= day]
    latest = max(begun, key=lambda v: (v.begins.day, v.n), default=None)
    expected = None
    if latest is not None:
        ended = latest.ends is not None and latest.ends.day < day
        repealed = any(r.known_from <= as_known and latest.begins.day < r.day <= day for r in repeals)
        expected = None if ended or repealed else latest.n
    assert in_force(versions, repeals, day, as_known).n == expected


@given(histories(), DAYS, DAYS, DAYS)
def test_what_comes_later_never_changes_what_was_known_before(versions, day, as_known, begins):
    later = VersionFacts(
        n=len(versions) + 1,
        begins=UncertainDate(begins),
        published=UncertainDate(as_known + timedelta(days=1)),
    )
    repeal = Repeal(begins, known_from=as_known + timedelta(days=1))
    before = in_force(versions, (), day, as_known)
    after = in_force((*versions, later), (repeal,), day, as_known)
    assert (after.n, after.status, after.span) == (before.n, before.status, before.span)


@given(histories(), REPEALS, DAYS, DAYS)
def test_exactly_the_answer_is_current_among_the_stages(versions, repeals, day, as_known):
    current = [
        s.n
        for s in stages(versions, repeals, day, as_known)
        if s.stage in (Stage.IN_FORCE, Stage.UNCONFIRMED)
    ]
    answer = in_force(versions, repeals, day, as_known)
    assert current == ([] if answer.n is None else [answer.n])
    assert (answer.status is Status.NONE) == (answer.n is None)
    assert answer.reasons or answer.status is Status.IN_FORCE
    assert answer.previous is None or answer.previous.last < day
    assert answer.following is None or answer.following.first > day
