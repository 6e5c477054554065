"""Which words are Danish: listed ones, inflected ones, compounds of them; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.known_words import is_known

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå-"


@pytest.mark.parametrize(
    "word",
    ["juni", "torsdag", "udenfor", "anvises", "kommunerne", "døgnaflastning", "efterværn", "hoteldøgn",
     "ungdomssanktion", "aflastningsfamilie", "kvalitetsstandarden", "e-mail", "familie-rådgivning",
     "københavn", "ungehus"],
)  # fmt: skip
def test_a_word_its_forms_and_compounds_are_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    "word", ["hverdagn", "aflastnig", "ansøgnig", "døgnaflastnig", "komune", "kontaktpersn", "-"]
)
def test_what_is_no_word_is_not_known(word: str) -> None:
    assert not is_known(word)


@given(st.text(LETTERS, max_size=80))
def test_whatever_is_asked_is_answered(word: str) -> None:
    assert is_known(word) in (True, False)


def test_a_word_without_end_is_none() -> None:
    assert not is_known("barn" * 5_000)
