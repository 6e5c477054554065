"""The search page: answers and rows above the hits, and none in doubt."""

from __future__ import annotations

import pytest
from webtest import TestApp


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("klage", "Vil du klage"),
        ("hvordan klager jeg", "Vil du klage"),
        ("afslag på aflastning", "Har du fået afslag"),
        ("akut", "Haster det"),
        ("kontakt kommunen", "Vil du tale med kommunen"),
    ],
)
def test_an_answer_stands_above_with_the_municipalitys_own_words(
    app: TestApp, question: str, title: str
) -> None:
    page = app.get("/soeg", {"q": question, "kommune": "eksempel"})
    answer = page.html.select_one(".found-answer")
    assert title in answer.text
    assert "70 00 00 00" in answer.text
    assert ("inden 4 uger" in answer.text) == (title in ("Vil du klage", "Har du fået afslag"))
    main = page.html.select_one("main")
    assert str(main).index("found-answer") < str(main).index("found-hits")


def test_without_a_municipality_the_answer_asks_for_one(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "klage"})
    choice = page.html.select_one(".found-answer").find("a", string="Eksempel Kommune")
    assert "70 00 00 00" in app.get(choice["href"]).html.select_one(".found-answer").text
    named = app.get("/soeg", {"q": "klage i eksempel kommune"})
    assert "70 00 00 00" in named.html.select_one(".found-answer").text


@pytest.mark.parametrize(
    ("question", "municipality", "row", "words"),
    [
        ("moderat døgnaflastning randers", "", "doegnaflastning-moderat", "Op til 60 døgn om året"),
        ("Randers: svære problemer, døgnaflastning", "", "doegnaflastning-svaer", "Op til 84 døgn om året"),
        ("doegnaflastning moderate randers kommune", "", "doegnaflastning-moderat", "Op til 60 døgn"),
        ("hvor mange døgn giver moderat døgnaflastning i Randers?", "", "doegnaflastning-moderat", "60 døgn"),
        ("let støttebehov døgnaflastning", "eksempel", "doegnaflastning-let", "Op til 36 døgn om året"),
        # The standard is called Aflastning, and its one table Døgnaflastning.
        (
            "moderat støttebehov aflastning i Eksempel",
            "",
            "doegnaflastning-moderat",
            "Op til 60 døgn om året",
        ),
    ],
)
def test_the_named_row_stands_first(
    app: TestApp, question: str, municipality: str, row: str, words: str
) -> None:
    page = app.get("/soeg", {"q": question, "kommune": municipality})
    box = page.html.select_one(".found-row")
    assert words in box.text
    assert "vejledende" in box.text
    assert box.select_one(".status")
    assert any(a["href"].endswith(f"#{row}") for a in box.select("a"))
    calculator = app.get(next(a["href"] for a in box.select("a") if "/beregner?" in a["href"]))
    assert words in calculator.text
    main = str(page.html.select_one("main"))
    assert main.index("found-row") < main.index("found-hits")


@pytest.mark.parametrize(
    ("question", "municipality"),
    [
        ("moderat døgnaflastning", ""),
        ("moderat aflastning randers", ""),
        ("moderat eller svær døgnaflastning randers", ""),
        ("ikke moderat døgnaflastning randers", ""),
        ("moderat døgnaflastning randers allerød", ""),
        ("moderat døgnaflastning randers", "eksempel"),
        ("moderat døgnaflastning randers 12 år", ""),
        ("moderat døgnaflastning og kontaktperson randers", ""),
        ("klage over moderat døgnaflastning randers", ""),
        ("moderat", "randers"),
        ("døgnaflastning", "randers"),
        ("døgnaflastning randers", ""),
        ("moderat støtte", "eksempel"),
    ],
)
def test_in_doubt_there_is_no_row(app: TestApp, question: str, municipality: str) -> None:
    assert not app.get("/soeg", {"q": question, "kommune": municipality}).html.select(".found-row")


def test_the_row_is_the_one_of_the_day(app: TestApp) -> None:
    asked = {"q": "moderat støttebehov døgnaflastning eksempel", "dato": "2019-06-01"}
    box = app.get("/soeg", asked).html.select_one(".found-row")
    assert "Op til 48 døgn om året" in box.text
    assert "/aflastning/v1#" in str(box)
    assert "1. juni 2019" in box.text
    assert not app.get("/soeg", {**asked, "dato": "2001-01-01"}).html.select(".found-row")
