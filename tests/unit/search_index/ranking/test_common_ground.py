"""What the best answers talk about decides between the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import build, open_index
from search_index.ranking import common_ground
from search_index.ranking.common_ground import WORTH, CommonGround, ScoredText
from search_index.store.model import Passage, Query

WORDS = ("samtale", "familie", "ferie", "udflugt")


def _ground(*best, known=(), common=()):
    return CommonGround(best, known, lambda word: 90 if word in common else 5, 100)


def test_an_answer_with_all_the_words_counts_most_and_one_with_none_as_before():
    ground = _ground(ScoredText(2.0, WORDS))
    assert ground.factor(WORDS) == pytest.approx(1 + WORTH)
    assert ground.factor(("andet",)) == 1
    assert 1 < ground.factor(WORDS[:2]) < 1 + WORTH


def test_words_asked_for_common_ones_and_short_ones_say_nothing():
    ground = _ground(ScoredText(2.0, ("samtale", "kommunen", "bus")), known={"samtale"}, common={"kommunen"})
    assert ground.factor(("samtale", "kommunen", "bus")) == 1


def test_without_answers_nothing_moves():
    assert _ground().factor(WORDS) == 1


@given(st.lists(st.lists(st.sampled_from(WORDS)), max_size=4), st.lists(st.sampled_from(WORDS)))
def test_the_factor_is_bounded_and_grows_with_the_words(best, words):
    ground = _ground(*(ScoredText(1.0, talk) for talk in best))
    assert 1 <= ground.factor(words) <= 1 + WORTH + 1e-9
    assert ground.factor(words) <= ground.factor([*words, *WORDS]) + 1e-9


FILLER = "Her står noget helt andet nummer {} om møbler og maling og mere af samme slags."


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    texts = [
        "Støtten gives som ophold. Ophold hos en værtsfamilie med udflugter.",
        "Et ophold i haven.",
        "Et ophold med udflugter hos en værtsfamilie.",
        *(FILLER.format(number) for number in range(60)),
    ]
    build(path, [_passage(number, text) for number, text in enumerate(texts)])
    return open_index(path)


def _passage(number, text):
    return Passage(
        f"a/t{number}/v1#x",
        "a",
        f"t{number}",
        1,
        "retningslinje",
        "x",
        "Afsnit",
        "Titel",
        text,
        confirmed=True,
    )


def _order(index, words):
    return [hit.standard for hit in index.search(Query(words)).hits]


def test_what_talks_of_the_same_comes_before_what_does_not(index, monkeypatch):
    monkeypatch.setattr(common_ground, "MOST_COMMON", 0.5)
    order = _order(index, "støtte ophold")
    assert order.index("t2") < order.index("t1")


def test_nothing_is_found_without_a_word_of_the_question(index, monkeypatch):
    monkeypatch.setattr(common_ground, "MOST_COMMON", 0.5)
    assert _order(index, "støtte") == ["t0"]
