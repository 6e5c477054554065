"""Searching what is published, with where each hit's version stands today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.documents.validity import VersionStanding
from portal.services.catalogue import StandardRecord, VersionRecord
from portal.services.reading import Reading
from search_index import Index
from search_index.model import Hit, Query


@dataclass(frozen=True)
class FoundPassage:
    """A hit with the standard it belongs to and its version's stage on the day asked about."""

    hit: Hit
    record: StandardRecord
    version: VersionRecord
    stage: VersionStanding

    @property
    def href(self) -> str:
        """The lasting address of the passage: its version, and the section in it."""
        return f"/{self.record.municipality.slug}/{self.record.slug}/v{self.version.n}#{self.hit.section_id}"


@dataclass(frozen=True)
class Found:
    """What was found; ``counts`` maps a filter to value → hits."""

    passages: tuple[FoundPassage, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    corrected: str
    near: tuple[str, ...]


class Searching:
    """Questions to the index, which never holds a draft; nor is an unpublished version ever named."""

    def __init__(self, index: Index, reading: Reading):
        self._index = index
        self._reading = reading

    def suggest(self, prefix: str, municipality: str = "") -> tuple[str, ...]:
        """Words and headings that go on from ``prefix``, of what applies today; never a draft's."""
        today = self._reading.today
        return self._index.suggest(prefix, on=today, municipality=municipality, known=today)

    def search(self, query: Query) -> Found:
        """What answers ``query``, of what was published by today."""
        results = self._index.search(replace(query, known=self._reading.today))
        named = self._reading.standards_named((hit.municipality, hit.standard) for hit in results.hits)
        records = {(record.municipality.slug, record.slug): record for record in named}
        passages = []
        for hit in results.hits:
            record = records.get((hit.municipality, hit.standard))
            version = record.version(hit.version) if record else None
            if record is None or version is None:
                continue  # the index is a moment behind the database
            stage = next(s for s in self._reading.stages(record, query.on) if s.n == hit.version)
            passages.append(FoundPassage(hit, record, version, stage))
        return Found(tuple(passages), results.total, results.counts, results.corrected, results.near)
