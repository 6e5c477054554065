from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.reading.amounts import (
    Amount,
    AmountError,
    print_amount,
    print_unit,
    read_amount,
    read_unit,
    split_amount,
)
from calculators.reading.extents import Period, Unit


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4", 4),
        (" 4,5 ", Fraction(9, 2)),
        ("4.5", Fraction(9, 2)),
        ("4.25", Fraction(17, 4)),
        ("0.125", Fraction(1, 8)),
        ("1.103", 1103),
        ("1.103,5", Fraction(2207, 2)),
        ("½", Fraction(1, 2)),
        ("1 ½", Fraction(3, 2)),
        ("halvanden", Fraction(3, 2)),
        ("seks", 6),
        ("0", 0),
    ],
)
def test_a_typed_number_is_read_exactly(typed: str, value: Fraction) -> None:
    assert read_amount(typed, "timer/uge") == Amount(Fraction(value), Unit.HOURS, Period.WEEK)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("NaN", "not-a-number"),
        ("inf", "not-a-number"),
        ("1e400", "not-a-number"),
        ("4,5.6", "not-a-number"),
        ("4..5", "not-a-number"),
        ("1.1.1", "not-a-number"),
        ("0x10", "not-a-number"),
        ("1/0", "not-a-number"),
        ("٣", "not-a-number"),
        ("fire-fem", "not-a-number"),
        ("<script>", "not-a-number"),
        ("-3", "negative"),
        ("−3", "negative"),
        ("- 3", "negative"),
        ("9" * 30, "too-large"),
        ("9" * 5000, "too-large"),
        ("1000001", "too-large"),
        ("1.000.001", "too-large"),
    ],
)
def test_what_is_no_amount_is_refused_in_danish(typed: str, code: str) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount(typed, "timer/uge")
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("døgn/år", "døgn/år"),
        ("doegn/aar", "døgn/år"),
        ("Døgn om året", "døgn/år"),
        ("doegn om aaret", "døgn/år"),
        ("timer om ugen", "timer/uge"),
        ("timer pr. uge", "timer/uge"),
        ("timer ugentligt", "timer/uge"),
        ("t/uge", "timer/uge"),
        ("gange hver 14. dag", "gange/14 dage"),
        ("gange/14 dage", "gange/14 dage"),
        ("besoeg/maaned", "besøg/måned"),
        ("dage/sommerferie", "dage/sommerferie"),
        ("dage i sommerferien", "dage/sommerferie"),
        ("timer hver 3. uge", "timer/3. uge"),
        ("timer/3. uge", "timer/3. uge"),
        ("måneder", "måneder"),
        ("maaneder", "måneder"),
        ("besøg/forløb", "besøg/forløb"),
    ],
)
def test_a_unit_has_one_echo(typed: str, echo: str) -> None:
    measure, period, every = read_unit(typed)
    assert print_unit(measure.unit, period, every) == echo
    assert read_unit(echo) == (measure, period, every)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("timer", "unit-without-period"),
        ("kroner/uge", "unknown-unit"),
        ("timer/uge/barn", "unknown-unit"),
        ("timer pr. barn", "unknown-unit"),
        ("/uge", "unknown-unit"),
        ("x" * 10_000, "unknown-unit"),
    ],
)
def test_a_strange_unit_is_refused(typed: str, code: str) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount("4", typed)
    assert caught.value.code == code
    assert len(caught.value.message) < 140


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("period", Period)
def test_every_unit_and_period_can_be_asked_for(unit: Unit, period: Period) -> None:
    if period is not Period.NONE:
        assert read_unit(print_unit(unit, period))[1:] == (period, 1)


def test_a_quarter_of_an_hour_is_fifteen_minutes_and_hoteldøgn_keep_their_counting() -> None:
    assert print_amount(read_amount("3", "kvarter/dag")) == "45 minutter om dagen"
    assert read_amount("3", "hoteldøgn/år").counting == "hoteldøgn"


@given(st.text(max_size=50), st.text(max_size=50))
def test_no_input_raises_anything_else(amount: str, unit: str) -> None:
    try:
        read_amount(amount, unit)
    except AmountError as error:
        caught = error
    else:
        return
    assert caught.message
    assert caught.code


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("4 timer om ugen", "4", "timer om ugen"),
        ("2,5 timer/uge", "2,5", "timer/uge"),
        ("1 ½ time om ugen", "1 ½", "time om ugen"),
        ("90døgn/år", "90", "døgn/år"),
        ("to timer pr. uge", "to", "timer pr. uge"),
        ("4", "4", ""),
        ("4 timer", "4 timer", ""),
        ("4 æbler om ugen", "4 æbler om ugen", ""),
        ("4 timer om ugen eller mere", "4 timer om ugen eller mere", ""),
        ("timer om ugen", "timer om ugen", ""),
        ("", "", ""),
    ],
)
def test_a_unit_typed_with_its_amount_is_told_apart(typed: str, amount: str, unit: str) -> None:
    assert split_amount(typed) == (amount, unit)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_split_or_left_alone(typed: str) -> None:
    amount, unit = split_amount(typed)
    assert (amount == typed) if not unit else read_unit(unit)


@pytest.mark.parametrize("chosen", ["", "timer/måned", "æbler"])
def test_a_unit_typed_with_the_amount_is_what_is_meant(chosen: str) -> None:
    assert read_amount("4 timer om ugen", chosen) == Amount(Fraction(4), Unit.HOURS, Period.WEEK)
