from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from calculators.deadlines.calendar_file import calendar_file
from calculators.deadlines.deadlines import due_dates, read_deadline

STAMP = datetime(2025, 5, 2, 8, 30, tzinfo=UTC)
SOURCE = "https://portal.example/eksempel/aflastning/v3"
RULES = [
    read_deadline("Første opfølgning; møde, hjemme", "senest 3 måneder efter", "iværksættelse", "frist-1"),
    read_deadline("Senere opfølgninger", "mindst hver 6. måned", "seneste opfølgning", "frist-2"),
]


def test_each_computed_date_is_an_all_day_event_that_links_to_its_row() -> None:
    due = due_dates(RULES, {"iværksættelse": date(2025, 5, 1)})
    calendar = Calendar.from_ical(calendar_file(due, SOURCE, STAMP))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2025, 8, 1)
    assert str(event["summary"]) == "Første opfølgning; møde, hjemme"
    assert str(event["url"]) == f"{SOURCE}#frist-1"
    assert "senest 3 måneder efter (iværksættelse)" in str(event["description"])


def test_the_same_dates_make_the_same_bytes() -> None:
    due = due_dates(RULES, {"iværksættelse": date(2025, 5, 1), "seneste opfølgning": date(2025, 8, 31)})
    first = calendar_file(due, SOURCE, STAMP)
    assert first == calendar_file(due, SOURCE, STAMP)
    assert first.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:20260228" in first
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))


def test_no_dates_make_an_empty_calendar() -> None:
    assert b"VEVENT" not in calendar_file(due_dates(RULES, {}), SOURCE, STAMP)


def test_a_stamp_has_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file([], SOURCE, datetime(2025, 5, 2, 8, 30))


def test_the_last_day_of_the_calendar_is_a_day_too() -> None:
    due = due_dates(RULES[:1], {"iværksættelse": date(9999, 9, 30)})
    assert b"DTSTART;VALUE=DATE:99991230" in calendar_file(due, SOURCE, STAMP)
