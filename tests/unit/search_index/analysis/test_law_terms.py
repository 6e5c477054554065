"""Provisions as terms, with the provisions they stand in."""

import pytest

from portal.danish.law_references import read_reference
from search_index.analysis.law_terms import filter_terms, in_text, of_paths, wanted


def _terms(text):
    return {token.word for token in in_text(text)}


def test_every_spelling_is_one_term():
    spellings = ("§ 52, stk. 3, nr. 6", "§52 stk.3 nr 6", "§ 52 stk. 3 nr. 6", "paragraf 52, stk. 3, nr. 6")
    assert len({frozenset(_terms(spelling)) for spelling in spellings}) == 1


def test_a_provision_is_found_with_and_without_its_act_and_below_its_parents():
    assert _terms("servicelovens § 52, stk. 3") == {
        "§serviceloven/52/3",
        "§-/52/3",
        "§serviceloven/52/",
        "§-/52/",
    }


@pytest.mark.parametrize("text", ["50 procent", "stk. 3", "nr. 6", "ingen lov her"])
def test_no_provision_no_term(text):
    assert _terms(text) == set()


def test_paths_give_the_terms_of_the_text():
    assert set(of_paths(["serviceloven/52/3"])) == _terms("servicelovens § 52, stk. 3")


def test_a_question_wants_the_provision_before_what_is_below_or_above_it():
    weights = dict(wanted(read_reference("§ 52, stk. 3")))
    assert weights["§-/52/3"] > weights["§-/52/3/"] >= weights["§-/52"] > 0


def test_a_filter_takes_in_what_is_below():
    assert filter_terms("serviceloven/52") == ("§serviceloven/52", "§serviceloven/52/")
    assert filter_terms("/52") == ("§-/52", "§-/52/")
