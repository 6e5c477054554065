"""Law references as terms of their own: every spelling of "§ 52, stk. 3, nr. 6" is one term, with its
parents.

``§-/52/3`` says that § 52, stk. 3 was named; ``§-/52/`` with a slash behind, that something below § 52 was.
The act stands first, "-" for any act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.danish.law_references import LawReference, find_references, parents, reference_path
from search_index.analysis.tokens import TextToken

SIGN = "§"
NO_ACT = "-"
BELOW = "/"


def is_term(word: str) -> bool:
    """Whether ``word`` is one of these terms (and not a loose "§52" of the tokeniser)."""
    return word.startswith(SIGN) and "/" in word


def in_text(text: str) -> Iterator[TextToken]:
    """The terms of every reference in ``text``: itself and its parents, each with its act and without."""
    if SIGN not in text and "aragraf" not in text:
        return
    for found in find_references(text):
        for term in dict.fromkeys(_terms(found.reference)):
            yield TextToken(term, found.start, found.end)


def of_paths(paths: Iterable[str]) -> Iterator[str]:
    """The terms of provisions given as paths ("serviceloven/52/3/6"), parents too."""
    for path in paths:
        act, *steps = _closed(path).split("/")
        for name in dict.fromkeys((act, NO_ACT)):
            yield SIGN + "/".join((name, *steps))
            for length in range(1, len(steps)):
                yield SIGN + "/".join((name, *steps[:length])) + BELOW


def filter_terms(path: str) -> tuple[str, str]:
    """The terms one of which every passage about the provision ``path`` has: it named, or one below it."""
    term = SIGN + _closed(path)
    return term, term + BELOW


def wanted(reference: LawReference) -> list[tuple[str, float]]:
    """What a question about ``reference`` looks for, with weights: the provision, those below, those
    above."""
    names = [(reference, 1.0)]
    if reference.act:
        names.append((replace(reference, act=""), 0.7))
    found = []
    for name, weight in names:
        found += [(_term(name), weight), (_term(name) + BELOW, 0.5 * weight)]
    for step, parent in enumerate(parents(replace(reference, act="")), 1):
        found.append((_term(parent), 0.4 / step))
    return found


def _terms(reference: LawReference) -> Iterator[str]:
    for name in (reference, replace(reference, act="")):
        yield _term(name)
        for parent in parents(name):
            yield _term(parent) + BELOW


def _term(reference: LawReference) -> str:
    return SIGN + reference_path(reference)


def _closed(path: str) -> str:
    return (NO_ACT + path if path.startswith("/") else path).rstrip("/")
