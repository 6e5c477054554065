"""Verbs taken apart and joined."""

import pytest

from search_index.analysis.particles import joined, taken_apart


@pytest.mark.parametrize(
    ("word", "following", "found"),
    [
        ("følger", ["op"], ("opfølge", "op")),
        ("følge", ["tæt", "op"], ("opfølge", "op")),
        ("følge", ["med", "i", "sagen", "op"], ("", "")),
        ("støtte", ["under", "18"], ("", "")),
        ("barnet", ["op"], ("opbarn", "op")),
        ("qqq", ["op"], ("", "")),
        ("følge", [], ("", "")),
    ],
)
def test_a_verb_and_its_particle(word, following, found):
    assert joined(word, following) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [("opfølgning", ("følge", "op")), ("opfølgningen", ("følge", "op")), ("aflastning", ("laste", "af"))],
)
def test_a_noun_is_taken_apart(word, found):
    assert taken_apart(word) == found


@pytest.mark.parametrize("word", ["barn", "støtte", "klage", "undersøgelse", "op"])
def test_other_words_are_not(word):
    assert taken_apart(word) == ("", "")
