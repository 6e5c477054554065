"""The very days: a repeal known that day, a text that begins as another is repealed, an end that has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from portal.danish.law_references import LawReference
from portal.documents.document import Certainty, UncertainDate
from portal.documents.validity.standing import (
    Confirmation,
    ReasonCode,
    Repeal,
    Stage,
    Status,
    VersionFacts,
    in_force,
    spans,
)
from portal.documents.validity.version_facts import Span

TODAY = date(2026, 8, 1)
REPEALED = date(2024, 1, 1)


def version(n: int, begins: date, ends: UncertainDate | None = None) -> VersionFacts:
    """A version published, and received, a year before it begins."""
    before = begins.replace(year=begins.year - 1)
    published = UncertainDate(before)
    return VersionFacts(n=n, begins=UncertainDate(begins), published=published, ends=ends, recorded=before)


def test_a_repeal_counts_from_the_day_it_was_known() -> None:
    versions, repeals = [version(1, date(2022, 1, 1))], [Repeal(REPEALED, known_from=date(2024, 3, 1))]
    assert in_force(versions, repeals, REPEALED, date(2024, 2, 29)).n == 1
    assert in_force(versions, repeals, REPEALED, date(2024, 3, 1)).status is Status.NONE


def test_a_version_that_begins_on_the_day_of_a_repeal_is_in_force() -> None:
    versions = [version(1, date(2022, 1, 1)), version(2, REPEALED)]
    repeals = [Repeal(REPEALED, known_from=date(2023, 12, 1))]
    assert in_force(versions, repeals, REPEALED, TODAY).n == 2
    assert spans(versions, repeals, TODAY) == (
        Span(1, date(2022, 1, 1), date(2023, 12, 31), Stage.SUPERSEDED),
        Span(2, REPEALED, None, None),
    )


def test_an_end_at_the_earliest_unsettles_from_its_day() -> None:
    ends = UncertainDate(date(2025, 6, 30), Certainty.EARLIEST)
    versions = [version(1, date(2022, 1, 1), ends)]
    assert in_force(versions, (), date(2025, 6, 29), TODAY).status is Status.IN_FORCE
    standing = in_force(versions, (), date(2025, 6, 30), TODAY)
    assert [reason.code for reason in standing.reasons] == [ReasonCode.END_EARLIEST]


def test_a_confirmation_is_not_known_before_its_day() -> None:
    versions = [replace(version(1, date(2022, 1, 1)), law_basis=(LawReference("serviceloven", "44"),))]
    confirmed = [Confirmation(1, date(2024, 6, 1))]

    def status(known: date) -> Status:
        return in_force(versions, (), date(2024, 7, 1), known, confirmations=confirmed).status

    assert status(date(2024, 5, 31)) is Status.UNCONFIRMED
    assert status(date(2024, 6, 1)) is Status.IN_FORCE


def test_an_estimated_publication_matters_until_the_day_the_portal_was_given_the_text() -> None:
    begins = date(2024, 1, 1)
    published = UncertainDate(begins, Certainty.ESTIMATED)
    versions = [
        VersionFacts(
            n=1, begins=UncertainDate(begins), published=published, recorded=begins + timedelta(days=9)
        )
    ]
    standing = in_force(versions, (), begins, begins + timedelta(days=8))
    assert [reason.code for reason in standing.reasons] == [ReasonCode.PUBLICATION_ESTIMATED]
    assert in_force(versions, (), begins, begins + timedelta(days=9)).status is Status.IN_FORCE
