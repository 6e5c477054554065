"""Sections and questions made up of Danish words by a fixed rule: the same ones every time, as many as
wanted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate

from search_index.analysis.lexicon import standard_lexicon
from search_index.store.model import Passage

WORDS_KNOWN = 30_000
FIELD_WORDS = [
    "barn",
    "børn",
    "unge",
    "forældre",
    "familie",
    "støtte",
    "aflastning",
    "døgnaflastning",
    "kontaktperson",
    "timer",
    "uge",
    "måned",
    "kommune",
    "ydelse",
    "indsats",
    "behov",
    "funktionsnedsættelse",
    "handleplan",
    "afgørelse",
    "klage",
    "frist",
    "opfølgning",
    "undersøgelse",
    "bevilling",
    "omfang",
    "niveau",
    "svære",
    "moderate",
    "lette",
    "weekend",
    "døgn",
    "ophold",
    "netværk",
    "skole",
    "fravær",
    "bolig",
    "efterværn",
    "mentor",
    "rådgiver",
    "samtale",
]
MUNICIPALITIES = 98
_COMMON = (
    "og i at det som en til er af på de med for den der ikke kan skal har et efter om ved fra eller hvis også"
)


@lru_cache(maxsize=1)
def _words() -> tuple[list[str], list[float]]:
    """Words from the commonest to the rarest with their running weights (the n-th weighs 1/n)."""
    random_words = random.Random(1)
    listed = sorted(word for word in standard_lexicon().forms() if word.isalpha() and word.islower())
    rare = random_words.sample(listed, WORDS_KNOWN)
    words = [*_COMMON.split(), *FIELD_WORDS, *rare]
    return words, list(accumulate(1 / (rank + 8) for rank in range(len(words))))


def passages(number: int, length: int = 180) -> Iterator[Passage]:
    """``number`` sections of about ``length`` words, spread over municipalities, standards and versions."""
    words, weights = _words()
    chance = random.Random(2)
    for index in range(number):
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(length // 2, 3 * length // 2))
        if chance.random() < 0.3:
            drawn.insert(
                len(drawn) // 2, f"servicelovens § {chance.randint(1, 180)}, stk. {chance.randint(1, 6)}"
            )
        municipality, standard = f"kommune-{index % MUNICIPALITIES}", f"standard-{index // 12 % 40}"
        heading = " ".join(chance.choices(words, cum_weights=weights, k=4))
        yield Passage(
            key=f"{municipality}/{standard}/v1#{index}",
            municipality=municipality,
            standard=standard,
            version=1,
            kind=chance.choice(("kvalitetsstandard", "serviceniveau", "retningslinje")),
            section_id=str(index),
            heading=heading,
            title=chance.choice(FIELD_WORDS),
            text=" ".join(drawn),
            topics=(chance.choice(FIELD_WORDS[:8]),),
            first_day=date(2025, 1, 1),
            confirmed=True,
        )


def questions(number: int) -> list[str]:
    """``number`` questions of two to seven words: field words, glue, a rarer word, now and then a
    provision."""
    words, weights = _words()
    chance = random.Random(3)
    asked = []
    for _ in range(number):
        picked = chance.sample(FIELD_WORDS, chance.randint(1, 3))
        picked += chance.choices(words, cum_weights=weights, k=chance.randint(1, 3))
        if chance.random() < 0.15:
            picked.append(f"§ {chance.randint(1, 180)}")
        chance.shuffle(picked)
        asked.append(" ".join(picked))
    return asked
