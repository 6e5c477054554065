"""Editors' words for search: synonyms, answers and saved questions, each change with who and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy.orm import Session

from portal.models import WordEntry
from portal.security.permissions import Permission
from portal.security.roles import PUBLIC, Identity
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import word_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Thing, UnknownName, require
from portal.services.search.asked_words import AskedWords, countable, often_asked
from portal.services.search.glossaries import Term, read_terms
from portal.services.search.word_book import WordBookEntry, WordKind, read_entries, synonyms_of
from portal.services.typed_words import kept_line, one_line
from search_index import Index
from search_index.analysis.lexicon import standard_lexicon
from search_index.analysis.tokens import tokenise
from search_index.store.model import Query, Results

LONGEST_WORD = 60
MOST_WORDS = 20
MOST_QUESTIONS = 100
_ACTIONS = {WordKind.GROUP: "synonyms", WordKind.ANSWER: "answer", WordKind.QUESTION: "question"}


@dataclass(frozen=True)
class Effect:
    """What a change of words does to a saved question: number of sections and the first one's key."""

    question: str
    before: int
    after: int
    first_before: str
    first_after: str
    headings: tuple[str, str]

    @property
    def changed(self) -> bool:
        """Whether a reader would see a difference."""
        return (self.before, self.first_before) != (self.after, self.first_after)


class EditingWords:
    """Shows and changes the words; every change is a new row, and a row in the log."""

    def __init__(self, session: Session, index: Index, today: date, now: datetime):
        self._session = session
        self._index = index
        self._today = today
        self._now = now

    def entries(self, kind: WordKind) -> tuple[WordBookEntry, ...]:
        """Every entry of a kind as it stands, the ones changed last first."""
        found = [entry for entry in read_entries(self._session) if entry.kind is kind]
        changed = sorted((e for e in found if e.recorded), key=lambda e: str(e.recorded), reverse=True)
        return (*changed, *(e for e in found if not e.recorded))

    def entry(self, kind: WordKind, key: str) -> WordBookEntry:
        """One entry; raises UnknownName."""
        for entry in read_entries(self._session):
            if (entry.kind, entry.key) == (kind, key):
                return entry
        raise UnknownName(Thing.WORD_ENTRY, key)

    def often_asked(self) -> tuple[AskedWords, ...]:
        """What was asked often enough to be shown, without an answer first."""
        return often_asked(self._session, self._today)

    def unused_terms(self) -> tuple[Term, ...]:
        """Terms of the glossaries that no group has."""
        groups = self.entries(WordKind.GROUP)
        known = {word.lower() for entry in groups for word in entry.content["words"]}
        return tuple(
            term for term in read_terms(self._session, self._today) if term.term.lower() not in known
        )

    def effects(self, key: str, content: Mapping[str, Any]) -> tuple[Effect, ...]:
        """What each saved question finds with the words as they stand, and with this group in its place."""
        entries = read_entries(self._session)
        terms = read_terms(self._session, self._today)
        others = [e for e in entries if (e.kind, e.key) != (WordKind.GROUP, key)]
        tried = [*others, WordBookEntry(WordKind.GROUP, key, content, "")] if content else others
        now, then = synonyms_of(entries, terms), synonyms_of(tried, terms)
        questions = [e.content["words"] for e in entries if e.kind is WordKind.QUESTION]
        asked = list(dict.fromkeys((*content.get("only_from", ()), *content.get("words", ()), *questions)))
        found = []
        for question in asked[:MOST_QUESTIONS]:
            query = Query(question, on=self._today, known=self._today, limit=1)
            found.append(_effect(question, self._index.search(query, now), self._index.search(query, then)))
        return tuple(found)

    def save_group(
        self, key: str, words: Sequence[str], only_from: Sequence[str], why: str, by: Identity
    ) -> str:
        """Keep a group of synonyms, a new one where ``key`` is ""; its key. Raises BadInput."""
        content = group_content(words, only_from)
        return self._save(WordKind.GROUP, key, content, why, by)

    def save_answer(
        self,
        key: str,
        words: Sequence[str],
        title: str,
        text: str,
        shows: Sequence[str],
        why: str,
        by: Identity,
    ) -> str:
        """Keep an answer that stands above the hits; its key. Raises BadInput."""
        title, text = kept_line(Parameter.TITLE, title, 120), kept_line(Parameter.TEXT, text, 1000)
        if not title:
            raise BadInput(Parameter.TITLE, title, "Skriv en overskrift.")
        if not text:
            raise BadInput(Parameter.TEXT, text, "Skriv svaret.")
        content = {"words": _read_words(Parameter.WORDS, words, least=1), "title": title, "text": text}
        content["shows"] = [name for name in shows if name in ("klage", "kontakt")]
        return self._save(WordKind.ANSWER, key, content, why, by)

    def save_question(self, words: str, by: Identity) -> str:
        """Keep a question that changes are tried on; its key. Raises BadInput."""
        words = kept_line(Parameter.QUESTION, words, 100)
        if not countable(words):
            message = "Skriv et spørgsmål uden navne, numre og mailadresser, højst 100 tegn."
            raise BadInput(Parameter.QUESTION, words, message)
        return self._save(WordKind.QUESTION, "", {"words": words}, "gemt som prøve", by)

    def take_away(self, kind: WordKind, key: str, why: str, by: Identity) -> None:
        """Let an entry count no longer; it stays in the history. Raises UnknownName and BadInput."""
        self.entry(kind, key)
        self._save(kind, key, {}, why, by)

    def _save(self, kind: WordKind, key: str, content: dict[str, Any], why: str, by: Identity) -> str:
        require(Permission.EDIT_WORDS, by, PUBLIC)
        why = kept_line(Parameter.WORDS_REASON, why, 500)
        if not why:
            raise BadInput(Parameter.WORDS_REASON, why, "Skriv hvorfor. Så kan andre forstå det om et år.")
        if key:
            self.entry(kind, key)
        key = key or token_hex(8)
        row = WordEntry(
            kind=kind.value, key=key, content=content, why=why, person_id=by.person_id, recorded=self._now
        )
        self._session.add(row)
        self._session.flush()
        action = f"{_ACTIONS[kind]}.{'saved' if content else 'taken_away'}"
        detail = {"why": why, "content": content, **seals(row)}
        Auditing(self._session).record(self._now, by.actor, action, word_subject(key), **detail)
        return key


