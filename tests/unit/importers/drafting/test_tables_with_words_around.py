"""Words before a table and names that nobody foresaw: the table says what it said, or it is not certain."""

from __future__ import annotations

import pytest

from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportCertainty
from portal.importers.importing import import_file
from portal.importers.reading.text import read_text_file

AGES = "3-5 år 6 døgn pr. måned\n6-9 år 8 døgn pr. måned\nOver 9 år 12 døgn pr. måned\n"
DRAWN = "| 3-5 år | 6 døgn pr. måned |\n| 6-9 år | 8 døgn pr. måned |\n| Over 9 år | 12 døgn pr. måned |\n"


def read(table: str, lead: str) -> tuple[str, FoundThing]:
    text = f"Kvalitetsstandard for aflastning\n\nAflastning\n\n{lead}\n\n{table}\nSådan følger vi op\n"
    (draft,) = drafts_of(read_text_file(text.encode()), "eksempel").drafts
    (found,) = [thing for thing in draft.found if thing.kind is FoundKind.LEVEL_TABLE]
    return draft.text, found


@pytest.mark.parametrize("table", [f"Alder Omfang\n{AGES}", f"| Alder | Omfang |\n{DRAWN}"])
def test_words_that_limit_all_numbers_below_limit_them_however_the_table_stood(table: str) -> None:
    text, _ = read(table, "Som udgangspunkt gives aflastning, op til:")
    assert "| 3-5 år | Op til 6 døgn pr. måned |" in text
    text, _ = read(table, "Som udgangspunkt gives aflastning sådan:")
    assert "| 3-5 år | 6 døgn pr. måned |" in text


def test_a_short_line_that_looks_like_a_heading_limits_what_is_below() -> None:
    text, _ = read(f"Alder Omfang\n{AGES}", "Aflastning gives, op til:")
    assert "| 3-5 år | Op til 6 døgn pr. måned |" in text


@pytest.mark.parametrize("limit", ["op til", "Højst", "mindst"])
@pytest.mark.parametrize("between", [">", "Side", "Se også klagevejledningen."])
def test_a_limit_that_something_parts_from_its_numbers_leaves_no_table_certain(
    limit: str, between: str
) -> None:
    _, found = read(f"Alder Omfang\n{AGES}", f"Aflastning gives, {limit}:\n\n{between}")
    assert found.certainty is ImportCertainty.UNSURE
    _, found = read(f"Alder Omfang\n{AGES}", f"Aflastning gives sådan:\n\n{between}\n\nAflastning er:")
    assert found.certainty is ImportCertainty.CERTAIN


def test_steps_of_unknown_names_are_levels_that_somebody_must_look_at() -> None:
    rows = "| Trin | Omfang |\n| Mindre | Op til 5 timer om ugen |\n| Stort | Op til 9 timer om ugen |\n"
    _, found = read(rows, "Aflastning gives i disse trin:")
    assert found.certainty is ImportCertainty.UNSURE


def test_a_bracket_between_name_and_extent_belongs_to_either() -> None:
    rows = [
        f"{name} behov {note}Op til {number} timer om ugen"
        for name, note, number in [
            ("Let", "", 1),
            ("Moderat", "(se note 3) ", 2),
            ("Svært", "", 3),
            ("Fuldstændigt", "", 4),
        ]
    ]
    _, found = read("Niveau Omfang\n" + "\n".join(rows), "Aflastning gives efter disse niveauer:")
    assert found.certainty is ImportCertainty.UNSURE


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x81", "\ufffd"])
@pytest.mark.parametrize("is_page", [False, True])
def test_a_sign_that_no_text_has_leaves_no_table_certain(sign: str, is_page: bool) -> None:
    """It may stand where a digit stood: "1\x07 døgn" was 16, say."""

    def certainty(words: str) -> ImportCertainty:
        rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in _rows(words))
        head = "<!doctype html><h1>Kvalitetsstandard for aflastning</h1><h2>Aflastning</h2>"
        page = f"{head}<p>Aflastning er:</p><table>{rows}</table>"
        text = f"Kvalitetsstandard for aflastning\n\nAflastning\n\nAflastning er:\n\n{words}"
        imported = import_file((page if is_page else text).encode(), "fil", "eksempel", "300")
        (found,) = [t for t in imported.drafts[0].found if t.kind is FoundKind.LEVEL_TABLE]
        return found.certainty

    assert certainty(f"| Alder | Omfang |\n{DRAWN}") is ImportCertainty.CERTAIN
    assert certainty(f"| Alder | Omfang |\n{DRAWN.replace('12 d', f'1{sign} d')}") is ImportCertainty.UNSURE


def _rows(drawn: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in drawn.splitlines()]
