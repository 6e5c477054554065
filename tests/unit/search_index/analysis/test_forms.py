"""The forms a word is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis.forms import dictionary_form, forms, halves
from search_index.analysis.tokens import tokenise


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("børnene", "barn"),
        ("svært", "svær"),
        ("centret", "center"),
        ("kraftcentrene", "kraftcenter"),
        ("bostøtten", "bostøtte"),
        ("efterværnet", "efterværn"),
        ("kontaktpersonernes", "kontaktperson"),
        ("qqqq", "qqqq"),
    ],
)
def test_dictionary_form(word, lemma):
    assert dictionary_form(word) == lemma


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("anbringelsen", "f:anbringe"),
        ("bevilling", "f:bevilge"),
        ("opfølgning", "f:opfølge"),
        ("vurderingen", "f:vurdere"),
        ("forskellig", "s:forskel"),
        ("tre", "n:3"),
        ("3", "n:3"),
        ("sjette", "n:6"),
        ("halvanden", "n:1.5"),
        ("1,5", "n:1.5"),
        ("handlingsplan", "k:handle+plan"),
        ("handleplan", "k:handle+plan"),
        ("aflastningsdøgn", "t:aflaste+døgn"),
        ("døgnaflastning", "t:aflaste+døgn"),
        ("stk1", "w:stk1"),
        ("§52", "w:§52"),
    ],
)
def test_a_word_has_the_form(word, form):
    found = forms(word)
    assert form in found.strong + found.weak


def test_the_small_words_en_and_et_are_no_numbers():
    assert not any(form.startswith("n:") for word in ("en", "et", "anden") for form in forms(word).strong)


def test_every_run_of_parts_is_there_but_the_whole():
    runs = {"kontaktpersonordningen"[run.start : run.end] for run in forms("kontaktpersonordningen").runs}
    assert runs == {"kontakt", "person", "kontaktperson", "ordningen", "personordningen"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [("boligsøgning", ("bolig", "søgning")), ("støttetimer", ("støtte", "timer")), ("bolig", None)],
)
def test_the_halves_of_a_compound(word, parts):
    assert halves(word) == parts


@given(st.text(max_size=60))
def test_every_token_has_a_form(text):
    for token in tokenise(text):
        assert forms(token.word).strong
