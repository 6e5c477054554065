"""The counts beside a filter that is chosen: what the same question finds under the other filters.

Without it a chosen municipality would leave the others with nothing, and one could not change one's choice.
The day asked about, the day known and what is left out by itself hold for every count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from search_index.ranking.plan import Plan
from search_index.ranking.ranking import score
from search_index.store.model import ALL_KINDS, BACKGROUND, Query
from search_index.store.snapshot import COUNTED, Snapshot


def without_each(query: Query) -> Mapping[str, Query]:
    """The name of each chosen filter → ``query`` without it; nothing where none is chosen."""
    free: dict[str, Query] = {}
    if query.municipality:
        free["municipality"] = replace(query, municipality="")
    if query.kinds and set(query.kinds) != set(ALL_KINDS):
        free["kind"] = replace(query, kinds=_any_kind(query))
    if query.topic:
        free["topic"] = replace(query, topic="")
    if query.law:
        free["law"] = replace(query, law="")
    if query.age is not None:
        free["ages"] = replace(query, age=None)
    if query.confirmed_only:
        free["confirmed"] = replace(query, confirmed_only=False)
    return free


def count_again(snapshot: Snapshot, plan: Plan, query: Query) -> dict[str, Mapping[str, int]]:
    """The counts of all values of each chosen filter, taken under the others; of every filter where versions
    of more than one day are asked for, whose values may differ.

    The words are asked once more for all filters together, and only in these cases.
    """
    asked = without_each(query)
    if query.on is None:
        asked = dict.fromkeys(COUNTED, query) | dict(asked)
    if not asked:
        return {}
    found = score(plan, snapshot, snapshot.mask(_without_all(query))).pieces
    counts = {
        name: snapshot.count_by(name, found[snapshot.mask(freed).take(found)])
        for name, freed in asked.items()
    }
    return {name: values for name, values in counts.items() if values}


def _without_all(query: Query) -> Query:
    kinds = _any_kind(query)
    return replace(query, municipality="", kinds=kinds, topic="", law="", age=None, confirmed_only=False)


def _any_kind(query: Query) -> tuple[str, ...]:
    """Every kind; background only where it was asked for."""
    return ALL_KINDS if BACKGROUND in query.kinds else ()
