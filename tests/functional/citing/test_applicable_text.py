"""Which standard applied to my decision: the text as it was published then."""

from __future__ import annotations

from html import unescape

import pytest
from webtest import TestApp


def ask(app: TestApp, day: str, municipality: str = "eksempel", standard: str = "aflastning") -> str:
    query = {"kommune": municipality, "standard": standard, "dato": day}
    return unescape(app.get("/afgoerelse", query).text)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2019-06-01", "Den 1. juni 2019 var det version 1"),
        # Version 2 applies from 1 January 2020 but was published on 14 February.
        ("2020-02-13", "Den 13. februar 2020 var det version 1"),
        ("2020-02-14", "Den 14. februar 2020 var det version 2"),
        ("2025-05-01", "Den 1. maj 2025 var det version 4"),
        ("2026-11-22", "Den 22. november 2026 var det version 4"),
    ],
)
def test_the_version_as_it_was_published_that_day(app: TestApp, day: str, heading: str) -> None:
    assert heading in ask(app, day)


def test_what_came_later_with_effect_from_before_is_said(app: TestApp) -> None:
    page = ask(app, "2020-02-13")
    assert "Version 2 blev offentliggjort efter din afgørelse, men gælder også for den dag." in page
    assert "Senere kom der en tekst" not in ask(app, "2020-02-14")


def test_what_has_changed_since_with_the_redline(app: TestApp) -> None:
    page = ask(app, "2019-06-01")
    assert 'href="/eksempel/aflastning/aendringer/v1..v4"' in page
    assert "fra »Op til 48 døgn om året« til »Op til 60 døgn om året«" in page
    assert "Det er også teksten i dag." in ask(app, "2026-01-01")


def test_whom_to_ask_how_to_complain_and_that_a_change_works_forward(app: TestApp) -> None:
    page = ask(app, "2019-06-01")
    assert "70 00 00 00" in page
    assert "Ankestyrelsen" in page
    assert "En ny standard ændrer ikke i sig selv din afgørelse" in page
    assert "Dommen handler ikke om støtte til børn." in page


def test_before_the_first_text(app: TestApp) -> None:
    page = ask(app, "2001-01-01")
    assert "Vi kender ingen tekst, der gjaldt den 1. januar 2001" in page
    assert "70 00 00 00" in page


def test_an_uncertain_text_says_why(app: TestApp) -> None:
    page = ask(app, "2021-05-01", "randers", "familiekonsulent-kontaktperson-doegnaflastning")
    assert "Vi ved ikke, om dette gjaldt den 1. maj 2021" in page
    assert "genfortælling" in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kommune": "nordpolen"}, "kommune"),
        ({"kommune": "eksempel", "standard": "findes-ikke", "dato": "2020-01-01"}, "standard"),
        ({"kommune": "eksempel", "standard": "aflastning"}, "dato"),
        ({"kommune": "eksempel", "dato": "2020-01-01"}, "standard"),
        ({"kommune": "eksempel", "standard": "aflastning", "dato": "i går"}, "dato"),
        ({"kommune": "eksempel", "standard": "aflastning", "dato": "2027-01-01"}, "dato"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_kept(app: TestApp, query: dict[str, str], field: str) -> None:
    wrong_day = field == "dato" and "dato" in query
    page = unescape(app.get("/afgoerelse", query, status=400 if wrong_day else 200).text)
    assert f'href="#{field}"' in page
    assert 'id="svar"' not in page
    if "dato" in query:
        assert f'value="{query["dato"]}"' in page


def test_one_question_after_the_other(app: TestApp) -> None:
    assert 'name="standard"' not in app.get("/afgoerelse").text
    second = app.get("/afgoerelse?kommune=eksempel").text
    assert 'name="standard"' in second
    assert 'class="alert alert-error"' not in second


def test_the_heading_is_no_surer_than_the_answer(app: TestApp) -> None:
    asked = {
        "kommune": "randers",
        "standard": "familiekonsulent-kontaktperson-doegnaflastning",
        "dato": "2024-06-01",
    }
    page = app.get("/afgoerelse", asked)
    assert page.html.select_one("#svar").text == "Version 1 er den tekst, vi kender for den 1. juni 2024"
    assert "var det version" not in page.text
    heads = [head.text for head in page.html.select(".levels th[scope=col]")]
    assert heads.count("Niveau") == 2
    assert "Sværhedsgrad" not in heads
    unknown = app.get("/afgoerelse", {**asked, "dato": "2018-06-01"}).text
    assert "Ingen version var offentliggjort den 1. juni 2018." in unknown
    before = app.get("/randers/beregner?tabel=doegnaflastning&niveau=svaer&dato=2018-06-01").text
    assert "Version 1 gælder tidligst fra 9. december 2019." in before
    assert "gælder først fra" not in before


def test_a_future_day_is_not_spoken_of_as_past(app: TestApp) -> None:
    page = app.get("/randers/familiekonsulent-kontaktperson-doegnaflastning?dato=2099-01-01").text
    assert "Vi ved ikke, om dette gælder den 1. januar 2099" in page
    assert "gjaldt den 1. januar 2099" not in page


def test_a_day_before_anything_was_published_is_named(app: TestApp) -> None:
    question = {
        "municipality": "eksempel",
        "table": "doegnaflastning",
        "date": "2019-01-01",
        "known": "2016-01-01",
    }
    found = app.get("/api/v1/calculate", question).json
    assert "Ingen version var offentliggjort den 1. januar 2016." in str(found)
