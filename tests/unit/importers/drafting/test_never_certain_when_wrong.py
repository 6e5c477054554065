"""A level table is certain only where everything about it is: whatever may be wrong makes it unsure."""

import os
import random

import pytest

from imports.imported_texts import found, imported, only
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import FoundKind, ImportCertainty
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourcePlace, SourceTable

LEAD = "Kvalitetsstandard for aflastning\n\nNår vi vurderer aflastning, bruger vi disse niveauer:\n\n"
ROWS = (
    "Niveau Omfang",
    "Lette problemer Op til 2 døgn om måneden",
    "Moderate problemer Op til 4 døgn om måneden",
    "Svære problemer Op til 6 døgn om måneden",
    "Fuldstændige problemer Over 8 døgn om måneden",
)
END = "\n\nAflastning gives i en familie."
LEVELS = [
    ("let", "Op til 2 døgn om måneden"),
    ("moderat", "Op til 4 døgn om måneden"),
    ("svaer", "Op til 6 døgn om måneden"),
    ("fuldstaendig", "Over 8 døgn om måneden"),
]


def levels(draft) -> list[tuple[str, str]]:
    document = read_document(draft.text.encode(), "1.md")
    return [
        (level.key, level.extent.text)
        for section in document.sections
        for table in section.tables
        for level in table.levels
    ]


def certainties(draft) -> list[ImportCertainty]:
    return [thing.certainty for thing in found(draft, FoundKind.LEVEL_TABLE)]


def test_the_table_that_is_changed_below_is_certain():
    draft = only(LEAD + "\n".join(ROWS) + END)
    assert levels(draft) == LEVELS
    assert certainties(draft) == [ImportCertainty.CERTAIN]


@pytest.mark.parametrize(
    ("place", "rows", "reason"),
    [
        (2, [], "Skalaen er ikke"),
        (1, [], "Skalaen er ikke"),
        (4, [], "Skalaen er ikke"),
        (1, [ROWS[2], ROWS[1]], "Skalaen er ikke"),
        (3, ["Svære problemer Op til 60 døgn om måneden"], "usædvanligt stort"),
        (2, ["Moderate problemer Op til 1 døgn om måneden"], "stiger ikke"),
        (2, ["Moderate problemer Op til 4 timer om måneden"], "samme enhed"),
        (2, ["Moderate problemer Op til 4 døgn om året"], "samme enhed"),
        (2, ["Moderate vanskeligheder Op til 4 døgn om måneden"], "siger ikke det samme"),
        (4, [ROWS[4], "og i alle ferier"], "er lagt til"),
        (4, [ROWS[4], "12 døgn om måneden"], "Lige efter tabellen"),
        (4, [ROWS[4], "op til 12 døgn om måneden"], "er lagt til"),
        (0, [], "ingen overskriftsrække"),
        (4, ["Fuldstændige problemer Efter konkret vurdering"], "intet tal"),
    ],
)
def test_what_may_be_wrong_makes_a_table_unsure_and_says_why(place, rows, reason):
    lines = [*ROWS[:place], *rows, *ROWS[place + 1 + (len(rows) == 2 and place == 1) :]]
    draft = only(LEAD + "\n".join(lines) + END)
    (thing,) = found(draft, FoundKind.LEVEL_TABLE)
    assert thing.certainty is ImportCertainty.UNSURE
    assert reason in thing.how


def test_a_row_that_cannot_be_read_leaves_no_certain_table():
    lines = [*ROWS[:4], "Fuldstændige problemer Over mange døgn"]
    draft = only(LEAD + "\n".join(lines) + END)
    assert ImportCertainty.CERTAIN not in certainties(draft)


def test_a_heading_that_the_words_before_the_table_do_not_name_is_asked_about():
    text = LEAD.replace("\n\n", "\n\nLedsagelse\n\n", 1) + "\n".join(ROWS) + END
    (thing,) = found(only(text), FoundKind.LEVEL_TABLE)
    assert thing.certainty is ImportCertainty.UNSURE
    assert "»Ledsagelse«" in thing.how


def test_two_tables_of_one_title_are_asked_about():
    lead = LEAD.replace("vurderer aflastning", "vurderer støtte")
    text = lead + "\n".join(ROWS) + "\n\nDet er det.\n\n" + "\n".join(ROWS)
    assert certainties(only(text)) == [ImportCertainty.UNSURE] * 2


