"""Where a search may go on from: wider where nothing was found, examples before anything is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from portal import address_book
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.search.search_questions import EVERYTHING, SearchQuestion
from portal.views.search.search_address import EVERY_DAY, SearchAddress
from portal.views.shared.dates import PARAMETER
from portal.views.shared.page_frame import Link

EXAMPLES = ("aflastning", "kontaktperson", "hvor mange timer kan vi få", "klage")

Count = Callable[[SearchQuestion], int]
"""How many sections answer a question."""


def next_searches(asked: SearchAddress, owner: MunicipalityRecord | None, count: Count) -> tuple[Link, ...]:
    """Wider searches that find something, with how much; last where everything stands, which always does."""
    links = [
        Link(f"{text} ({number})", href)
        for text, href, question in _wider(asked)
        if (number := count(replace(question, offset=0)))
    ]
    if owner:
        return (*links, Link(f"Se alle standarder i {owner.name}", address_book.municipality(owner.slug)))
    return (*links, Link("Se alle kommuner", address_book.home()))


def _wider(asked: SearchAddress) -> Iterator[tuple[str, str, SearchQuestion]]:
    """Each way's words, address and question."""
    question = asked.question
    unfiltered = SearchQuestion(question.sought, municipality=asked.municipality, correct=question.correct)
    cleared = dict.fromkeys(asked.filters(), "") | {"kommune": asked.municipality}
    if asked.municipality:
        yield "Søg i alle kommuner", asked.href(kommune=""), replace(question, municipality="")
    if any(value for name, value in asked.filters().items() if name != "kommune"):
        yield "Fjern alle filtre", asked.href(**cleared), unfiltered
    if asked.kind != EVERYTHING:
        words = "Søg også i undersøgelser og vejledning"
        yield words, asked.href(type=EVERYTHING), replace(question, kind=EVERYTHING)
    if not asked.every_day:
        yield (
            "Søg også i gamle versioner",
            asked.href(**{PARAMETER: EVERY_DAY}),
            replace(question, every_day=True),
        )


def examples(count: Count) -> tuple[Link, ...]:
    """What one could ask, of what finds something today."""
    return tuple(
        Link(words, address_book.search(q=words)) for words in EXAMPLES if count(SearchQuestion(words))
    )
