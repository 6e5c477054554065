"""What the portal does not have: who asks must be able to tell "not here" from "there is none"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.danish.law_acts import ACTS, Act
from portal.danish.letters import sort_key
from portal.danish.municipalities import MUNICIPALITY_NAMES, bare_name
from portal.documents.validity.law_table import LAW_TABLE, LawStatus, LawTable
from portal.services.asking.calculating import Calculating, create_calculating
from portal.services.context import Context
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.reading import Reading, create_reading


@dataclass(frozen=True)
class OwnerCoverage:
    """What one municipality has texts and level tables about, and what it lacks that another here has."""

    record: MunicipalityRecord
    topics: tuple[str, ...]
    tables: tuple[str, ...]
    lacks_topics: tuple[str, ...]
    lacks_tables: tuple[str, ...]


@dataclass(frozen=True)
class ActCoverage:
    """An act, and up to which day its changes are followed; None for one that is not followed.

    Followed is what verified rows of the law table speak of. The day is that of the row checked longest ago.
    """

    act: Act
    until: date | None


@dataclass(frozen=True)
class Coverage:
    """What is here on a day and what is not. ``absent`` are the municipalities without any text here."""

    owners: tuple[OwnerCoverage, ...]
    absent: tuple[str, ...]
    acts: tuple[ActCoverage, ...]


class Covering:
    """Says what the portal lacks."""

    def __init__(self, reading: Reading, calculating: Calculating):
        self._reading = reading
        self._calculating = calculating

    def covered(self, municipality: str = "", on: date | None = None, known: date | None = None) -> Coverage:
        """Of one municipality or of all, by the texts that answer for ``on``, as known on ``known``.

        Raises UnknownName for a municipality that is not there.
        """
        asked = [self._reading.municipality(municipality)] if municipality else self._reading.municipalities()
        topics, tables = self._topics(on, known), self._tables(on, known)
        every_topic, every_table = _all(topics.values()), _all(tables.values())
        owners = tuple(
            OwnerCoverage(
                record=owner,
                topics=_sorted(own_topics),
                tables=_sorted(own_tables),
                lacks_topics=_sorted(every_topic - own_topics),
                lacks_tables=_sorted(every_table - own_tables),
            )
            for owner in asked
            if owner.is_municipality
            for own_topics, own_tables in [(topics.get(owner.slug, set()), tables.get(owner.slug, set()))]
        )
        return Coverage(owners, self._absent(), acts_followed(LAW_TABLE))

    def _topics(self, on: date | None, known: date | None) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for standing in self._reading.standings(on=on, known=known):
            if standing.version and standing.record.municipality.is_municipality:
                found.setdefault(standing.record.municipality.slug, set()).update(standing.version.topics)
        return found

    def _tables(self, on: date | None, known: date | None) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for source in self._calculating.tables(on=on, known=known):
            found.setdefault(source.found.record.municipality.slug, set()).add(source.table.id)
        return found

    def _absent(self) -> tuple[str, ...]:
        here = {bare_name(record.name) for record in self._reading.municipalities()}
        return tuple(name for key, name in MUNICIPALITY_NAMES.items() if key not in here)


def acts_followed(table: LawTable) -> tuple[ActCoverage, ...]:
    """Every act known by name, and up to which day ``table`` follows it."""
    checked: dict[str, date] = {}
    for row in table.changes:
        if row.status is LawStatus.VERIFIED:
            for reference in (row.old, *row.new):
                _note(checked, reference.act, row.checked_on)
    for fact in table.facts:
        if fact.status is LawStatus.VERIFIED:
            for reference in fact.law:
                _note(checked, reference.act, fact.checked_on)
    return tuple(ActCoverage(act, checked.get(act.slug)) for act in ACTS)


def _note(checked: dict[str, date], act: str, day: date) -> None:
    checked[act] = min(day, checked.get(act, day))


def _all(sets: Iterable[set[str]]) -> set[str]:
    return {one for found in sets for one in found}


def _sorted(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=sort_key))


def create_covering(context: Context) -> Covering:
    """Covering for a request."""
    return Covering(context.get(create_reading), context.get(create_calculating))
