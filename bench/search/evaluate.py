"""How well the questions over the source documents are answered: ours, features left out, stock engines.

    python bench/search/evaluate.py [--questions FILE] [--each]

Reads ../shared/seeds, writes them as background documents to a temporary folder, indexes them and asks. An
expected passage counts as found when a hit's text (at most 400 words of one section) has the first 60
letters of the quote. The stock engines get the same pieces, and the same rule that no two hits may show the
same words.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus import read_passages
from engines import STOCK, PieceOfText
from prepare import SEEDS, write
from questions import QUESTIONS, Measures, Question, measure, measure_one, read_questions

from search_index import Index, build, open_index
from search_index.analysis import vocabulary
from search_index.analysis.synonyms import Synonyms
from search_index.ranking import answer, common_ground, plan, spots
from search_index.store import pieces
from search_index.store.model import ALL_KINDS, Passage, Query

NOTHING = 1e-9


def main() -> None:
    """Print one line of measures for every variant."""
    arguments = argparse.ArgumentParser(description="Measure the search on the shared questions.")
    arguments.add_argument("--questions", type=Path, default=QUESTIONS)
    arguments.add_argument("--seeds", type=Path, default=SEEDS)
    arguments.add_argument("--each", action="store_true", help="print every question's measures too")
    chosen = arguments.parse_args()
    questions = read_questions(chosen.questions)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(chosen.seeds, folder / "documents")
        passages = read_passages(folder / "documents")
        build(folder / "index", passages)
        index = open_index(folder / "index")
        print(f"{len(questions)} questions, {len(passages)} sections")
        print(f"{'':46s} recall@10  nDCG@10  any in ten")
        _print("this portal", measure(questions, _asking(index)))
        if chosen.each:
            _print_each(questions, _asking(index))
        for label, changes in WITHOUT.items():
            with _changed(changes):
                _print(f"  without {label}", measure(questions, _asking(open_index(folder / "index"))))
        bare = open_index(folder / "index", Synonyms(()))
        _print("  without synonyms", measure(questions, _asking(bare)))
        _measure_stock(questions, passages, folder)


def _asking(index: Index) -> Callable[[str], list[str]]:
    return lambda words: [hit.passage for hit in index.search(Query(words, kinds=ALL_KINDS)).hits]


def _print(label: str, measures: Measures) -> None:
    print(f"{label:46s} {measures.recall:9.3f}  {measures.ndcg:7.3f}  {measures.any_hit:10.3f}", flush=True)


def _print_each(questions: Sequence[Question], ask: Callable[[str], list[str]]) -> None:
    for question in questions:
        _print(f"    {question.name} {question.words}"[:46], measure_one(question, ask(question.words)))


WITHOUT: dict[str, list[tuple[Any, str, Any]]] = {
    "parts of compounds": [
        (vocabulary, name, NOTHING)
        for name in ("HEAD_PART", "OTHER_PART", "RELATED_PART", "LOOSE", "LOOSE_PART")
    ],
    "families and stems": [(vocabulary, "RELATED", NOTHING)],
    "nearness": [(spots, "NEARNESS", NOTHING)],
    "coverage": [(answer, "COVERAGE", NOTHING)],
    "common ground": [(common_ground, "WORTH", 0.0)],
    "variety of standards": [(answer, "SAME_STANDARD", 1.0)],
    "provisions as terms": [(plan, "find_references", lambda _text: ())],
}
"""What each feature contributes: the settings that switch it off."""


@contextmanager
def _changed(changes: list[tuple[Any, str, Any]]) -> Iterator[None]:
    before = [(module, name, getattr(module, name)) for module, name, _ in changes]
    for module, name, value in changes:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def _measure_stock(questions: Sequence[Question], passages: Sequence[Passage], folder: Path) -> None:
    cut = [
        PieceOfText(passage.key, piece.start, passage.heading, passage.text[piece.start : piece.end])
        for passage in passages
        for piece in pieces.cut(passage.text)
    ]
    for label, engine in STOCK.items():
        with engine(cut, folder / engine.__name__) as ask:
            _print(label, measure(questions, lambda words: _texts([cut[n] for n in ask(words)])))


def _texts(found: Sequence[PieceOfText]) -> list[str]:
    """The texts of ``found`` without those that overlap a better one."""
    kept: list[PieceOfText] = []
    for piece in found:
        if not any(
            other.section == piece.section
            and other.start < piece.start + len(piece.text)
            and piece.start < other.start + len(other.text)
            for other in kept
        ):
            kept.append(piece)
    return [piece.text for piece in kept]


if __name__ == "__main__":
    main()
