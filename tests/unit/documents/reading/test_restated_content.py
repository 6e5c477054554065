"""Randers and Allerød, told again: every figure that decides something is the right one.

The tables below are written by hand from the municipalities' own texts. They are the answer to "did somebody
change a number", so they repeat the figures instead of computing them.
"""

from __future__ import annotations

from datetime import date

import pytest

from calculators.reading.extents import Period, Unit
from calculators.reading.levels import Criterion
from portal.danish.law_references import LawReference
from portal.documents.document import Certainty, FileState
from standard_texts import RESTATED, bound, read, rows

NR_3 = "randers/familiekonsulent-kontaktperson-doegnaflastning/1.md"


# table, level, lower, upper, words
RANDERS = [
    ("kontaktperson", "let", "≥1", "≤2", "1-2 timer om ugen"),
    ("kontaktperson", "moderat", "", "≤3", "Op til 3 timer om ugen"),
    ("kontaktperson", "svaer", "", "≤5", "Op til 5 timer om ugen"),
    ("kontaktperson", "fuldstaendig", ">5", "", "Over 5 timer om ugen"),
    ("doegnaflastning", "let", "", "≤36", "Op til 36 døgn om året"),
    ("doegnaflastning", "moderat", "", "≤60", "Op til 60 døgn om året"),
    ("doegnaflastning", "svaer", "", "≤84", "Op til 84 døgn om året"),
    ("doegnaflastning", "fuldstaendig", ">108", "", "Over 108 døgn om året"),
]


@pytest.mark.parametrize(("table", "key", "lower", "upper", "words"), RANDERS)
def test_the_eight_rows_of_randers(table: str, key: str, lower: str, upper: str, words: str) -> None:
    level = rows(NR_3, table)[key]
    (part,) = level.extent.parts
    assert bound(part) == (lower, upper)
    assert level.extent.text == words
    hours = table == "kontaktperson"
    assert (part.unit, part.period) == ((Unit.HOURS, Period.WEEK) if hours else (Unit.NIGHTS, Period.YEAR))
    assert part.counting == ""
    assert level.label.endswith("problemer/begrænsninger")
    assert level.row_id == f"{table}-{key}"


def test_randers_is_dated_as_far_as_it_is_known() -> None:
    front = read(NR_3).front
    assert (front.number, front.state) == ("3", FileState.ADOPTED)
    assert (front.adopted.day, front.adopted.certainty) == (date(2019, 12, 9), Certainty.KNOWN)
    assert (front.begins.day, front.begins.certainty) == (date(2019, 12, 9), Certainty.EARLIEST)
    assert front.body == "Byrådet"
    assert front.confirmed is None
    assert front.law_basis == tuple(LawReference("serviceloven", "52", "3", n) for n in "3569")


def test_randers_deadlines_and_words() -> None:
    document = read(NR_3)
    assert [(rule.number, rule.unit, rule.kind.value) for rule in document.deadlines] == [
        (4, "måneder", "senest"),
        (2, "uger", "senest"),
        (3, "måneder", "senest"),
        (6, "måneder", "mindst hver"),
    ]
    assert len(document.glossary) == 9
    terms = {term.term for term in document.glossary}
    assert {"Mestring", "Funktionsniveau", "Skøn", "Bisidder", "Samtykke"} <= terms
    text = "\n".join(section.text for section in document.sections)
    assert "Standarden forklarer ikke, hvad niveauerne dækker" in text
    assert '"iværksættelse" ét sted og "opstart" et andet' in text
    assert "betydelig fysisk eller psykisk funktionsnedsættelse" in text
    assert all(table.hours_include == "" and table.counting == "" for table in document.tables)


# standard, row, criterion, parts (lower, upper, unit, period), duration
ALLEROED = [
    ("uddannelsessted", "uddannelsessted", Criterion.NONE, [], ""),
    ("familiekonsulent", "observation", Criterion.PHASE, [("2", "2", Unit.TIMES, Period.WEEK)], "3 måneder"),
    ("familiekonsulent", "opstart", Criterion.PHASE, [("1", "1", Unit.VISITS, Period.WEEK)], ""),
    ("familiekonsulent", "i-forloeb", Criterion.PHASE, [("1", "1", Unit.TIMES, Period.FORTNIGHT)], ""),
    ("familiekonsulent", "afsluttet", Criterion.PHASE, [], ""),
    (
        "familiebehandling",
        "hele-forloebet",
        Criterion.PHASE,
        [("1", "1", Unit.TIMES, Period.WEEK)],
        "ca. 7 måneder",
    ),
    ("familiebehandling", "opstart", Criterion.PHASE, [], "ca. 1½ måned"),
    (
        "familiebehandling",
        "behandling",
        Criterion.PHASE,
        [("1", "1", Unit.TIMES, Period.WEEK)],
        "ca. 5 måneder",
    ),
    ("familiebehandling", "efter-forloebet", Criterion.PHASE, [("3", "3", Unit.TIMES, Period.COURSE)], ""),
    ("aflastning", "hjemmeboende", Criterion.TARGET_GROUP, [("", "6", Unit.NIGHTS, Period.MONTH)], ""),
    (
        "aflastning",
        "anbragt",
        Criterion.TARGET_GROUP,
        [("", "4", Unit.NIGHTS, Period.MONTH), ("", "5", Unit.DAYS, Period.SUMMER_HOLIDAY)],
        "",
    ),
    ("kontaktperson-unge", "kontaktperson-for-unge", Criterion.NONE, [], "mindst 6 måneder"),
    (
        "kontaktperson-familie",
        "kontaktperson-for-hele-familien",
        Criterion.NONE,
        [("", "2", Unit.HOURS, Period.WEEK)],
        "",
    ),
]


