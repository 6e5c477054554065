"""The calculator's page and the pages beside it: every way of asking, the picture, bad input."""

from __future__ import annotations

import pytest
from webtest import TestApp, TestResponse

from portal.clock import SetClock

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
    assert page.html.select_one("#enhed option[selected]").text == "timer om måneden (omregnes)"


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
    assert address == f"http://portal.test{SHEET}?kontaktperson.niveau=let&dato=2026-11-22"


def address_of(page: TestResponse, id_: str = "svar-adresse") -> str:
    return str(page.html.find(id=id_)["href"]).removeprefix("http://portal.test")


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("/eksempel/beregner?tabel=doegnaflastning&niveau=svaer&dato=", "svar-adresse"),
        (
            "/eksempel/vejviser?ydelse=doegnaflastning&maade=niveau&niveau=svaer&dag=i-dag&dato=",
            "svar-adresse",
        ),
        ("/eksempel/beregner/ark?doegnaflastning.niveau=svaer", "arkets-adresse"),
        ("/indlejret/eksempel/beregner?tabel=doegnaflastning&niveau=svaer", "svar-adresse"),
    ],
    ids=["calculator", "guide", "sheet", "embedded"],
)
def test_the_answers_own_address_gives_the_answer_of_its_day(
    app: TestApp, clock: SetClock, question: str, id_: str
) -> None:
    own = address_of(app.get(question), id_)
    assert "dato=2026-11-22" in own
    assert "dag=i-dag" not in own
    clock.instant = SetClock.at("2027-04-01").instant
    assert "Op til 90 døgn om året" in app.get(question).text
    later = app.get(own)
    assert "Op til 84 døgn om året" in later.text
    assert "Svaret er for 22. november 2026." in later.text
    assert address_of(later, id_) == own or id_ == "svar-adresse"


def test_the_whole_table_marks_no_row_as_the_answer(app: TestApp) -> None:
    page = app.get("/eksempel/vejviser?ydelse=kontaktperson&maade=alle&dag=i-dag")
    assert "(svaret)" not in page.text
    assert page.html.select_one("tr.chosen, .bar-row.chosen") is None
    assert app.get("/eksempel/beregner?tabel=kontaktperson&niveau=let").text.count("(svaret)") == 1


def units(page: TestResponse) -> dict[str, str]:
    return {option["value"]: option.text for option in page.html.select("#enhed option")}


def test_units_are_written_as_answers_write_them(app: TestApp) -> None:
    assert units(app.get(RELIEF)) == {
        "døgn/år": "døgn om året",
        "døgn/uge": "døgn om ugen (omregnes)",
        "døgn/måned": "døgn om måneden (omregnes)",
    }


@pytest.mark.parametrize(
    ("typed", "chosen", "words"),
    [
        ("doegn/aar", "døgn/år", "døgn om året"),
        ("timer om ugen", "timer/uge", "timer om ugen"),
        ("bananer", "bananer", "bananer"),
    ],
)
def test_a_unit_of_the_address_is_shown_in_words(app: TestApp, typed: str, chosen: str, words: str) -> None:
    page = app.get(RELIEF, {"antal": "mange", "enhed": typed}, status=400)
    option = page.html.select_one("#enhed option[selected]")
    assert (option["value"], option.text) == (chosen, words)
    assert "doegn/aar" not in units(page)


@pytest.mark.parametrize(
    ("question", "heading", "by"),
    [
        ("/alleroed/beregner?tabel=aflastning&antal=5&enhed=doegn/maaned", "Hjemmeboende barn", "målgruppen"),
        ("/eksempel/beregner?tabel=fritidsstoette&antal=8&enhed=timer/maaned", "", "barnets alder"),
    ],
)
def test_an_amount_is_no_answer_where_the_child_chooses_the_row(
    app: TestApp, question: str, heading: str, by: str
) -> None:
    page = app.get(question)
    words = page.html.select_one("#svar").text
    assert "nævnes ved" in words
    assert heading in words
    assert "ligger inden for" not in page.html.select_one(".answer").text
    assert f"Det er {by}, der afgør, hvilken række I skal se på." in page.text


def test_no_citation_for_a_decision_beside_a_text_nobody_may_decide_on(app: TestApp) -> None:
    unsure = app.get("/randers/beregner?tabel=doegnaflastning&niveau=moderat").text
    assert "Brug den ikke i ansøgning, klage eller afgørelse." in unsure
    assert "tekst til en afgørelse" not in unsure
    assert "Henvisning, der siger, at teksten ikke er bekræftet" in unsure
    sure = app.get("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat").text
    assert "Henvisning og tekst til en afgørelse" in sure
