"""From a question's words to what is looked for: one concept a word, each with everything that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from portal.danish.law_references import LawReference, find_references
from search_index.analysis import law_terms
from search_index.analysis.forms import forms, halves
from search_index.analysis.lexicon import standard_lexicon
from search_index.analysis.particles import joined, taken_apart
from search_index.analysis.synonyms import Synonyms
from search_index.analysis.tokens import TextToken, closed_up, tokenise
from search_index.analysis.vocabulary import LOOSE, OTHER_PART, SAME, Vocabulary, WordMatch

MOST_CONCEPTS = 16
MOST_WORDS = 1_200
MOST_PHRASES = 6
MOST_OF_A_MEMBER = 40
"""The bound on a question's cost: it looks for at most so many concepts (small words not counted) by at most
so many words of the index in all, and for each concept by so many phrases, each of their words in so many
forms."""
LONGEST_QUESTION = 1000
"""Characters of a question that are read."""
RESPELLED = 0.95
"""How much a word counts that was typed without Danish letters."""
ALONE = 0.4
"""How much a verb counts without the particle that was asked for with it ("følge" for "følge op")."""
APART = 0.6
"""How much the parts of a compound count that stand beside one another ("søge bolig" for boligsøgning)."""
SYNONYM = 0.75
"""How much a synonym counts against the word itself."""


class Phrase(NamedTuple):
    """Words of which all must stand in a piece: an alternative of more than one word, and its weight."""

    members: tuple[tuple[WordMatch, ...], ...]
    weight: float


class Concept(NamedTuple):
    """One thing that is asked for: the words as typed, what answers it, and phrases that answer it too.

    ``glue`` are words like "hvor mange" that find nothing by themselves and only bind the words beside them.
    """

    typed: str
    matches: tuple[WordMatch, ...]
    phrases: tuple[Phrase, ...] = ()
    glue: bool = False


class Plan(NamedTuple):
    """What a question comes to, in the question's order. ``unknown`` are typed words that nothing answers."""

    concepts: tuple[Concept, ...]
    unknown: tuple[str, ...]


