"""Asking the tables in a real browser: by keyboard, without JavaScript, on a narrow screen, in a frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from screen.axe import violations
from screen.keyboard import tab_to
from screen.look import WIDER, faults

pytestmark = pytest.mark.browser
OPEN = Callable[..., Page]

PAGES = {
    "first question": "/eksempel/vejviser",
    "levels explained": "/eksempel/vejviser?ydelse=kontaktperson&maade=niveau",
    "levels unexplained": "/randers/vejviser?ydelse=kontaktperson&maade=niveau",
    "amount wrong": "/eksempel/vejviser?ydelse=kontaktperson&maade=antal&antal=mange&enhed=timer/uge",
    "nothing chosen": "/eksempel/vejviser?trin=ydelse",
    "day wrong": "/eksempel/vejviser?ydelse=kontaktperson&maade=alle&dag=dato&dato=x",
    "guided answer": "/eksempel/vejviser?ydelse=kontaktperson&maade=niveau&niveau=let&dag=i-dag",
    "guided hole": "/randers/vejviser?ydelse=doegnaflastning&maade=antal&antal=90&enhed=doegn/aar&dag=i-dag",
    "whole table": "/alleroed/vejviser?ydelse=aflastning&maade=alle&dag=i-dag",
    "age": "/eksempel/beregner?tabel=fritidsstoette&alder=8",
    "refusal": "/eksempel/beregner?tabel=fritidsstoette&alder=3",
    "sheet": "/eksempel/beregner/ark?kontaktperson.niveau=let&doegnaflastning.antal=50"
    "&doegnaflastning.enhed=doegn/aar&familiekonsulent.niveau=opstart",
    "sheet with an error": "/eksempel/beregner/ark?kontaktperson.niveau=let&doegnaflastning.antal=x",
    "embedded answer": "/indlejret/eksempel/beregner?tabel=kontaktperson&niveau=let&primaer=7a1f5c",
    "embedded error": "/indlejret/eksempel/beregner?tabel=kontaktperson&antal=x&stoerrelse=lille",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: OPEN, path: str) -> None:
    page = open_page(path)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.reload()
    assert faults(page) == []
    assert [text for text in complaints if "status of 4" not in text] == []


def choose(page: Page, first: str, then: str, steps: int = 0) -> None:
    """Go to the radios, move down and choose; send the form with Enter and wait for the next page."""
    tab_to(page, first)
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(then)


def test_the_guided_way_by_keyboard_without_javascript_at_360_pixels(open_page: OPEN) -> None:
    page = open_page("/eksempel", width=360, javascript=False)
    tab_to(page, "Få svar trin for trin")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hvilken hjælp vil du vide noget om?")
    choose(page, "Døgnaflastning", "Hvad vil du gå ud fra?", steps=4)
    choose(page, "Jeg kender niveauet", "Hvor meget har I fået?", steps=1)
    tab_to(page, "Antal")
    page.keyboard.type("fire timer")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_contain_text("er ikke et tal")
    expect(page.locator("#antal")).to_have_value("fire timer")
    tab_to(page, "er ikke et tal")
    page.keyboard.press("Enter")
    expect(page.locator("#antal")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hvilken dag skal svaret gælde for?")
    choose(page, "I dag", "Få svar trin for trin")
    expect(page.locator("#svar")).to_have_text(
        "4 timer om ugen ligger inden for Moderat støttebehov og Svært støttebehov"
    )
    page.wait_for_load_state()
    assert page.evaluate(WIDER) == []


def test_back_goes_one_question_back_and_a_change_keeps_the_rest(open_page: OPEN) -> None:
    page = open_page("/randers/vejviser", javascript=False)
    choose(page, "Fast kontaktperson", "Hvad vil du gå ud fra?", steps=1)
    choose(page, "Jeg kender niveauet", "Hvilket niveau?")
    choose(page, "Lette problemer/begrænsninger", "Hvilken dag skal svaret gælde for?", steps=1)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Hvilket niveau?")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Hvilken dag skal svaret gælde for?")
    choose(page, "I dag", "Få svar trin for trin")
    expect(page.locator("#svar")).to_contain_text("Op til 60 døgn om året")
    tab_to(page, "svar: Hvilken hjælp", most=120)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hvilken hjælp vil du vide noget om?")
    expect(page.get_by_label("Døgnaflastning")).to_be_checked()
    tab_to(page, "Døgnaflastning")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#svar")).to_contain_text("Op til 3 timer om ugen")


@pytest.fixture
def elsewhere(site: str) -> Iterator[Callable[[str], str]]:
    """Another site, on a port of its own: pages with nothing but a frame. Gives the page's address."""
    pages: list[bytes] = []

    class Plain(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1])

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def make(path: str) -> str:
        frame = f'<iframe src="{site}{path}" title="Beregner" width="340" height="600"></iframe>'
        pages.append(f'<!DOCTYPE html><html lang="da"><title>Et sted</title>{frame}</html>'.encode())
        return f"http://127.0.0.1:{server.server_port}/"

    yield make
    server.shutdown()
    server.server_close()


def test_the_calculator_answers_inside_another_sites_page(
    open_page: OPEN, elsewhere: Callable[[str], str], site: str
) -> None:
    page = open_page("about:blank", width=360)
    page.goto(elsewhere("/indlejret/eksempel/beregner?tabel=kontaktperson&primaer=7a1f5c&stoerrelse=lille"))
    frame = page.frames[1]
    frame.get_by_label("Moderat støttebehov").check()
    frame.get_by_role("button", name="Vis omfanget").click()
    expect(frame.locator("#svar")).to_have_text("Moderat støttebehov: 2-4 timer om ugen")
    assert page.url.startswith("http://127.0.0.1:"), "the form must stay in its frame"
    button = frame.get_by_role("button", name="Vis omfanget")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 31, 92)"
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(frame) == []
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Se rækken i teksten").click()
    assert opened.value.url == f"{site}/eksempel/kontaktperson/v1#kontaktperson-moderat"


def test_a_site_that_the_municipality_does_not_name_is_shown_nothing(
    open_page: OPEN, elsewhere: Callable[[str], str]
) -> None:
    page = open_page("about:blank")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(elsewhere("/indlejret/randers/beregner"))
    page.goto(elsewhere("/eksempel/beregner"))
    assert len([text for text in refused if "frame-ancestors" in text]) == 2


def test_in_print_the_answer_stands_without_the_forms(open_page: OPEN) -> None:
    page = open_page("/randers/beregner?tabel=doegnaflastning&antal=90&enhed=doegn/aar")
    page.emulate_media(media="print")
    expect(page.locator("#svar")).to_be_visible()
    expect(page.locator(".levels-picture .bar-gap").first).to_be_visible()
    expect(page.locator("form").first).to_be_hidden()
