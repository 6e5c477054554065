"""The words search goes by: what comes with the portal, with what editors changed laid over it.

Kept in memory by each process and read again when a row is added, so that a change works with the next
question and nothing is rebuilt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models import Person, Redaction, RowRedaction, Version, WordEntry
from portal.services.audit.auditing import canonical
from portal.services.context import Process
from portal.services.search.glossaries import Term, read_terms
from search_index import Index
from search_index.analysis.curated import CuratedAnswer, read_curated, standard_curated
from search_index.analysis.synonyms import Synonyms, read_groups, standard_synonyms

QUESTIONS = Path(__file__).parent / "saved_questions.txt"


class WordKind(StrEnum):
    """What an entry is."""

    GROUP = "synonyms"
    ANSWER = "answer"
    QUESTION = "question"


@dataclass(frozen=True)
class WordBookEntry:
    """An entry as it stands. ``recorded`` is None, and ``by`` "", for one nobody has changed here.

    ``content`` is plain data: a group's words and only_from, an answer's words, title, text, shows, a
    question's words.
    """

    kind: WordKind
    key: str
    content: Mapping[str, Any]
    why: str
    by: str = ""
    recorded: datetime | None = None


def key_of(kind: WordKind, content: Mapping[str, Any]) -> str:
    """The key of an entry that comes with the portal: the same content, the same key."""
    return hashlib.sha256(canonical({"kind": kind, **content})).hexdigest()[:16]


@lru_cache(maxsize=1)
def shipped() -> Mapping[tuple[WordKind, str], WordBookEntry]:
    """What comes with the portal, by kind and key."""
    found = [
        WordBookEntry(WordKind.GROUP, "", {"words": list(g.words), "only_from": list(g.only_from)}, g.why)
        for g in standard_synonyms().groups
    ]
    found += [WordBookEntry(WordKind.ANSWER, "", _answer_content(a), a.why) for a in standard_curated()]
    lines = QUESTIONS.read_text("utf-8").splitlines()
    found += [
        WordBookEntry(WordKind.QUESTION, "", {"words": line}, "")
        for line in lines
        if not line.startswith("#")
    ]
    keyed = ((entry, key_of(entry.kind, entry.content)) for entry in found)
    return {(e.kind, key): WordBookEntry(e.kind, key, e.content, e.why) for e, key in keyed}


def _answer_content(answer: CuratedAnswer) -> dict[str, Any]:
    return {
        "words": list(answer.words),
        "title": answer.title,
        "text": answer.text,
        "shows": list(answer.shows),
    }


def read_entries(session: Session) -> tuple[WordBookEntry, ...]:
    """Every entry as it stands now, those of editors after those that come with the portal."""
    entries = dict(shipped())
    rows = session.execute(
        select(WordEntry, Person.name).join(Person, Person.id == WordEntry.person_id).order_by(WordEntry.id)
    )
    for row, name in rows:
        place = (WordKind(row.kind), row.key)
        if row.content:
            entries[place] = WordBookEntry(*place, row.content, row.why, name, row.recorded)
        else:
            entries.pop(place, None)
    return tuple(entries.values())


def synonyms_of(entries: Sequence[WordBookEntry], terms: Sequence[Term]) -> Synonyms:
    """The groups of ``entries`` and the names that glossaries give, as the index takes them."""
    groups = read_groups([{**e.content, "why": e.why} for e in entries if e.kind is WordKind.GROUP])
    return Synonyms((*groups, *(term.group for term in terms if term.others)))


class WordBook:
    """What is in use in this process; shared by all threads."""

    def __init__(self) -> None:
        self._seen: tuple[Any, ...] | None = None
        self._lock = Lock()
        self.answers: tuple[CuratedAnswer, ...] = standard_curated()

    def refresh(self, session: Session, index: Index, today: date) -> None:
        """Let ``index`` use the words as they stand. One small statement where nothing was changed."""
        # What was masked changes rows that are there.
        newest = (WordEntry.id, Version.id, Redaction.id, RowRedaction.id)
        highest = [select(func.max(id_)).scalar_subquery() for id_ in newest]
        seen = (*session.execute(select(*highest)).one(), today)
        if seen == self._seen:
            return
        with self._lock:
            entries = read_entries(session)
            index.use_synonyms(synonyms_of(entries, read_terms(session, today)))
            answers = [{**e.content, "why": e.why} for e in entries if e.kind is WordKind.ANSWER]
            self.answers = read_curated(answers)
            self._seen = seen


def create_word_book(process: Process) -> WordBook:
    """The words that a process searches by."""
    del process
    return WordBook()
