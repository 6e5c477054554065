"""The filters beside the hits: each value is a link, with how many hits it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from portal.danish.dates import format_date
from portal.danish.law_references import format_reference, parse_path
from portal.services.search.search_questions import EVERYTHING
from portal.services.search.searching import SearchResult
from portal.views.search.search_address import CONFIRMED, EVERY_DAY, MORE_KINDS, SearchAddress
from portal.views.search.search_page import FilterChoice, FilterGroup
from portal.views.shared.dates import PARAMETER
from portal.views.shared.page_frame import Link

MOST_CHOICES = 8
"""Values of one filter that are offered; a list of all would bury the hits."""
_AGES = range(26)
"""Ages told apart; from 25 up the standards here say nothing more."""
_STATUS = {"ja": "Gælder sikkert", "nej": "Ikke sikkert, om det gælder"}


def filters_of(
    asked: SearchAddress, found: SearchResult, municipalities: Mapping[str, str]
) -> tuple[FilterGroup, ...]:
    """Every filter that would change something, or is chosen."""
    groups = (
        _plain(asked, found, "Kommune", "municipality", "kommune", municipalities),
        _plain(asked, found, "Slags tekst", "kind", "type", MORE_KINDS),
        _plain(asked, found, "Emne", "topic", "emne", {}),
        _law(asked, found),
        _ages(asked, found),
        _status(asked, found),
        _time(asked),
    )
    return tuple(
        group for group in groups if len(group.choices) > 1 or any(choice.chosen for choice in group.choices)
    )


def chosen_of(asked: SearchAddress, municipalities: Mapping[str, str]) -> tuple[Link, ...]:
    """What is chosen, each leading to the same question without it."""
    one_day = f"Det, der gjaldt den {format_date(asked.on)}" if asked.typed_day else ""
    words = {
        "kommune": municipalities.get(asked.municipality, ""),
        "type": "Også undersøgelser og vejledning"
        if asked.kind == EVERYTHING
        else MORE_KINDS.get(asked.kind),
        "emne": asked.topic,
        "lov": format_reference(parse_path(asked.law)) if asked.law else "",
        "alder": "" if asked.age is None else _years(asked.age),
        "status": _STATUS["ja"] if asked.status else "",
        PARAMETER: "Alle versioner, også gamle" if asked.every_day else one_day,
    }
    return tuple(Link(text, asked.href(**{key: ""})) for key, text in words.items() if text)


def _plain(
    asked: SearchAddress, found: SearchResult, heading: str, name: str, key: str, labels: Mapping[str, str]
) -> FilterGroup:
    chosen = asked.filters()[key]
    counts = _most(found.counts.get(name, {}), "" if chosen == EVERYTHING else chosen)
    return FilterGroup(
        heading,
        tuple(
            FilterChoice(
                labels.get(value, value),
                str(number),
                asked.href(**{key: "" if value == chosen else value}),
                value == chosen,
            )
            for value, number in counts
        ),
    )


def _most(counts: Mapping[str, int], chosen: str) -> list[tuple[str, int]]:
    """The values with most hits, the chosen one first however few it has."""
    ordered = sorted(counts.items(), key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))
    if chosen and chosen not in counts:
        ordered.insert(0, (chosen, 0))
    return ordered[:MOST_CHOICES]


def _law(asked: SearchAddress, found: SearchResult) -> FilterGroup:
    """The provisions most named, and the chosen one, which takes in those below it."""
    counts = dict(found.counts.get("law", {}))
    if asked.law:
        counts[asked.law] = found.total
    return FilterGroup(
        "Lov",
        tuple(
            FilterChoice(
                format_reference(parse_path(path)),
                str(number),
                asked.href(lov="" if path == asked.law else path),
                path == asked.law,
            )
            for path, number in _most(counts, asked.law)
        ),
    )


def _ages(asked: SearchAddress, found: SearchResult) -> FilterGroup:
    """The ages for which different sections are meant, neighbouring ages with the same sections together."""
    spans = {_spans(name): times for name, times in found.counts.get("ages", {}).items()}
    choices = []
    for fitting, ages in groupby(_AGES, lambda age: frozenset(s for s in spans if _fits(s, age))):
        first, *rest = ages
        chosen = asked.age is not None and min(asked.age, _AGES[-1]) in (first, *rest)
        number = found.total if chosen else sum(spans[fit] for fit in fitting)
        if not number and not chosen:
            continue
        words = _years(first) if not rest else f"{first}-{rest[-1]} år"
        words = f"{first} år og ældre" if rest and rest[-1] == _AGES[-1] else words
        words = _years(asked.age) if chosen and asked.age is not None else words
        choices.append(
            FilterChoice(words, str(number), asked.href(alder="" if chosen else str(first)), chosen)
        )
    told_apart = any(spans) or asked.age is not None
    return FilterGroup("Barnets alder", tuple(choices) if told_apart else ())


def _years(age: int) -> str:
    return f"{age} år"


def _spans(name: str) -> tuple[tuple[int, int], ...]:
    return tuple(tuple(map(int, span.split("-"))) for span in name.split(",") if span)  # type: ignore[misc]


def _fits(spans: tuple[tuple[int, int], ...], age: int) -> bool:
    """A section without ages is for all of them."""
    return not spans or any(low <= age <= high for low, high in spans)


def _status(asked: SearchAddress, found: SearchResult) -> FilterGroup:
    """How sure it is that the text stands; only what is sure can be asked for alone."""
    counts = found.counts.get("confirmed", {})

    def choices() -> Iterator[FilterChoice]:
        for value, words in _STATUS.items():
            if value in counts or (value == "ja" and asked.status):
                chosen = value == "ja" and bool(asked.status)
                href = asked.href(status="" if chosen else CONFIRMED) if value == "ja" else ""
                yield FilterChoice(words, str(counts.get(value, 0)), href, chosen)

    return FilterGroup("Status", tuple(choices()))


def _time(asked: SearchAddress) -> FilterGroup:
    """What applies today, on the day that is chosen, or every version there is and was."""
    today, one_day = not asked.typed_day, asked.typed_day and not asked.every_day
    choices = [
        FilterChoice("Det, der gælder i dag", "", "" if today else asked.href(**{PARAMETER: ""}), today)
    ]
    if one_day:
        choices.append(FilterChoice(f"Det, der gjaldt den {format_date(asked.on)}", "", "", True))
    every = "" if asked.every_day else asked.href(**{PARAMETER: EVERY_DAY})
    choices.append(FilterChoice("Alle versioner, også gamle", "", every, asked.every_day))
    return FilterGroup("Tid", tuple(choices))
