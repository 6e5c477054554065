from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.deadlines.deadlines import DeadlineError, DeadlineKind, due_dates, read_deadline

FOLLOW_UP = read_deadline("Første opfølgning", "senest 3 måneder efter", "iværksættelse", "frister-1", 7)
LATER = read_deadline("Senere opfølgninger", "mindst hver 6. måned", "seneste opfølgning", "frister-2", 8)


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("senest 3 måneder efter", DeadlineKind.AT_LATEST, 3, "måneder"),
        ("Senest fire måneder efter", DeadlineKind.AT_LATEST, 4, "måneder"),
        ("senest 2 uger efter.", DeadlineKind.AT_LATEST, 2, "uger"),
        ("senest 1 dag efter", DeadlineKind.AT_LATEST, 1, "dage"),
        ("senest et år efter", DeadlineKind.AT_LATEST, 1, "år"),
        ("mindst hver 6. måned", DeadlineKind.AT_LEAST_EVERY, 6, "måneder"),
        ("mindst hver sjette måned", DeadlineKind.AT_LEAST_EVERY, 6, "måneder"),
        ("mindst hvert 2. år", DeadlineKind.AT_LEAST_EVERY, 2, "år"),
    ],
)
def test_a_deadline_is_read(text: str, kind: DeadlineKind, number: int, unit: str) -> None:
    rule = read_deadline("A", text, "b", "f-1", 3)
    assert (rule.kind, rule.number, rule.unit, rule.text, rule.line) == (kind, number, unit, text, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hurtigst muligt",
        "senest 3 måneder",
        "senest 2,5 uger efter",
        "senest 0 dage efter",
        "hver 6. måned",
        "mindst hver 6 måned",
        "senest 99999 dage efter",
        "senest måneder efter",
        "senest 3 arbejdsdage efter",
    ],
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(DeadlineError) as caught:
        read_deadline("A", text, "b", "f-1")
    assert caught.value.message
    assert caught.value.words == text


@pytest.mark.parametrize(("event", "counted_from"), [("", "start"), ("Opfølgning", " ")])
def test_a_row_names_event_and_start(event: str, counted_from: str) -> None:
    with pytest.raises(DeadlineError):
        read_deadline(event, "senest 3 måneder efter", counted_from, "f-1")


def test_dates_come_with_weekday_and_row() -> None:
    due = due_dates([FOLLOW_UP], {"Iværksættelse": date(2025, 5, 1)})[0]
    assert (due.day, due.weekday, due.rule.row_id) == (date(2025, 8, 1), "fredag", "frister-1")


def test_months_clamp_and_weekends_do_not_shift() -> None:
    rule = read_deadline("Undersøgelse", "senest 4 måneder efter", "henvendelse", "f-1")
    due = due_dates([rule], {"henvendelse": date(2025, 10, 31)})[0]
    assert (due.day, due.weekday) == (date(2026, 2, 28), "lørdag")


def test_a_missing_start_is_named_and_not_guessed() -> None:
    first, later = due_dates([FOLLOW_UP, LATER], {"ivaerksaettelse": date(2025, 5, 1)})
    assert first.day == date(2025, 8, 1)
    assert later.day is None
    assert later.reason == "Kan ikke beregnes: datoen for »seneste opfølgning« mangler."
    assert later.repeats


def test_beyond_the_calendar_cannot_be_computed() -> None:
    for text in ("senest 9 år efter", "senest 900 dage efter"):
        due = due_dates([read_deadline("A", text, "b", "f-1")], {"b": date(9998, 12, 1)})[0]
        assert due.day is None
        assert "kalenderen" in due.reason


@given(st.text(alphabet="senest mindsthvr 0123456789.,efterdagugeårmåned", max_size=40))
def test_reading_raises_nothing_but_deadline_error(text: str) -> None:
    try:
        rule = read_deadline("A", text, "b", "f-1")
    except DeadlineError:
        return
    assert rule.number >= 1
