"""The calculator's page and the pages beside it: every way of asking, the picture, bad input."""

from __future__ import annotations

import pytest
from webtest import TestApp

CONTACT = "/eksempel/beregner?tabel=kontaktperson"
RELIEF = "/randers/beregner?tabel=doegnaflastning"
SHEET = "/randers/beregner/ark"


def heading(app: TestApp, path: str) -> str:
    return str(app.get(path).html.select_one("#svar").text)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{RELIEF}&niveau=moderat", "Moderate problemer/begrænsninger: Op til 60 døgn om året"),
        (f"{RELIEF}&niveau=SVAER", "Svære problemer/begrænsninger: Op til 84 døgn om året"),
        (f"{CONTACT}&antal=4&enhed=timer/uge", "4 timer om ugen ligger inden for Moderat"),
        (f"{CONTACT}&antal=4 timer om ugen&enhed=timer/måned", "4 timer om ugen ligger inden for Moderat"),
        (f"{CONTACT}&antal=½&enhed=timer/uge", "0,5 time om ugen står ikke i tabellen"),
        ("/eksempel/beregner?tabel=fritidsstoette&alder=8", "6-9 år: Op til 6 timer om måneden"),
        ("/eksempel/beregner?tabel=familiekonsulent&niveau=opstart", "Opstart: 2 besøg om ugen"),
        ("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat&dato=2019-06-01", "48 døgn om året"),
    ],
)
def test_every_way_of_asking(app: TestApp, path: str, words: str) -> None:
    assert words in heading(app, path)


def test_an_amount_granted_by_the_month_is_held_against_hours_a_week_with_the_factor(app: TestApp) -> None:
    page = app.get(f"{CONTACT}&antal=13&enhed=timer/måned")
    assert "Omregnet fra 13 timer om måneden til 3 timer om ugen (1 måned = 52/12 uger)" in page.text
    assert page.html.select_one("#enhed option[selected]").text == "timer pr. måned (omregnes)"


def test_the_hole_is_drawn_and_the_asked_amount_marked_in_it(app: TestApp) -> None:
    picture = app.get(f"{RELIEF}&antal=90&enhed=doegn/aar").html.select_one(".levels-picture")
    gaps = picture.select(".bar-row .bar-gap")
    assert len(gaps) == 4
    assert {(gap["x"], gap["width"]) for gap in gaps} == {("64.81%", "18.52%")}
    assert {line["x1"] for line in picture.select(".bar-row .bar-marker")} == {"69.44%"}
    assert "Hul i tabellen: mere end 84 og højst 108 døgn om året." in picture.figcaption.text
    assert "90 døgn om året ligger ikke inden for nogen række." in picture.figcaption.text


def test_the_text_of_a_standard_has_the_same_picture(app: TestApp) -> None:
    page = app.get("/randers/familiekonsulent-kontaktperson-doegnaflastning")
    assert len(page.html.select(".levels-picture")) == 2
    assert page.html.select_one("#billede-doegnaflastning-tekst") is not None


