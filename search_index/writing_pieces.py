"""How a passage is written to the index: cut into pieces, weighed, and kept so that a hit can show it at
once."""

from __future__ import annotations

from typing import Any

from search_index.ranking.word_weights import CHAPTER_SHARE, pack_places, part_of, read_places, weigh
from search_index.store.facts import content_stamp, facts_of, pack
from search_index.store.model import Passage
from search_index.store.pieces import cut
from search_index.store.whoosh_store import STEPS

MOST_OF_A_ROW = 0.6


def add_passage(writer: Any, passage: Passage) -> None:
    """Write the pieces of ``passage`` with the engine's ``writer``; nothing is replaced."""
    text = shown_text(passage)
    places = read_places(text)
    heading, title, tables = (
        read_places(words).words for words in (passage.heading, passage.title, passage.tables)
    )
    digest = content_stamp(passage)
    pieces = cut(text)
    share = 1.0 if len(pieces) == 1 else CHAPTER_SHARE
    for piece in pieces:
        body = part_of(places, piece.start, piece.end)
        weights = weigh(body, heading, title, tables, passage.law, share)
        writer.add_document(
            key=passage.key,
            words={word: max(1, min(255, round(weight * STEPS))) for word, weight in weights.items()},
            facts=pack(facts_of(passage, piece, digest)),
            places=pack_places(body),
            shown=text[piece.start : piece.end],
        )


def shown_text(passage: Passage) -> str:
    """The text a hit shows: the section's, with those rows of its tables behind it that it does not have."""
    had = set(passage.text.split())
    missing = [row for row in passage.tables.splitlines() if not _has(had, row.split())]
    return "\n".join([passage.text, *missing]) if missing else passage.text


def _has(had: set[str], row: list[str]) -> bool:
    """Whether the text has most words of a row; the benefit before them may stand in the heading alone."""
    return sum(word in had for word in row) >= MOST_OF_A_ROW * len(row)
