from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.reading.amounts import Amount, print_amount, read_amount
from calculators.reading.conversion import convert, convert_part, factor
from calculators.reading.extents import Period, Unit
from calculators.reading.reader import print_part, read_extent

PAIRS = {
    (Period.DAY, Period.WEEK),
    (Period.WEEK, Period.MONTH),
    (Period.WEEK, Period.YEAR),
    (Period.MONTH, Period.YEAR),
    (Period.DAY, Period.YEAR),
}


def test_three_a_week_is_thirteen_a_month() -> None:
    conversion = convert(read_amount("3", "timer/uge"), Period.MONTH)
    assert conversion is not None
    assert print_amount(conversion.target) == "13 timer om måneden"
    assert conversion.words == "3 timer om ugen er 13 timer om måneden (1 måned = 52/12 uger)"


def test_no_conversion_beyond_the_table() -> None:
    for source, target in product(Period, Period):
        known = (source, target) in PAIRS or (target, source) in PAIRS
        assert (factor(source, target) is not None) == known, (source, target)
    assert convert(read_amount("2", "timer hver 3. uge"), Period.YEAR) is None
    assert convert_part(read_extent("2 timer hver 3. uge").parts[0], Period.YEAR) is None


def test_a_range_is_converted_whole() -> None:
    converted = convert_part(read_extent("over 1 og højst 2 timer om ugen").parts[0], Period.YEAR)
    assert converted is not None
    assert print_part(converted[0]) == "over 52 og højst 104 timer om året"
    assert converted[1].words == "1 år = 52 uger"


@given(
    st.fractions(min_value=0, max_value=10**6, max_denominator=60),
    st.sampled_from(Unit),
    st.sampled_from(sorted(PAIRS)),
    st.booleans(),
)
def test_there_and_back_is_exact(
    value: Fraction, unit: Unit, pair: tuple[Period, Period], turned: bool
) -> None:
    source, target = reversed(pair) if turned else pair
    amount = Amount(value, unit, source)
    there = convert(amount, target)
    assert there is not None
    assert there.target.unit is unit
    back = convert(there.target, source)
    assert back is not None
    assert back.target == amount


@pytest.mark.parametrize("period", [Period.QUARTER, Period.FORTNIGHT, Period.SUMMER_HOLIDAY, Period.NONE])
def test_periods_without_a_factor_stay_as_they_are(period: Period) -> None:
    assert convert(read_amount("3", "timer/uge"), period) is None
