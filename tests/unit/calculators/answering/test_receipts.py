import base64
import contextlib
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answering.receipts import Receipt, ReceiptError, decode_receipt, encode_receipt
from calculators.reading.amounts import Amount, read_amount
from calculators.reading.extents import Period, Unit

KNOWN = Receipt(
    "randers",
    "familiekonsulent-kontaktperson-doegnaflastning",
    1,
    "doegnaflastning",
    date(2025, 5, 1),
    date(2025, 6, 2),
    "0123456789abcdef",
    amount=read_amount("90", "døgn/år"),
)
KNOWN_ID = (
    "tM1AdAEBI0VniavN7xHroRFYxe-vJWM6Stiqjsx_MNKrcqAUMnKb6dNoaX71LgsFxr0q-4ML-R2xAnyscs6GiGG1ny4t6wyKxYX2iZo"
)

slugs = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
amounts = st.builds(
    Amount,
    st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 1000)),
    st.sampled_from(Unit),
    st.sampled_from(Period),
    st.integers(1, 366),
    st.sampled_from(["", "hoteldøgn", "kalenderdøgn"]),
)
questions = (
    slugs.map(lambda level: {"level": level})
    | amounts.map(lambda amount: {"amount": amount})
    | st.integers(0, 120).map(lambda age: {"age": age})
)


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    return Receipt(
        draw(slugs),
        draw(slugs),
        draw(st.integers(1, 10**6 - 1)),
        draw(slugs),
        draw(st.dates()),
        draw(st.dates()),
        draw(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
        **draw(questions),
    )


@given(receipts())
def test_an_id_reads_back_the_same(receipt: Receipt) -> None:
    id = encode_receipt(receipt)
    assert decode_receipt(id) == receipt
    assert id.replace("-", "").replace("_", "").isalnum()
    assert id.isascii()


@given(receipts(), st.data())
def test_a_changed_id_is_refused(receipt: Receipt, data: st.DataObject) -> None:
    id = encode_receipt(receipt)
    at = data.draw(st.integers(0, len(id) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019-_"))
    changed = id[:at] + letter + id[at + 1 :]
    if changed != id:
        with pytest.raises(ReceiptError):
            decode_receipt(changed)


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z0-9_-]{20,90}", fullmatch=True))
def test_decoding_raises_nothing_else(id: str) -> None:
    with contextlib.suppress(ReceiptError):
        decode_receipt(id)


def test_the_form_is_for_ever() -> None:
    assert encode_receipt(KNOWN) == KNOWN_ID
    assert decode_receipt(KNOWN_ID) == KNOWN


@pytest.mark.parametrize(
    "id", ["", "x", KNOWN_ID[:-1], KNOWN_ID + "A", KNOWN_ID + "=", f" {KNOWN_ID}", "A" * 10_000]
)
def test_what_does_not_fit_is_refused_in_danish(id: str) -> None:
    with pytest.raises(ReceiptError) as caught:
        decode_receipt(id)
    assert "Kvitteringens nummer" in caught.value.message


def test_a_receipt_has_one_id_down_to_the_bits_that_mean_nothing() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [KNOWN_ID[:-1] + letter for letter in letters if letter != KNOWN_ID[-1]]
    same_bytes = [id for id in others if raw(id) == raw(KNOWN_ID)]
    assert same_bytes
    for id in same_bytes:
        with pytest.raises(ReceiptError):
            decode_receipt(id)


def raw(id: str) -> bytes:
    return base64.urlsafe_b64decode(id + "=" * (-len(id) % 4))


def test_a_receipt_knows_the_text_that_answered() -> None:
    assert KNOWN.is_of("0123456789ABCDEF" + "0" * 48)
    assert not KNOWN.is_of("1123456789abcdef" + "0" * 48)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "let"},
        {"amount": None},
        {"amount": None, "age": 121},
        {"municipality": "Randers"},
        {"table": "a/b"},
        {"version": 0},
        {"content": "0123"},
        {"amount": Amount(Fraction(-1), Unit.HOURS, Period.WEEK)},
        {"amount": Amount(Fraction(1), Unit.NIGHTS, Period.YEAR, counting="månedøgn")},
    ],
)
def test_a_receipt_is_of_one_sound_question(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Receipt(**{**KNOWN.__dict__, **wrong})
