"""What is asked of all that is published: one question, whichever door it comes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.services.errors import Thing, UnknownName
from portal.services.typed_words import one_line
from search_index.store.model import ALL_KINDS, Query

LONGEST_QUESTION = 400
"""Letters: of a longer question the beginning is sought."""
HITS = 10
"""How many hits are given at a time where nothing else is asked for."""
EVERYTHING = "alle"
"""The kind that takes in background documents."""


@dataclass(frozen=True)
class SearchQuestion:
    """What is sought, and where. ``on`` is the day whose texts are meant, None is today.

    ``every_day`` means all versions. ``kind`` is one of ``ALL_KINDS``; "" is the municipalities' own texts,
    ``EVERYTHING`` background documents too. ``municipality`` and ``topic`` are "" for all; ``law`` is a
    path that takes in what lies below it; ``age`` is in whole years. Without ``correct`` the words are sought
    as they are typed.
    """

    words: str
    on: date | None = None
    every_day: bool = False
    municipality: str = ""
    kind: str = ""
    topic: str = ""
    law: str = ""
    age: int | None = None
    confirmed: bool = False
    correct: bool = True
    offset: int = 0
    limit: int = HITS

    @property
    def sought(self) -> str:
        """The words on one line, of a long question the beginning."""
        return one_line(self.words, LONGEST_QUESTION)

    def narrows(self, today: date) -> bool:
        """Whether more is asked than words and a municipality: a second look, not a new question."""
        narrowing = (self.kind, self.topic, self.law, self.confirmed, not self.correct, self.offset)
        return self.every_day or any(narrowing) or self.age is not None or self.on not in (None, today)

    def query(self, today: date, prefer: str = "") -> Query:
        """What the index is asked, of what was published by today; hits of ``prefer`` come first.

        Raises UnknownName for a kind that no text has.
        """
        return Query(
            words=self.sought,
            on=None if self.every_day else self.on or today,
            municipality=self.municipality,
            prefer_municipality=prefer,
            kinds=_kinds(self.kind),
            topic=self.topic,
            law=self.law,
            age=self.age,
            confirmed_only=self.confirmed,
            known=today,
            offset=self.offset,
            limit=self.limit,
            correct=self.correct,
        )


def _kinds(kind: str) -> tuple[str, ...]:
    if kind == EVERYTHING:
        return ALL_KINDS
    if kind and kind not in ALL_KINDS:
        raise UnknownName(Thing.KIND, kind, [(known, known) for known in ALL_KINDS])
    return (kind,) if kind else ()
