"""One set of odd characters: what cannot be seen is taken out, blanks are one kind, letters are composed."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.characters import as_read, odd_character

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Det\u00a0Sociale\u202fNævn", "Det Sociale Nævn"),
        ("der  ydes   ikke", "der ydes ikke"),
        ("af\u00adlast\u200bning", "aflastning"),
        ("a\u030aben", "åben"),
        ("A\ud800B", "A B"),
        ("A\x1b[31mB", "A [31mB"),
        ("A\ufffeB\x85C", "A B C"),
        ("to\u2028linjer", "to linjer"),
        ("en\nto", "en\nto"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    assert as_read(text) == read


@given(ANY)
def test_it_is_done_after_once_and_a_feed_can_hold_it(text: str) -> None:
    read = as_read(text)
    assert as_read(read) == read
    assert not odd_character(read)
    assert "  " not in read
    assert unicodedata.is_normalized("NFC", read)
    element = ET.Element("a")
    element.text = read
    ET.fromstring(ET.tostring(element, "utf-8"))


@given(st.text(st.sampled_from("abcæøåÆØÅ 0123456789,.§\n-")).filter(lambda text: "  " not in text))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert as_read(text) == text
