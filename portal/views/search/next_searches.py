"""Where a search may go on from: wider where nothing was found, examples before anything is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from portal import address_book
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.search.search_question import EVERYTHING, SearchQuestion
from portal.views.shared.dates import PARAMETER
from portal.views.shared.page_frame import Link
from search_index.model import ALL_KINDS, Query

EXAMPLES = ("aflastning", "kontaktperson", "hvor mange timer kan vi få", "klage")

Count = Callable[[Query], int]
"""How many sections answer a query."""


def next_searches(asked: SearchQuestion, owner: MunicipalityRecord | None, count: Count) -> tuple[Link, ...]:
    """Wider searches that find something, with how much; last where everything stands, which always does."""
    links = [
        Link(f"{text} ({number})", href)
        for text, href, query in _wider(asked)
        if (number := count(replace(query, offset=0)))
    ]
    if owner:
        return (*links, Link(f"Se alle standarder i {owner.name}", address_book.municipality(owner.slug)))
    return (*links, Link("Se alle kommuner", address_book.home()))


def _wider(asked: SearchQuestion) -> Iterator[tuple[str, str, Query]]:
    """Each way's words, address and query."""
    query = asked.query(prefer="")
    unfiltered = replace(query, kinds=(), topic="", law="", age=None, confirmed_only=False, on=asked.today)
    cleared = dict.fromkeys(asked.filters(), "") | {"kommune": asked.municipality}
    if asked.municipality:
        yield "Søg i alle kommuner", asked.href(kommune=""), replace(query, municipality="")
    if any(value for name, value in asked.filters().items() if name != "kommune"):
        yield "Fjern alle filtre", asked.href(**cleared), unfiltered
    if asked.kind != EVERYTHING:
        words = "Søg også i undersøgelser og vejledning"
        yield words, asked.href(type=EVERYTHING), replace(query, kinds=ALL_KINDS)
    if not asked.every_day:
        yield "Søg også i gamle versioner", asked.href(**{PARAMETER: EVERYTHING}), replace(query, on=None)


def examples(asked: SearchQuestion, count: Count) -> tuple[Link, ...]:
    """What one could ask, of what finds something today."""
    return tuple(
        Link(words, address_book.search(q=words))
        for words in EXAMPLES
        if count(Query(words, on=asked.today, limit=1))
    )
