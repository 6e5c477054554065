"""How long sections are cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.store.pieces import LONGEST_PASSAGE, cut


def test_a_section_of_a_passage_is_one_piece():
    text = "ord " * LONGEST_PASSAGE
    assert cut(text) == [(0, len(text))]


def test_no_text_is_one_empty_piece():
    assert cut("") == [(0, 0)]


def test_a_long_section_is_cut_at_the_ends_of_sentences():
    text = " ".join(f"Sætning {number} har ni ord i alt her nu." for number in range(300))
    pieces = cut(text)
    assert len(pieces) > 5
    assert all(text[piece.end - 1] == "." for piece in pieces)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["ord", "slut.", "nyt\n\nafsnit", "x" * 80]), min_size=350, max_size=1500))
def test_pieces_cover_the_text_and_are_short(words):
    text = " ".join(words)
    pieces = cut(text)
    reached = 0
    for piece in pieces:
        assert piece.start <= reached or not text[reached : piece.start].strip()
        assert len(text[piece.start : piece.end].split()) <= LONGEST_PASSAGE
        reached = max(reached, piece.end)
    assert not text[reached:].strip()
