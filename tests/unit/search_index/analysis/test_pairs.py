"""What must meet and what must not: the analysis, the compounds, the law terms and the synonyms together."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from search_index.analysis.synonyms import standard_synonyms
from search_index.analysis.vocabulary import Vocabulary
from search_index.ranking.plan import make_plan
from search_index.ranking.word_weights import read_places

PAIRS = YAML(typ="safe").load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))


def _pairs(which):
    return [
        pytest.param(question, text, id=f"{rule}: {question} / {text}")
        for rule, pairs in PAIRS[which].items()
        for question, text in pairs
    ]


def _meets(question, text):
    words = read_places(text).words
    vocabulary = Vocabulary()
    vocabulary.add(words)
    for concept in make_plan(question, vocabulary, standard_synonyms()).concepts:
        if concept.matches and not concept.glue:
            return True
        if any(all(member for member in phrase.members) for phrase in concept.phrases):
            return True
    return False


@pytest.mark.parametrize(("question", "text"), _pairs("must_meet"))
def test_a_question_finds_what_means_the_same(question, text):
    assert _meets(question, text)


@pytest.mark.parametrize(("question", "text"), _pairs("must_not_meet"))
def test_a_question_does_not_find_what_means_another_thing(question, text):
    assert not _meets(question, text)


def test_there_are_enough_pairs():
    assert len(_pairs("must_meet")) >= 150
    assert len(_pairs("must_not_meet")) >= 60
