"""The texts under standards/: every file reads, and every figure that decides something is the right one.

The tables below are written by hand from the municipalities' own texts. They are the answer to "did somebody
change a number", so they repeat the figures instead of computing them.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from calculators.reading.extents import Part, Period, Unit
from calculators.reading.levels import AgeSpan, Criterion, Level
from portal.danish.law_references import LawReference
from portal.documents.document import Certainty, Document, FileState
from portal.documents.municipality.municipality_file import read_municipality
from portal.documents.reading.markdown import read_with_warnings
from portal.documents.validity.standing import Status, VersionFacts, in_force

STANDARDS = Path(__file__).parents[4] / "standards"
FILES = sorted(path.relative_to(STANDARDS).as_posix() for path in STANDARDS.glob("*/*/*.md"))
RESTATED = [file for file in FILES if not file.startswith("eksempel/")]
TODAY = date(2026, 11, 22)

NR_3 = "randers/familiekonsulent-kontaktperson-doegnaflastning/1.md"

# What the municipalities' own tables give rise to; it is said, never smoothed over.
TABLE_FINDINGS = {
    NR_3: ["scale-hole"],
    "alleroed/aflastning/1.md": ["mixed-units"],
    "alleroed/familiebehandling/1.md": ["mixed-units"],
    "alleroed/familiekonsulent/1.md": ["mixed-units"],
    "eksempel/familiekonsulent/1.md": ["mixed-units"],
}


@cache
def read(file: str) -> Document:
    return read_with_warnings((STANDARDS / file).read_bytes(), file)[0]


def rows(file: str, table_id: str) -> dict[str, Level]:
    table = read(file).table(table_id)
    assert table is not None
    return {level.key: level for level in table.levels}


def bound(part: Part) -> tuple[str, str]:
    """The ends as mathematicians write them: ">5", "≤ 60", "1" where open "" stands."""
    lower = "" if part.lower is None else f"{'≥' if part.lower.inclusive else '>'}{part.lower.value}"
    upper = "" if part.upper is None else f"{'≤' if part.upper.inclusive else '<'}{part.upper.value}"
    return lower, upper


def test_there_is_a_text_for_every_standard() -> None:
    assert FILES == [
        "alleroed/aflastning/1.md",
        "alleroed/familiebehandling/1.md",
        "alleroed/familiekonsulent/1.md",
        "alleroed/kontaktperson-familie/1.md",
        "alleroed/kontaktperson-unge/1.md",
        "alleroed/uddannelsessted/1.md",
        "eksempel/aflastning/1.md",
        "eksempel/aflastning/2.md",
        "eksempel/aflastning/3.md",
        "eksempel/aflastning/4.md",
        "eksempel/aflastning/5.md",
        "eksempel/familiebehandling/1.md",
        "eksempel/familiekonsulent/1.md",
        "eksempel/fritidsstoette/1.md",
        "eksempel/kontaktperson/1.md",
        "eksempel/kontaktperson/2.md",
        "randers/familiekonsulent-kontaktperson-doegnaflastning/1.md",
    ]


@pytest.mark.parametrize("file", FILES)
def test_every_text_reads_with_the_findings_its_tables_give(file: str) -> None:
    document, warnings = read_with_warnings((STANDARDS / file).read_bytes(), file)
    assert [finding.rule for finding in warnings] == TABLE_FINDINGS.get(file, [])
    assert document.tables
    assert document.deadlines


@pytest.mark.parametrize(
    ("folder", "name", "code", "fictional"),
    [
        ("alleroed", "Allerød Kommune", "0201", False),
        ("eksempel", "Eksempel Kommune", "", True),
        ("randers", "Randers Kommune", "0730", False),
    ],
)
def test_every_municipality_says_who_it_is(folder: str, name: str, code: str, fictional: bool) -> None:
    path = STANDARDS / folder / "kommune.yaml"
    municipality = read_municipality(path.read_bytes(), path.name)
    assert (municipality.name, municipality.code, municipality.fictional) == (name, code, fictional)
    assert municipality.steps
    assert municipality.complaint
    assert municipality.answer_time
    if fictional:
        assert "findes ikke" in municipality.note
    else:
        assert f"ikke {name.split()[0]} Kommunes egen" in municipality.note
        assert municipality.contact.phone == ""  # no telephone number is made up
        assert municipality.website


@pytest.mark.parametrize("file", RESTATED)
def test_a_restatement_says_so_first_and_names_its_source(file: str) -> None:
    document = read(file)
    assert document.front.restatement
    assert document.front.source
    assert document.front.source_link.startswith("https://")
    first = document.sections[0].text
    assert first.startswith(
        "Vores genfortælling. Brug den ikke i ansøgning, klage eller afgørelse. Kommunens tekst:"
    )


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("eksempel/")])
def test_a_fictional_text_says_so_first(file: str) -> None:
    assert read(file).sections[0].text.startswith("Eksempel Kommune findes ikke.")
    assert not read(file).front.restatement


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


# n, begins, published, let, moderat, svaer (the fourth level is above the third)
RELIEF = [
    (1, date(2018, 1, 1), date(2017, 12, 1), 24, 48, 72),
    (2, date(2020, 1, 1), date(2020, 2, 14), 36, 60, 84),
    (3, date(2022, 7, 1), date(2022, 5, 20), 36, 60, 84),
    (4, date(2025, 5, 1), date(2025, 3, 20), 36, 60, 84),
    (5, date(2027, 3, 1), date(2026, 11, 13), 40, 66, 90),
]


@pytest.mark.parametrize(("n", "begins", "published", "let", "moderat", "svaer"), RELIEF)
def test_the_versions_of_eksempel(
    n: int, begins: date, published: date, let: int, moderat: int, svaer: int
) -> None:
    file = f"eksempel/aflastning/{n}.md"
    front = read(file).front
    assert (front.begins.day, front.published.day) == (begins, published)
    assert front.begins.certainty is front.published.certainty is Certainty.KNOWN
    levels = rows(file, "doegnaflastning")
    uppers = [levels[key].extent.parts[0].upper for key in ("let", "moderat", "svaer")]
    assert [upper.value for upper in uppers if upper] == [Fraction(let), Fraction(moderat), Fraction(svaer)]
    assert bound(levels["fuldstaendig"].extent.parts[0]) == (f">{svaer}", "")
    act = "barnets-lov" if n >= 4 else "serviceloven"
    assert front.law_basis[0].act == act


def test_one_criterion_was_tightened() -> None:
    meaning = {
        n: next(t.explanation for t in read(f"eksempel/aflastning/{n}.md").glossary if "Svært" in t.term)
        for n in (2, 3)
    }
    assert "dagen eller om natten" in meaning[2]
    assert "dagen og om natten" in meaning[3]


def relief_facts() -> list[VersionFacts]:
    fronts = [(n, read(f"eksempel/aflastning/{n}.md").front) for n, *_ in RELIEF]
    return [
        VersionFacts(
            n=n,
            begins=front.begins,
            published=front.published,
            adopted=front.adopted,
            ends=front.ends,
            restatement=front.restatement,
            confirmed=front.confirmed,
            law_basis=front.law_basis,
        )
        for n, front in fronts
    ]


@pytest.mark.parametrize(
    ("on", "known", "n", "status"),
    [
        (TODAY, TODAY, 4, Status.IN_FORCE),
        (date(2017, 12, 31), TODAY, None, Status.NONE),
        (date(2019, 6, 1), TODAY, 1, Status.IN_FORCE),
        (date(2020, 1, 15), TODAY, 2, Status.IN_FORCE),
        (date(2020, 1, 15), date(2020, 2, 13), 1, Status.IN_FORCE),
        (date(2023, 6, 1), TODAY, 3, Status.IN_FORCE),
        (date(2024, 6, 1), TODAY, 3, Status.UNCONFIRMED),
        (date(2025, 5, 1), TODAY, 4, Status.IN_FORCE),
        (date(2027, 3, 1), TODAY, 5, Status.IN_FORCE),
    ],
)
def test_what_applied_when_in_eksempel(on: date, known: date, n: int | None, status: Status) -> None:
    standing = in_force(relief_facts(), [], on, known)
    assert (standing.n, standing.status) == (n, status)


def test_what_will_come_is_known_today() -> None:
    following = in_force(relief_facts(), [], TODAY, TODAY).following
    assert following is not None
    assert (following.n, following.first) == (5, date(2027, 3, 1))


def test_eksempel_has_one_of_each_kind() -> None:
    ages = rows("eksempel/fritidsstoette/1.md", "fritidsstoette")
    assert [level.age for level in ages.values()] == [AgeSpan(6, 9), AgeSpan(10, 13), AgeSpan(14, 17)]
    phases = read("eksempel/familiekonsulent/1.md").table("familiekonsulent")
    assert phases is not None
    assert phases.criterion is Criterion.PHASE
    without = rows("eksempel/familiebehandling/1.md", "familiebehandling")
    assert not any(level.extent.has_number for level in without.values())
    drafts = [file for file in FILES if read(file).front.state is FileState.DRAFT]
    assert drafts == ["eksempel/kontaktperson/2.md"]
    relief = read("eksempel/aflastning/4.md")
    labels = [level.label for level in relief.tables[0].levels]
    assert set(labels) <= {term.term for term in relief.glossary}


def test_table_ids_are_unique_within_a_municipality() -> None:
    for municipality in ("alleroed", "eksempel", "randers"):
        owner: dict[str, str] = {}
        for file in (file for file in FILES if file.startswith(f"{municipality}/")):
            for table in read(file).tables:
                assert owner.setdefault(table.id, file.split("/")[1]) == file.split("/")[1]
