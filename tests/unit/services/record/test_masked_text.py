"""What masking puts for words in a value: never more than the words, and none of them left."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.services.record.masked_text import MASK, MASK_IN_ADDRESS, masked

SIGNS = "ABØ13Æ-"  # none of them stands in the mask
WORDS = st.text(SIGNS, min_size=4, max_size=8)
AROUND = st.text("xyz æ\n.,", max_size=12)


@given(AROUND, WORDS, AROUND)
def test_the_words_are_gone_and_all_else_is_there(before: str, words: str, after: str) -> None:
    assert masked(f"{before}{words}{after}", words) == f"{before}{MASK}{after}"
    assert masked(before + after, words) == before + after


@given(st.recursive(AROUND | WORDS, lambda more: st.lists(more) | st.dictionaries(AROUND, more)), WORDS)
def test_no_depth_of_json_keeps_them(value: object, words: str) -> None:
    assert words not in json.dumps(masked(value, words), ensure_ascii=False).replace("\\n", "")


@given(AROUND, WORDS, AROUND)
def test_bytes_are_masked_as_the_text_they_are(before: str, words: str, after: str) -> None:
    said = f"{before}{words}{after}"
    assert masked(said.encode(), words) == masked(said, words).encode()


@given(st.binary(), WORDS)
def test_bytes_that_are_no_text_stay(content: bytes, words: str) -> None:
    assert masked(content, words).replace(MASK.encode(), words.encode()) == content


def test_an_address_on_the_web_stays_one() -> None:
    assert masked("Se https://a.dk/Ida/1 om Ida.", "Ida") == f"Se https://a.dk/{MASK_IN_ADDRESS}/1 om {MASK}."


def test_what_no_person_wrote_stays() -> None:
    said = {"sha256": "12345", "why": "12345", "seals": {"a": "12345"}}
    assert masked(said, "1234", frozenset({"sha256", "seals"})) == {**said, "why": f"{MASK}5"}


def test_any_case_is_for_those_that_ask() -> None:
    assert masked("ida Ida IDA", "Ida") == f"ida {MASK} IDA"
    assert masked("ida Ida IDA", "Ida", any_case=True) == " ".join([MASK] * 3)
