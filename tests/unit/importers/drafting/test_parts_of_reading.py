"""The smaller steps: broken words, days, deadlines, candidates."""

import pytest

from imports.imported_texts import found, imported, only
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.candidates import candidates_in
from portal.importers.drafting.dates import adopted_day, begins_day, find_days
from portal.importers.drafting.imported import FoundKind
from portal.importers.drafting.lines.words import WrittenWords, without_note_marks


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["en kom-", "mune"], "en kommune"),
        (["børne-", "og unge"], "børne- og unge"),
        (["sammen", "og sam-", "men"], "sammen og sammen"),
        (["ind-", "til nu"], "indtil nu"),
        (["alderen 0-", "16 år"], "alderen 0-16 år"),
        (["støtte efter § 50-", "undersøgelse"], "støtte efter § 50-undersøgelse"),
        (["én-til-én", "en én-til-", "én relation"], "én-til-én en én-til-én relation"),
        (["problemer/", "begrænsninger"], "problemer/begrænsninger"),
        (["fra Nord-", "Jylland"], "fra Nord-Jylland"),
        (["støtte -", "og hjælp"], "støtte - og hjælp"),
    ],
)
def test_lines_are_joined_as_the_words_were(lines, whole):
    assert WrittenWords(lines[:1]).joined(lines) == whole


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("støtte1 til unge", "støtte til unge"),
        ("behov for støtte.2 En person", "behov for støtte. En person"),
        ("Fodnote³", "Fodnote"),
        ("et rum på 45 m2", "et rum på 45 m2"),
        ("efter stk.3 nr.2", "efter stk.3 nr.2"),
        ("standard A2", "standard A2"),
        ("se www2.eksempel.dk", "se www2.eksempel.dk"),
        ("i 2011/04413", "i 2011/04413"),
    ],
)
def test_only_a_notes_digit_is_taken_off(words, plain):
    assert without_note_marks(words)[0] == plain


@pytest.mark.parametrize(
    "words",
    [
        "de. 9. december 2019", "d.9/12-2019", "den 9.december 2019", "9. dec. 2019", "09-12-2019",
        "9.12.2019", "2019-12-09", "mandag den 9. december 2019", "dem 9. December, 2019", "9 dec 2019",
    ],
)  # fmt: skip
def test_days_are_read_in_every_spelling_also_misspelt(words):
    assert [day.day.isoformat() for day in find_days(f"Det var {words} i byrådet.")] == ["2019-12-09"]


@pytest.mark.parametrize(
    "words", ["31. februar 2019", "paragraf 9.12", "2011/04413", "9. december", "1.2.19"]
)
def test_what_is_no_day_is_none(words):
    assert list(find_days(f"Se {words}.")) == []


def test_the_head_gets_the_one_day_of_adoption_and_not_that_of_a_law_or_a_change():
    assert str(adopted_day("Vedtaget af Byrådet den 9. december 2019.")) == "2019-12-09"
    assert adopted_day("Vedtaget 9. december 2019 og igen vedtaget 3. marts 2021.") is None
    assert adopted_day("Godkendt efter lovbekendtgørelse nr. 3 af 9. december 2019.") is None
    assert adopted_day("VEDTAGET/OPDATERET: opdateret 07-01-2020") is None
    assert str(begins_day("Standarden træder i kraft 1. januar 2020.")) == "2020-01-01"


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            "Der er opfølgning senest 3 måneder efter opstart og derefter mindst halvårligt.",
            [
                ("Første opfølgning", "senest 3 måneder efter", "iværksættelse"),
                ("Senere opfølgninger", "mindst hver 6. måned", "seneste opfølgning"),
            ],
        ),
        (
            "Når undersøgelsen er afsluttet, skal der inden for to uger træffes afgørelse.",
            [("Afgørelse", "senest 2 uger efter", "undersøgelsen er afsluttet")],
        ),
        (
            "Vi følger op hvert halve år, og barnet revisiteres ikke.",
            [("Senere opfølgninger", "mindst hver 6. måned", "seneste opfølgning")],
        ),
        (
            "Barnet revisiteres en gang om året.",
            [("Ny visitation", "mindst hvert 1. år", "seneste visitation")],
        ),
        ("Du kan klage senest 4 uger efter, at du har fået afgørelsen.", []),
        ("Støtten gives hver 14. dag. Kontakten er ugentlig.", []),
    ],
)
def test_deadlines_in_prose_are_read_and_other_times_are_not(words, rows):
    draft = only(f"Kvalitetsstandard for aflastning\n\nIndhold i hjælpen\n\n{words}\n")
    deadlines = read_document(draft.text.encode(), "1.md").deadlines
    assert [(rule.event, rule.text, rule.counted_from) for rule in deadlines] == rows


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        ("Børn kan få op til 6 døgn pr. måned.", ["op til 6 døgn pr. måned"]),
        ("Der gives 15 timers ledsagelse om måneden.", ["15 timers ledsagelse om måneden"]),
        ("Som hovedregel rengøring hver anden uge.", ["hver anden uge"]),
        ("Hjælpen leveres 25 gange om året.", ["25 gange om året"]),
        ("Opgaver fordeles, fx over 14 dage.", []),
        ("Fra 15 døgn pr. måned er det en anbringelse.", []),
        ("Det gælder, hvis barnet ikke kan være alene under 2 timer.", []),
        ("Rummet er ca. 45 m2 (166), sag 2011/04413.", []),
        ("Børnene er der 365 døgn om året.", []),
    ],
)
def test_what_grants_an_extent_in_prose_is_a_candidate_and_other_numbers_are_not(words, candidates):
    assert [candidate.words for candidate in candidates_in(words, "Hjælp")] == candidates


def test_the_contents_of_a_form_without_any_level_are_certain():
    made = imported("Kvalitetsstandard for ferie\n\nFormål\nAt holde ferie.\n")
    assert made.is_certain
    assert found(made.drafts[0], FoundKind.LEVEL_TABLE) == []


def test_a_title_of_another_standard_in_the_text_begins_no_draft():
    text = (
        "Kvalitetsstandard nr. 2: Ledsagelse\n\nFormål\nAt komme ud.\n\n"
        "Kvalitetsstandard nr. 3: Kontaktperson\n\nOmfang\nSe nr. 3.\n\nFormål med nr. 2\nAt komme hjem.\n"
    )
    assert len(imported(text).drafts) == 1
