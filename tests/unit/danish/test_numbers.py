import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.numbers import (
    exact_number,
    format_number,
    format_rounded,
    number_word,
    read_number,
    read_ordinal,
)

READ = [
    ("0", 0),
    ("36", 36),
    ("1.103", 1103),
    ("1.234.567", 1234567),
    ("1.103,5", Fraction(2207, 2)),
    ("2,5", Fraction(5, 2)),
    ("2,50", Fraction(5, 2)),
    ("½", Fraction(1, 2)),
    ("1 ½", Fraction(3, 2)),
    ("1½", Fraction(3, 2)),
    ("2¾", Fraction(11, 4)),
    ("⅓", Fraction(1, 3)),
    ("1/2", Fraction(1, 2)),
    ("10 5/6", Fraction(65, 6)),
    ("en", 1),
    ("Ét", 1),
    ("e\u0301t", 1),
    ("seks", 6),
    ("tyve", 20),
    ("enogtyve", 21),
    ("seksogtredive", 36),
    ("fyrretyve", 40),
    ("halvtreds", 50),
    ("treogtres", 63),
    ("nioghalvfems", 99),
    ("hundrede", 100),
    ("et hundrede", 100),
    ("hundrede og fem", 105),
    ("to hundrede og tyve", 220),
    ("tusind", 1000),
    ("halvanden", Fraction(3, 2)),
    ("en halv", Fraction(1, 2)),
    ("to en halv", Fraction(5, 2)),
    ("to og en halv", Fraction(5, 2)),
    ("  to   og en halv ", Fraction(5, 2)),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_number_is_read_exactly(text: str, value: Fraction) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2.5",
        "1.10",
        "4,5.6",
        "-1",
        "NaN",
        "1e400",
        "9" * 16,
        "9" * 5000,
        "1/0",
        "to tre",
        "٣",
        "½½",
        "½" * 5000,
        "en halv en halv",
        "og",
        ",",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_number(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1103), "1.103"),
        (Fraction(5, 2), "2,5"),
        (Fraction(1, 8), "0,125"),
        (Fraction(65, 6), "10 5/6"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-5, 2), "-2,5"),
        (Fraction(0), "0"),
    ],
)
def test_a_number_is_written_in_danish(value: Fraction, text: str) -> None:
    assert format_number(value) == text


def test_a_rounded_number_says_that_it_is_rounded() -> None:
    assert format_rounded(Fraction(65, 6)) == "ca. 10,83"
    assert format_rounded(Fraction(13)) == "13"


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1000))
def test_what_is_written_reads_back_the_same(value: Fraction) -> None:
    assert read_number(format_number(value)) == value


@given(st.integers(0, 199))
def test_number_words_read_back_the_same(number: int) -> None:
    assert read_number(number_word(number)) == number


@given(st.text(alphabet="0123456789.,/½¼ enogtrhalvdunet-", max_size=20))
def test_reading_raises_nothing_but_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_number(text) >= 0


@pytest.mark.parametrize(
    ("text", "value"), [("14.", 14), ("anden", 2), ("andet", 2), ("tredje", 3), ("Fjortende", 14)]
)
def test_ordinals(text: str, value: int) -> None:
    assert read_ordinal(text) == value


@pytest.mark.parametrize("text", ["14", "0.", "to", "", "99999."])
def test_what_is_no_ordinal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ordenstal"):
        read_ordinal(text)


@given(st.fractions())
def test_an_exact_number_reads_back_and_is_a_decimal_wherever_one_is_exact(value: Fraction) -> None:
    written = exact_number(value)
    assert Fraction(written) == value
    odd = value.denominator
    for prime in (2, 5):
        while odd % prime == 0:
            odd //= prime
    assert ("/" in written) == (odd != 1)
