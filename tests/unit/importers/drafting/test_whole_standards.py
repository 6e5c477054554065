"""Whole files of the kinds that municipalities have: what their drafts hold, and where it stood."""

import pytest

from imports.imported_texts import INPUTS, found, headings, imported_file
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.imported import FoundKind, ImportCertainty


@pytest.fixture(scope="module")
def flat():
    (draft,) = imported_file(INPUTS / "flad-tabel.txt").drafts
    return draft


@pytest.fixture(scope="module")
def document(flat):
    return read_document(flat.text.encode(), "1.md")


def test_the_title_and_the_head_are_those_of_the_text(document):
    assert document.front.title == "Kvalitetsstandard nr. 4: Fritidsvejleder og aflastning"
    assert [(ref.act, ref.section) for ref in document.front.law_basis] == [("serviceloven", "52")]
    assert document.front.adopted.day.isoformat() == "2019-12-09"
    assert str(document.front.state) == "kladde"


def test_heads_feet_and_contents_are_left_out_of_the_text_and_told(flat):
    made = imported_file(INPUTS / "flad-tabel.txt")
    assert "Side " not in flat.text
    assert "BAKKEDAL" not in flat.text
    assert "...." not in flat.text
    told = {(thing.words, thing.place.line) for thing in made.left_out}
    assert {("Side 2 af 4", 16), ("BAKKEDAL KOMMUNE 2", 21), ("Indhold", 3)} <= told
    assert "prøvet kommunens åbne tilbud først" in flat.text


def test_words_broken_at_line_ends_are_whole_and_elliptic_hyphens_stay(flat):
    assert "en funktionsnedsættelse, og" in flat.text
    assert "børne- og ungehandicaplovgivningen" in flat.text
    assert "fritids- og ferietilbud" in flat.text


def test_a_notes_digit_is_taken_off_its_word_and_told(flat):
    assert "Den er vejledende, og" in flat.text
    told = imported_file(INPUTS / "flad-tabel.txt").left_out
    assert [thing.place.line for thing in told if thing.words == "1"] == [10]


def test_questions_lines_by_themselves_and_the_left_columns_words_are_headings(flat):
    assert headings(flat) == [
        "Om denne standard",
        "Hvem kan få støtten?",
        "Fritidsvejleder",
        "Hvad er formålet med støtten?",
        "Hvor meget kan vi få?",
        "Sådan følger vi op",
        "Lovgrundlag",
        "Ordforklaring",
    ]


def test_the_flattened_level_table_is_exact_and_certain(flat, document):
    (table,) = [table for section in document.sections for table in section.tables]
    assert [(level.key, level.extent.text) for level in table.levels] == [
        ("let", "1-2 timer om ugen"),
        ("moderat", "Op til 4 timer om ugen"),
        ("svaer", "Op til 6 timer om ugen"),
        ("fuldstaendig", "Over 6 timer om ugen"),
    ]
    assert {level.label.split(" ")[1] for level in table.levels} == {"vanskeligheder/begrænsninger"}
    (thing,) = found(flat, FoundKind.LEVEL_TABLE)
    assert (thing.certainty, thing.name) == (ImportCertainty.CERTAIN, table.id)
    assert [row.place.line for row in found(flat, FoundKind.NUMBER)] == [38, 40, 42, 45]


def test_every_found_thing_says_its_line_in_the_draft(flat):
    lines = flat.text.split("\n")
    for thing in flat.found:
        if thing.kind in (FoundKind.HEADING, FoundKind.NUMBER, FoundKind.TERM):
            assert thing.words in lines[thing.line - 1]


def test_numbers_that_are_no_levels_stay_prose(flat, document):
    assert "fx 14 dage ad gangen i starten, og lokalet er på ca. 45 m2 (166)" in document.sections[4].text
    assert found(flat, FoundKind.CANDIDATE) == []