def test_a_number_that_may_have_a_notes_digit_on_it_is_asked_about():
    rows = [row.replace("Op til 6", "Op til 61") for row in ROWS]
    notes = "\n\nHjælpen1 er vejledende.\n\n1 Det står i loven, at hjælpen er vejledende."
    (thing,) = found(only(LEAD + "\n".join(rows) + END + notes), FoundKind.LEVEL_TABLE)
    assert "noter" in thing.how


def drawn(rows, *, is_sure=True):
    table = SourceTable(tuple(rows), tuple(SourcePlace(1, at) for at in range(3, 3 + len(rows))), is_sure)
    lines = [
        SourceLine(words, SourcePlace(1, at)) for at, words in enumerate(LEAD.split("\n\n")[:2], start=1)
    ]
    (draft,) = drafts_of(SourceDocument(SourceKind.HTML, (*lines, table)), "Bakkedal").drafts
    return draft


DRAWN = (
    ("Niveau", "Omfang"),
    ("Let", "Op til 2 døgn om måneden"),
    ("Moderat", "Op til 4 døgn om måneden"),
    ("Svær", "Op til 6 døgn om måneden"),
    ("Fuldstændig", "Over 8 døgn om måneden"),
)


def test_a_drawn_table_is_certain():
    assert levels(drawn(DRAWN)) == LEVELS
    assert certainties(drawn(DRAWN)) == [ImportCertainty.CERTAIN]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Niveau", "Ydelse pr. måned"), *DRAWN[1:]], "Kolonnen »Ydelse pr. måned«"),
        ([("Trin", "Omfang"), *DRAWN[1:]], "Den første kolonne hedder »Trin«"),
        ([(*DRAWN[0], "Sted"), *[(*row, "hjemme") for row in DRAWN[1:]]], "flere kolonner"),
        (DRAWN[:4], "Skalaen er ikke"),
    ],
)
def test_a_drawn_table_that_was_guessed_at_is_unsure(rows, reason):
    (thing,) = found(drawn(rows), FoundKind.LEVEL_TABLE)
    assert thing.certainty is ImportCertainty.UNSURE
    assert reason in thing.how


def test_a_drawn_table_whose_cells_were_guessed_is_unsure():
    assert certainties(drawn(DRAWN, is_sure=False)) == [ImportCertainty.UNSURE]


def test_ages_with_a_hole_are_unsure():
    rows = [("Alder", "Omfang"), ("3-5 år", "2 døgn om måneden"), ("7-9 år", "3 døgn om måneden")]
    (thing,) = found(drawn([*rows, ("Over 9 år", "4 døgn om måneden")]), FoundKind.LEVEL_TABLE)
    assert "huller" in thing.how


def changed(lines: list[str], chance: random.Random) -> list[str]:
    """The lines with one or two of what conversions do to them: lost, doubled, moved, cut, joined."""
    made = list(lines)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(made))
        line = made[at]
        cut = chance.randrange(len(line) + 1)
        match chance.randrange(8):
            case 0:
                del made[at]
            case 1:
                made.insert(at, line)
            case 2:
                made.insert(chance.randrange(len(made)), made.pop(at))
            case 3:
                made[at : at + 1] = [line[:cut], line[cut:]]
            case 4:
                made[at : at + 2] = [" ".join(made[at : at + 2])]
            case 5:
                made[at] = line[:cut] + line[cut + 1 :]
            case 6:
                made[at : at + 1] = [line[:cut] + "-", line[cut:]]
            case _:
                made.insert(at, chance.choice(["Side 2 af 4", "", "3", "Niveau Omfang"]))
        made = made or [""]
    return made


def says_so_itself(lines: list[str]) -> bool:
    """Whether each line is the source's, or has one sign less: then the file itself says another number."""
    return len(lines) == len(ROWS) and all(
        line in (row, *(row[:at] + row[at + 1 :] for at in range(len(row))))
        for line, row in zip(lines, ROWS, strict=True)
    )


def test_no_changed_table_is_certain_and_other_than_it_was():
    chance = random.Random(12)
    for _ in range(int(os.environ.get("IMPORTS", "100"))):
        lines = changed(list(ROWS), chance)
        for draft in imported(LEAD + "\n".join(lines) + END).drafts:
            if ImportCertainty.CERTAIN in certainties(draft) and not says_so_itself(lines):
                assert levels(draft) == LEVELS, lines
