"""The words of the ``{#ordforklaring}`` section, and where they occur in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from portal.danish.letters import slug
from portal.documents.document import GlossaryTerm
from portal.documents.problems import Problems
from portal.documents.reading.tokens import close_of, line_of, plain

GLOSSARY_ID = "ordforklaring"
_AFTER_VOWEL = "s|n|ns|t|ts|r|rs|er|ers|rne|rnes|erne|ernes|en|ens|et|ets"
_AFTER_CONSONANT = "s|en|ens|et|ets|e|es|er|ers|ere|eres|ene|enes|erne|ernes|ne|nes"


def read_glossary(tokens: Sequence[Token], line: int, problems: Problems) -> tuple[GlossaryTerm, ...]:
    """The terms of a glossary section's tokens; ``line`` is the section's. A repeated term is an error."""
    terms: dict[str, GlossaryTerm] = {}
    for index, token in enumerate(tokens):
        if token.type != "dt_open":
            continue
        term = plain(tokens[index + 1])
        anchor = slug(term)
        if anchor in terms or not anchor:
            problems.error(
                line_of(token) or line,
                "duplicate-id",
                f"»{term}« er forklaret to gange i ordforklaringen.",
                "Behold den ene forklaring.",
            )
            continue
        token.attrs["id"] = f"begreb-{anchor}"
        terms[anchor] = GlossaryTerm(term, explanation_after(tokens, index), anchor)
    return tuple(terms.values())


def explanation_after(tokens: Sequence[Token], term: int) -> str:
    """The plain words of the definitions that follow the ``dt_open`` at index ``term``."""
    pieces = []
    index = close_of(tokens, term) + 1
    while index < len(tokens) and tokens[index].type == "dd_open":
        end = close_of(tokens, index)
        pieces += [plain(token) for token in tokens[index:end] if token.type == "inline"]
        index = end + 1
    return " ".join(pieces)


class TermFinder:
    """Finds the terms of one document in text: inflected forms count, parts of other words do not."""

    def __init__(self, terms: Sequence[GlossaryTerm]):
        self._terms = sorted(terms, key=lambda term: -len(term.term))
        choices = "|".join(
            f"(?P<t{number}>{_inflected(term.term)})" for number, term in enumerate(self._terms)
        )
        self._pattern = (
            re.compile(rf"(?<![\w-])(?:{choices})(?![\w]|-\w)", re.IGNORECASE) if choices else None
        )

    def find(self, text: str) -> Iterator[tuple[int, int, GlossaryTerm]]:
        """Each occurrence: where it starts and ends, and its term. Longer terms go before shorter ones."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            yield found.start(), found.end(), self._terms[int((found.lastgroup or "t0")[1:])]


def _inflected(term: str) -> str:
    words = r"\s+".join(re.escape(word) for word in term.split())
    last = term[-1].lower()
    if last in "aeiouyæøå":
        return f"{words}(?:{_AFTER_VOWEL})?"
    doubled = f"{last}?" if last in "bdfgklmnprst" else ""
    return f"{words}(?:{doubled}(?:{_AFTER_CONSONANT}))?"
