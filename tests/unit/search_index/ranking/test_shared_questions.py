"""The questions that people really asked, over the source documents beside the repository."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared"

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(
        not (SHARED / "seeds").is_dir() or not (SHARED / "search" / "queries.json").is_file(),
        reason="the source documents do not lie beside the repository",
    ),
]


@pytest.fixture
def bench(monkeypatch):
    """The scripts of bench/search, which import one another by their bare names."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(ROOT / "bench" / "search")
    yield
    for name in set(sys.modules) - before:
        if name in ("corpus", "prepare", "questions"):
            del sys.modules[name]


def test_the_shared_questions_are_answered(bench, tmp_path):
    from corpus import read_passages
    from prepare import write
    from questions import measure, read_questions

    from search_index import build, open_index
    from search_index.store.model import ALL_KINDS, Query

    write(SHARED / "seeds", tmp_path / "documents")
    build(tmp_path / "index", read_passages(tmp_path / "documents"))
    index = open_index(tmp_path / "index")

    def ask(words):
        return [hit.passage for hit in index.search(Query(words, kinds=ALL_KINDS)).hits]

    questions = read_questions(SHARED / "search" / "queries.json")
    found = measure(questions, ask)
    assert found.recall >= 0.88
    assert found.ndcg >= 0.72
    assert found.any_hit >= 0.95
    assert all(len(passage.split()) <= 400 for question in questions for passage in ask(question.words))
