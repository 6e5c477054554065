"""A standard's versions placed on a line of time; the picture and the list are drawn from the same eras."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from portal import address_book
from portal.danish.dates import format_date
from portal.documents.validity.standing import Span, VersionStanding
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.views.shared.components import Timeline, TimelineVersion
from portal.views.shared.drawn import DrawnTick
from portal.views.shared.page_frame import Link
from portal.views.shared.words import date_words, stage_status

MARGIN_DAYS = 180
MOST_YEARS = 5
"""So many fit beside one another on a telephone."""


def timeline_of(record: StandardRecord, stages: Sequence[VersionStanding], today: date) -> Timeline:
    """Newest version first; positions run from 0 to 1 over all known days and today."""
    days = [day for stage in stages for day in (stage.span.first, stage.span.last) if day] + [today]
    first = min(days).toordinal() - MARGIN_DAYS
    length = max(days).toordinal() + MARGIN_DAYS - first

    def place(day: date) -> float:
        return (day.toordinal() - first) / length

    before = {version.n: earlier.n for earlier, version in pairwise(record.versions)}
    eras = tuple(
        replace(
            _era(stage, version, place, today, address_book.standard_version(*record.slugs, version.n)),
            changes=_changes(record, version, before),
        )
        for stage in sorted(stages, key=lambda stage: -stage.n)
        if (version := record.version(stage.n))
    )
    years = range(date.fromordinal(first).year + 1, date.fromordinal(first + length).year + 1)
    step = max(1, -(-len(years) // MOST_YEARS))
    ticks = tuple(DrawnTick(place(date(year, 1, 1)), str(year)) for year in years[::step])
    text = f"{len(eras)} {'version' if len(eras) == 1 else 'versioner'}. I dag er det {format_date(today)}."
    return Timeline(eras, ticks, place(today), 1, text)


def _changes(record: StandardRecord, version: VersionRecord, before: Mapping[int, int]) -> Link | None:
    """The way to what changed since the version before."""
    if version.n not in before:
        return None
    a = before[version.n]
    return Link(f"Se ændringer siden version {a}", address_book.standard_changes(*record.slugs, a, version.n))


def _era(
    stage: VersionStanding,
    version: VersionRecord,
    place: Callable[[date], float],
    today: date,
    href: str,
) -> TimelineVersion:
    span: Span = stage.span
    start = place(span.first) if span.first else 0.0
    end = place(span.last) if span.last else 1.0
    return TimelineVersion(
        number=version.n,
        href=href,
        title=version.title,
        status=stage_status(stage.stage, today, today, href),
        starts=date_words(version.begins),
        ends=format_date(span.last) if span.last else "ingen slutdato kendt",
        start=start,
        end=max(start, end),
        open_start=span.first is None,
        open_end=span.last is None,
        facts=(
            *((("Redaktionel rettelse", f"af version {version.corrects}"),) if version.corrects else ()),
            ("Vedtaget", date_words(version.adopted)),
            ("Offentliggjort", date_words(version.published)),
        ),
    )
