"""The filters beside the hits: each value is a link, with how many hits it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from portal.danish.law_references import format_reference, parse_path
from portal.services.searching import Found
from portal.views.dates import PARAMETER
from portal.views.pages.search import FilterChoice, FilterGroup
from portal.views.search_asked import CONFIRMED, EVERYTHING, MORE_KINDS, Asked

MOST_CHOICES = 8
"""Values of one filter that are offered; a list of all would bury the hits."""
_AGES = range(26)
"""Ages told apart; from 25 up the standards here say nothing more."""
_STATUS = {"ja": "Gælder sikkert", "nej": "Ikke sikkert, om det gælder"}


def filters_of(asked: Asked, found: Found, municipalities: Mapping[str, str]) -> tuple[FilterGroup, ...]:
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


def _plain(
    asked: Asked, found: Found, heading: str, name: str, key: str, labels: Mapping[str, str]
) -> FilterGroup:
    chosen = asked.filters()[key]
    counts = sorted(found.counts.get(name, {}).items(), key=lambda pair: (-pair[1], pair[0]))
    if chosen and chosen != EVERYTHING and chosen not in dict(counts):
        counts.insert(0, (chosen, 0))
    return FilterGroup(
        heading,
        tuple(
            FilterChoice(
                labels.get(value, value),
                str(number),
                asked.href(**{key: "" if value == chosen else value}),
                value == chosen,
            )
            for value, number in counts[:MOST_CHOICES]
        ),
    )


def _law(asked: Asked, found: Found) -> FilterGroup:
    """The provisions most named, and the chosen one."""
    counts = dict(found.counts.get("law", {}))
    if asked.law:
        counts = {asked.law: found.total}
    choices = [
        FilterChoice(
            format_reference(parse_path(path)),
            str(number),
            asked.href(lov="" if path == asked.law else path),
            path == asked.law,
        )
        for path, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CHOICES]
    ]
    return FilterGroup("Lov", tuple(choices))


def _ages(asked: Asked, found: Found) -> FilterGroup:
    """The ages for which different sections are meant, neighbouring ages with the same sections together."""
    if asked.age is not None:
        removed = asked.href(alder="")
        return FilterGroup(
            "Barnets alder", (FilterChoice(_years(asked.age), str(found.total), removed, True),)
        )
    spans = {_spans(name): times for name, times in found.counts.get("ages", {}).items()}
    if not any(spans):
        return FilterGroup("Barnets alder", ())
    choices = []
    for fitting, ages in groupby(_AGES, lambda age: frozenset(s for s in spans if _fits(s, age))):
        first, *rest = ages
        number = sum(spans[fit] for fit in fitting)
        words = _years(first) if not rest else f"{first}-{rest[-1]} år"
        words = f"{first} år og ældre" if rest and rest[-1] == _AGES[-1] else words
        choices.append(FilterChoice(words, str(number), asked.href(alder=str(first))))
    return FilterGroup("Barnets alder", tuple(choices))


def _years(age: int) -> str:
    return f"{age} år"


def _spans(name: str) -> tuple[tuple[int, int], ...]:
    return tuple(tuple(map(int, span.split("-"))) for span in name.split(",") if span)  # type: ignore[misc]


def _fits(spans: tuple[tuple[int, int], ...], age: int) -> bool:
    """A section without ages is for all of them."""
    return not spans or any(low <= age <= high for low, high in spans)


def _status(asked: Asked, found: Found) -> FilterGroup:
    """How sure it is that the text stands; only what is sure can be asked for alone."""
    counts = found.counts.get("confirmed", {})

    def choices() -> Iterator[FilterChoice]:
        for value, words in _STATUS.items():
            if value in counts or (value == "ja" and asked.status):
                chosen = value == "ja" and bool(asked.status)
                href = asked.href(status="" if chosen else CONFIRMED) if value == "ja" else ""
                yield FilterChoice(words, str(counts.get(value, 0)), href, chosen)

    return FilterGroup("Status", tuple(choices()))


def _time(asked: Asked) -> FilterGroup:
    """What applies today, or every version there is and was."""
    today = not asked.typed_day
    return FilterGroup(
        "Tid",
        (
            FilterChoice("Det, der gælder i dag", "", "" if today else asked.href(**{PARAMETER: ""}), today),
            FilterChoice(
                "Alle versioner, også gamle",
                "",
                "" if asked.every_day else asked.href(**{PARAMETER: EVERYTHING}),
                asked.every_day,
            ),
        ),
    )
