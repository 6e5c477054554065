"""The main tasks by keyboard alone, most of them without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from screen.keyboard import tab_to

pytestmark = pytest.mark.browser
OPEN = Callable[..., Page]


def test_the_skip_link_is_first_and_leads_to_the_text(open_page: OPEN) -> None:
    page = open_page("/eksempel", javascript=False)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Gå til sidens indhold")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("e => !!e.closest('main')")


def test_read_what_applies_today(open_page: OPEN) -> None:
    page = open_page("/", javascript=False)
    tab_to(page, "Eksempel Kommune")
    page.keyboard.press("Enter")
    tab_to(page, "Døgnaflastning til børn med funktionsnedsættelse")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Døgnaflastning til børn med funktionsnedsættelse")
    expect(page.locator(".standing .status")).to_have_text("Gældende")


def test_find_which_version_applied_on_a_day(open_page: OPEN) -> None:
    page = open_page("/eksempel/aflastning", javascript=False)
    tab_to(page, "Dato", most=200)
    page.keyboard.type("1. august 2022")
    page.keyboard.press("Enter")
    expect(page.locator(".version-line")).to_contain_text("Version 3")
    expect(page.locator("h1")).to_be_visible()


def test_ask_the_calculator_by_level(open_page: OPEN) -> None:
    page = open_page("/randers/beregner", javascript=False)
    tab_to(page, "Døgnaflastning")
    page.keyboard.press("Enter")
    tab_to(page, "Lette")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("Op til 60 døgn om året")
    expect(page.locator(".answer")).to_contain_text("Vi ved ikke, om dette gælder i dag")


def test_search_and_land_on_the_passage(open_page: OPEN) -> None:
    page = open_page("/soeg", javascript=False)
    tab_to(page, "Hvad vil du vide?")
    page.keyboard.type("aflastning")
    page.keyboard.press("Enter")
    first = page.locator(".hit a").first
    target = str(first.get_attribute("href"))
    first.focus()
    page.keyboard.press("Enter")
    assert "#" in target
    expect(page.locator(f"#{target.split('#')[1]}")).to_be_in_viewport()


def test_a_word_is_explained_in_place(open_page: OPEN) -> None:
    page = open_page("/randers/familiekonsulent-kontaktperson-doegnaflastning", javascript=False)
    word = page.locator(".ordforklaring").first
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(word).to_be_focused()


def test_an_error_leads_to_the_field_that_keeps_what_was_typed(open_page: OPEN) -> None:
    page = open_page("/eksempel/aflastning?dato=2024-02-30", javascript=False)
    page.locator("[role=alert] a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dato")).to_be_focused()
    expect(page.locator("#dato")).to_have_value("2024-02-30")


def test_a_link_into_the_folded_layer_unfolds_it(open_page: OPEN) -> None:
    page = open_page("/randers/familiekonsulent-kontaktperson-doegnaflastning")
    folded = page.locator("details.fagligt").first
    expect(folded).not_to_have_attribute("open", "")
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded).to_have_attribute("open", "")


def test_find_the_text_that_a_decision_was_made_by(open_page: OPEN) -> None:
    page = open_page("/afgoerelse", javascript=False)
    tab_to(page, "Kommune")
    page.keyboard.type("Eksempel")
    tab_to(page, "Gå videre")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "Hvad handler afgørelsen om?")
    page.keyboard.type("Døgn")
    tab_to(page, "Hvilken dag er afgørelsen fra?")
    page.keyboard.type("13. februar 2020")
    page.keyboard.press("Enter")
    expect(page.locator("#svar")).to_have_text("Den 13. februar 2020 var det version 1")


def test_calculate_and_cite(open_page: OPEN) -> None:
    page = open_page("/eksempel/beregner?tabel=doegnaflastning", javascript=False)
    tab_to(page, "Let støttebehov")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Vis omfanget")
    page.keyboard.press("Space")
    expect(page.locator("#svar")).to_have_text("Moderat støttebehov: Op til 60 døgn om året")
    tab_to(page, "Henvisning og tekst til en afgørelse", most=120)
    page.keyboard.press("Enter")
    expect(page.locator("#henvisning-lang")).to_contain_text("version 4")
    expect(page.locator("#henvisning-lang")).to_contain_text("Moderat støttebehov")
