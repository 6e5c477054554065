"""What a reader may be about to type: headings and words that begin so, among what the filters let
through."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

import numpy as np

from search_index.analysis.forms import dictionary_form
from search_index.analysis.lexicon import standard_lexicon
from search_index.analysis.skeletons import skeleton
from search_index.store.columns import Mask
from search_index.store.model import Query
from search_index.store.snapshot import Snapshot

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 80
WORDS_LOOKED_AT = 60
_WORD = re.compile(r"[^\W_]+")


def suggest(snapshot: Snapshot, prefix: str, query: Query, limit: int = 8) -> tuple[str, ...]:
    """At most ``limit`` headings, titles and words for what has been typed; () for less than two letters.

    Nothing is suggested that ``query``'s filters do not let through.
    """
    typed = [skeleton(word) for word in _WORD.findall(prefix[:LONGEST_PREFIX].lower())]
    if not typed or len(typed[-1]) < SHORTEST_PREFIX:
        return ()
    mask = snapshot.mask(query)
    headings = {heading.lower(): heading for heading in reversed(_headings(snapshot, typed, mask))}
    words = _words(snapshot, typed[0], mask)[: limit // 2] if len(typed) == 1 else []
    found = [headings.get(word, word) for word in words] + list(reversed(headings.values()))
    return tuple(dict.fromkeys(found))[:limit]


def _headings(snapshot: Snapshot, typed: list[str], mask: Mask) -> list[str]:
    counted: Counter[str] = Counter()
    for heading, words, pieces in snapshot.headings():
        if all(any(word.startswith(part) for word in words) for part in typed):
            visible = int(np.count_nonzero(mask[pieces]))
            if visible:
                counted[heading] = visible
    return [heading for heading, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def _words(snapshot: Snapshot, prefix: str, mask: Mask) -> list[str]:
    ordered = snapshot.vocabulary.by_skeleton()
    start = bisect_left(ordered, (prefix, ""))
    glue = standard_lexicon().function_words
    counted: Counter[str] = Counter()
    for spelled, word in ordered[start : start + WORDS_LOOKED_AT]:
        if not spelled.startswith(prefix):
            break
        if word.isalpha() and word not in glue:
            counted[dictionary_form(word)] += snapshot.is_found(word, mask)
    return [word for word, times in counted.most_common() if times]
