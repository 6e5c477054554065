"""The words that come with the portal, and how editors' words join them."""

from search_index.analysis.curated import find_curated, read_curated, standard_curated
from search_index.analysis.synonyms import SynonymGroup, Synonyms, read_groups, standard_synonyms


def test_every_group_has_words_and_a_reason():
    for group in standard_synonyms().groups:
        assert len(group.words) + len(group.only_from) >= 2, group
        assert group.why, group
        assert all(word.strip() for word in group.words + group.only_from)


def test_no_word_is_twice_in_a_group():
    for group in standard_synonyms().groups:
        assert len(set(group.words)) == len(group.words), group


def test_groups_are_read_from_plain_data():
    assert read_groups([{"words": ["a", "b"], "why": "x"}]) == (SynonymGroup(("a", "b"), "x"),)
    assert read_groups([{"words": ["b"], "only_from": ["a"]}]) == (SynonymGroup(("b",), "", ("a",)),)


def test_editors_groups_join_those_that_come_along():
    merged = standard_synonyms().merged([SynonymGroup(("sommerhus", "fritidshus"))])
    assert len(merged.groups) == len(standard_synonyms().groups) + 1
    assert merged.groups[-1].words == ("sommerhus", "fritidshus")


def test_an_empty_group_harms_nothing():
    assert list(Synonyms([SynonymGroup(()), SynonymGroup(("",))]).found_in([frozenset({"l:a"})])) == []


def test_curated_answers_are_called_by_inflected_words_and_whole_phrases():
    def titles(question):
        return [answer.title for answer in find_curated(question, standard_curated())]

    assert titles("hvordan klager jeg") == ["Vil du klage over en afgørelse?"]
    assert titles("jeg har fået et afslag") == ["Har du fået afslag?"]
    assert titles("det er akut") == ["Haster det?"]
    assert titles("kommunens åbningstider") == ["Vil du tale med kommunen?"]
    assert titles("kontaktperson i kommunen") == []
    assert titles("") == []


def test_curated_answers_are_read_from_plain_data():
    (answer,) = read_curated([{"words": ["a"], "title": "T", "text": " x\n", "why": "y"}])
    assert (answer.words, answer.title, answer.text, answer.link) == (("a",), "T", "x", "")
