"""What the portal itself says is easy to read: LIX under 40, and nobody hides behind a passive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from webtest import TestApp

from conftest import ROOT
from portal.danish.readability import measure

PAGES = [
    "/",
    "/eksempel",
    "/alleroed",
    "/randers/beregner",
    "/randers/beregner?tabel=doegnaflastning",
    "/randers/beregner?tabel=doegnaflastning&niveau=moderat",
    "/randers/beregner?tabel=doegnaflastning&antal=90&enhed=doegn/aar",
    "/randers/beregner/ark",
    "/randers/vejviser",
    "/randers/vejviser?ydelse=doegnaflastning&maade=niveau&niveau=moderat&dag=i-dag",
    "/indlejret/eksempel/beregner?tabel=kontaktperson",
    "/soeg?q=xyzzyx",
    "/eksempel/aflastning?dato=2001-01-01",
    "/eksempel/aflastning?dato=i-gaar",
    "/tilgaengelighed",
    "/was",
    "/api",
    "/nordpolen",
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.pt"))
# Ends as a passive does, but is none, or says that something is there.
NOT_PASSIVE = {"vores", "deres", "jeres", "findes"}


def sentences_of(page: bytes) -> str:
    """The running text of a page's main part: paragraphs and list items that end as a sentence does."""
    found = html.fromstring(page).find(".//main").iter("p", "li")
    texts = [" ".join(element.text_content().split()) for element in found if element.find(".//p") is None]
    return "\n".join(text for text in texts if text.endswith((".", "?", "!")))


def test_the_running_text_of_all_pages_together_is_easy(app: TestApp) -> None:
    texts = [sentences_of(app.get(path, status="*").body) for path in PAGES]
    measured = measure("\n".join(texts))
    assert measured.words > 400
    assert measured.lix < 40


@pytest.mark.parametrize("path", PAGES)
def test_each_page_with_enough_text_is_easy(app: TestApp, path: str) -> None:
    measured = measure(sentences_of(app.get(path, status="*").body))
    assert measured.words < 100 or measured.lix < 40


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_official_passive_in_a_template(path: Path) -> None:
    text = re.sub(r"<[^>]*>|\$\{[^}]*\}", " ", path.read_text(encoding="utf-8"))
    passives = set(re.findall(r"\b\w{2,}(?<!ern)es\b", text.lower())) - NOT_PASSIVE
    assert passives == set()