def group_content(words: Sequence[str], only_from: Sequence[str]) -> dict[str, Any]:
    """A group as plain data. Raises BadInput where it could not work, or would spoil every search."""
    one_way = [word for word in only_from if word.strip()]
    return {
        "words": _read_words(Parameter.WORDS, words, least=1 if one_way else 2),
        "only_from": _read_words(Parameter.WORDS_ONLY_FROM, one_way, least=0),
    }


def _read_words(parameter: Parameter, words: Sequence[str], least: int) -> list[str]:
    typed = ", ".join(words)
    found = list(dict.fromkeys(filter(None, (one_line(word, LONGEST_WORD + 1) for word in words))))
    if len(found) < least:
        message = "Skriv mindst to ord med komma imellem." if least == 2 else "Skriv mindst ét ord."
        raise BadInput(parameter, typed, message)
    if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
        raise BadInput(parameter, typed, f"Højst {MOST_WORDS} ord, hvert på højst {LONGEST_WORD} tegn.")
    glue = standard_lexicon().function_words
    for word in found:
        if not any(token.word not in glue for token in tokenise(word)):
            raise BadInput(parameter, typed, f"»{word}« står i næsten alle tekster og kan ikke bruges alene.")
        if not countable(word):
            raise BadInput(parameter, typed, f"»{word}« ligner et nummer eller en adresse på en person.")
    return found


def _effect(question: str, before: Results, after: Results) -> Effect:
    first = [results.hits[0] if results.hits else None for results in (before, after)]
    keys = [hit.key if hit else "" for hit in first]
    headings = tuple(f"{hit.heading} – {hit.title}" if hit else "" for hit in first)
    return Effect(question, before.total, after.total, keys[0], keys[1], (headings[0], headings[1]))


def create_wording(context: Context) -> EditingWords:
    """Wording for a request."""
    return EditingWords(context.session, context.process.index, context.today, context.now)
