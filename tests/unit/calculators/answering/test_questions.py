from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answering.questions import UnknownAgeError, UnknownLevelError, by_age, by_amount, by_level
from calculators.reading.amounts import Amount, read_amount
from calculators.reading.extents import Period, Unit
from calculators.reading.levels import LevelTable
from calculators.reading.ranges import covers
from calculators.reading.reader import read_extent
from calculators.reading.tables import RawRow, table_from_rows


def table(criterion: str, *rows: tuple[str, str], counting: str = "") -> LevelTable:
    built, problems = table_from_rows(
        "t",
        {"ydelse": "Støtte", "kriterium": criterion, "optælling": counting},
        ("Niveau", "Omfang"),
        [RawRow(row, {}, at) for at, row in enumerate(rows, 1)],
        1,
    )
    assert built is not None, problems
    return built


CONTACT = table(
    "sværhedsgrad",
    ("Lette", "1-2 timer om ugen"),
    ("Moderate", "Op til 3 timer om ugen"),
    ("Svære", "Op til 5 timer om ugen"),
    ("Fuldstændige", "Over 5 timer om ugen"),
)
RELIEF = table(
    "sværhedsgrad",
    ("Lette", "Op til 36 døgn om året"),
    ("Moderate", "Op til 60 døgn om året"),
    ("Svære", "Op til 84 døgn om året"),
    ("Fuldstændige", "Over 108 døgn om året"),
)
AGES = table(
    "alder", ("0-2 år", "1 time om ugen"), ("3-5 år", "2 timer om ugen"), ("over 13 år", "efter behov")
)


@pytest.mark.parametrize("asked", ["svaer", "svær", "Svære", "SVÆRE", "t-svaer", " svaere ", "T-Svaer"])
def test_a_level_is_found_by_key_label_or_row_id(asked: str) -> None:
    assert by_level(CONTACT, asked).key == "svaer"


@pytest.mark.parametrize("asked", ["", "let og svær", "x" * 5000, "doegnaflastning-let", "§"])
def test_an_unknown_level_names_the_known_ones(asked: str) -> None:
    with pytest.raises(UnknownLevelError) as caught:
        by_level(CONTACT, asked)
    assert [level.key for level in caught.value.known] == ["let", "moderat", "svaer", "fuldstaendig"]
    assert "Fuldstændige" in caught.value.message
    assert len(caught.value.message) < 200


def test_a_phase_is_found_by_its_row() -> None:
    phases = table("fase", ("I opstart", "1 besøg om ugen"), ("I forløb", "hver 14. dag"))
    assert by_level(phases, "i forløb").row_id == "t-i-forloeb"


@pytest.mark.parametrize(
    ("age", "key"), [(0, "0-2-aar"), (2, "0-2-aar"), (3, "3-5-aar"), (14, "over-13-aar")]
)
def test_an_age_lies_in_its_row(age: int, key: str) -> None:
    assert by_age(AGES, age).key == key


@pytest.mark.parametrize("age", [6, 13])
def test_an_age_outside_the_table_is_refused(age: int) -> None:
    with pytest.raises(UnknownAgeError, match=rf"ikke {age} år.*14 år og derover"):
        by_age(AGES, age)


def test_an_age_asked_of_a_table_without_ages_is_refused() -> None:
    with pytest.raises(UnknownAgeError, match="ikke delt efter alder"):
        by_age(CONTACT, 5)


def test_ranges_nest_and_the_lowest_stands_first() -> None:
    placement = by_amount(CONTACT, read_amount("2", "timer/uge"))
    assert [level.key for level in placement.levels] == ["let", "moderat", "svaer"]
    assert placement.hole is None
    assert [edge.begins for edge in placement.begins] == ["Fuldstændige begynder over 5 timer om ugen"]


def test_half_an_hour_lies_in_two_rows_and_the_first_begins_at_one() -> None:
    placement = by_amount(CONTACT, read_amount("½", "timer/uge"))
    assert [level.key for level in placement.levels] == ["moderat", "svaer"]
    assert placement.begins[0].begins == "Lette begynder ved 1 time om ugen"


def test_the_hole_has_exact_bounds() -> None:
    hole = by_amount(RELIEF, read_amount("90", "døgn/år")).hole
    assert hole is not None
    assert hole.lower is not None
    assert hole.upper is not None
    assert (hole.lower.value, hole.lower.inclusive) == (84, False)
    assert (hole.upper.value, hole.upper.inclusive) == (108, True)
    assert (hole.after and hole.after.amount) == "84 døgn om året"
    assert (hole.before and hole.before.begins) == "Fuldstændige begynder over 108 døgn om året"


