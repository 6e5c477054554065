"""What LibreOffice makes of the changes: all accepted is the new text, all rejected the old one."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from conftest import ROOT
from portal.word.reading import read_reviewed
from portal.word.resolving import resolve
from tests.unit.word.libreoffice import accept_and_reject
from word_files import changes_file, shown

HEAD = "---\ntitel: {}\ndokumenttype: baggrund\ntilstand: kladde\n---\n\n"
MODERATE = "| Moderate problemer | Op til 20 døgn om året | Efter **aftale** |\n"
SEVERE = "| Svære problemer | Op til 30 døgn om året | |\n"
LEVELS = f"""::: niveauer doegn
ydelse: Døgn
kriterium: sværhedsgrad

| Niveau | Omfang | Bemærkning |
|---|---|---|
| Lette problemer | Op til 10 døgn om året | |
{MODERATE}:::
"""
TEXTS = {
    "words": ("Op til 36 døgn **om** året.", "Op til 40 døgn *om* ugen, [her](https://a.dk)."),
    "paragraphs": ("Første.\n\nAnden.\n\nTredje.", "Nul.\n\nFørste.\n\nTredje.\n\nFjerde."),
    "last": ("Første.\n\n## B\nTekst.\n\nGår.", "Første.\n\n## B\nTekst."),
    "sections": ("Tekst.\n\n## B {#b}\nGammel.\n\n## C\nSlut.", "Tekst.\n\n## D {#d}\nNy.\n\n## C\nSlut."),
    "renamed": ("Tekst.\n\n## Formål {#b}\nTekst.", "Tekst.\n\n## Hvorfor {#b}\nTekst."),
    "lists": ("- en\n- to\n  - indre\n- tre", "- en\n- ny\n- to\n- tre og fire\n\n1. først"),
    "rows": (LEVELS, LEVELS.replace("til 10", "til 12")),
    "a row instead": (LEVELS, LEVELS.replace(MODERATE, SEVERE)),
    "a row more": (LEVELS, LEVELS.replace(MODERATE, MODERATE + SEVERE)),
    "a table gone": (f"Før.\n\n{LEVELS}\nEfter.", "Før.\n\nEfter."),
    "a table come": ("Før.\n\nEfter.", f"Før.\n\n{LEVELS}\nEfter."),
    "columns": ("| A | B |\n|---|---|\n| en | to |", "| A | B | C |\n|---|---|---|\n| en | to | tre |"),
    "blocks": (
        "::: fravigelse\nKan fraviges.\n:::\n\n::: fagligt Sådan\nSkriv det.\n:::",
        "::: fravigelse\nKan altid fraviges.\n:::\n\nNyt.\n\n::: fagligt Sådan\nSkriv det ned.\n\nOgså.\n:::",
    ),
    "terms": ("Mestring\n: At kunne.\n\nRo\n: Fred.", "Mestring\n: At kunne selv.\n\nTid\n: Et år."),
}  # fmt: skip


def whole(name: str, body: str, title: str) -> str:
    return f"{HEAD.format(title)}## A {{#a}}\n\n{body}\n"


def two_texts() -> dict[str, tuple[str, str]]:
    found = {
        name.replace(" ", "-"): (whole(name, old, "Hjælp hjemme"), whole(name, new, "Hjælp ude"))
        for name, (old, new) in TEXTS.items()
    }
    folder = ROOT / "standards" / "eksempel" / "aflastning"
    second, third = ((folder / f"{n}.md").read_text(encoding="utf-8") for n in (2, 3))
    return {**found, "aflastning": (second, third)}


def texts_of(file: Path) -> list[tuple[str, ...]]:
    """All that a file shows. It has no changes left."""
    read = read_reviewed(file.read_bytes())
    assert read.changes == ()
    return [block.texts for block in resolve(read.slots, ())]


@pytest.fixture(scope="module")
def resolved(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    for name, (old, new) in two_texts().items():
        (folder / f"{name}.docx").write_bytes(changes_file(old, new))
    accept_and_reject(folder)
    return folder


@pytest.mark.parametrize("name", list(two_texts()))
def test_all_accepted_is_the_new_text_and_all_rejected_the_old(resolved: Path, name: str) -> None:
    old, new = two_texts()[name]
    assert texts_of(resolved / "accepted" / f"{name}.docx") == shown(new)
    assert texts_of(resolved / "rejected" / f"{name}.docx") == shown(old)


def test_headings_rows_and_their_styles_are_still_there(resolved: Path) -> None:
    word = WordDocument(str(resolved / "rejected" / "aflastning.docx"))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings[:2] == ["Indledning", "Formål"]
    assert [len(table.rows) for table in word.tables] == [5, 5]
