"""Three municipalities' rows, checked against answers written by hand: each bound, and just beyond it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calculators.answering.questions import by_amount, by_level
from calculators.reading.amounts import Amount
from calculators.reading.extents import Bound, Part, Period, Unit
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows


def table(id: str, criterion: str, *rows: tuple[str, str], counting: str = "") -> LevelTable:
    built, problems = table_from_rows(
        id,
        {"ydelse": id, "kriterium": criterion, "optælling": counting},
        ("Række", "Omfang"),
        [RawRow(row, {}, at) for at, row in enumerate(rows, 1)],
        1,
    )
    assert built is not None, problems
    return built


TABLES = {
    built.id: built
    for built in (
        table(
            "randers-kontaktperson",
            "sværhedsgrad",
            ("Lette problemer/begrænsninger", "1-2 timer om ugen"),
            ("Moderate problemer/begrænsninger", "Op til 3 timer om ugen"),
            ("Svære problemer/begrænsninger", "Op til 5 timer om ugen"),
            ("Fuldstændige problemer/begrænsninger", "Over 5 timer om ugen"),
        ),
        table(
            "randers-aflastning",
            "sværhedsgrad",
            ("Lette problemer/begrænsninger", "Op til 36 døgn om året"),
            ("Moderate problemer/begrænsninger", "Op til 60 døgn om året"),
            ("Svære problemer/begrænsninger", "Op til 84 døgn om året"),
            ("Fuldstændige problemer/begrænsninger", "Over 108 døgn om året"),
        ),
        table(
            "alleroed-familiekonsulent",
            "fase",
            ("Observation", "2 gange om ugen (udføres inden for 3 måneder)"),
            ("Opstart", "1 besøg om ugen"),
            ("I forløb", "fast hver 14. dag, sjældnere når familien trives"),
            ("Afsluttet", "kontakt ved særlige behov"),
        ),
        table(
            "alleroed-familiebehandling",
            "fase",
            ("Hele forløbet", "ca. 7 måneder"),
            ("Opstart", "ca. 1 ½ mdr."),
            ("Behandling", "ca. 5 måneder"),
        ),
        table(
            "alleroed-aflastning",
            "målgruppe",
            ("Hjemmeboende", "som udgangspunkt op til 6 døgn pr. måned"),
            ("Anbragt", "i særlige tilfælde op til fire døgn pr. måned og fem dage i sommerferien"),
            counting="hoteldøgn",
        ),
        table(
            "alleroed-kontaktperson",
            "ingen",
            ("Unge", "individuel vurdering"),
            ("Unge efter afsoning", "mindst 6 måneder"),
            ("Hele familien", "op til 2 timer pr. uge, efter individuel vurdering"),
        ),
        table(
            "eksempel-stoette",
            "alder",
            ("0-2 år", "under 1 time om ugen"),
            ("3-5 år", "over 1 og højst 2,5 timer om ugen"),
            ("6-12 år", "mindst 4 timer om ugen"),
        ),
    )
}


def b(text: str) -> Bound | None:
    """ "≥1", "≤1", ">1", "<1", "≈1"; "" for open."""
    return Bound(Fraction(text[1:]), text[0] not in "<>", text[0] == "≈") if text else None


def p(lower: str, upper: str, unit: Unit, period: Period, counting: str = "") -> Part:
    return Part(b(lower), b(upper), unit, period, 1, counting)


H, N, D, T, V, M = Unit.HOURS, Unit.NIGHTS, Unit.DAYS, Unit.TIMES, Unit.VISITS, Unit.MONTHS
WEEK, MONTH, YEAR, NONE = Period.WEEK, Period.MONTH, Period.YEAR, Period.NONE

LEVELS: list[tuple[str, str, list[Part]]] = [
    ("randers-kontaktperson", "let", [p("≥1", "≤2", H, WEEK)]),
    ("randers-kontaktperson", "moderat", [p("", "≤3", H, WEEK)]),
    ("randers-kontaktperson", "svær", [p("", "≤5", H, WEEK)]),
    ("randers-kontaktperson", "fuldstændig", [p(">5", "", H, WEEK)]),
    ("randers-aflastning", "let", [p("", "≤36", N, YEAR)]),
    ("randers-aflastning", "moderat", [p("", "≤60", N, YEAR)]),
    ("randers-aflastning", "svær", [p("", "≤84", N, YEAR)]),
    ("randers-aflastning", "fuldstændig", [p(">108", "", N, YEAR)]),
    ("alleroed-familiekonsulent", "observation", [p("≥2", "≤2", T, WEEK)]),
    ("alleroed-familiekonsulent", "opstart", [p("≥1", "≤1", V, WEEK)]),
    ("alleroed-familiekonsulent", "i forløb", [p("≥1", "≤1", T, Period.FORTNIGHT)]),
    ("alleroed-familiekonsulent", "afsluttet", []),
    ("alleroed-familiebehandling", "hele forløbet", [p("≈7", "≈7", M, NONE)]),
    ("alleroed-familiebehandling", "opstart", [p("≈3/2", "≈3/2", M, NONE)]),
    ("alleroed-familiebehandling", "behandling", [p("≈5", "≈5", M, NONE)]),
    ("alleroed-aflastning", "hjemmeboende", [p("", "≤6", N, MONTH, "hoteldøgn")]),
    (
        "alleroed-aflastning",
        "anbragt",
        [p("", "≤4", N, MONTH, "hoteldøgn"), p("", "≤5", D, Period.SUMMER_HOLIDAY, "hoteldøgn")],
    ),
    ("alleroed-kontaktperson", "unge", []),
    ("alleroed-kontaktperson", "unge efter afsoning", [p("≥6", "", M, NONE)]),
    ("alleroed-kontaktperson", "hele familien", [p("", "≤2", H, WEEK)]),
    ("eksempel-stoette", "0-2-aar", [p("", "<1", H, WEEK)]),
    ("eksempel-stoette", "3-5-aar", [p(">1", "≤5/2", H, WEEK)]),
    ("eksempel-stoette", "6-12-aar", [p("≥4", "", H, WEEK)]),
]

CONTACT, RELIEF, EXAMPLE = (H, WEEK), (N, YEAR), (H, WEEK)
PLACES: list[tuple[str, tuple[Unit, Period], str, str]] = [
    # table, unit, amount, covering rows lowest first or the hole as an interval
    ("randers-kontaktperson", CONTACT, "0", "hole ..0]"),
    ("randers-kontaktperson", CONTACT, "1/100", "moderat svaer"),
    ("randers-kontaktperson", CONTACT, "1/2", "moderat svaer"),
    ("randers-kontaktperson", CONTACT, "99/100", "moderat svaer"),
    ("randers-kontaktperson", CONTACT, "1", "let moderat svaer"),
    ("randers-kontaktperson", CONTACT, "2", "let moderat svaer"),
    ("randers-kontaktperson", CONTACT, "201/100", "moderat svaer"),
    ("randers-kontaktperson", CONTACT, "3", "moderat svaer"),
    ("randers-kontaktperson", CONTACT, "301/100", "svaer"),
    ("randers-kontaktperson", CONTACT, "5", "svaer"),
    ("randers-kontaktperson", CONTACT, "501/100", "fuldstaendig"),
    ("randers-kontaktperson", CONTACT, "168", "fuldstaendig"),
    ("randers-aflastning", RELIEF, "1", "let moderat svaer"),
    ("randers-aflastning", RELIEF, "36", "let moderat svaer"),
    ("randers-aflastning", RELIEF, "73/2", "moderat svaer"),
    ("randers-aflastning", RELIEF, "60", "moderat svaer"),
    ("randers-aflastning", RELIEF, "61", "svaer"),
    ("randers-aflastning", RELIEF, "84", "svaer"),
    ("randers-aflastning", RELIEF, "169/2", "hole (84..108]"),
    ("randers-aflastning", RELIEF, "90", "hole (84..108]"),
    ("randers-aflastning", RELIEF, "108", "hole (84..108]"),
    ("randers-aflastning", RELIEF, "217/2", "fuldstaendig"),
    ("randers-aflastning", RELIEF, "365", "fuldstaendig"),
    ("alleroed-familiekonsulent", (T, WEEK), "2", "observation"),
    ("alleroed-familiekonsulent", (T, WEEK), "1", "hole ..2)"),
    ("alleroed-familiekonsulent", (T, WEEK), "3", "hole (2.."),
    ("alleroed-familiekonsulent", (V, WEEK), "1", "opstart"),
    ("alleroed-familiekonsulent", (V, WEEK), "2", "hole (1.."),
    ("alleroed-familiekonsulent", (T, Period.FORTNIGHT), "1", "i-forloeb"),
    ("alleroed-familiebehandling", (M, NONE), "7", "none"),
    ("alleroed-aflastning", (N, MONTH), "4", "anbragt hjemmeboende"),
    ("alleroed-aflastning", (N, MONTH), "401/100", "hjemmeboende"),
    ("alleroed-aflastning", (N, MONTH), "6", "hjemmeboende"),
    ("alleroed-aflastning", (N, MONTH), "601/100", "hole (6.."),
    ("alleroed-aflastning", (D, Period.SUMMER_HOLIDAY), "5", "anbragt"),
    ("alleroed-aflastning", (D, Period.SUMMER_HOLIDAY), "6", "hole (5.."),
    ("alleroed-aflastning", (N, Period.SUMMER_HOLIDAY), "5", "none"),
    ("alleroed-kontaktperson", (H, WEEK), "2", "hele-familien"),
    ("alleroed-kontaktperson", (H, WEEK), "201/100", "hole (2.."),
    ("alleroed-kontaktperson", (M, NONE), "6", "unge-efter-afsoning"),
    ("alleroed-kontaktperson", (M, NONE), "5", "hole ..6)"),
    ("eksempel-stoette", EXAMPLE, "99/100", "0-2-aar"),
    ("eksempel-stoette", EXAMPLE, "1", "hole [1..1]"),
    ("eksempel-stoette", EXAMPLE, "101/100", "3-5-aar"),
    ("eksempel-stoette", EXAMPLE, "5/2", "3-5-aar"),
    ("eksempel-stoette", EXAMPLE, "3", "hole (5/2..4)"),
    ("eksempel-stoette", EXAMPLE, "399/100", "hole (5/2..4)"),
    ("eksempel-stoette", EXAMPLE, "4", "6-12-aar"),
]


@pytest.mark.parametrize(("name", "level", "parts"), LEVELS)
def test_a_level_guides_to_this_extent(name: str, level: str, parts: list[Part]) -> None:
    assert by_level(TABLES[name], level).extent.parts == tuple(parts)


def test_every_row_is_checked() -> None:
    assert len(LEVELS) == sum(len(built.levels) for built in TABLES.values())


@pytest.mark.parametrize(("name", "unit", "value", "expected"), PLACES)
def test_an_amount_lies_here(name: str, unit: tuple[Unit, Period], value: str, expected: str) -> None:
    placement = by_amount(TABLES[name], Amount(Fraction(value), *unit))
    found = " ".join(level.key for level in placement.levels) or "none"
    if hole := placement.hole:
        low, high = hole.lower, hole.upper
        start = f"{'[' if low.inclusive else '('}{low.value}" if low else ""
        end = f"{high.value}{']' if high.inclusive else ')'}" if high else ""
        found = f"hole {start}..{end}"
    assert found == expected
