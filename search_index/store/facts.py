"""The facts of a piece that filters and counts look at, and how they are kept."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import NamedTuple

from search_index.store.generations import FORMAT
from search_index.store.model import Passage
from search_index.store.pieces import Piece

Section = tuple[str, str, str]
"""Municipality, standard and section, whatever the version."""


class Facts(NamedTuple):
    """What is known of a piece without its text. Days are ordinals; 0 and FAR stand for open ends.

    ``start`` and ``end`` are its place in the section's text.
    """

    key: str
    stamp: str
    start: int
    end: int
    municipality: str
    standard: str
    version: int
    kind: str
    section_id: str
    heading: str
    title: str
    first_day: int
    last_day: int
    published: int
    confirmed: bool
    topics: tuple[str, ...]
    law: tuple[str, ...]
    ages: tuple[tuple[int, int], ...]

    @property
    def section(self) -> Section:
        """The section whatever its version: earlier versions of it are folded together."""
        return (self.municipality, self.standard, self.section_id)


FAR = date.max.toordinal()


def content_stamp(passage: Passage) -> str:
    """A short digest of everything that is indexed of ``passage``: equal stamps, equal index entries."""
    return hashlib.sha256(f"{FORMAT}{passage!r}".encode()).hexdigest()[:16]


def facts_of(passage: Passage, piece: Piece, stamp: str) -> Facts:
    """The facts of a ``piece`` of ``passage``."""
    return Facts(
        passage.key,
        stamp,
        piece.start,
        piece.end,
        passage.municipality,
        passage.standard,
        passage.version,
        passage.kind,
        passage.section_id,
        passage.heading,
        passage.title,
        passage.first_day.toordinal() if passage.first_day else 0,
        passage.last_day.toordinal() if passage.last_day else FAR,
        passage.published.toordinal() if passage.published else 0,
        passage.confirmed,
        passage.topics,
        passage.law,
        passage.ages,
    )


def pack(facts: Facts) -> bytes:
    """``facts`` as bytes, for ``unpack``."""
    return json.dumps(facts, ensure_ascii=False).encode()


def unpack(data: bytes) -> Facts:
    """The facts that ``pack`` wrote."""
    *plain, topics, law, ages = json.loads(data)
    return Facts._make((*plain, tuple(topics), tuple(law), tuple((low, high) for low, high in ages)))
