"""How text is cut into words: nothing short is lost, § belongs to its number, broken words are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis.forms import last_part
from search_index.analysis.tokens import LONGEST_WORD, closed_up, elliptic, tokenise

CASES = [
    ("Barnets støtte", ["barnets", "støtte"]),
    ("§ 52", ["§52"]),
    ("§52, stk.3 nr 6", ["§52", "stk3", "nr6"]),
    ("§ 82 b og c", ["§82b", "og", "c"]),
    ("§ 52 i loven", ["§52", "i", "loven"]),
    ("paragraf 52", ["§52"]),
    ("stk. 1", ["stk1"]),
    ("50 procent", ["50", "procent"]),
    ("1.103 kr.", ["1103", "kr"]),
    ("2,5 time", ["2,5", "time"]),
    ("1½ time", ["1,5", "time"]),
    ("½ time", ["0,5", "time"]),
    ("1-2 timer", ["1", "2", "timer"]),
    ("6. måned", ["6", "måned"]),
    ("SU til 18-årige", ["su", "til", "18", "årige"]),
    ("KL's tal", ["kl", "tal"]),
    ("SKP’en", ["skp"]),
    ("kontakt-\nperson", ["kontaktperson"]),
    ("netværks-\nog fritid", ["netværks", "og", "fritid"]),
    ("social\u00adpædagog", ["socialpædagog"]),
    ("”pakke”", ["pakke"]),
    ("a\x00b \u202eord\u202c 🙂", ["a", "b", "ord"]),
    ("", []),
    ("!!! ,.-", []),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words(text, words):
    assert [token.word for token in tokenise(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("netværks- eller samtalegrupper", ["netværksgrupper"]),
        ("børne- og ungepolitik", ["børnepolitik"]),
        ("udsatte- og voksenområdet", ["udsatteområdet"]),
        ("dag- og nat", []),
        ("ind- og udskrivning", []),
        ("uden bindestreg", []),
    ],
)
def test_a_hanging_hyphen_stands_for_the_last_part(text, words):
    assert [token.word for token in elliptic(text, last_part)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Støtte til e-boks", ["eboks"]),
        ("IT-hjælp og e-mail", ["ithjælp", "email"]),
        ("netværks-eller", []),
        ("børne- og ungepolitik", []),
        ("a-b", []),
        ("støtte-kontakt-person", []),
    ],
)
def test_a_short_part_and_its_hyphen_are_one_word_too(text, words):
    assert [token.word for token in closed_up(text)] == words


@given(st.text(max_size=300))
def test_tokens_lie_in_the_text_in_order(text):
    last = 0
    for token in tokenise(text):
        assert last <= token.start < token.end <= len(text)
        assert 0 < len(token.word) <= LONGEST_WORD
        last = token.end
