"""Searching what is published, with where each hit's version stands today."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.documents.validity.standing import VersionStanding
from portal.services.asking.calculating import Calculating, Calculation, Question, create_calculating
from portal.services.context import Context
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading, create_reading
from portal.services.search.asked_words import Spool
from portal.services.search.recognising import named_municipality, named_row
from portal.services.search.word_book import WordBook
from search_index import Index
from search_index.analysis.curated import CuratedAnswer, find_curated
from search_index.model import Hit, Query, Results

_log = logging.getLogger("portal.search")


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
class SearchResult:
    """What was found; ``counts`` maps a filter to value → hits.

    ``building``: there is no index to ask yet, or it could not be read; the worker is making one.
    """

    passages: tuple[FoundPassage, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str = ""
    near: tuple[str, ...] = ()
    building: bool = False


class Searching:
    """Questions to the index, which never holds a draft; nor is an unpublished version ever named."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        calculating: Calculating,
        *,
        index: Index,
        book: WordBook,
        spool: Spool,
    ):
        self._session = session
        self._reading = reading
        self._calculating = calculating
        self._index = index
        self._book = book
        self._spool = spool

    def suggest(self, prefix: str, municipality: str = "") -> tuple[str, ...]:
        """Words and headings that go on from ``prefix``, of what applies today; never a draft's."""
        today = self._reading.today
        try:
            return self._index.suggest(prefix, on=today, municipality=municipality, known=today)
        except Exception:
            self._report()
            return ()

    def search(self, query: Query) -> SearchResult:
        """What answers ``query``, of what was published by today."""
        self._book.refresh(self._session, self._index, self._reading.today)
        results = self._ask(replace(query, known=self._reading.today))
        if results is None:
            return SearchResult((), 0, building=True)
        passages = self._passages(results, query.on)
        return SearchResult(passages, results.total, results.counts, results.corrected, results.near)

    def count(self, query: Query) -> int:
        """How many sections answer ``query``, of what was published by today; 0 where there is no index."""
        results = self._ask(replace(query, known=self._reading.today, limit=1))
        return results.total if results else 0

    def answers(self, question: str) -> tuple[CuratedAnswer, ...]:
        """The answers that editors wrote for what is asked, as of the last search."""
        return find_curated(question, self._book.answers)

    def named_municipality(self, question: str) -> MunicipalityRecord | None:
        """The one municipality that the question names, None for none and for several."""
        owners = self._reading.municipalities()
        return named_municipality(question, [owner for owner in owners if owner.is_municipality])

    def named_row(self, question: str, municipality: MunicipalityRecord, on: date) -> Calculation | None:
        """The calculator's answer where the question names one row of the municipality without doubt."""
        named = named_row(question, municipality, self._calculating.tables(municipality.slug, on))
        if named is None:
            return None
        source = named.source
        return self._calculating.ask(
            Question(
                municipality=municipality.slug,
                standard=source.found.record.slug,
                table=source.table.id,
                level=named.level.row_id,
                on=on,
            )
        )

    def note(self, question: str, found: int) -> None:
        """Count that something was asked: its words and the number of results, nothing else."""
        self._spool.note(question, found, self._reading.today)

    def _ask(self, query: Query) -> Results | None:
        """What the index answers; None where there is none, or it cannot be read.

        Over a damaged file the engine raises almost anything; a visitor is never to see it.
        """
        try:
            return self._index.search(query) if self._index.ready else None
        except Exception:
            self._report()
            return None

    def _report(self) -> None:
        _log.exception("The index could not be read")
        self._index.report_damage()

    def _passages(self, results: Results, on: date | None) -> tuple[FoundPassage, ...]:
        named = self._reading.standards_named((hit.municipality, hit.standard) for hit in results.hits)
        records = {(record.municipality.slug, record.slug): record for record in named}
        passages = []
        for hit in results.hits:
            record = records.get((hit.municipality, hit.standard))
            version = record.version(hit.version) if record else None
            if record is None or version is None:
                continue  # the index is a moment behind the database
            stage = next(s for s in self._reading.stages(record, on) if s.n == hit.version)
            passages.append(FoundPassage(hit, record, version, stage))
        return tuple(passages)


def create_searching(context: Context) -> Searching:
    """Searching for a request."""
    return Searching(
        context.session,
        context.get(create_reading),
        context.get(create_calculating),
        index=context.process.index,
        book=context.process.book,
        spool=context.process.spool,
    )
