"""Where a word stands: what is written is read again, by us and by the engine that merges it."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import build, open_index
from search_index.store.blocks import read_block, write_block
from search_index.store.model import Passage, Query

standing = st.dictionaries(st.integers(0, 2**32 - 1), st.integers(1, 255)).map(
    lambda found: sorted(found.items())
)


@given(standing)
def test_a_block_is_read_as_it_was_written(found):
    pieces, weights = [piece for piece, _ in found], [weight for _, weight in found]
    read = read_block(write_block(pieces, bytes(weights)))
    assert read.pieces.tolist() == pieces
    assert read.weights.tolist() == weights


def test_a_block_may_have_no_weights():
    read = read_block(write_block([3, 5], b""))
    assert read.pieces.tolist() == [3, 5]
    assert not len(read.weights)


@given(standing.filter(bool), st.data())
def test_a_block_that_is_cut_short_is_no_block(found, data):
    block = write_block([piece for piece, _ in found], b"")
    with pytest.raises(ValueError, match="buffer"):
        read_block(block[: data.draw(st.integers(0, len(block) - 1))])


def test_pieces_are_numbers_that_arrays_are_indexed_by():
    assert read_block(write_block([1], b"\1")).pieces.dtype == np.intp


def _passages():
    words = ["aflastning", "støtte", "kontaktperson", "familie", "klage", "frist", "døgn"]
    for number in range(300):
        text = " ".join(words[: 1 + number % len(words)] * (1 + number % 3))
        yield Passage(
            f"a/s{number}/v1#om", "a", f"s{number}", 1, "retningslinje", "om", f"Afsnit {number}", "", text
        )


def _found(path, words):
    found = open_index(path).search(Query(words, limit=400)).hits
    return {(hit.key, round(hit.score, 9), hit.marks) for hit in found}


def test_what_the_engine_merged_is_found_as_if_it_had_been_written_at_once(tmp_path):
    build(tmp_path / "once", _passages())
    passages = _passages()
    index = open_index(tmp_path / "often")
    while some := list(islice(passages, 20)):
        index.update(some)
    assert len(list((tmp_path / "often").rglob("*.pst"))) < 15, "nothing was merged"
    for words in ("aflastning", "klage over frist", "støtte i familien"):
        assert _found(tmp_path / "often", words) == _found(tmp_path / "once", words)


def test_what_was_removed_stays_away_when_the_engine_merges(tmp_path):
    index = open_index(tmp_path)
    passages = list(_passages())
    for start in range(0, 300, 20):
        index.update(passages[start : start + 20], [passage.key for passage in passages[:start:3]])
    left = {passage.key for passage in passages} - {passage.key for passage in passages[:280:3]}
    assert set(index.keys()) == left
    assert index.search(Query("aflastning")).total == len(left)
