"""Small texts that once passed for what they are not, as ``portal lint`` and the correction judge them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from webtest import Upload

from conftest import ROOT
from drafts import begun, text_of
from office import Office, words
from portal.cli import main
from portal.documents.changes.correction import refusals
from portal.documents.reading.markdown import read_document

INPUTS = ROOT / "tests" / "inputs"
HERE = "/redaktion/a/aflastning"


def found(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[int]]:
    """The lines of what ``portal lint`` finds in a file, by rule."""
    main(["lint", "--format", "json", str(INPUTS / name)])
    by_rule: dict[str, list[int]] = {}
    for finding in json.loads(capsys.readouterr().out):
        by_rule.setdefault(finding["rule"], []).append(finding["line"])
    return by_rule


@pytest.mark.parametrize("path", sorted((INPUTS / "personal-data").iterdir()), ids=lambda path: path.stem)
def test_a_number_of_a_person_is_found_once_where_it_stands(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(f"personal-data/{path.name}", capsys)["personal-data"] == [52]


@pytest.mark.parametrize("name", ["esc", "surrogate"])
def test_a_character_that_no_page_can_hold_is_told_of(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(f"yaml-escapes/{name}.md", capsys)["encoding"] == [2]


def test_struck_words_are_told_of_in_a_level_and_in_a_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    assert found("strikethrough.md", capsys)["strikethrough"] == [41, 62]


def test_blanks_that_do_not_break_and_soft_hyphens_change_no_finding(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = found("nbsp-plain.md", capsys)
    assert {"upper-age", "absolute-wording", "dead-authority"} <= plain.keys()
    assert found("nbsp-and-invisible.md", capsys) == plain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. juni", "1. juli"),
        ("en tirsdag", "en torsdag"),
        ("indenfor kommunen", "udenfor kommunen"),
        ("den afvises", "den anvises"),
    ],
)
def test_a_known_word_for_another_is_no_correction(old: str, new: str) -> None:
    text = (INPUTS / "correction-base.md").read_text(encoding="utf-8")
    place = "Formålet er venskaber og gode oplevelser."
    before, after = (text.replace(place, f"{place} Det gælder {words_}.") for words_ in (old, new))
    assert before != after
    assert refusals(*(read_document(one.encode(), "1.md") for one in (before, after)))
    assert not refusals(*(read_document(before.encode(), "1.md"),) * 2)


def test_a_pdf_is_refused_in_words_and_the_draft_stays(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    pdf = Upload("nyborg.pdf", (INPUTS / "nyborg.pdf").read_bytes(), "application/pdf")
    answer = browser.send(f"{HERE}/indsaet", {"fil": pdf, "indhold": "Skrevet i forvejen"}, status=422)
    assert ".docx" in words(answer)
    assert "Skrevet i forvejen" in answer.text
    assert text_of(office) == before
