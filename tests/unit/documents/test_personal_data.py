"""CPR numbers are found however they are spelled, other numbers are let alone. All of them are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.lint.linter import lint
from portal.documents.personal_data import holds_cpr
from tests.unit.documents.writing import HEAD, head, read

SPELLINGS = [
    "010190-1234", "010190–1234", "010190—1234", "010190\u20111234", "010190−1234", "010190\u20101234",
    "010190 1234", "010190\u00a01234", "010190\u20091234", "010190\u00ad1234", "010190\u200b-1234",
    "0101\u206090-1234", "0101901234", "010190&#45;1234", "010190&nbsp;1234", "010190&ndash;1234",
    "010190-**1234**", "**010190**-1234", "*010190*-1234", "`010190`-1234", "0101~~90~~-1234",
    "010190\\-1234", "<b>010190</b>-1234", "01.01.90-1234", "01/01/90-1234", "01-01-90-1234",
    "01 01 90 1234", "01.01.1990-1234", "01011990-1234", "010190 - 1234", "010190--1234",
    "cpr.010190-1234", "cpr.0101901234", "CPR-0101901234", "cpr:010190-1234", "cpr-nr.010190-1234",
    "(010190-1234)", "010190-1234-A", "010190-1234.", "010190-1234,", "610190-1234",
    "91129\u200b0-1234", "6101901234", "０１０１９０-１２３４", "٠١٠١٩٠-١٢٣٤", "290200-1234", "_010190-1234_",
    "barn_0101901234", "12_010190-1234", "010190-\n1234", "010190/1234", "\u202a010190-1234\u202c",
]  # fmt: skip

OTHERS = [
    # case numbers and agenda items
    "2024/00415, punkt 3", "24/012345", "2024-010190-1234", "19/2024-1234", "EMN-2024-01234",
    "EMN-2412011234", "S2024-010190", "24/010190-1234", "sag 27.36.08-G01-1-24", "dok. 010190-1234-5",
    "1010190-1234", "2023-001234", "00.01.10-P23-1-24", "nr. 1103-24-0001", "J.nr. 2019-5103-10415",
    "SAG-2018-01234-0007", "24-1234",
    # EAN and GLN
    "5798009882110", "EAN 5798 0098 82110", "5798-009882110", "EAN: 5790001234567",
    "57 98 00 98 82 11 0",
    # CVR, P numbers, accounts
    "CVR 29189668", "29 18 96 68", "P-nummer 1003388394", "P-nr. 1003388394", "DK29189668",
    "kontonr. 0101901234", "faktura nr. 0101901234",
    # telephone
    "12 34 56 78", "+45 12 34 56 78", "0045 12345678", "12 12 12 12 og 12 34 56 78", "tlf. 12121234",
    "4512121234", "70 10 19 01", "31 12 12 34", "Ring 12 34 56 78, 12 34 56 79",
    # days
    "01.01.1990", "01.01.2024-31.12.2024", "01-01-2024 kl. 1200", "2024-01-15", "20240115-1234",
    "1. januar 2024", "01.01.2024 - 1200 deltagere", "01.05.2024-2025", "01/01/2024", "20240115 1234",
    # KLE, laws, amounts, pages
    "27.27.00", "27.03.04-K08-12-23", "27.12.16", "LBK nr. 1089 af 16.08.2023", "§ 52, stk. 3, nr. 5",
    "1.234.567,89", "010.190-1234", "999999-1234", "320190-1234", "013390-1234", "6.000-12.345 kr.",
    "s. 101-190",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_is_found_however_it_is_spelled(spelling: str) -> None:
    assert holds_cpr(spelling)
    assert holds_cpr(f"Barnet har nummer {spelling} i sagen.")


@pytest.mark.parametrize("other", OTHERS)
def test_other_numbers_are_let_alone(other: str) -> None:
    assert len(OTHERS) >= 50
    assert not holds_cpr(other)
    assert not holds_cpr(f"Se {other} i sagen.")


@given(
    st.dates(),
    st.integers(0, 9999),
    st.sampled_from(["-", "–", "−", " ", "\u00a0", " - ", "", "\u00ad", "&#45;", "-**"]),
    st.booleans(),
)
def test_every_day_and_every_joint(day, serial: int, joint: str, replaced: bool) -> None:
    first = f"{day.day + 60 * replaced:02d}{day.month:02d}{day.year % 100:02d}"
    assert holds_cpr(f"nummer {first}{joint}{serial:04d} står her")


@given(st.text())
def test_whatever_is_asked_is_answered(text: str) -> None:
    assert holds_cpr(text) in (True, False)


def hits(source: str) -> list[int]:
    found = lint(read(source), source.encode(), "prøve.md")
    return [f.line for f in found if f.rule == "personal-data"]


@pytest.mark.parametrize("spelling", [s for s in SPELLINGS if "\n" not in s and "\u202a" not in s])
def test_lint_finds_it_in_a_text_and_points_at_the_line(spelling: str) -> None:
    assert hits(HEAD + f"## A {{#a}}\n\nTekst.\n\nBarnet er {spelling} her.\n") == [HEAD.count("\n") + 5]


@pytest.mark.parametrize(
    "body",
    ["Barnet er 010190-\n1234 her.", "Barnet er 010190-[1234](/x) her.", "Barnet er 0101![90](/x)-1234 her."],
)
def test_lint_finds_what_only_the_shown_text_has(body: str) -> None:
    assert len(hits(HEAD + f"## A {{#a}}\n\n{body}\n")) == 1


def test_lint_finds_it_in_a_decoded_value_of_the_head() -> None:
    assert hits(head(titel='"Barn 010190\\u20111234"') + "## A\n\nTekst.\n") == [2]


def test_two_cells_side_by_side_are_no_number() -> None:
    assert hits(HEAD + "## A {#a}\n\n| Fra | Til |\n|---|---|\n| 010190 | 1234 |\n") == []
