"""The public documents and data sheets beside the repository become drafts."""

import re

import pytest

from imports.imported_texts import SHARED, found, headings, imported_file
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.imported import FoundKind, ImportCertainty

SEEDS, SHEETS = SHARED / "seeds", SHARED / "cases" / "standards"
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(
        not SEEDS.is_dir() or not SHEETS.is_dir(),
        reason="the source documents do not lie beside the repository",
    ),
]
BROKEN = re.compile(r"[a-zæøå]- (?!og\b|eller\b|samt\b|/)[a-zæøå]")
TEMPLATE = {
    "Lovgrundlag": 6,
    "Politisk målsætning": 6,
    "Ressourcer": 3,
    "Målgruppe for ydelsen": 6,
    "Mål for indsatsen": 6,
    "Niveau og omfang af ydelsen": 6,
    "Prioritering af typer af indsats og tilbud": 6,
    "Visitations- og bevillingskompetence (Bestilleropgaven beskrives)": 6,
    "Krav til leverandøren": 6,
    "Effekt og opfølgning på indsatsen": 6,
    "Egenbetaling": 6,
    "Afgørelse-, klage- og ankevejledning": 6,
}


def read(draft):
    return read_document(draft.text.encode(), "1.md")


def tables(document):
    return [table for section in document.sections for table in section.tables]


@pytest.fixture(scope="module")
def randers():
    return imported_file(next(SEEDS.glob("004_*")), "Randers")


@pytest.fixture(scope="module")
def alleroed():
    return imported_file(next(SEEDS.glob("002_*")), "Allerød")


def test_nr_3_has_both_level_tables_exact_and_certain(randers):
    (draft,) = randers.drafts
    first, second = tables(read(draft))
    assert [level.extent.text for level in first.levels] == [
        "1-2 timer om ugen", "Op til 3 timer om ugen", "Op til 5 timer om ugen", "Over 5 timer om ugen",
    ]  # fmt: skip
    assert [level.extent.text for level in second.levels] == [
        "Op til 36 døgn om året", "Op til 60 døgn om året", "Op til 84 døgn om året", "Over 108 døgn om året",
    ]  # fmt: skip
    assert [table.benefit for table in (first, second)] == ["Fast kontaktperson", "Døgnaflastning"]
    assert {level.label.split(" ")[1] for level in (*first.levels, *second.levels)} == {
        "problemer/begrænsninger"
    }
    assert [thing.certainty for thing in found(draft, FoundKind.LEVEL_TABLE)] == [ImportCertainty.CERTAIN] * 2
    assert [thing.place.line for thing in found(draft, FoundKind.NUMBER)] == [
        288, 290, 292, 293, 332, 334, 336, 338,
    ]  # fmt: skip


def test_nr_3_has_its_four_deadlines_nine_terms_and_no_broken_word(randers):
    (draft,) = randers.drafts
    document = read(draft)
    assert [(rule.event, rule.text) for rule in document.deadlines] == [
        ("Første opfølgning", "senest 3 måneder efter"),
        ("Senere opfølgninger", "mindst hver 6. måned"),
        ("Undersøgelsen", "senest 4 måneder efter"),
        ("Afgørelse", "senest 2 uger efter"),
    ]
    assert len(document.glossary) == 9
    assert "Side 3 af 11" not in draft.text
    assert BROKEN.findall(draft.text) == []
    assert [(ref.act, ref.section) for ref in document.front.law_basis] == [("serviceloven", "52")]


def test_six_standards_on_one_template_are_six_drafts(alleroed):
    assert len(alleroed.drafts) == 6
    order = [key.replace(" ", "") for key in TEMPLATE]
    count = dict.fromkeys(order, 0)
    for draft in alleroed.drafts:
        names = [name.replace(" ", "") for name in headings(draft)]
        assert names == [name for name in order if name in names]
        for name in names:
            count[name] += 1
    assert count == {key.replace(" ", ""): number for key, number in TEMPLATE.items()}


def test_each_of_the_six_names_its_law(alleroed):
    law = [read(draft).front.law_basis[0] for draft in alleroed.drafts]
    assert [(ref.section, ref.part, ref.number) for ref in law] == [
        ("52", "3", number) for number in ("1", "2", "3", "5", "6", "6")
    ]


def test_the_three_extents_in_prose_are_candidates_with_their_lines(alleroed):
    candidates = [thing for draft in alleroed.drafts for thing in found(draft, FoundKind.CANDIDATE)]
    assert [(thing.words, thing.place.page, thing.place.line) for thing in candidates] == [
        ("op til 6 døgn pr. måned", 1, 865),
        ("op til fire døgn pr. måned og fem dage i sommerferien", 1, 868),
        ("op til to timers kontaktperson til hele familien pr. uge", 1, 1351),
    ]
    assert all(thing.offered.startswith("::: niveauer") for thing in candidates)
    assert [tables(read(draft)) for draft in alleroed.drafts] == [[]] * 6


@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_studies_are_background_documents_with_their_chapters_as_sections(number):
    (draft,) = imported_file(next(SEEDS.glob(f"{number}_*")), "ankestyrelsen").drafts
    document = read(draft)
    assert str(document.front.kind) == "baggrund"
    wanted = {"000": 6, "001": 6, "003": 10}[number]
    chapters = [name for name in headings(draft) if re.match(r"kapitel|bilag", name, re.IGNORECASE)]
    assert len(chapters) == len(headings(draft)) == wanted
    assert tables(document) == []
    assert document.deadlines == ()


def test_the_data_sheets_tables_are_exact_and_certain():
    made = {path.stem: imported_file(path, path.stem.split("-")[0]) for path in sorted(SHEETS.glob("*.txt"))}
    levels = {
        name: [
            (level.label, level.extent.text)
            for table in tables(read(file.drafts[0]))
            for level in table.levels
        ]
        for name, file in made.items()
    }
    assert levels.pop("nyborg-44-ages") == [
        ("3-5 år", "Op til 6 døgn pr. måned"),
        ("6-9 år", "Op til 8 døgn pr. måned"),
        ("10-13 år", "Op til 10 døgn pr. måned"),
        ("Over 13 år", "Op til 12 døgn pr. måned"),
    ]
    assert not any(levels.values())
    (thing,) = found(made["nyborg-44-ages"].drafts[0], FoundKind.LEVEL_TABLE)
    assert thing.certainty is ImportCertainty.CERTAIN
    assert headings(made["herning-84-a"].drafts[0]) == [
        "Lovgrundlag", "Hvilke behov skal ydelsen dække?", "Modtagere af ydelsen", "Visitation",
        "Hvad kan indgå i ydelsen?",
    ]  # fmt: skip
    assert headings(made["herning-84-b"].drafts[0])[-1] == "Hvad indgår ikke i ydelsen?"
