"""Deadlines: the standard's own rows, counted from the days a reader gives."""

from __future__ import annotations

from html import unescape

import pytest
from icalendar import Calendar
from webtest import TestApp

PAGE = "/eksempel/aflastning/frister"
AWARE = "kommunen-bliver-opmaerksom-paa-behovet"


def test_the_starts_are_the_tables_own_words(app: TestApp) -> None:
    page = unescape(app.get("/eksempel/aflastning/frister?version=3").text)
    for words in ("Kommunen bliver opmærksom på behovet", "Undersøgelsen er færdig", "Iværksættelse"):
        assert f"{words}</label>" in page
    assert 'id="datoer"' not in page


def test_months_clamp_and_the_weekday_is_said(app: TestApp) -> None:
    page = unescape(app.get(f"{PAGE}?version=3&{AWARE}=31. oktober 2026").text)
    assert "søndag 28. februar 2027" in page
    assert "senest 4 måneder efter (kommunen bliver opmærksom på behovet)" in page
    assert 'href="/eksempel/aflastning/v3#' in page


def test_a_rule_whose_start_is_missing_is_refused(app: TestApp) -> None:
    page = unescape(app.get(f"{PAGE}?version=3&ivaerksaettelse=2026-11-30").text)
    assert "søndag 28. februar 2027" in page
    assert "Kan ikke beregnes: datoen for »undersøgelsen er færdig« mangler." in page
    assert "Kan ikke beregnes: datoen for »seneste opfølgning« mangler." in page


def test_what_was_typed_is_kept_and_the_others_are_counted(app: TestApp) -> None:
    page = unescape(app.get(f"{PAGE}?version=3&ivaerksaettelse=2026-02-30&{AWARE}=2026-10-31").text)
    assert 'href="#ivaerksaettelse"' in page
    assert 'value="2026-02-30"' in page
    assert "søndag 28. februar 2027" in page


def test_a_calendar_file_with_the_same_dates(app: TestApp) -> None:
    query = f"version=3&{AWARE}=2026-10-31&ivaerksaettelse=2026-11-30"
    assert "/eksempel/aflastning/frister.ics?" in app.get(f"{PAGE}?{query}").text
    answer = app.get(f"{PAGE}.ics?{query}")
    assert answer.content_type == "text/calendar"
    events = Calendar.from_ical(answer.body).walk("VEVENT")
    assert sorted(str(event.decoded("dtstart")) for event in events) == ["2027-02-28", "2027-02-28"]
    assert all("/eksempel/aflastning/v3#" in event["url"] for event in events)
    app.get(f"{PAGE}.ics?version=3&{AWARE}=i morgen", status=400)


def test_verified_law_stands_beside_it_and_nothing_else(app: TestApp) -> None:
    page = unescape(app.get(PAGE).text)
    assert "En børnefaglig undersøgelse skal være færdig inden 4 måneder." in page
    assert "Gælder fra 1. januar 2024. Læst i barnets lov, lovbekendtgørelse nr. 282" in page
    assert "ungeplan" not in page


def test_an_unconfirmed_text_says_so(app: TestApp) -> None:
    page = app.get("/randers/familiekonsulent-kontaktperson-doegnaflastning/frister").text
    assert "Det er usikkert, fordi" in page


@pytest.mark.parametrize("version", ["99", "0", "x", "-1", "9999999", "²"])
def test_a_version_that_is_not_there(app: TestApp, version: str) -> None:
    app.get(PAGE, {"version": version}, status=404)
    app.get(f"{PAGE}.ics", {"version": version}, status=404)


def test_a_calendar_without_a_day_asks_for_days(app: TestApp) -> None:
    asked = app.get(f"{PAGE}.ics?version=3", status=303)
    assert asked.location.endswith("/eksempel/aflastning/frister?version=3")
    assert app.get("/eksempel/fritidsstoette/frister.ics", status=303).follow().status_int == 200


def test_the_text_leads_to_it(app: TestApp) -> None:
    assert 'href="/eksempel/aflastning/frister?version=4"' in app.get("/eksempel/aflastning").text
