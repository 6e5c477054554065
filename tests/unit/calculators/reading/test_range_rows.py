"""The rows of the range expressions, one by one: what each spelling means."""

from fractions import Fraction

import pytest

from calculators.reading.extents import Bound, Part, Period, Unit
from calculators.reading.reader import ExtentError, NotAnExtentError, read_extent

H, N, D, T, V, M = Unit.HOURS, Unit.NIGHTS, Unit.DAYS, Unit.TIMES, Unit.VISITS, Unit.MONTHS


def bound(text: str | None) -> Bound | None:
    """ "≥1", "≤1", ">1", "<1", "≈1" as a bound."""
    if text is None:
        return None
    return Bound(Fraction(text[1:]), inclusive=text[0] not in "<>", approximate=text[0] == "≈")


def part(lower: str | None, upper: str | None, unit: Unit, period: Period, every: int = 1) -> Part:
    return Part(bound(lower), bound(upper), unit, period, every)


ROWS: list[tuple[str, list[Part]]] = [
    ("1-2 timer om ugen", [part("≥1", "≤2", H, Period.WEEK)]),
    ("1–2 timer/uge", [part("≥1", "≤2", H, Period.WEEK)]),
    ("1 til 2 timer ugentligt", [part("≥1", "≤2", H, Period.WEEK)]),
    ("Op til 3 timer om ugen", [part(None, "≤3", H, Period.WEEK)]),
    ("højst 3 timer pr. uge", [part(None, "≤3", H, Period.WEEK)]),
    ("maks. 3 t/uge", [part(None, "≤3", H, Period.WEEK)]),
    ("Over 5 timer om ugen", [part(">5", None, H, Period.WEEK)]),
    ("mere end 5 timer pr. uge", [part(">5", None, H, Period.WEEK)]),
    ("mindst 2 timer om ugen", [part("≥2", None, H, Period.WEEK)]),
    ("fra 2 timer om ugen", [part("≥2", None, H, Period.WEEK)]),
    ("under 2 timer om ugen", [part(None, "<2", H, Period.WEEK)]),
    ("mellem 3 og 5 timer pr. uge", [part("≥3", "≤5", H, Period.WEEK)]),
    ("Op til 36 døgn om året", [part(None, "≤36", N, Period.YEAR)]),
    ("op til 36 døgn årligt", [part(None, "≤36", N, Period.YEAR)]),
    ("Over 108 døgn om året", [part(">108", None, N, Period.YEAR)]),
    ("op til 6 døgn pr. måned", [part(None, "≤6", N, Period.MONTH)]),
    ("op til seks døgn om måneden", [part(None, "≤6", N, Period.MONTH)]),
    (
        "op til fire døgn pr. måned og fem dage i sommerferien",
        [part(None, "≤4", N, Period.MONTH), part(None, "≤5", D, Period.SUMMER_HOLIDAY)],
    ),
    ("op til to timer pr. uge", [part(None, "≤2", H, Period.WEEK)]),
    ("2 gange ugentlig", [part("=2", "=2", T, Period.WEEK)]),
    ("to gange om ugen", [part("=2", "=2", T, Period.WEEK)]),
    ("1 ugentligt besøg", [part("=1", "=1", V, Period.WEEK)]),
    ("ét besøg om ugen", [part("=1", "=1", V, Period.WEEK)]),
    ("hver 14. dag", [part("=1", "=1", T, Period.FORTNIGHT)]),
    ("hver anden uge", [part("=1", "=1", T, Period.FORTNIGHT)]),
    ("hver 2. uge", [part("=1", "=1", T, Period.FORTNIGHT)]),
    ("25 gange om året", [part("=25", "=25", T, Period.YEAR)]),
    ("ca. 7 måneder", [part("≈7", "≈7", M, Period.NONE)]),
    ("omkring 7 måneder", [part("≈7", "≈7", M, Period.NONE)]),
    ("ca. 1 ½ mdr.", [part("≈3/2", "≈3/2", M, Period.NONE)]),
    ("halvanden måned", [part("≈3/2", "≈3/2", M, Period.NONE)]),
    ("1.103 timer om året", [part("=1103", "=1103", H, Period.YEAR)]),
    ("2,5 timer om ugen", [part("=5/2", "=5/2", H, Period.WEEK)]),
    ("op til 15 timer om måneden (opsparing i 6 måneder)", [part(None, "≤15", H, Period.MONTH)]),
    ("efter konkret og individuel vurdering", []),
    ("ingen fast ramme", []),
]


@pytest.mark.parametrize(("text", "parts"), ROWS, ids=[text for text, _ in ROWS])
def test_a_row_is_read(text: str, parts: list[Part]) -> None:
    extent = read_extent(text)
    assert extent.parts == tuple(parts)
    assert extent.text == text
    assert extent.has_number == bool(parts)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("fast hver 14. dag, sjældnere når familien trives", ("fast", "sjældnere når familien trives")),
        ("op til 15 timer om måneden (opsparing i 6 måneder)", ("opsparing i 6 måneder",)),
    ],
)
def test_exceptions_and_carry_over_are_kept_as_notes(text: str, notes: tuple[str, ...]) -> None:
    assert read_extent(text).notes == notes


@pytest.mark.parametrize("text", ["9, 6 eller 3 timer", "37 timer", "op til 6 døgn", "mindst fem dage"])
def test_a_number_without_a_period_is_an_error(text: str) -> None:
    with pytest.raises(ExtentError, match="periode") as caught:
        read_extent(text)
    assert caught.value.code == "number-without-period"
    assert not isinstance(caught.value, NotAnExtentError)


@pytest.mark.parametrize("text", ["fx 14 dage", "(166)", "2011/04413", "ca. 45 m2", "§ 52, stk. 3", ""])
def test_what_is_no_extent_says_so(text: str) -> None:
    with pytest.raises(NotAnExtentError) as caught:
        read_extent(text)
    assert caught.value.code == "not-an-extent"


def test_an_error_names_place_and_words() -> None:
    with pytest.raises(ExtentError) as caught:
        read_extent("op til tre timer om ugen, 5 timer om måneden pr. barn")
    assert caught.value.position == 45
    assert caught.value.words.startswith("pr. barn")
