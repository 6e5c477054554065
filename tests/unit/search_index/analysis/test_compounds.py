"""Where compounds are cut, and where they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis.compounds import MOST_PARTS, split
from search_index.analysis.lexicon import standard_lexicon

CUT = {
    "kontaktpersonordning": ["kontakt", "person", "ordning"],
    "kontaktpersonsordning": ["kontakt", "person", "ordning"],
    "døgnaflastning": ["døgn", "aflastning"],
    "aflastningsophold": ["aflastning", "ophold"],
    "netværksaflastningsfamilien": ["netværk", "aflastning", "familie"],
    "støttebehov": ["støtte", "behov"],
    "skolefravær": ["skole", "fravær"],
    "børnefaglig": ["barn", "faglig"],
    "kollegieværelse": ["kollegium", "værelse"],
    "egenbetaling": ["egen", "betaling"],
    "minimumsfristen": ["minimum", "frist"],
    "sagsbehandler": ["sag", "behandle"],
    "kraftcentre": ["kraft", "center"],
    "familiebehandling": ["familie", "behandling"],
    "hjemmetræning": ["hjem", "træning"],
}
WHOLE = """
    forældre barsel vejledning standard aflastning afløsning kommune familie undersøgelse forening mulighed
    venskab ungdom personlig behandling udvikling støtte barn fravær interview samarbejde overgang x ord 123
"""


@pytest.mark.parametrize(("word", "parts"), CUT.items())
def test_a_compound_is_cut_at_its_joints(word, parts):
    assert [part.lemma for part in split(word, standard_lexicon())] == parts


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_that_is_no_compound_stays_whole(word):
    assert split(word, standard_lexicon()) == ()


@given(st.text(alphabet="abdefgiklmnoprstuvyæøå", max_size=60))
def test_parts_follow_one_another_within_the_word(word):
    parts = split(word, standard_lexicon())
    assert len(parts) <= MOST_PARTS
    ends = [0]
    for part in parts:
        assert ends[-1] <= part.start < part.end <= len(word)
        ends.append(part.end)
