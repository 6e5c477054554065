"""Findings on the very day, and texts of just the size that is read."""

from __future__ import annotations

from datetime import date

import pytest

from portal.documents.document import DocumentError
from portal.documents.lint.linter import lint
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import HEAD

TEXT = """\
---
titel: Aflastning
dokumenttype: kvalitetsstandard
tilstand: vedtaget
gaelder_fra: 2025-05-01
gaelder_til: {ends}
genbesoeg: 2026-06-01
---
## Formål

{words}
"""


def found(on: date, *, ends: str = "ukendt", words: str = "At give luft.") -> set[str]:
    """The rules that have something to say on a day."""
    source = TEXT.format(ends=ends, words=words).encode()
    return {finding.rule for finding in lint(read_document(source, "1.md"), source, "1.md", on=on)}


def test_a_text_is_unconfirmed_the_day_after_its_first_year() -> None:
    assert "unconfirmed" not in found(date(2026, 5, 1))
    assert "unconfirmed" in found(date(2026, 5, 2))


def test_a_review_is_overdue_the_day_after() -> None:
    assert "overdue-review" not in found(date(2026, 6, 1))
    assert "overdue-review" in found(date(2026, 6, 2))


@pytest.mark.parametrize("number", ["290200-1234", "290224-1234", "010120-1234"])
def test_a_leap_day_is_a_birthday_too(number: str) -> None:
    assert "personal-data" in found(date(2026, 1, 1), words=f"Ring til {number}.")


@pytest.mark.parametrize("number", ["300200-1234", "320120-1234", "011320-1234"])
def test_what_is_no_day_is_no_birthday(number: str) -> None:
    assert "personal-data" not in found(date(2026, 1, 1), words=f"Journalnummer {number}.")


def test_a_text_may_be_in_force_for_one_day_and_not_for_less() -> None:
    assert found(date(2025, 5, 1), ends="2025-05-01")
    with pytest.raises(DocumentError) as refused:
        found(date(2025, 5, 1), ends="2025-04-30")
    assert [finding.message for finding in refused.value.findings] == ["gaelder_til ligger før gaelder_fra."]


def test_a_text_of_just_the_brackets_that_are_read() -> None:
    piece = "[" * 250 + "\n\n"
    assert read_document(f"{HEAD}{piece * 20}".encode(), "x")
    with pytest.raises(DocumentError, match="kantede parenteser"):
        read_document(f"{HEAD}{piece * 20}[".encode(), "x")
