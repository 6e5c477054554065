"""The search page: filters with counts, dates, folding and corrections."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import event
from webtest import TestApp, TestResponse

from conftest import ROOT

DRAFTED = "eksempel/kontaktperson"
RARE = "kolonihave"


def main_of(page: TestResponse) -> str:
    return " ".join(page.html.select_one("main").get_text(" ").split())


def filters(page: TestResponse) -> dict[str, dict[str, str]]:
    """Heading → the text of each choice → its address."""
    found = {}
    for heading in page.html.select(".filters h2"):
        links = heading.find_next("ul").select("li")
        found[heading.text] = {
            " ".join(li.get_text(" ").split()): (li.a["href"] if li.a and li.a.has_attr("href") else "")
            for li in links
        }
    return found


def total(page: TestResponse) -> int:
    heading = page.html.select_one(".found-hits h2").text
    return 0 if heading.startswith("Ingen") else int(heading.split()[0])


def assert_as_many_as_said(app: TestApp, page: TestResponse, heading: str) -> dict[str, int]:
    """Follow every choice of a filter; text → the number that it says and gives."""
    counted = {}
    for text, href in filters(page).get(heading, {}).items():
        if href and "(" in text and "fjern" not in text:
            counted[text] = int(text.rpartition("(")[2].rstrip(")"))
            assert total(app.get(href)) == counted[text], text
    return counted


@pytest.mark.parametrize(
    "heading", ["Kommune", "Slags tekst", "Emne", "Lov", "Barnets alder", "Status", "Tid"]
)
def test_every_filter_gives_as_many_as_it_says(app: TestApp, heading: str) -> None:
    assert assert_as_many_as_said(app, app.get("/soeg", {"q": "støtte"}), heading) or heading == "Tid"
    assert_as_many_as_said(app, app.get("/soeg", {"q": "aflastning", "dato": "alle"}), heading)


CHOSEN = {
    "Kommune": {"kommune": "randers"},
    "Slags tekst": {"type": "kvalitetsstandard"},
    "Emne": {"emne": "handicap"},
    "Lov": {"lov": "barnets-lov/32"},
    "Barnets alder": {"alder": "7"},
    "Status": {"status": "bekraeftet"},
}


@pytest.mark.parametrize("heading", CHOSEN)
def test_a_choice_can_be_changed_for_another(app: TestApp, heading: str) -> None:
    """The counts of a chosen filter are taken under the other filters, and hold."""
    chosen = CHOSEN[heading]
    page = app.get("/soeg", {"q": "støtte", **chosen})
    mine = page.html.select_one(".filters a[aria-current]")
    assert f"({total(page)})" in mine.text
    others = assert_as_many_as_said(app, page, heading)
    assert others or heading == "Status"
    elsewhere = {"kommune": "eksempel"} if heading != "Kommune" else {"type": "kvalitetsstandard"}
    assert_as_many_as_said(app, app.get("/soeg", {"q": "støtte", **chosen, **elsewhere}), heading)


def test_where_a_filter_leaves_nothing_it_says_where_there_is_something(app: TestApp) -> None:
    found = app.get("/soeg", {"q": "kontaktperson"})
    assert "Eksempel Kommune" in str(filters(found)["Kommune"])
    page = app.get("/soeg", {"q": "kontaktperson", "kommune": "eksempel", "dato": "2001-01-01"})
    assert total(page) == 0
    assert not page.html.select(".filters")
    page = app.get("/soeg", {"q": "kontaktperson", "emne": "findes ikke"})
    assert total(page) == 0
    assert "med det, du har valgt" in main_of(page)
    assert assert_as_many_as_said(app, page, "Emne")


def test_other_days_count_nothing(app: TestApp) -> None:
    """Nothing was in force in any municipality before the first standard, whatever is chosen."""
    for chosen in ({"kommune": "randers"}, {"emne": "handicap"}, {"alder": "7"}, {"lov": "barnets-lov/32"}):
        page = app.get("/soeg", {"q": "støtte", "dato": "2001-01-01", **chosen})
        assert not page.html.select(".filters")


def test_a_filter_is_taken_away_by_its_own_link(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "støtte", "emne": "handicap"})
    chosen = page.html.select_one(".filters a[aria-current]")
    assert "fjern" in chosen.text
    assert "emne" not in parse_qs(urlsplit(chosen["href"]).query)


@pytest.mark.parametrize(
    ("day", "version"), [("2019-06-01", 1), ("2021-06-01", 2), ("2023-06-01", 3), ("", 4), ("2027-06-01", 5)]
)
def test_the_text_of_the_day_is_found(app: TestApp, day: str, version: int) -> None:
    page = app.get("/soeg", {"q": "døgnaflastning omfang", "kommune": "eksempel", "dato": day})
    versions = {
        a["href"].split("/v")[1].split("#")[0] for a in page.html.select(".hit h3 a[href*=aflastning]")
    }
    assert versions == {str(version)}


def test_older_versions_of_a_section_are_folded_under_the_newest(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "døgnaflastning omfang", "kommune": "eksempel", "dato": "alle"})
    hit = next(h for h in page.html.select(".hit") if "/aflastning/v5#omfang" in str(h))
    assert [a.text for a in hit.select("p.small a")] == ["version 4", "version 3", "version 2", "version 1"]
    assert len(page.html.select(".hit h3 a[href*='/aflastning/'][href$='#omfang']")) == 1


def test_a_day_that_cannot_be_read_is_kept_and_explained(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "aflastning", "dato": "31. februar"}, status=400)
    assert page.html.select_one("input[name=dato]")["value"] == "31. februar"
    assert page.html.select_one("[role=alert] a[href='#dato']")


def test_a_hit_lands_on_its_passage_and_marks_what_was_found(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "aflastning", "kommune": "eksempel"})
    hit = page.html.select_one(".hit")
    assert "aflastning" in {mark.text.lower() for mark in page.html.select(".hit mark")}
    address, _, anchor = hit.h3.a["href"].partition("#")
    assert app.get(address).html.find(id=anchor)


def test_mente_du_shows_what_was_meant_and_lets_one_insist(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "aflastnig"})
    assert "Mente du aflastning" in main_of(page)
    assert page.html.select(".hit")
    insisted = app.get(page.html.find("a", string="Søg efter aflastnig alligevel")["href"])
    assert not insisted.html.select(".hit")
    near = insisted.html.select_one(".no-hits a")
    assert near.text == "aflastning"
    assert app.get(near["href"]).html.select(".hit")


def test_no_result_leads_to_where_there_is_something(app: TestApp) -> None:
    asked = {"q": "kontaktperson", "kommune": "eksempel", "emne": "handicap", "dato": "2019-06-01"}
    page = app.get("/soeg", asked)
    links = {a.text.rpartition(" (")[0] or a.text: a for a in page.html.select(".no-hits ul.nobullet-list a")}
    assert set(links) == {"Fjern alle filtre", "Se alle standarder i Eksempel Kommune"}
    assert links["Fjern alle filtre"]["href"] == "/soeg?q=kontaktperson&kommune=eksempel"
    for words, link in links.items():
        answer = app.get(link["href"])
        if "(" in link.text:
            assert total(answer) == int(link.text.rpartition("(")[2].rstrip(")")) > 0, words
    assert "70 00 00 00" in page.html.select_one(".no-hits").text


def test_what_nobody_has_leads_nowhere_but_to_the_standards(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "xyzzyx", "kommune": "randers", "emne": "børn", "dato": "2024-01-01"})
    assert [a["href"] for a in page.html.select(".no-hits ul.nobullet-list a")] == ["/randers"]
    chosen = {a.text: a["href"] for a in page.html.select(".found-hits a") if "fjern" in a.text}
    assert set(chosen) == {
        "Randers Kommune – fjern",
        "børn – fjern",
        "Det, der gjaldt den 1. januar 2024 – fjern",
    }
    assert chosen["børn – fjern"] == "/soeg?q=xyzzyx&kommune=randers&dato=2024-01-01"


def test_before_anything_is_asked_there_are_examples_that_find_something(app: TestApp) -> None:
    page = app.get("/soeg")
    links = [a["href"] for a in page.html.select("main ul.nobullet-list a")]
    assert "/randers" in links
    asked = [href for href in links if href.startswith("/soeg?")]
    assert asked
    assert all(total(app.get(href)) for href in asked)


def test_a_long_question_is_not_said_over_and_over(app: TestApp) -> None:
    page = app.get("/soeg", {"q": "aflastning for barnet " * 400})
    assert "Vi søgte efter begyndelsen" in main_of(page)
    assert max(len(heading.text) for heading in page.html.select("h1, h2")) < 120
    assert len(page.html.title.text) < 200


def test_the_drafts_rarest_word_gives_the_public_nothing(app: TestApp) -> None:
    draft = (ROOT / "standards" / DRAFTED / "2.md").read_text("utf-8")
    assert RARE in draft
    empty = app.get("/soeg", {"q": "zzzzzzz"})
    for asked in (
        {},
        {"dato": "alle"},
        {"kommune": "eksempel"},
        {"type": "alle"},
        {"ordret": "1"},
        {"alder": "7"},
    ):
        for word in (RARE, RARE.capitalize(), f"{RARE}r", f'"{RARE}"', f"{RARE}*", "kolonihavn", "kolonihav"):
            page = app.get("/soeg", {"q": word, **asked})
            assert total(page) == 0
            assert not page.html.select(".hit, .filters, .found-row")
            rest = main_of(page).replace(word, "")
            assert "oloniha" not in rest
            assert "Mente du" not in rest or "have" not in rest
    assert not empty.html.select(".hit")
    for prefix in ("ko", "kolo", "koloni", RARE):
        for where in ({}, {"kommune": "eksempel"}):
            suggested = app.get("/soeg/forslag", {"q": prefix, **where}).json
            assert not [words for words in suggested if "koloni" in words.lower()]
    for asked in ({}, {"date": "alle", "kind": "alle"}, {"municipality": "eksempel"}, {"date": "2099-01-01"}):
        for word in (RARE, "kolonihavn"):
            answer = app.get("/api/v1/search", {"q": word, **asked}).json
            assert (answer["total"], answer["hits"], answer["counts"]) == (0, [], {})
            assert "koloni" not in f"{answer['near']} {answer['corrected']}"


def test_the_api_filters_alike(app: TestApp) -> None:
    law = app.get("/api/v1/search", {"q": "støtte", "law": "serviceloven/52"}).json
    everything = app.get("/api/v1/search", {"q": "støtte"}).json
    assert 0 < law["total"] < everything["total"]
    assert app.get("/api/v1/search", {"q": "aflastnig", "correct": "false"}).json["total"] == 0
    sure = app.get("/api/v1/search", {"q": "støtte", "confirmed": "true"}).json
    assert {(hit["status"], hit["stage"]) for hit in sure["hits"]} == {("in_force", "gældende")}
    young = app.get("/api/v1/search", {"q": "fritid", "age": "3", "municipality": "eksempel"}).json
    assert all(hit["section_id"] != "omfang" for hit in young["hits"] if hit["standard"] == "fritidsstoette")
    for wrong in ({"law": "findesikke/1"}, {"age": "-1"}, {"age": "200"}, {"confirmed": "måske"}):
        app.get("/api/v1/search", {"q": "støtte", **wrong}, status=400)


def test_a_search_costs_few_statements(app: TestApp) -> None:
    statements: list[str] = []
    engine = app.app.application.registry.portal.database.engine
    app.get("/soeg", {"q": "moderat døgnaflastning randers"})
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    app.get("/soeg", {"q": "moderat døgnaflastning randers"})
    assert len([s for s in statements if not s.startswith("BEGIN")]) <= 14
