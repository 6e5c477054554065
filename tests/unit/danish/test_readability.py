"""Sentences of Danish text, and LIX counted by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.readability import hardest, measure
from portal.danish.sentences import sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Første. Anden! Tredje? Fjerde", ["Første.", "Anden!", "Tredje?", "Fjerde"]),
        ("Jf. Barnets lov, stk. 3, nr. 6. Og mere.", ["Jf. Barnets lov, stk. 3, nr. 6.", "Og mere."]),
        ("Den 1. maj 2025 begynder det. Hver 14. dag.", ["Den 1. maj 2025 begynder det.", "Hver 14. dag."]),
        ("Møder, transport m.v. Timerne tæller. ", ["Møder, transport m.v. Timerne tæller."]),
        ("En linje\nen til", ["En linje", "en til"]),
        ("I får: Mad og ro.", ["I får:", "Mad og ro."]),
        ("Han sagde »nej.« Så gik han.", ["Han sagde »nej.«", "Så gik han."]),
        ("§ 5. § 6 gælder.", ["§ 5.", "§ 6 gælder."]),
        ("   ", []),
    ],
)
def test_sentences(text, expected):
    assert [sentence.text for sentence in sentences(text)] == expected


@given(st.text(max_size=80))
def test_a_sentence_stands_where_it_says(text):
    for sentence in sentences(text):
        assert text[sentence.start :].startswith(sentence.text)


def test_words_leave_numbers_out_and_keep_hyphens():
    assert words("Op til 36 døgn, børne- og ungeteamet, e-mail") == (
        "Op", "til", "døgn", "børne", "og", "ungeteamet", "e-mail",
    )  # fmt: skip


def test_lix_is_counted_as_by_hand():
    found = measure("Barnet har brug for en pause. Familien behøver aflastning.")
    assert (found.words, found.sentences, found.long_words) == (9, 2, 3)
    assert found.lix == Fraction(9, 2) + Fraction(300, 9)
    assert measure("").lix == 0


def test_the_hardest_sentences_come_first():
    text = "Kort sætning her. Funktionsnedsættelsens karakter vanskeliggør aflastningsforanstaltningen. Let."
    assert [sentence.text[:8] for sentence in hardest(text, 2)] == ["Funktion", "Kort sæt"]
