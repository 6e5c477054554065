"""The questions with the passages that answer them, and how well a list of texts answers them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

QUESTIONS = Path(__file__).resolve().parents[3] / "shared" / "search" / "queries.json"
TOP = 10
LETTERS_COMPARED = 60


@dataclass(frozen=True)
class Question:
    """What was asked and the quotes of which each is an answer."""

    name: str
    words: str
    quotes: tuple[str, ...]


class Measures(NamedTuple):
    """Means over the questions: answers found in ten, their rank, and whether any was found."""

    recall: float
    ndcg: float
    any_hit: float


def read_questions(path: Path = QUESTIONS) -> list[Question]:
    """The questions of a JSON file."""
    return [
        Question(entry["id"], entry["query"], tuple(expected["quote"] for expected in entry["expected"]))
        for entry in json.loads(path.read_text("utf-8"))
    ]


def letters(text: str) -> str:
    """Letters and digits only, in lower case, words broken at a line end joined."""
    return re.sub(r"[\W_]+", "", re.sub(r"-[ \t]*\n\s*", "", text)).lower()


def measure_one(question: Question, texts: Sequence[str]) -> Measures:
    """How the first ten ``texts`` answer ``question``. A text is worth something once per new answer in
    it."""
    wanted = [letters(quote)[:LETTERS_COMPARED] for quote in question.quotes]
    missing = set(wanted)
    gain = 0.0
    for rank, text in enumerate(texts[:TOP]):
        closed = letters(text)
        new = {quote for quote in missing if quote in closed}
        missing -= new
        gain += bool(new) / math.log2(rank + 2)
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(len(wanted), TOP)))
    found = len(set(wanted)) - len(missing)
    return Measures(found / len(set(wanted)), gain / ideal, float(found > 0))


def measure(questions: Sequence[Question], ask: Callable[[str], Sequence[str]]) -> Measures:
    """Means over ``questions`` of what ``ask`` answers."""
    each = [measure_one(question, ask(question.words)) for question in questions]
    return Measures(*(sum(values) / len(each) for values in zip(*each, strict=True)))