def test_below_the_lowest_and_above_the_highest_are_holes_open_at_one_end() -> None:
    bounded = table("ingen", ("A", "2-3 timer om ugen"), ("B", "4-5 timer om ugen"))
    below = by_amount(bounded, read_amount("1", "timer/uge")).hole
    assert below is not None
    assert (below.after, below.before and below.before.amount) == (None, "2 timer om ugen")
    above = by_amount(bounded, read_amount("6", "timer/uge")).hole
    assert above is not None
    assert (above.after and above.after.amount, above.before) == ("5 timer om ugen", None)
    nothing = by_amount(CONTACT, read_amount("0", "timer/uge"))
    assert nothing.levels == ()
    assert nothing.hole is not None


def test_an_amount_is_converted_to_the_rows_own_period_and_says_so() -> None:
    placement = by_amount(RELIEF, read_amount("7,5", "døgn/måned"))
    assert placement.levels == ()
    assert placement.hole is not None
    assert placement.hole.after is not None
    assert placement.hole.after.bound.value == 84
    (conversion,) = placement.conversions
    assert conversion.target.value == 90
    assert conversion.factor.words == "1 år = 12 måneder"
    assert [level.key for level in by_amount(RELIEF, read_amount("7", "døgn/måned")).levels] == ["svaer"]


@pytest.mark.parametrize(
    ("unit", "code"),
    [("timer/uge", "unit"), ("dage/år", "unit"), ("døgn/kvartal", "period"), ("hoteldøgn/år", "counting")],
)
def test_what_cannot_be_held_against_the_rows_is_said_row_by_row(unit: str, code: str) -> None:
    placement = by_amount(RELIEF, read_amount("30", unit))
    assert placement.levels == ()
    assert placement.hole is None
    assert {row.code for row in placement.unplaced} == {code}
    assert all(row.reason for row in placement.unplaced)


def test_a_row_without_a_number_is_never_zero_and_an_approximate_one_covers_nothing() -> None:
    mixed = table(
        "ingen", ("A", "efter behov"), ("B", "ca. 3 timer om ugen"), ("C", "op til ca. 5 timer om ugen")
    )
    for asked in ("0", "3", "4"):
        placement = by_amount(mixed, read_amount(asked, "timer/uge"))
        assert placement.levels == ()
        assert placement.hole is None
        assert [row.code for row in placement.unplaced] == ["no-number", "approximate", "approximate"]


def test_side_by_side_parts_are_never_added() -> None:
    home = table(
        "målgruppe",
        ("Anbragt", "op til fire døgn pr. måned og fem dage i sommerferien"),
        counting="hoteldøgn",
    )
    assert by_amount(home, read_amount("5", "døgn/måned")).levels == ()
    assert len(by_amount(home, read_amount("4", "hoteldøgn/måned")).levels) == 1
    assert len(by_amount(home, read_amount("5", "dage/sommerferie")).levels) == 1


def test_rows_with_two_numbers_in_the_asked_unit_are_not_guessed_between() -> None:
    two = table("ingen", ("A", "2 timer om ugen og 10 timer om året"))
    assert len(by_amount(two, read_amount("10", "timer/år")).levels) == 1
    assert by_amount(two, read_amount("1", "timer/måned")).unplaced[0].code == "several"


@given(st.fractions(min_value=0, max_value=200, max_denominator=12))
def test_every_amount_is_covered_or_in_a_hole(value: Fraction) -> None:
    for rows, unit, period in ((CONTACT, Unit.HOURS, Period.WEEK), (RELIEF, Unit.NIGHTS, Period.YEAR)):
        placement = by_amount(rows, Amount(value, unit, period))
        assert bool(placement.levels) != bool(placement.hole)
        for level in rows.levels:
            assert (level in placement.levels) == covers(level.extent.parts[0], value)
        if placement.hole and placement.hole.lower:
            assert placement.hole.lower.value <= value
        if placement.hole and placement.hole.upper:
            assert value <= placement.hole.upper.value


@given(st.sampled_from(["1-2", "op til 3", "over 3 og højst 5", "under 4", "mindst 2", "over 5", "7"]))
def test_a_range_contains_its_bounds_as_it_says(words: str) -> None:
    part = read_extent(f"{words} timer om ugen").parts[0]
    for bound in (part.lower, part.upper):
        if bound is not None:
            assert covers(part, bound.value) == bound.inclusive
    if part.lower is not None:
        assert not covers(part, part.lower.value - Fraction(1, 1000))
    if part.upper is not None:
        assert not covers(part, part.upper.value + Fraction(1, 1000))
    assert covers(part, Fraction(0)) is False


@pytest.mark.parametrize("words", ["ca. 3", "op til ca. 3", "mindst ca. 2 og højst 4", "i gennemsnit 3"])
def test_an_approximate_range_covers_nothing(words: str) -> None:
    part = read_extent(f"{words} timer om ugen").parts[0]
    assert not any(covers(part, Fraction(value)) for value in (1, 2, 3, 4))
