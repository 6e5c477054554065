"""From a question's words to what is looked for: one concept a word, each with everything that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from portal.danish.law_references import find_references
from search_index import law_terms
from search_index.forms import forms
from search_index.lexicon import standard_lexicon
from search_index.synonyms import Synonyms
from search_index.tokens import Token, tokenise
from search_index.vocabulary import Match, Vocabulary

MOST_CONCEPTS = 24
MOST_WORDS = 250
"""A question looks for at most so many concepts, each by at most so many words of the index: the bound on its cost."""
LONGEST_QUESTION = 1000
"""Characters of a question that are read."""
SYNONYM = 0.7
"""How much a synonym counts against the word itself."""


class Phrase(NamedTuple):
    """Words of which all must stand in a piece: an alternative of more than one word, and its weight."""

    members: tuple[tuple[Match, ...], ...]
    weight: float


class Concept(NamedTuple):
    """One thing that is asked for: the word as typed, what answers it, and phrases that answer it too."""

    typed: str
    matches: tuple[Match, ...]
    phrases: tuple[Phrase, ...]


class Plan(NamedTuple):
    """What a question comes to, in the question's order. ``unknown`` are typed words that nothing answers."""

    concepts: tuple[Concept, ...]
    unknown: tuple[str, ...]


def make_plan(question: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Plan:
    """Read ``question``. Any text is read; what has no words gives a plan without concepts."""
    question = question[:LONGEST_QUESTION]
    concepts: list[Concept] = []
    spans = []
    for found in find_references(question):
        spans.append((found.start, found.end))
        matches = [Match(term, weight, 0, len(term)) for term, weight in law_terms.wanted(found.reference)]
        concepts.append(Concept(question[found.start : found.end], tuple(matches), ()))
    tokens = [t for t in tokenise(question) if not any(s < t.end and t.start < e for s, e in spans)]
    telling = _telling(tokens)
    if concepts and not _has_content(tokens):
        telling = []
    words = [token.word for token in telling]
    extra = _alternatives(words, vocabulary, synonyms)
    unknown = []
    for index, word in enumerate(words):
        concept = _concept(word, vocabulary, extra.get(index, ()))
        if concept.matches or concept.phrases:
            concepts.append(concept)
        else:
            unknown.append(word)
    return Plan(tuple(concepts[:MOST_CONCEPTS]), tuple(unknown))


def _has_content(tokens: list[Token]) -> bool:
    function_words = standard_lexicon().function_words
    return any(token.word not in function_words for token in tokens)


def _telling(tokens: list[Token]) -> list[Token]:
    """The words that carry content; all of them where none does. Each word once."""
    function_words = standard_lexicon().function_words
    chosen = [token for token in tokens if token.word not in function_words] or tokens
    return list({token.word: token for token in chosen}.values())


def _concept(word: str, vocabulary: Vocabulary, alternatives: tuple[str, ...]) -> Concept:
    matches = vocabulary.matches(word)
    if not matches or matches[0].weight < 0.5:
        for other in vocabulary.like(word):
            matches += [Match(m.word, m.weight * 0.95, m.start, m.end) for m in vocabulary.matches(other)]
    best = {match.word: match for match in sorted(matches, key=lambda match: match.weight)}
    phrases = []
    for alternative in alternatives:
        found = _members(alternative, vocabulary)
        if len(found) == 1:
            for match in found[0]:
                if match.word not in best or best[match.word].weight < SYNONYM * match.weight:
                    best[match.word] = match._replace(weight=SYNONYM * match.weight)
        elif found and all(found):
            phrases.append(Phrase(found, SYNONYM))
    ordered = sorted(best.values(), key=lambda match: -match.weight)[:MOST_WORDS]
    return Concept(word, tuple(ordered), tuple(phrases))


def _members(alternative: str, vocabulary: Vocabulary) -> tuple[tuple[Match, ...], ...]:
    references = find_references(alternative)
    if references:
        terms = law_terms.wanted(references[0].reference)
        return (tuple(Match(term, weight, 0, len(term)) for term, weight in terms if weight >= 0.5),)
    return tuple(
        tuple(match for match in vocabulary.matches(token.word) if match.weight >= 0.5)
        for token in tokenise(alternative)
    )


def _alternatives(
    words: list[str], vocabulary: Vocabulary, synonyms: Synonyms
) -> Mapping[int, tuple[str, ...]]:
    """For each word of the question (by index) the words and phrases that may stand for it."""
    strong = [frozenset(forms(word).strong) for word in words]
    found: dict[int, tuple[str, ...]] = {}
    for group in synonyms.groups:
        for entry in group.only_from or group.words:
            at = _occurs(entry, strong)
            if at >= 0:
                others = tuple(other for other in group.words if other != entry)
                found[at] = tuple(dict.fromkeys(found.get(at, ()) + others))
    return found


def _occurs(entry: str, strong: list[frozenset[str]]) -> int:
    """Where the words of ``entry`` stand in a row in the question, -1 if nowhere."""
    sought = [frozenset(forms(token.word).strong) for token in tokenise(entry)]
    for at in range(len(strong) - len(sought) + 1):
        if sought and all(strong[at + step] & wanted for step, wanted in enumerate(sought)):
            return at
    return -1
