"""What holds for every extent and every text: it reads back the same, and reading fails in one way only."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.reading.extents import Bound, Extent, Part, Period, Unit
from calculators.reading.reader import ExtentError, print_extent, print_part, read_extent

values = st.builds(Fraction, st.integers(0, 5000), st.sampled_from([1, 2, 3, 4, 5, 6, 8, 10, 100]))
bounds = st.builds(Bound, values, st.booleans(), st.booleans())


@st.composite
def parts(draw: st.DrawFn) -> Part:
    lower, upper = draw(st.none() | bounds), draw(st.none() | bounds)
    if lower is None and upper is None:
        lower = draw(bounds)
    if lower is not None and upper is not None and lower.value >= upper.value:
        lower = upper = Bound(lower.value, approximate=lower.approximate)
    if lower is None and upper is not None and not upper.value:
        upper = Bound(Fraction(1), upper.inclusive)
    unit, period = draw(st.sampled_from(Unit)), draw(st.sampled_from(Period))
    if period is Period.NONE:
        unit = draw(st.sampled_from([Unit.WEEKS, Unit.MONTHS, Unit.YEARS]))
    every = 1 if period in (Period.NONE, Period.FORTNIGHT) else draw(st.sampled_from([1, 1, 3, 4, 10]))
    if period in (Period.DAY, Period.WEEK) and every == 14:
        every = 3
    return Part(lower, upper, unit, period, every)


@given(parts())
def test_what_is_printed_reads_back_the_same(part: Part) -> None:
    assert read_extent(print_part(part)).parts == (part,)


@given(parts(), parts())
def test_parts_side_by_side_read_back_the_same(first: Part, second: Part) -> None:
    assume(first.unit is not second.unit)
    printed = print_extent(Extent("", (first, second)))
    assert read_extent(printed).parts == (first, second)


WORDS = [
    *(
        "op til",
        "højst",
        "mindst",
        "over",
        "under",
        "mellem",
        "og",
        "eller",
        "til",
        "-",
        "–",
        "≤",
        ">",
        "dog",
        "som",
    ),
    *(
        "1",
        "2",
        "3,5",
        "½",
        "1.103",
        "4,5.6",
        "to",
        "halvanden",
        "en halv",
        "ca.",
        "14.",
        "anden",
        "e\u0301t",
        "٣",
        "²",
    ),
    *(
        "timer",
        "døgn",
        "dage",
        "gange",
        "minutter",
        "besøg",
        "måneder",
        "år",
        "kvarter",
        "om ugen",
        "pr.",
        "/",
        "uge",
    ),
    *(
        "hver",
        "dag",
        "om året",
        "i sommerferien",
        "ugentligt",
        "pr. barn",
        "(",
        ")",
        ",",
        ".",
        "§",
        "fx",
        "og derover",
    ),
    *("som udgangspunkt", "efter vurdering", "\u00a0", "\n", "ﬁ"),
]


fuzz = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(
    alphabet="abdefgikmnoprstuvyæøå0123456789.,/-–½()§ \n\u0301", max_size=40
)


@given(fuzz | st.text(max_size=30), st.sampled_from(["", "hoteldøgn"]))
def test_reading_raises_nothing_but_its_own_error(text: str, counting: str) -> None:
    try:
        extent = read_extent(text, counting)
    except ExtentError as error:
        caught = error
    else:
        assert extent.text == text
        again = read_extent(print_extent(extent), counting)
        assert (again.parts, again.notes) == (extent.parts, extent.notes)
        return
    assert 0 <= caught.position <= len(text)
    assert caught.message
    assert caught.words == "" or caught.words.split()[0] in text
