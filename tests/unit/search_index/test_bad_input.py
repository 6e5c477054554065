"""Whatever is typed: an answer, no exception, and marks that lie inside what is shown."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import build, open_index
from search_index.analysis.synonyms import standard_synonyms
from search_index.analysis.vocabulary import Vocabulary
from search_index.ranking.plan import MOST_CONCEPTS, MOST_OF_A_MEMBER, MOST_PHRASES, MOST_WORDS, make_plan
from search_index.store.model import Passage, Query

TEXT = (
    "Familien kan bevilges døgnaflastning efter servicelovens § 52, stk. 3, nr. 5, i 3 weekender om måneden. "
    "Netværks- eller samtalegrupper er ikke aflastning. Barnets handleplan følges op hver 6. måned. "
    "50 procent."
)
BAD = [
    "",
    " ",
    "og i at det",
    "!?.,;:-()[]{}",
    '"',
    '"aflastning',
    "aflastning'",
    "*",
    "a* b* c*",
    "*" * 500,
    "?" * 500,
    "aflastning OR NOT AND (",
    "text:aflastning",
    "aflastning~9 ^2 [a TO b]",
    "\x00\x01\x02aflastning\x1f",
    "' OR 1=1; DROP TABLE versions; --",
    "<script>alert(1)</script>",
    "🙂🙂🙂 aflastning 🧸",
    "\u202eaflastning\u202c",
    "אבג دعم",
    "§",
    "§§§ §",
    "§ " * 300,
    "§ 99999999999999999999",
    "½ ¼ 2,5½",
    "1" * 400,
    "1,5,5,5",
    "x" * 10_000,
    "aflastning " * 1_000,
    "a-" * 3_000,
    "netværks-, børne-, unge- og " * 300,
    "\ud7ff\ufffe",
    "é" * 50,
    "oeaeaa" * 30,
    "ﬁlosofi ǅ İ",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    build(
        path,
        [
            Passage("a/b/v1#c", "a", "b", 1, "kvalitetsstandard", "c", "Omfang", "Aflastning", TEXT),
            Passage("a/b/v1#d", "a", "b", 1, "kvalitetsstandard", "d", "", "", ""),
            Passage(
                "a/b/v1#e", "a", "b", 1, "kvalitetsstandard", "e", "🙂", "<b>", "\x00 \u202e ½ § 1,5,5 ²"
            ),
        ],
    )
    return open_index(path)


def _check(index, words):
    results = index.search(Query(words))
    for hit in results.hits:
        last = 0
        for start, end in hit.marks:
            assert last <= start < end <= len(hit.passage)
            last = end
    assert len(results.hits) <= 10


@pytest.mark.parametrize("words", BAD, ids=range(len(BAD)))
def test_bad_input_is_answered(index, words):
    _check(index, words)
    index.suggest(words)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered(index, words):
    _check(index, words)
    index.suggest(words)


def test_many_made_up_questions_are_answered(index):
    chance = random.Random(5)
    pieces = [
        *TEXT.split(),
        *"*\"'()§§~^\\/🙂½-–’,",
        *("§ 52", "stk. 3", "NOT", "OR", "52"),
        "\x00",
        "\u202e",
    ]
    for _ in range(3_000):
        _check(index, " ".join(chance.choices(pieces, k=chance.randint(1, 7))))


def test_a_question_looks_for_a_bounded_number_of_words():
    vocabulary = Vocabulary()
    vocabulary.add(
        f"støtte{letter}{other}" for letter in "abcdefghijklmnopqrst" for other in "abcdefghijklmnop"
    )
    vocabulary.add(f"ord{number}" for number in range(100))
    plan = make_plan(
        " ".join(f"ord{number} støtte" for number in range(100)), vocabulary, standard_synonyms()
    )
    telling = [concept for concept in plan.concepts if not concept.glue]
    assert len(telling) <= MOST_CONCEPTS
    assert sum(len(concept.matches) for concept in telling) <= MOST_WORDS
    for concept in telling:
        assert len(concept.phrases) <= MOST_PHRASES
        assert all(len(member) <= MOST_OF_A_MEMBER for phrase in concept.phrases for member in phrase.members)


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("aflastning", {"aflastning"}),
        ("måned", {"måneden", "måned"}),
        ("§ 52", {"servicelovens § 52, stk. 3, nr. 5"}),
        ("netværksgruppe", {"Netværks-", "samtalegrupper"}),
        ("samtale", {"samtale"}),
        ("børn", {"Barnets"}),
        ("opfølgning", {"følges", "op"}),
        ("tre måneder", {"3", "måneden", "måned"}),
        ("50 procent", {"50", "procent"}),
    ],
)
def test_marks_are_on_what_matched(index, words, marked):
    hit = index.search(Query(words)).hits[0]
    assert {hit.passage[start:end] for start, end in hit.marks} == marked


@pytest.mark.parametrize("words", ["ba\u030adfart", "aflast\u00adning", "af\u200blastning"])
def test_letters_in_parts_and_what_cannot_be_seen_find_the_same(index, words):
    whole = unicodedata.normalize("NFC", words).replace("\u00ad", "").replace("\u200b", "")
    assert index.search(Query(words)) == index.search(Query(whole))
    assert index.suggest(words[:6]) == index.suggest(whole[: len(whole) - len(words) + 6])
