"""Verbs that Danish takes apart: "følge op" is opfølgning, and opfølgning is that somebody follows up."""

from __future__ import annotations

from collections.abc import Sequence

from search_index.analysis.forms import dictionary_form
from search_index.analysis.lexicon import standard_lexicon

PARTICLES = ("op", "ud", "ind", "ned", "af", "fra", "frem", "tilbage", "sammen", "igen", "hjem")
"""Words that join a verb in front; "under", "over", "om" and "til" are left out: they mostly stand for
themselves."""
WORDS_BETWEEN = 2


def joined(word: str, following: Sequence[str]) -> tuple[str, str]:
    """The verb that ``word`` and a particle soon after it make, and the particle; ("", "") where they make
    none.

    "følger", ["tæt", "op"] → ("opfølge", "op").
    """
    verb = dictionary_form(word)
    for particle in following[: WORDS_BETWEEN + 1]:
        if particle in PARTICLES and standard_lexicon().lemma(verb) == verb:
            return particle + verb, particle
    return "", ""


def taken_apart(word: str) -> tuple[str, str]:
    """The verb and the particle that a noun like "opfølgning" comes from; ("", "") where it comes from
    none."""
    lexicon = standard_lexicon()
    lemma = dictionary_form(word)
    family = lexicon.family(lemma)
    for particle in PARTICLES:
        verb = family.removeprefix(particle)
        if family != lemma and verb != family and len(verb) > 3 and lexicon.lemma(verb) == verb:
            return verb, particle
    return "", ""
