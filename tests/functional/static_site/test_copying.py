"""Public pages as files: every link leads on, every standing has its day, every answer is the portal's."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import HtmlElement, document_fromstring

from conftest import TODAY
from copies import BEGINS, DAY, LAW, Pages, copied, loaded, one, text
from functional.moving.exports import contents
from portal.services.errors import BadInput, Refused
from portal.settings import Settings

BASE = "https://standarder.example.dk"
ADOPTED = "ancestor-or-self::*[contains(@class, 'prose') or @class='citation']"
"""Words of adopted texts, and of citations to be copied: they are as the portal gives them."""
BLOCKS = " or ".join(
    f"self::{tag}" for tag in ("p", "li", "h1", "h2", "h3", "dd", "td", "span", "figcaption")
)
LINES = f"//body//*[({BLOCKS}) and not({ADOPTED})]"
STANDING = re.compile(r"gældende|gælder ikke|\bi dag\b", re.IGNORECASE)
DATED = re.compile(rf"\b[Pp]r\. {DAY}|\bPr\. 1\. januar 2027|(?:den|fra|for) \d{{1,2}}\. [a-z]+ \d{{4}}")
QUOTED = re.compile(r"»[^«]*«")
ADVICE = "Brug den ikke som den gældende standard"


def test_every_link_leads_to_a_file_of_the_folder_and_a_place_in_it(site: Path, pages: Pages) -> None:
    wrong = []
    for name, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            parts = urlsplit(link)
            if parts.scheme in ("tel", "mailto") or link == LAW:
                continue
            file = ((site / name).parent / unquote(parts.path) if parts.path else site / name).resolve()
            inside = file.is_relative_to(site.resolve()) and file.is_file()
            target = pages.get(file.relative_to(site.resolve()).as_posix()) if inside else None
            place = unquote(parts.fragment)
            if not inside or (target is not None and place and not target.xpath("//*[@id=$id]", id=place)):
                wrong.append((name, link))
    assert wrong == []


def test_every_public_page_is_there_and_says_its_day(pages: Pages) -> None:
    names = """index.html soeg/index.html om-kopien.html a/index.html a/beregner/index.html
        a/aflastning/index.html a/aflastning/versioner/index.html a/aflastning/v1/index.html
        a/aflastning/v2/index.html a/aflastning/aendringer/v1..v2/index.html a/fritid/index.html
        a/aflastning/v1/henvisning/index.html a/aflastning/v1/tilblivelse/index.html b/index.html
        lov/barnets-lov/90/index.html tilgaengelighed/index.html was/index.html"""
    assert set(names.split()) <= set(pages)
    banners = {name: text(one(page, "//header/p[@class='as-of']")) for name, page in pages.items()}
    assert [name for name, words in banners.items() if not words.startswith(f"Pr. {DAY}.")] == []


def test_the_texts_and_proofs_are_there_as_files(site: Path) -> None:
    assert b"titel: Aflastning" in (site / "a/aflastning/v1/tekst.md").read_bytes()
    assert (site / "a/aflastning/v1/bevis.zip").read_bytes().startswith(b"PK")


def test_nothing_is_said_to_be_in_force_without_the_day(pages: Pages) -> None:
    said = [(name, text(line)) for name, page in pages.items() for line in page.xpath(LINES)]
    standing = [(name, words) for name, words in said if STANDING.search(QUOTED.sub("", words))]
    assert len(standing) > 50
    assert [pair for pair in standing if not DATED.search(pair[1]) and not pair[1].startswith(ADVICE)] == []
    statuses = [
        text(s) for page in pages.values() for s in page.xpath("//span[starts-with(@class, 'status ')]")
    ]
    assert [words for words in statuses if not words.startswith("Pr. ")] == []
    here = pages["a/aflastning/index.html"]
    assert text(one(here, "//p[@class='standing']/span[1]")) == f"Pr. {DAY}: Gældende"


def test_adopted_words_are_copied_as_they_are(pages: Pages) -> None:
    page = pages["a/aflastning/v1/index.html"]
    assert "Det, der står her, gælder i dag." in text(page)
    links = {text(link): link.get("href") for link in page.xpath("//div[@class='prose']//a")}
    assert (links["den næste"], links["loven"]) == ("../v2/index.html", LAW)
    assert "låst" in text(page)
    assert "låst" not in links


def test_the_list_replaces_the_search(pages: Pages) -> None:
    page = pages["soeg/index.html"]
    titles = [text(link) for link in page.xpath("//section[@aria-labelledby='tekster']//a")]
    assert titles == ["Aflastning", "Fritid", "Gammel tekst", "Ophørt tekst"]
    assert "Støtte i fritiden" in text(one(page, "//section[@aria-labelledby='ydelser']"))
    assert [text(link) for link in page.xpath("//section[@aria-labelledby='love']//a")] == [
        "barnets lov § 90"
    ]
    front = pages["index.html"]
    assert front.xpath("//main//a[@href='soeg/index.html']")
    assert "Sammenlign tabeller" not in text(front)
    assert "Søge i teksterne" in text(pages["om-kopien.html"])


def test_nothing_runs_and_nothing_is_fetched_but_the_folders_own(pages: Pages) -> None:
    for name, page in pages.items():
        policy = one(page, "//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert "default-src 'none'" in policy, name
        assert page.xpath("//*[@style] | //script[not(@src)] | //link[@rel='preload'] | //form") == [], name
        assert "portal.invalid" not in page.text_content(), name


def test_with_an_address_what_the_copy_cannot_do_leads_to_the_portal(tmp_path: Path) -> None:
    settings = loaded(tmp_path, base_url=BASE)
    copied(settings, tmp_path / "kopi", day="2026-11-04")
    page: HtmlElement = document_fromstring((tmp_path / "kopi/a/aflastning/index.html").read_bytes())
    links = set(page.xpath("//a/@href"))
    assert {f"{BASE}/sammenlign", f"{BASE}/a/aflastning", f"{BASE}/a/aflastning/v1", "v1/index.html"} <= links
    assert one(page, "//link[@rel='canonical']").get("href") == f"{BASE}/a/aflastning"
    # A day before version 2 was public knows nothing of it.
    assert not (tmp_path / "kopi/a/aflastning/v2").exists()
    assert "2027" not in page.text_content()


def test_a_day_to_come_is_refused_and_nothing_is_written(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ikke kommet"):
        copied(settings, tmp_path / "kopi", day=BEGINS)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_copy_of_ours_is_left_as_it_is(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "udtraek").mkdir()
    (tmp_path / "udtraek/export.json").write_text('{"files": []}')
    with pytest.raises(Refused):
        copied(settings, tmp_path / "udtraek")
    assert contents(tmp_path) == {"udtraek/export.json": b'{"files": []}'}


def test_an_earlier_copy_is_replaced_and_the_same_day_gives_the_same_bytes(
    settings: Settings, site: Path
) -> None:
    before = contents(site)
    (site / "min-egen.html").write_text("noter")
    with pytest.raises(Refused, match="min-egen"):
        copied(settings, site)
    (site / "min-egen.html").unlink()
    copied(settings, site, day=TODAY, today="2026-12-24")
    assert contents(site) == before