def test_rows_of_several_units_are_not_drawn_on_one_scale(app: TestApp) -> None:
    page = app.get("/alleroed/beregner?tabel=aflastning&antal=3&enhed=doegn/maaned")
    assert page.html.select_one("#svar") is not None
    assert page.html.select_one(".levels-picture") is None


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("antal=NaN&enhed=døgn/år", "antal", "er ikke et tal"),
        ("antal=-3&enhed=døgn/år", "antal", "kan ikke være mindre end 0"),
        ("antal=1e400&enhed=døgn/år", "antal", "er ikke et tal"),
        ("antal=4,5.6&enhed=døgn/år", "antal", "er ikke et tal"),
        ("antal=99999999999999&enhed=døgn/år", "antal", "for stort"),
        ("antal=x", "antal", "er ikke et tal"),
        ("antal=4", "enhed", "Vælg en enhed"),
        ("antal=4&enhed=æbler", "enhed", "kendes ikke"),
        ("antal=4&enhed=døgn", "enhed", "mangler en periode"),
        ("niveau=hjemmeboende-barn", "niveau", "Tabellen har ikke"),
        ("antal=4&enhed=døgn/år&dato=2024-02-30", "dato", "findes ikke"),
    ],
)
def test_what_cannot_be_read_is_explained_and_kept(app: TestApp, query: str, field: str, words: str) -> None:
    page = app.get(f"{RELIEF}&{query}".replace("ø", "%C3%B8").replace("å", "%C3%A5"), status=400)
    error = page.html.select_one("[role=alert] a")
    assert words in error.text
    typed = dict(pair.split("=") for pair in query.split("&"))
    broken = page.html.find(id=error["href"][1:])
    assert broken["name" if broken.name != "fieldset" else "id"].endswith(field)
    for name in set(typed) & {"antal", "dato"}:
        assert typed[name] in {box["value"] for box in page.html.select(f"input[name={name}]")}
    assert page.html.select_one("#svar") is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tabel=fritidsstoette&alder=3", "Tabellen nævner ikke 3 år"),
        ("tabel=kontaktperson&niveau=moderat&dato=1999-01-01", "gælder først fra"),
        ("tabel=kontaktperson&antal=4&enhed=døgn/uge", "Rækken tæller timer, ikke døgn"),
    ],
)
def test_what_the_table_does_not_answer_is_refused_and_is_no_rejection(
    app: TestApp, query: str, words: str
) -> None:
    page = app.get(f"/eksempel/beregner?{query}".replace("ø", "%C3%B8"))
    assert words in page.text
    assert "Det er ikke et afslag" in page.text


def test_a_table_of_no_name_says_which_there_are(app: TestApp) -> None:
    page = app.get("/eksempel/beregner?tabel=xyz&niveau=let", status=404)
    assert page.html.select_one("a[href='/eksempel/beregner?tabel=kontaktperson']")


def test_asking_ahead_at_16_says_what_changes_at_18(app: TestApp) -> None:
    assert "Ved 18 år vurderes" not in app.get("/eksempel/beregner?tabel=fritidsstoette&alder=16").text
    ahead = app.get("/eksempel/beregner?tabel=fritidsstoette&alder=16&dato=2027-06-01")
    assert "Ved 18 år vurderes" in ahead.text


def test_several_benefits_stand_on_one_sheet_and_are_not_added(app: TestApp) -> None:
    page = app.get(
        f"{SHEET}?kontaktperson.niveau=moderat&doegnaflastning.antal=50&doegnaflastning.enhed=doegn/aar"
    )
    answers = page.html.select(".answer")
    assert [answer.h2.text for answer in answers] == [
        "Fast kontaktperson",
        "50 døgn om året ligger inden for Moderate problemer/begrænsninger og Svære problemer/begrænsninger",
    ]
    assert "Op til 3 timer om ugen" in answers[0].text
    assert page.text.count("Tallene kan ikke lægges sammen.") == 1
    assert page.text.count("Tallet er vejledende. Beregneren afgør ikke") == 1


def test_one_benefit_on_the_sheet_needs_no_word_of_adding(app: TestApp) -> None:
    page = app.get(f"{SHEET}?kontaktperson.niveau=moderat")
    assert len(page.html.select(".answer")) == 1
    assert "Tallene kan ikke lægges sammen" not in page.text


def test_one_thing_wrong_on_the_sheet_leaves_the_others_answered(app: TestApp) -> None:
    page = app.get(
        f"{SHEET}?kontaktperson.niveau=moderat&doegnaflastning.antal=mange&doegnaflastning.enhed=doegn/aar",
        status=400,
    )
    assert [answer.h2.text for answer in page.html.select(".answer")] == ["Fast kontaktperson"]
    error = page.html.select_one("[role=alert] a")
    assert error["href"] == "#doegnaflastning.antal"
    assert page.html.find(id="doegnaflastning.antal")["value"] == "mange"


def test_the_sheets_address_leaves_out_what_was_left_alone(app: TestApp) -> None:
    form = app.get(SHEET).forms[0]
    form["kontaktperson.niveau"] = "let"
    page = form.submit()
    address = page.html.select_one("#arkets-adresse")["href"]
    assert address == f"http://portal.test{SHEET}?kontaktperson.niveau=let"
