"""Which law changes count, for which reference, on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.danish.law_references import LawReference, read_reference
from portal.documents.validity.law_table import LAW_TABLE, LawChange, LawStatus, LawTable

TODAY = date(2026, 11, 22)


def new_words(reference: str, confirmed: date | None = None, on: date = TODAY) -> str | None:
    change = LAW_TABLE.replaced_since(read_reference(reference), confirmed, on)
    return change.new_words if change else None


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("servicelovens § 52, stk. 3", "barnets lov § 32, stk. 1, nr. 1-8"),
        ("servicelovens § 52, stk. 3, nr. 3", "barnets lov § 32, stk. 1, nr. 1-8"),
        ("servicelovens § 52, stk. 3, nr. 6", "barnets lov § 32, stk. 1, nr. 1-8"),
        ("servicelovens § 52", "barnets lov § 32, stk. 1, nr. 1-8"),
        ("servicelovens § 44", "barnets lov § 90"),
        ("servicelovens § 50, stk. 2", "barnets lov § 20 (med §§ 18 og 19)"),
        ("servicelovens § 140", "barnets lov § 91"),
        ("servicelovens § 76, stk. 2", "barnets lov kapitel 13 (§§ 108-123)"),
        ("servicelovens § 70, stk. 1", "barnets lov § 95, stk. 1-4"),
        ("servicelovens § 52, stk. 1", None),
        ("servicelovens § 52 a", None),
        ("servicelovens § 76 a", None),
        ("servicelovens § 84", None),
        ("servicelovens § 83", None),
        ("servicelovens § 11, stk. 3", None),
        ("barnets lov § 90", None),
        ("§ 52, stk. 3", None),
    ],
)
def test_verified_rows_only_and_what_lies_below_them(reference: str, expected: str | None) -> None:
    assert new_words(reference) == expected


@pytest.mark.parametrize(
    ("confirmed", "on", "counts"),
    [
        (None, date(2023, 12, 31), False),
        (None, date(2024, 1, 1), True),
        (date(2023, 12, 31), TODAY, True),
        (date(2024, 1, 1), TODAY, False),
        (date(2025, 10, 1), TODAY, False),
    ],
)
def test_a_change_counts_from_its_day_until_the_text_is_confirmed(
    confirmed: date | None, on: date, counts: bool
) -> None:
    assert (new_words("servicelovens § 52, stk. 3, nr. 5", confirmed, on) is not None) is counts


def tomorrow(status: LawStatus) -> LawChange:
    return LawChange(
        subject="prøve",
        from_day=date(2026, 11, 23),
        status=status,
        source="en lov",
        old=LawReference("barnets-lov", "90"),
        new=(LawReference("barnets-lov", "91"),),
        new_words="barnets lov § 91",
    )


def with_row(row: LawChange) -> LawTable:
    return LawTable((*LAW_TABLE.changes, row), LAW_TABLE.facts)


def test_a_further_row_takes_effect_on_its_day() -> None:
    reference = LawReference("barnets-lov", "90", "1")
    row = tomorrow(LawStatus.VERIFIED)
    table = with_row(row)
    assert table.replaced_since(reference, None, date(2026, 11, 22)) is None
    assert table.replaced_since(reference, None, date(2026, 11, 23)) == row
    assert table.replaced_since(reference, date(2026, 11, 23), date(2026, 12, 1)) is None
    for status in (LawStatus.INFERRED, LawStatus.UNVERIFIED):
        assert with_row(tomorrow(status)).replaced_since(reference, None, date(2026, 12, 1)) is None


def test_the_closest_row_answers() -> None:
    closer = replace(
        tomorrow(LawStatus.VERIFIED),
        old=LawReference("serviceloven", "52", "3", "6"),
        from_day=date(2024, 1, 1),
    )
    table = with_row(closer)
    assert table.replaced_since(LawReference("serviceloven", "52", "3", "6"), None, TODAY) == closer


def test_every_row_says_who_when_and_in_which_text() -> None:
    for row in (*LAW_TABLE.changes, *LAW_TABLE.facts):
        assert row.checked_by
        assert row.source
        assert row.subject
    assert {row.old.act for row in LAW_TABLE.changes} == {"serviceloven"}
    assert len({fact.key for fact in LAW_TABLE.facts}) == len(LAW_TABLE.facts)


def test_the_inferred_pairs_are_kept_apart() -> None:
    pairs = {
        row.old.number: row.new[0].number for row in LAW_TABLE.changes if row.status is LawStatus.INFERRED
    }
    assert pairs == {"2": "2", "3": "5", "4": "6", "8": "4", "5": "7", "6": "3"}


def test_rows_not_checked_for_a_year_are_listed() -> None:
    everything = (*LAW_TABLE.changes, *LAW_TABLE.facts)
    assert LAW_TABLE.stale(date(2027, 7, 31)) == ()
    assert LAW_TABLE.stale(date(2027, 8, 1)) == everything
    old = replace(tomorrow(LawStatus.VERIFIED), checked_on=date(2025, 11, 22))
    assert with_row(old).stale(TODAY) == (old,)