def make_plan(question: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Plan:
    """Read ``question``. Any text is read; what has no words gives a plan without concepts."""
    question = question[:LONGEST_QUESTION]
    placed = [
        (found.start, Concept(question[found.start : found.end], _law_matches(found.reference, vocabulary)))
        for found in find_references(question)
    ]
    spans = [(found.start, found.end) for found in find_references(question)]
    tokens = [
        t for t in _tokens(question, vocabulary) if not any(s < t.end and t.start < e for s, e in spans)
    ]
    placed += _of_words(tokens, bool(placed), vocabulary, synonyms)
    placed.sort(key=lambda pair: pair[0])
    concepts = [concept for _, concept in placed if concept.matches or concept.phrases]
    unknown = tuple(concept.typed for _, concept in placed if _is_unknown(concept))
    return Plan(_bounded(concepts), unknown)


def _tokens(question: str, vocabulary: Vocabulary) -> list[TextToken]:
    """The words of ``question``; "e-boks" is one where the index knows it."""
    closed = [token for token in closed_up(question) if token.word in vocabulary.words]
    apart = (t for t in tokenise(question) if not any(c.start <= t.start < c.end for c in closed))
    return sorted([*apart, *closed], key=lambda token: token.start)


def _is_unknown(concept: Concept) -> bool:
    """Whether nothing answers ``concept``, or only what shares a part with a word that may be misspelled."""
    whole = any(phrase.weight > APART for phrase in concept.phrases)
    return not whole and all(match.weight <= LOOSE for match in concept.matches)


def _bounded(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """The first concepts, each with its best words, so that all of them keep the bound."""
    last = [index for index, concept in enumerate(concepts) if not concept.glue][:MOST_CONCEPTS]
    kept = concepts[: last[-1] + 1] if last else concepts[:MOST_CONCEPTS]
    share = MOST_WORDS // max(1, len(last))
    return tuple(
        concept._replace(matches=concept.matches[:share], phrases=concept.phrases[:MOST_PHRASES])
        for concept in kept
    )


def _law_matches(reference: LawReference, vocabulary: Vocabulary) -> tuple[WordMatch, ...]:
    wanted = law_terms.wanted(reference)
    return tuple(WordMatch(term, weight, 0, len(term)) for term, weight in wanted if term in vocabulary.words)


def _of_words(
    tokens: Sequence[TextToken], has_law: bool, vocabulary: Vocabulary, synonyms: Synonyms
) -> Iterator[tuple[int, Concept]]:
    """A concept for every word, and for every everyday phrase that is made of glue alone."""
    words = [token.word for token in tokens]
    glue = standard_lexicon().function_words
    telling = {index for index, word in enumerate(words) if word not in glue}
    alternatives, phrases = _alternatives(words, telling, synonyms)
    if not telling and not phrases and not has_law:
        telling = set(range(len(words)))
    seen = set()
    for index, token in enumerate(tokens):
        if token.word in seen:
            continue
        seen.add(token.word)
        if index in telling:
            concept = _concept(token.word, vocabulary, alternatives.get(index, ()))
            concept = _with_particle(concept, words[index + 1 :], vocabulary)
            yield token.start, _with_joined(concept, index, words, telling, vocabulary)
        else:
            matches = tuple(match for match in vocabulary.same(token.word) if match.weight == SAME)
            if matches:
                yield token.start, Concept(token.word, matches, glue=True)
    for entry, at, others in phrases:
        yield tokens[at].start, _concept("", vocabulary, (entry, *others))


def _concept(word: str, vocabulary: Vocabulary, alternatives: Sequence[str]) -> Concept:
    matches = vocabulary.matches(word) if word else []
    if word and (not matches or matches[0].weight < OTHER_PART):
        for other in vocabulary.like(word):
            matches += [m._replace(weight=m.weight * RESPELLED) for m in vocabulary.matches(other)]
    best = {match.word: match for match in sorted(matches, key=lambda match: match.weight)}
    phrases = []
    for alternative in alternatives:
        found = _members(alternative, vocabulary)
        if len(found) == 1:
            for match in found[0]:
                if match.word not in best or best[match.word].weight < SYNONYM * match.weight:
                    best[match.word] = match._replace(weight=SYNONYM * match.weight)
        elif found:
            phrases.append(Phrase(found, SYNONYM))
    parts = halves(word) if word else None
    if parts:
        first, second = (tuple(islice(vocabulary.same(part), MOST_OF_A_MEMBER)) for part in parts)
        phrases += [Phrase((first, second), APART), Phrase((second, first), APART)]
    return Concept(word or alternatives[0], _ordered(best.values()), tuple(_whole(phrases)))


def _with_particle(concept: Concept, following: Sequence[str], vocabulary: Vocabulary) -> Concept:
    """``concept`` with what its word says together with a particle, or taken apart from one."""
    verb, particle = joined(concept.typed, following)
    family = vocabulary.of_family(verb) if verb else []
    if family:
        best = {match.word: match._replace(weight=match.weight * ALONE) for match in concept.matches}
        synonyms = {match.word: match for match in concept.matches if match.weight == SYNONYM}
        best |= synonyms | {match.word: match for match in family}
        apart = Phrase((tuple(vocabulary.same(concept.typed)), tuple(vocabulary.same(particle))), SAME)
        return concept._replace(matches=_ordered(best.values()), phrases=(*concept.phrases, *_whole([apart])))
    verb, particle = taken_apart(concept.typed)
    if not verb:
        return concept
    apart = Phrase((tuple(vocabulary.same(verb)), tuple(vocabulary.same(particle))), SYNONYM)
    return concept._replace(phrases=(*concept.phrases, *_whole([apart])))


def _with_joined(
    concept: Concept, index: int, words: Sequence[str], telling: set[int], vocabulary: Vocabulary
) -> Concept:
    """``concept`` with the compounds its word makes with a neighbour: "pleje familie" may be meant as one."""
    best = {match.word: match for match in concept.matches}
    for first in (index - 1, index):
        if {first, first + 1} <= telling:
            for joined in (words[first] + words[first + 1], f"{words[first]}s{words[first + 1]}"):
                for match in vocabulary.same(joined):
                    if match.weight == SAME and match.word not in words:
                        best[match.word] = match._replace(weight=RESPELLED)
    return concept._replace(matches=_ordered(best.values()))


def _whole(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Those phrases of which the index has every word."""
    return (phrase for phrase in phrases if all(phrase.members))


def _ordered(matches: Iterable[WordMatch]) -> tuple[WordMatch, ...]:
    return tuple(sorted(matches, key=lambda match: -match.weight))


def _members(alternative: str, vocabulary: Vocabulary) -> tuple[tuple[WordMatch, ...], ...]:
    references = find_references(alternative)
    if references:
        found = _law_matches(references[0].reference, vocabulary)
        return (tuple(match for match in found if match.weight >= OTHER_PART),)
    return tuple(
        tuple(islice((m for m in vocabulary.matches(token.word) if m.weight >= OTHER_PART), MOST_OF_A_MEMBER))
        for token in tokenise(alternative)
    )


def _alternatives(
    words: Sequence[str], telling: set[int], synonyms: Synonyms
) -> tuple[dict[int, tuple[str, ...]], list[tuple[str, int, tuple[str, ...]]]]:
    """For each telling word (by index) what may stand for it, and the phrases of glue with theirs."""
    found: dict[int, tuple[str, ...]] = {}
    phrases = []
    for at, entry in synonyms.found_in([frozenset(forms(word).strong) for word in words]):
        host = next((index for index in range(at, at + len(entry.sought)) if index in telling), None)
        if host is not None:
            found[host] = tuple(dict.fromkeys(found.get(host, ()) + entry.others))
        elif len(entry.sought) > 1:
            phrases.append((entry.words, at, entry.others))
    return found, phrases
