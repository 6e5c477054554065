"""Raw text of a PDF becomes Markdown that the portal reads."""

import sys
from pathlib import Path

import pytest

from portal.documents.reading.markdown import read_document

BENCH = Path(__file__).resolve().parents[3] / "bench" / "search"

RAW = """ KAPITEL 1 Om ordningen
En kontakt-
person støtter barnet og fami-
lien.

Side 3 af 11

## Ikke en overskrift, men tekst.

::: niveauer

Støtten kan bestå af netværks-
og samtalegrupper <b>samt</b> {kurser} | og * mere.

1. Første punkt

- Andet punkt

 KAPITEL 2 Omfang
Omfanget er 3 timer.
"""


@pytest.fixture
def prepare(monkeypatch):
    monkeypatch.syspath_prepend(BENCH)
    import prepare

    yield prepare
    sys.modules.pop("prepare", None)


def test_chapters_become_sections_that_the_portal_reads(prepare):
    source = prepare.Source("x.txt", "udgiver", "slug", "En titel")
    text = prepare.markdown(source, prepare.sections(RAW, source.title))
    document = read_document(text.encode(), "1.md")
    assert [section.heading for section in document.sections] == [
        "KAPITEL 1 Om ordningen",
        "KAPITEL 2 Omfang",
    ]
    words = document.sections[0].text
    assert "En kontaktperson støtter barnet og familien." in words
    assert "Side 3" not in words
    assert "## Ikke en overskrift" in words
    assert "::: niveauer" in words
    assert "netværks- og samtalegrupper <b>samt</b> {kurser} | og * mere." in words
    assert "1. Første punkt" in words
    assert "- Andet punkt" in words


def test_without_chapters_a_text_goes_on_in_numbered_sections(prepare):
    text = "\n\n".join(f"Afsnit {number} handler om noget og har ti ord i alt." for number in range(90))
    found = prepare.sections(text, "Titel")
    assert [section.heading for section in found] == ["Titel", "Titel (2)", "Titel (3)"]
    assert all(section.words <= prepare.LONGEST_SECTION for section in found)


def test_every_source_goes_below_its_publisher(prepare, tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for source in prepare.SOURCES:
        (seeds / source.file).write_text(RAW, "utf-8")
    written = prepare.write(seeds, tmp_path / "out")
    assert len(written) == len(prepare.SOURCES)
    for publisher in prepare.PUBLISHERS:
        assert "art: myndighed" in (tmp_path / "out" / publisher / "kommune.yaml").read_text("utf-8")
    for path in written:
        assert read_document(path.read_bytes(), str(path)).sections
