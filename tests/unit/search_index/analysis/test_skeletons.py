"""Spelling without Danish letters."""

import pytest

from search_index.analysis.forms import is_listed
from search_index.analysis.skeletons import respellings, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boernefaglig", "børnefaglig"),
        ("bornefaglig", "børnefaglig"),
        ("eftervaern", "efterværn"),
        ("aarhus", "århus"),
        ("radgiver", "rådgiver"),
        ("café", "cafe"),
    ],
)
def test_spellings_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_different_words_do_not():
    assert skeleton("aflastning") != skeleton("afløsning")


@pytest.mark.parametrize(
    ("typed", "word"),
    [("stoette", "støtte"), ("radgiver", "rådgiver"), ("foraeldre", "forældre"), ("maal", "mål")],
)
def test_a_word_is_spelled_again(typed, word):
    assert word in respellings(typed, is_listed)


def test_spellings_are_bounded():
    assert respellings("oeae" * 40, lambda _word: False) == []
