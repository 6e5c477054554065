"""Words before a table and names that nobody foresaw: the table says what it said, or it is not certain."""

from __future__ import annotations

import pytest

from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportCertainty
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
