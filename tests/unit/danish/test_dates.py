import contextlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.dates import add_months, format_date, read_date, weekday


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-01",
        "1. maj 2025",
        "1 maj 2025",
        "den 1. maj 2025",
        "torsdag den 1. maj 2025",
        "Torsdag d. 1. maj 2025",
        "1/5 2025",
        "1/5-2025",
        "1/5/2025",
        "1.5.2025",
        "01-05-2025",
        "d. 1. maj 2025",
        "d.1. maj 2025",
        "1. maj 2025.",
        "1/5 2025.",
        " 1.  Maj\u00a02025 ",
    ],
)
def test_a_date_is_read_in_every_spelling(text: str) -> None:
    assert read_date(text) == date(2025, 5, 1)


@pytest.mark.parametrize(("text", "month"), [("3. jan. 2025", 1), ("3. sept. 2025", 9), ("3. dec 2025", 12)])
def test_short_month_names(text: str, month: int) -> None:
    assert read_date(text) == date(2025, month, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i morgen",
        "1/5 25",
        "2025-5-1",
        "2025-02-29",
        "31. april 2025",
        "1. foo 2025",
        "fredag den 1. maj 2025",
        "0/0 0000",
    ],
)
def test_what_is_no_date_is_refused_in_danish(text: str) -> None:
    with pytest.raises(ValueError, match=r"ikke|findes|[Ss]kriv"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Skriv en dato, for eksempel 1. maj 2025, 1/5 2025 eller 2025-05-01."),
        ("1.5.25", "Skriv årstallet i »1.5.25« med fire cifre"),
        ("1/5 25", "Skriv årstallet i »1/5 25« med fire cifre"),
        ("Maj 2025", "»Maj 2025« er en hel måned. Skriv også dagen, for eksempel 1. maj 2025."),
        ("i går", "»i går« er ikke en dato. Skriv den som 1. maj 2025, 1/5 2025 eller 2025-05-01."),
    ],
)
def test_a_refusal_says_what_is_accepted(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        read_date(text)


@given(st.dates())
def test_a_date_reads_back_the_same(day: date) -> None:
    if day.year >= 1000:
        assert read_date(format_date(day)) == day
    assert read_date(day.isoformat()) == day


@given(st.text(alphabet="0123456789./- denmajtorsgu,", max_size=24))
def test_reading_raises_nothing_but_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        read_date(text)


def test_weekday() -> None:
    assert weekday(date(2025, 5, 1)) == "torsdag"


@pytest.mark.parametrize(
    ("start", "months", "result"),
    [
        (date(2024, 10, 31), 4, date(2025, 2, 28)),
        (date(2023, 10, 31), 4, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
    ],
)
def test_months_clamp_to_the_months_end(start: date, months: int, result: date) -> None:
    assert add_months(start, months) == result


def test_beyond_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
