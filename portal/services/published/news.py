"""What is new: versions published and standards repealed, as entries for a feed. Bodies, not persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from portal import address_book
from portal.clock import COPENHAGEN, day_of
from portal.danish.dates import format_date
from portal.services.context import Context
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.reading import Reading, create_reading

KEPT = 50


@dataclass(frozen=True)
class NewsEntry:
    """One thing that happened. ``path`` is the lasting address; ``key`` tells its entries apart."""

    key: str
    path: str
    title: str
    summary: str
    happened: datetime


class News:
    """Reads what is new from what is published."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def of(self, records: Sequence[StandardRecord]) -> tuple[NewsEntry, ...]:
        """The newest first, at most ``KEPT``."""
        entries = [entry for record in records for entry in self._entries(record)]
        entries.sort(key=lambda entry: (entry.happened, entry.key), reverse=True)
        return tuple(entries[:KEPT])

    def _entries(self, record: StandardRecord) -> Iterator[NewsEntry]:
        path = address_book.standard(*record.slugs)
        for version in record.versions:
            lasting = address_book.standard_version(*record.slugs, version.n)
            yield _published(version, lasting, self._reading)
            begins = version.begins.day
            if begins and _published_day(version) < begins <= self._reading.today:
                yield NewsEntry(
                    key="gaelder",
                    path=lasting,
                    title=f"{version.title}: version {version.n} gælder nu",
                    summary=f"Teksten gælder fra {format_date(begins)}.",
                    happened=_start(begins),
                )
        for repeal in record.repeals:
            if repeal.known_from <= self._reading.today:
                yield NewsEntry(
                    key="ophaevet",
                    path=path,
                    title=f"{record.title} ophæves",
                    summary=f"Standarden gælder ikke fra {format_date(repeal.day)}.",
                    happened=_start(repeal.known_from),
                )


def _published(version: VersionRecord, path: str, reading: Reading) -> NewsEntry:
    bodies = [row.body for row in reading.decisions(version) if row.body]
    parts = []
    if version.adopted.day:
        by = f" af {bodies[-1]}" if bodies else ""
        parts.append(f"Vedtaget{by} {format_date(version.adopted.day)}.")
    if version.corrects:
        parts.append(f"Redaktionel rettelse af version {version.corrects}.")
    if version.begins.day:
        parts.append(f"Gælder fra {format_date(version.begins.day)}.")
    return NewsEntry(
        key="offentliggjort",
        path=path,
        title=f"{version.title}: version {version.n} er offentliggjort",
        summary=" ".join(parts),
        happened=_start(_published_day(version)),
    )


def _published_day(version: VersionRecord) -> date:
    """The day it was published, else the day the portal got it."""
    return version.published.day or day_of(version.recorded)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


def create_news(context: Context) -> News:
    """News for a request."""
    return News(context.get(create_reading))
