"""The guided way: one question a page, every answer in the address, each changeable alone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from webtest import TestApp, TestResponse

GUIDE = "/eksempel/vejviser"


def given(page: TestResponse) -> dict[str, str]:
    """The answers listed on the page, without the words of the link."""
    return {row.dt.text: row.dd.text.split(" Skift")[0] for row in page.html.select(".given .facts > div")}


def change(page: TestResponse, question: str) -> str:
    row = next(row for row in page.html.select(".given .facts > div") if row.dt.text == question)
    return str(row.a["href"])


def answer(page: TestResponse, **answers: str) -> TestResponse:
    for name, value in answers.items():
        page.forms[0][name] = value
    return page.forms[0].submit()


def test_from_the_first_question_to_the_row_and_its_words(app: TestApp) -> None:
    page = app.get(GUIDE)
    assert page.html.h1.text == "Hvilken hjælp vil du vide noget om?"
    page = answer(page, ydelse="kontaktperson")
    assert page.html.h1.text == "Hvad vil du gå ud fra?"
    page = answer(page, maade="niveau")
    assert page.html.h1.text == "Hvilket niveau?"
    assert "Standarden skriver: »Barnet mangler en voksen" in page.text
    page = answer(page, niveau="moderat")
    assert page.html.h1.text == "Hvilken dag skal svaret gælde for?"
    page = answer(page, dag="i-dag")
    assert page.html.h1.text == "Få svar trin for trin"
    assert page.html.select_one("#svar").text == "Moderat støttebehov: 2-4 timer om ugen"
    assert "Tallet er vejledende." in page.text
    assert given(page) == {
        "Hvilken hjælp vil du vide noget om?": "Fast kontaktperson",
        "Hvad vil du gå ud fra?": "Jeg kender niveauet",
        "Hvilket niveau?": "Moderat støttebehov",
        "Hvilken dag skal svaret gælde for?": "I dag",
    }


def test_a_level_that_the_text_does_not_explain_is_said_to_be_unexplained(app: TestApp) -> None:
    page = app.get("/randers/vejviser?ydelse=doegnaflastning&maade=niveau")
    assert "Standarden forklarer ikke, hvad niveauerne dækker." in page.text
    assert "Standarden skriver:" not in page.text


def test_one_answer_is_changed_and_the_others_stay(app: TestApp) -> None:
    whole = f"{GUIDE}?ydelse=kontaktperson&maade=antal&antal=4&enhed=timer/uge&dag=dato&dato=1. juni 2026"
    page = app.get(whole)
    assert "4 timer om ugen ligger inden for" in page.text
    page = app.get(change(page, "Hvor meget har I fået?"))
    assert page.html.h1.text == "Hvor meget har I fået?"
    assert page.forms[0]["antal"].value == "4"
    page = answer(page, antal="9")
    assert "9 timer om ugen ligger inden for Fuldstændigt støttebehov" in page.text
    assert parse_qs(urlsplit(page.request.url).query)["dato"] == ["1. juni 2026"]
    assert given(page)["Hvilken dag skal svaret gælde for?"] == "1. juni 2026"
    assert given(page)["Hvor meget har I fået?"] == "9 timer om ugen"


def test_another_way_of_asking_keeps_what_was_typed_before(app: TestApp) -> None:
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=antal&antal=4&enhed=timer/uge&dag=i-dag")
    page = answer(app.get(change(page, "Hvad vil du gå ud fra?")), maade="niveau")
    page = answer(page, niveau="let")
    assert page.html.select_one("#svar").text == "Let støttebehov: 1-2 timer om ugen"
    page = answer(app.get(change(page, "Hvad vil du gå ud fra?")), maade="antal")
    assert "4 timer om ugen ligger inden for" in page.text


def test_a_level_of_the_table_before_is_asked_for_again(app: TestApp) -> None:
    page = app.get(f"{GUIDE}?ydelse=familiekonsulent&maade=niveau&niveau=moderat&dag=i-dag", status=400)
    assert page.html.h1.text == "Hvilken fase?"
    assert "Tabellen har ikke »moderat«" in page.text


def test_the_whole_table(app: TestApp) -> None:
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=alle&dag=i-dag")
    assert len(page.html.select(".extent")) == 4


def test_a_table_by_age_asks_for_the_age(app: TestApp) -> None:
    page = answer(app.get(f"{GUIDE}?ydelse=fritidsstoette"), maade="alder")
    assert page.html.h1.text == "Hvor gammelt er barnet?"
    page = answer(answer(page, alder="12"), dag="i-dag")
    assert "Op til 10 timer om måneden" in page.html.select_one("#svar").text


@pytest.mark.parametrize("way", ["niveau&niveau=let", "antal&antal=4&enhed=timer/uge", "alle"])
def test_a_day_before_the_text_says_when_it_begins(app: TestApp, way: str) -> None:
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade={way}&dag=dato&dato=2001-01-01")
    assert "gælder først fra" in page.text
    assert page.html.select_one(".extent") is None


@pytest.mark.parametrize(
    ("query", "words", "kept"),
    [
        ("trin=ydelse", "Vælg et af svarene.", {}),
        ("ydelse=xyz", "Vælg et af svarene.", {}),
        (
            "ydelse=kontaktperson&maade=antal&antal=&enhed=timer/uge",
            "Skriv et tal.",
            {"ydelse": "kontaktperson"},
        ),
        ("ydelse=kontaktperson&maade=antal&antal=NaN&enhed=timer/uge", "er ikke et tal", {"maade": "antal"}),
        ("ydelse=fritidsstoette&maade=alder&alder=", "Skriv alderen.", {"maade": "alder"}),
        ("ydelse=fritidsstoette&maade=alder&alder=syv", "Skriv alderen i hele år", {"maade": "alder"}),
        ("ydelse=kontaktperson&maade=alle&dag=dato&dato=i går", "er ikke en dato", {"maade": "alle"}),
        ("ydelse=kontaktperson&maade=alle&dag=dato&dato=", "dato", {"maade": "alle"}),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained_and_the_others_kept(
    app: TestApp, query: str, words: str, kept: dict[str, str]
) -> None:
    page = app.get(f"{GUIDE}?{query}".replace("å", "%C3%A5"), status=400)
    assert words in page.html.select_one("[role=alert]").text
    for name, value in kept.items():
        assert page.forms[0][name].value == value


def test_the_result_leads_on_to_the_sheet_with_what_was_asked(app: TestApp) -> None:
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=antal&antal=4&enhed=timer/uge&dag=i-dag")
    sheet = page.click("Læg en ydelse mere til")
    assert len(sheet.html.select(".answer")) == 1
    assert sheet.html.find(id="kontaktperson.antal")["value"] == "4"


def test_a_day_typed_is_a_day_chosen(app: TestApp) -> None:
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=alle&trin=dag&dato=1. maj 2026")
    assert given(page)["Hvilken dag skal svaret gælde for?"] == "1. maj 2026"
    assert "Svaret er for 1. maj 2026." in page.text
    page = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=alle&trin=dag&dato=i g%C3%A5r", status=400)
    assert "er ikke en dato" in page.text
    assert page.forms[0]["dato"].value == "i går"


def test_it_has_one_name_everywhere(app: TestApp) -> None:
    name = "Få svar trin for trin"
    answered = app.get(f"{GUIDE}?ydelse=kontaktperson&maade=alle&dag=i-dag")
    assert answered.html.h1.text == name
    for page in (answered, app.get(GUIDE)):
        assert name in page.html.select_one("nav.breadcrumbs, .breadcrumbs").text
        assert "Vejviser" not in page.text
    for path in ("/", "/eksempel", "/eksempel/beregner"):
        assert name in app.get(path).html.select_one(f"a[href='{GUIDE}']").text