@pytest.mark.parametrize(("slug", "key", "criterion", "parts", "duration"), ALLEROED)
def test_the_rows_of_alleroed(
    slug: str, key: str, criterion: Criterion, parts: list[tuple[str, str, Unit, Period]], duration: str
) -> None:
    file = f"alleroed/{slug}/1.md"
    table = read(file).table(slug)
    assert table is not None
    assert table.criterion is criterion
    level = rows(file, slug)[key]
    assert duration in level.duration
    found = [
        (
            str(part.lower.value) if part.lower else "",
            str(part.upper.value) if part.upper else "",
            part.unit,
            part.period,
        )
        for part in level.extent.parts
    ]
    assert found == parts


def test_no_row_of_alleroed_is_unchecked() -> None:
    found = {
        (table.id, level.key)
        for file in RESTATED
        if file.startswith("alleroed/")
        for table in read(file).tables
        for level in table.levels
    }
    assert found == {(slug, key) for slug, key, *_ in ALLEROED}


@pytest.mark.parametrize("file", [file for file in RESTATED if file.startswith("alleroed/")])
def test_alleroed_is_an_interval_and_says_why(file: str) -> None:
    document = read(file)
    front = document.front
    assert (front.begins.day, front.begins.certainty) == (date(2011, 1, 1), Certainty.EARLIEST)
    assert front.ends is not None
    assert front.ends.certainty is Certainty.UNKNOWN
    assert front.adopted.certainty is Certainty.UNKNOWN
    assert "før 1. juli 2013" in document.sections[0].text
    assert {reference.act for reference in front.law_basis} == {"serviceloven"}


def test_alleroed_counts_hotel_nights_and_shows_both_ages() -> None:
    table = read("alleroed/aflastning/1.md").table("aflastning")
    assert table is not None
    assert table.counting == "hoteldøgn"
    assert all(level.extent.parts[0].counting == "hoteldøgn" for level in table.levels)
    assert table.conflicts == (
        ("Ved 16 års alderen … senest", "I særlige situationer … senest når barnet er 17 år"),
    )
    text = "\n".join(section.text for section in read("alleroed/aflastning/1.md").sections)
    assert "begynder senest, når barnet er 12 år" in text
    assert "Når barnet er 13 år, vurderes det" in text
    assert "13-17 år, begynder aflastning som udgangspunkt ikke" in text


def test_the_parts_of_family_treatment_do_not_add_up_and_both_are_shown() -> None:
    table = read("alleroed/familiebehandling/1.md").table("familiebehandling")
    assert table is not None
    assert table.conflicts == (("ca. 7 måneder", "ca. 1½ måned og ca. 5 måneder"),)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("uddannelsessted", "Vurderes igen en gang om året"),
        ("familiekonsulent", "varer som hovedregel et år"),
        ("familiekonsulent", "Som hovedregel har familien børn på 0-13 år"),
        ("familiekonsulent", "konkret og individuelt skøn"),
        ("familiekonsulent", "To fagpersoner"),
        ("familiekonsulent", "1-2 familiekonsulenter"),
        ("familiekonsulent", "sjældnere når familien trives"),
        ("familiebehandling", "børn på 0-18 år"),
        ("familiebehandling", "3 opfølgende samtaler"),
        ("aflastning", "Som udgangspunkt"),
        ("aflastning", "I særlige tilfælde"),
        ("kontaktperson-unge", "har ret til en kontaktperson"),
        ("kontaktperson-unge", "indtil det fyldte 23. år"),
        ("kontaktperson-unge", "17½ år"),
        ("kontaktperson-unge", "indtægter over lommepengeniveau"),
        ("kontaktperson-familie", "Efter en konkret og individuel vurdering"),
    ],
)
def test_the_deciding_words_are_kept(slug: str, words: str) -> None:
    sections = read(f"alleroed/{slug}/1.md").sections
    table = read(f"alleroed/{slug}/1.md").table(slug)
    assert table is not None
    cells = [f"{level.extent.text} {level.duration} {level.remark}" for level in table.levels]
    assert words in "\n".join([*(section.text for section in sections), *cells])