def test_deadlines_in_prose_become_a_table_that_a_person_looks_at(flat, document):
    assert [(rule.event, rule.text, rule.counted_from) for rule in document.deadlines] == [
        ("Første opfølgning", "senest 3 måneder efter", "iværksættelse"),
        ("Senere opfølgninger", "mindst hver 6. måned", "seneste opfølgning"),
        ("Undersøgelsen", "senest 4 måneder efter", "vi har fået jeres ansøgning"),
    ]
    assert {thing.certainty for thing in found(flat, FoundKind.DEADLINES)} == {ImportCertainty.UNSURE}


def test_the_laws_words_are_for_caseworkers_and_get_back_what_was_read_after_the_glossary(flat, document):
    law = next(section for section in document.sections if section.heading == "Lovgrundlag")
    assert "::: fagligt Uddrag af § 52" in flat.text
    assert "3) Anden hjælp, som passer." in law.text
    assert [term.term for term in document.glossary] == ["Mestring", "Bisidder"]
    assert document.glossary[0].explanation == "At kunne klare det, der er svært i hverdagen."


def test_two_standards_in_one_file_are_two_drafts_on_one_template():
    drafts = imported_file(INPUTS / "to-standarder.txt").drafts
    assert [draft.title for draft in drafts] == [
        "Servicelovens § 52, stk. 3, nr. 3. Familievejledning",
        "Servicelovens § 52 stk.3 nr.5: Weekendfamilie (Aflastning)",
    ]
    template = [
        "Lovgrundlag", "Mål for indsatsen", "Niveau og omfang af ydelsen", "Opfølgning på indsatsen",
    ]  # fmt: skip
    assert [headings(draft) for draft in drafts] == [template, template]
    law = [read_document(draft.text.encode(), "1.md").front.law_basis for draft in drafts]
    assert [[(ref.part, ref.number) for ref in refs] for refs in law] == [[("3", "3")], [("3", "5")]]


def test_extents_in_prose_are_candidates_with_their_line_and_the_table_they_would_be():
    _, draft = imported_file(INPUTS / "to-standarder.txt").drafts
    candidates = found(draft, FoundKind.CANDIDATE)
    assert [(thing.words, thing.place.line) for thing in candidates] == [
        ("op til fire døgn pr. måned og fem dage i sommerferien", 77),
        ("op til to timers samvær med søskende pr. uge", 78),
    ]
    offered = draft.text + "\n" + candidates[0].offered
    tables = [
        table for section in read_document(offered.encode(), "1.md").sections for table in section.tables
    ]
    assert [level.extent.text for level in tables[0].levels] == [
        "Op til fire døgn pr. måned og fem dage i sommerferien"
    ]


def test_each_row_of_emne_and_indhold_is_a_section():
    made = imported_file(INPUTS / "emne-indhold.txt")
    (draft,) = made.drafts
    assert headings(draft) == ["Lovgrundlag", "Hvem kan få hjælpen?", "Hvad indgår ikke?"]
    document = read_document(draft.text.encode(), "1.md")
    assert document.front.title == "Kvalitetsstandard for madservice"
    assert document.front.adopted.day.isoformat() == "2024-03-12"
    assert made.is_certain


def test_a_drawn_table_of_ages_is_exact_and_takes_the_limit_that_stands_over_it():
    (draft,) = imported_file(INPUTS / "aldre.txt").drafts
    document = read_document(draft.text.encode(), "1.md")
    (table,) = [table for section in document.sections for table in section.tables]
    assert [(level.label, level.extent.text) for level in table.levels] == [
        ("3-5 år", "Op til 5 døgn pr. måned"),
        ("6-9 år", "Op til 7 døgn pr. måned"),
        ("10-13 år", "Op til 9 døgn pr. måned"),
        ("Over 13 år", "Op til 11 døgn pr. måned"),
    ]
    assert [thing.certainty for thing in found(draft, FoundKind.LEVEL_TABLE)] == [ImportCertainty.CERTAIN]
    assert found(draft, FoundKind.CANDIDATE) == []
    assert headings(draft) == ["Lovgrundlag", "Hvad omfatter aflastning?", "Afløsning i hjemmet"]
