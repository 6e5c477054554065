"""Tables side by side: own words first, and the reason where they cannot be compared."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import Any

import pytest
from webtest import TestApp

RANDERS = "randers/familiekonsulent-kontaktperson-doegnaflastning"
PERSONS = ("alleroed/kontaktperson-familie/kontaktperson-familie", f"{RANDERS}/kontaktperson")
RELIEF = ("alleroed/aflastning/aflastning", f"{RANDERS}/doegnaflastning")
VERSIONS = ("eksempel/aflastning/v1/doegnaflastning", "eksempel/aflastning/v4/doegnaflastning")


def page(app: TestApp, pair: tuple[str, str]) -> str:
    return unescape(app.get("/sammenlign", {"tabel": pair[0], "med": pair[1]}).text)


def answer(app: TestApp, pair: tuple[str, str]) -> Any:
    return app.get("/api/v1/compare", {"left": pair[0], "right": pair[1]}).json


def test_family_contact_person_and_contact_person_same_unit_other_criteria(app: TestApp) -> None:
    text = page(app, PERSONS)
    assert "Tabellerne kan ikke sammenlignes" in text
    assert "Begge tabeller tæller timer om ugen, men rækkerne skelnes efter" in text
    assert "Op til 2 timer pr. uge" in text
    assert "Over 5 timer om ugen" in text
    assert [reason["code"] for reason in answer(app, PERSONS)["reasons"]] == ["criterion"]


def test_the_two_relief_tables_only_one_says_how_it_counts(app: TestApp) -> None:
    text = page(app, RELIEF)
    assert "Kun den ene tabel siger, hvordan døgn tælles (hoteldøgn)." in text
    found = answer(app, RELIEF)
    assert found["comparable"] is False
    assert "counting" in [reason["code"] for reason in found["reasons"]]
    assert not any(row["comparable"] for row in found["rows"])


HOURS = ("eksempel/kontaktperson/kontaktperson", f"{RANDERS}/kontaktperson")


def test_hours_that_only_one_explains_cannot_be_compared(app: TestApp) -> None:
    text = page(app, HOURS)
    words = "Kun den ene tabel siger, hvad timerne også omfatter: »møder, skriftligt arbejde, transport"
    assert words in text
    assert text.index(words) < text.index("<table")
    assert "Vi kan sammenligne dem" not in text
    assert "?:" not in text
    found = answer(app, HOURS)
    assert [reason["code"] for reason in found["reasons"]] == ["counting"]
    assert found["comparable"] is False


def test_an_unsure_text_is_named_above_the_rows(app: TestApp) -> None:
    text = page(app, HOURS)
    assert text.index("Vi ved ikke, om den ene tekst gælder") < text.index("<table")
    assert text.index("Randers Kommune: Teksten er portalens genfortælling") < text.index("<table")
    assert "Vi ved ikke, om begge tekster gælder" in page(app, PERSONS)
    assert "Ingen af teksterne skriver, hvad timerne omfatter." in page(app, PERSONS)


def test_two_versions_of_one_standard(app: TestApp) -> None:
    text = page(app, VERSIONS)
    assert "Op til 48 døgn om året" in text
    assert "Op til 60 døgn om året" in text
    assert "Tabellerne kan ikke sammenlignes" not in text
    assert [row["comparable"] for row in answer(app, VERSIONS)["rows"]] == [True] * 4


@pytest.mark.parametrize("pair", [PERSONS, RELIEF, VERSIONS])
def test_one_label_is_not_one_assessment(app: TestApp, pair: tuple[str, str]) -> None:
    words = "Samme ord for et niveau betyder ikke, at to kommuner vurderer ens."
    assert words in page(app, pair)
    assert answer(app, pair)["note"] == words


def test_as_a_file_for_a_spreadsheet(app: TestApp) -> None:
    found = app.get("/sammenlign.csv", {"tabel": RELIEF[0], "med": RELIEF[1]})
    assert found.body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(found.body.decode("utf-8-sig")), delimiter=";"))
    assert all(row[5].startswith("nej: ") for row in rows[1:-1])
    assert any("Op til 60 døgn om året" in row for row in rows)
    assert "/sammenlign.csv?" in page(app, RELIEF)


def test_every_table_in_force_can_be_chosen_and_versions_of_the_first(app: TestApp) -> None:
    start = app.get("/sammenlign").text
    for key in (*PERSONS, *RELIEF, "eksempel/aflastning/doegnaflastning"):
        assert f'value="{key}"' in start
    assert 'value="eksempel/aflastning/v1/doegnaflastning"' not in start
    chosen = app.get("/sammenlign?tabel=eksempel/aflastning/doegnaflastning").text
    assert 'value="eksempel/aflastning/v1/doegnaflastning"' in chosen


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("randers", "Skriv tabellen som kommune/standard/tabel"),
        ("nordpolen/a/b", "Vi kender ikke kommunen »nordpolen«"),
        ("eksempel/aflastning/findes-ikke", "Vi kender ikke tabellen »findes-ikke«"),
        ("eksempel/aflastning/v99/doegnaflastning", "Vi kender ikke versionen »v99«"),
    ],
)
def test_a_table_that_is_not_there(app: TestApp, left: str, words: str) -> None:
    text = unescape(app.get("/sammenlign", {"tabel": left, "med": RELIEF[1], "dato": ""}).text)
    assert words in text
    assert f'value="{RELIEF[1]}" selected' in text
    assert app.get("/api/v1/compare", {"left": left, "right": RELIEF[1]}, status="4*").json["code"]


def test_a_day_without_a_text(app: TestApp) -> None:
    keys = {"tabel": "eksempel/aflastning/doegnaflastning", "med": RELIEF[1], "dato": "2001-01-01"}
    assert "har ingen tekst den dag" in app.get("/sammenlign", keys).text


def test_a_receipt_by_api(app: TestApp) -> None:
    text = app.get("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat").text
    id_ = text.split('href="/kvittering/')[1].split('"')[0]
    found = app.get(f"/api/v1/receipts/{id_}").json
    assert found["unchanged"] is True
    assert [level["words"] for level in found["then"]] == ["Op til 60 døgn om året"]
    assert app.get("/api/v1/receipts/x", status=404).json["code"] == "unknown-name"
