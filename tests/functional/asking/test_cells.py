"""One row on another site: its words of today, with doubt and all; never a number that does not apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from webtest import TestApp

from conftest import TODAY
from factories import MUNICIPALITY, standard, write
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading

ROW = "/indlejret/a/celle/doegnaflastning-moderat"
SITE = "http://portal.test"
FROM_2027 = {"gaelder_fra": "2027-01-01", "vedtaget": "2026-10-01", "offentliggjort": "2026-10-02"}
EARLIER = {"gaelder_fra": "2023-01-01", "vedtaget": "2022-12-01", "offentliggjort": "2022-12-02"}
TEXTS = {
    "a/kommune.yaml": MUNICIPALITY + 'indlejring: ["https://www.kommune.dk"]\n',
    # On 1 January another number; on 1 March the row is gone.
    "a/aflastning/1.md": standard(),
    "a/aflastning/2.md": standard(moderate="Op til 66 døgn om året", front=FROM_2027),
    "a/aflastning/3.md": standard(front=FROM_2027 | {"gaelder_fra": "2027-03-01"}).replace(
        "| Moderate problemer | Op til 60 døgn om året | | |\n", ""
    ),
    "a/usikker/1.md": standard(table="usikker", front={"gaelder_fra": "tidligst 2024-02-01"}),
    "a/stum/1.md": standard(table="stum").partition("::: fravigelse")[0],
    "a/en/1.md": standard(table="faelles"),
    # A table that moved to another standard, and one of an id that another standard has too.
    "a/flyttet/1.md": standard(table="flyttet", front=EARLIER),
    "a/flyttet/2.md": standard(table="anden", front={"gaelder_fra": "2024-06-01"}),
    "a/senere/1.md": standard(table="senere", front=FROM_2027),
    "a/hemmelig/1.md": standard(table="hemmelig", front=FROM_2027 | {"offentliggjort": "2026-12-24"}),
    "lukket/aflastning/1.md": standard(),
}
# Put in later: what is loaded at once has each table once.
LATER = {
    "a/kommune.yaml": TEXTS["a/kommune.yaml"],
    "a/to/1.md": standard(table="faelles", moderate="Op til 5 døgn om året"),
    "a/her/1.md": standard(
        table="flyttet", moderate="Op til 7 døgn om året", front={"gaelder_fra": "2024-06-01"}
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    made = tmp_path_factory.mktemp("cells")
    (made / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{made / 'portal.sqlite'}")
    for name, texts in (("first", TEXTS), ("later", LATER)):
        assert Loading(database, SetClock.at(TODAY)).load(write(made / name, texts)).errors == []
    database.dispose()
    return made


@pytest.fixture(scope="module")
def moved() -> SetClock:
    return SetClock.at(TODAY)


@pytest.fixture(scope="module")
def site(folder: Path, moved: SetClock) -> Iterator[TestApp]:
    application = create_application({"portal.data": str(folder)}, moved)
    yield TestApp(application, extra_environ={"HTTP_HOST": "portal.test"})
    application.application.registry.portal.database.dispose()


@pytest.fixture(autouse=True)
def today(moved: SetClock) -> None:
    moved.instant = SetClock.at(TODAY).instant


def words(site: TestApp, address: str) -> str:
    return " ".join(BeautifulSoup(site.get(address).text, "lxml").get_text(" ").split())


def test_the_cell_says_its_words_where_they_stand_and_from_when(site: TestApp) -> None:
    answer = site.get(ROW)
    said = words(site, ROW)
    assert (
        "Døgnaflastning: Moderate problemer Op til 60 døgn om året Pr. 22. november 2026: gældende." in said
    )
    assert "Kommunen ser på jeres situation og kan bevilge mindre eller mere." in said
    assert "Opdigtet kommune" in said
    assert f'href="{SITE}/a/aflastning/v1#doegnaflastning-moderat"' in answer.text
    assert "Prøve Kommune: Aflastning, version 1" in said
    part = answer.html.article
    assert (part["lang"], part["data-status"], part["data-day"]) == ("da", "in_force", TODAY)


def test_it_is_a_piece_of_html_that_scripts_may_fetch_and_whose_links_are_whole(site: TestApp) -> None:
    answer = site.get(ROW)
    assert answer.text.strip().startswith("<article")
    assert answer.text.strip().endswith("</article>")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert all(link["href"].startswith(("http://", "tel:", "mailto:")) for link in answer.html.select("a"))


def test_it_changes_by_itself_at_midnight(site: TestApp, moved: SetClock) -> None:
    """Asked twice on each day, so that what was kept of the day before would show."""
    before_midnight = SetClock.at("2026-12-31").instant + timedelta(hours=11, minutes=59)
    for instant, words_of_day in (
        (before_midnight, "Op til 60 døgn om året Pr. 31. december 2026: gældende."),
        (before_midnight + timedelta(minutes=2), "Op til 66 døgn om året Pr. 1. januar 2027: gældende."),
    ):
        moved.instant = instant
        for _ in range(2):
            for address in (ROW, f"{ROW}/ramme"):
                assert words_of_day in words(site, address)


def test_a_row_that_is_gone_is_said_and_never_an_old_number(site: TestApp, moved: SetClock) -> None:
    moved.instant = SetClock.at("2027-03-01").instant
    answer, said = site.get(ROW), words(site, ROW)
    assert "Pr. 1. marts 2027: rækken står ikke i teksten." in said
    assert "gældende" not in said
    assert "døgn om året" not in said
    assert "Rækken stod sidst i Aflastning, version 2" in said
    assert f'href="{SITE}/a/aflastning/v2#doegnaflastning-moderat"' in answer.text
    assert "Spørg Familieafdelingen, telefon 70 00 00 00" in said
    assert answer.html.article["data-status"] == "none"


def test_a_day_that_is_asked_for(site: TestApp) -> None:
    assert "Op til 66 døgn om året Pr. 1. februar 2027: gældende." in words(site, f"{ROW}?dato=2027-02-01")
    assert "ingen gældende tekst" in words(site, f"{ROW}?dato=2020-01-01")
    assert "døgn om året" not in words(site, f"{ROW}?dato=2020-01-01")
    assert "Aflastning, version 1 , som gælder fra 1. februar 2024" in words(site, f"{ROW}?dato=2020-01-01")
    assert "læse datoen" in site.get(f"{ROW}?dato=i+overmorgen", status=400).text


def test_doubt_comes_first(site: TestApp) -> None:
    said = words(site, "/indlejret/a/celle/usikker-moderat")
    doubt = "Pr. 22. november 2026: ikke bekræftet. Portalen ved ikke, om teksten gælder."
    assert said.index(doubt) < said.index("Op til 60 døgn om året")
    assert ": gældende" not in said
    assert "Spørg Familieafdelingen" in said


def test_a_text_without_departure_words_has_ours(site: TestApp) -> None:
    said = words(site, "/indlejret/a/celle/stum-moderat")
    assert "Tallet er vejledende" in said
    assert "Tallet er vejledende" not in words(site, ROW)


def test_a_row_that_is_only_to_come(site: TestApp) -> None:
    said = words(site, "/indlejret/a/celle/senere-moderat")
    assert "Op til" not in said
    assert "som gælder fra 1. januar 2027" in said
    assert "stod sidst" not in said


def test_a_text_that_is_not_published_is_not_there(site: TestApp, moved: SetClock) -> None:
    address = "/indlejret/a/celle/hemmelig-moderat"
    assert "Vi kender ikke rækken" in words_of(site.get(address, status=404).text)
    moved.instant = SetClock.at("2026-12-24").instant
    site.get(address, status=200)


def words_of(page: str) -> str:
    return " ".join(BeautifulSoup(page, "lxml").get_text(" ").split())


def test_rows_of_one_name_are_told_apart_by_their_standard(site: TestApp) -> None:
    address = "/indlejret/a/celle/faelles-moderat"
    assert "en, to" in site.get(address, status=400).text
    assert "Op til 5 døgn om året" in words(site, f"{address}?standard=to")
    assert "standarden" in site.get(f"{address}?standard=findes-ikke", status=404).text


def test_a_table_that_moved_is_found_where_it_stands(site: TestApp) -> None:
    address = "/indlejret/a/celle/flyttet-moderat"
    assert "Op til 7 døgn om året" in words(site, address)
    assert "Op til 60 døgn om året" in words(site, f"{address}?dato=2023-06-01")
    assert "stod sidst i Aflastning, version 1" in words(site, f"{address}?standard=flyttet")


def test_an_unknown_row_leads_to_those_there_are(site: TestApp) -> None:
    page = site.get("/indlejret/a/celle/findes-ikke", status=404)
    assert f"{ROW}/ramme" in [link["href"] for link in page.html.select("main a")]


def test_the_page_for_a_frame_may_stand_where_the_municipality_says(site: TestApp) -> None:
    page = site.get(f"{ROW}/ramme?stoerrelse=stor&primaer=7a1f5c")
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'self' https://www.kommune.dk")
    assert page.html.html["class"] == ["embedded", "embedded-large"]
    assert page.html.h1.text == "Døgnaflastning: Moderate problemer"
    assert page.html.base["target"] == "_blank"
    closed = site.get("/indlejret/lukket/celle/doegnaflastning-moderat/ramme")
    assert closed.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert closed.html.select("link[rel=alternate]") == []


PERMALINK = f"{SITE}/a/aflastning/v1#doegnaflastning-moderat"


@pytest.mark.parametrize(
    "address",
    [
        PERMALINK,
        PERMALINK.replace("/v1", ""),
        SITE + ROW,
        f"{SITE}{ROW}/ramme",
        PERMALINK.replace("http:", "https:"),
    ],
)
def test_any_address_of_a_row_becomes_a_frame_of_today(site: TestApp, address: str) -> None:
    answer = site.get("/oembed", {"url": address, "maxwidth": "300", "maxheight": "9999"})
    found = answer.json
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (found["version"], found["type"], found["width"], found["height"]) == ("1.0", "rich", 300, 420)
    assert found["title"] == "Døgnaflastning: Moderate problemer – Prøve Kommune"
    frame = BeautifulSoup(found["html"], "lxml").iframe
    assert (frame["width"], frame["title"]) == ("300", found["title"])
    assert frame["src"].startswith(f"{SITE}{ROW}/ramme")
    assert "Op til 60 døgn om året" in words(site, frame["src"].removeprefix(SITE))
    assert "60" not in found["html"].replace("600", "")


def test_the_same_as_xml_and_a_day_is_kept(site: TestApp) -> None:
    address = PERMALINK.replace("#", "?dato=2027-02-01#")
    as_json = site.get("/oembed", {"url": address}).json
    answer = site.get("/oembed", {"url": address, "format": "xml"})
    assert answer.content_type == "text/xml"
    found = {part.tag: part.text for part in ElementTree.fromstring(answer.body)}
    assert found == {name: str(value) for name, value in as_json.items()}
    assert "dato=2027-02-01" in found["html"]  # type: ignore[operator]


def test_a_standard_becomes_its_calculator_and_its_page_says_so(site: TestApp) -> None:
    page = site.get("/a/aflastning")
    links = {link["type"]: link["href"] for link in page.html.select("link[rel=alternate]")}
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    found = site.get(links["application/json+oembed"].removeprefix(SITE)).json
    frame = BeautifulSoup(found["html"], "lxml").iframe
    assert frame["src"] == f"{SITE}/indlejret/a/beregner?tabel=doegnaflastning"
    site.get(frame["src"].removeprefix(SITE), status=200)
    assert site.get("/lukket/aflastning").html.select("link[rel=alternate]") == []


def test_the_page_of_a_row_says_how_it_is_shown(site: TestApp) -> None:
    page = site.get(f"{ROW}/ramme")
    link = page.html.find("link", type="application/json+oembed")["href"]
    found = site.get(link.removeprefix(SITE)).json
    assert f"{SITE}{ROW}/ramme" in found["html"]


@pytest.mark.parametrize(
    ("asked", "status", "named"),
    [
        ({}, 400, "url"),
        ({"url": "https://andre.example/a/aflastning"}, 404, "adressen"),
        ({"url": "//portal.test/a/aflastning"}, 404, "adressen"),
        ({"url": "http://[/"}, 404, "adressen"),
        ({"url": f"{SITE}/redaktion/a/aflastning"}, 404, "adressen"),
        ({"url": f"{SITE}/a/findes-ikke"}, 404, "standarden"),
        ({"url": f"{SITE}/a/aflastning#findes-ikke"}, 404, "rækken"),
        ({"url": f"{SITE}/lukket/aflastning"}, 400, "kommune.yaml"),
        ({"url": PERMALINK, "format": "yaml"}, 400, "format=json"),
        ({"url": PERMALINK, "maxwidth": "-1"}, 400, "maxwidth"),
        ({"url": PERMALINK, "maxheight": "²"}, 400, "maxheight"),
    ],
)
def test_what_cannot_be_shown_is_said(site: TestApp, asked: dict[str, str], status: int, named: str) -> None:
    assert named in words_of(site.get("/oembed", asked, status=status).text)


def test_what_stands_in_an_address_stays_within_the_frame(site: TestApp) -> None:
    address = PERMALINK.replace("#", '?dato="><script>x</script>#')
    assert "<script" not in site.get("/oembed", {"url": address}).json["html"]


def test_both_databases_find_it(app: TestApp) -> None:
    said = words_of(app.get("/indlejret/eksempel/celle/doegnaflastning-moderat").text)
    assert "Moderat støttebehov Op til 60 døgn om året" in said
    assert "Pr. 22. november 2026: gældende." in said
