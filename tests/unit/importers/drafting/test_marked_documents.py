"""Documents whose reader knows sizes, levels, labels and drawn tables: PDF, Word, HTML."""

from imports.imported_texts import found, headings
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import FoundKind, ImportCertainty
from portal.importers.source import (
    SourceBox,
    SourceDocument,
    SourceKind,
    SourceLine,
    SourcePlace,
    SourceTable,
)

TABLE = (
    ("Niveau", "Omfang", "Bemærkning"),
    ("Let", "Op til 2 timer om ugen", ""),
    ("Moderat", "Op til 4 timer om ugen", "også i ferier"),
    ("Svær", "Op til 6 timer om ugen", ""),
    ("Fuldstændig", "Op til 8 timer om ugen", ""),
)


def line(words, at, *, page=1, **marks):
    return SourceLine(words, SourcePlace(page, at, SourceBox(50, at * 12, 400, at * 12 + 10)), **marks)


def pdf():
    head = {"size": 14.0, "bold": True, "after_gap": True}
    lines = [
        line("Kvalitetsstandard for ledsagelse", 1, size=18.0, bold=True),
        line("1 Formål", 2, **head),
        line("Ledsagelse giver unge mulighed for at komme ud, og det sker sammen med en led-", 3, size=10.0),
        line("sager, som den unge kender.", 4, size=10.0),
        line("2 Omfang", 5, **head),
        line("Omfanget af ledsagelse følger støttebehovet:", 6, size=10.0),
    ]
    table = SourceTable(TABLE, tuple(SourcePlace(1, at) for at in range(7, 12)))
    after = [
        line("Der kan altid gives mere.", 12, size=10.0, after_gap=True),
        line("Kvalitetsstandard for", 1, page=2, **head),
        line("unge i uddannelse", 2, page=2, size=14.0, bold=True),
        line("Reglerne er de samme.", 3, page=2, size=10.0),
    ]
    return SourceDocument(SourceKind.PDF, (*lines, table, *after), 2)


def test_large_letters_are_headings_by_their_size_and_over_two_lines():
    (draft,) = drafts_of(pdf(), "Bakkedal").drafts
    assert draft.title == "Kvalitetsstandard for ledsagelse"
    assert headings(draft) == ["1 Formål", "2 Omfang", "Kvalitetsstandard for unge i uddannelse"]
    assert "sammen med en ledsager, som den unge kender." in draft.text


def test_a_drawn_table_is_the_level_table_with_its_places_and_its_remark():
    (draft,) = drafts_of(pdf(), "Bakkedal").drafts
    (table,) = [
        table for section in read_document(draft.text.encode(), "1.md").sections for table in section.tables
    ]
    assert [(level.key, level.extent.text, level.remark) for level in table.levels] == [
        ("let", "Op til 2 timer om ugen", ""),
        ("moderat", "Op til 4 timer om ugen", "også i ferier"),
        ("svaer", "Op til 6 timer om ugen", ""),
        ("fuldstaendig", "Op til 8 timer om ugen", ""),
    ]
    (thing,) = found(draft, FoundKind.LEVEL_TABLE)
    assert (thing.certainty, thing.place.line) == (ImportCertainty.CERTAIN, 7)


def test_levels_of_headings_make_drafts_sections_and_subsections():
    words = [
        ("Servicelovens § 44: Aflastning", 1), ("Formål", 2), ("At give frirum", 0), ("Omfang", 2),
        ("Hverdage", 3), ("Op til 3 døgn om måneden.", 0),
        ("Servicelovens § 45: Ledsagelse", 1), ("Formål", 2), ("At komme ud", 0), ("Omfang", 2),
        ("Højst 15 timer om måneden.", 0),
    ]  # fmt: skip
    lines = tuple(line(text, at, heading=level) for at, (text, level) in enumerate(words, start=1))
    drafts = drafts_of(SourceDocument(SourceKind.WORD, lines), "Bakkedal").drafts
    assert [headings(draft) for draft in drafts] == [["Formål", "Omfang"]] * 2
    assert headings(drafts[0], "### ") == ["Hverdage"]
    assert "\nAt give frirum\n" in drafts[0].text


def test_a_paragraph_of_word_keeps_its_marks_and_an_item_its_number():
    lines = (
        line("Kvalitetsstandard for aflastning", 1, heading=1),
        line("Omfang", 2, heading=2),
        line("Læs vores folder", 3, markdown="Læs **vores** [folder](https://eksempel.dk/folder)"),
        line("søg i god tid", 4, label="1."),
        line("tal med skolen", 5, label="2."),
    )
    (draft,) = drafts_of(SourceDocument(SourceKind.WORD, lines), "Bakkedal").drafts
    assert "Læs **vores** [folder](https://eksempel.dk/folder)" in draft.text
    assert "1. søg i god tid\n2. tal med skolen" in draft.text


def test_a_link_that_the_portal_refuses_becomes_plain_words():
    lines = (
        line("Kvalitetsstandard for aflastning", 1, heading=1),
        line("Læs vores folder", 2, markdown="Læs [folder](javascript:alert)"),
    )
    (draft,) = drafts_of(SourceDocument(SourceKind.WORD, lines), "Bakkedal").drafts
    assert "Læs vores folder" in draft.text
    assert "javascript" not in draft.text


def test_another_municipalitys_file_is_told():
    lines = tuple(line(f"Vi i Nabo Kommune følger op nr. {at}.", at) for at in range(1, 5))
    document = SourceDocument(SourceKind.WORD, lines)
    assert "Nabo Kommune" in drafts_of(document, "bakkedal").notices[0]
    assert drafts_of(document, "nabo").notices == ()
