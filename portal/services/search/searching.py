"""Searching what is published, with where each hit's version stands today."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from portal import address_book
from portal.documents.validity.standing import VersionStanding
from portal.services.asking.calculating import Calculating, Calculation, Question, create_calculating
from portal.services.context import Context
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading, create_reading
from portal.services.search.asked_words import Spool, create_spool
from portal.services.search.recognising import named_municipality, named_row
from portal.services.search.search_questions import SearchQuestion
from portal.services.search.word_book import WordBook, create_word_book
from search_index import Index
from search_index.analysis.curated import CuratedAnswer, find_curated
from search_index.store.model import Hit, Query, Results

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
        return address_book.standard_version(*self.record.slugs, self.version.n, self.hit.section_id)


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
        self._named: dict[str, MunicipalityRecord | None] = {}

    def suggest(self, prefix: str, municipality: str = "") -> tuple[str, ...]:
        """Words and headings that go on from ``prefix``, of what applies today; never a draft's."""
        today = self._reading.today
        try:
            return self._index.suggest(prefix, on=today, municipality=municipality, known=today)
        except Exception:
            self._report()
            return ()

    def search(self, question: SearchQuestion) -> SearchResult:
        """What answers the question, of what was published by today.

        A municipality that the question names comes first, unless another is chosen: then neither is taken
        for meant. Raises UnknownName for a municipality or a kind that is not there.
        """
        named = self.named_municipality(question.sought)
        chosen = question.municipality
        if chosen:
            self._reading.municipality(chosen)
        prefer = named.slug if named and chosen in ("", named.slug) else ""
        query = question.query(self._reading.today, prefer)
        self._book.refresh(self._session, self._index, self._reading.today)
        results = self._ask(query)
        if results is None:
            return SearchResult((), 0, building=True)
        passages = self._passages(results, query.on)
        return SearchResult(passages, results.total, results.counts, results.corrected, results.near)

    def count(self, question: SearchQuestion) -> int:
        """How many sections answer, of what was published by today; 0 where there is no index."""
        results = self._ask(replace(question, limit=1).query(self._reading.today))
        return results.total if results else 0

    def answers(self, question: str) -> tuple[CuratedAnswer, ...]:
        """The answers that editors wrote for what is asked, as of the last search."""
        return find_curated(question, self._book.answers)

    def named_municipality(self, question: str) -> MunicipalityRecord | None:
        """The one municipality that the question names, None for none and for several.

        Remembered for the request: a page asks for its hits, its row and whom to ask.
        """
        if question not in self._named:
            owners = [owner for owner in self._reading.municipalities() if owner.is_municipality]
            self._named[question] = named_municipality(question, owners)
        return self._named[question]

    def meant_municipality(self, question: SearchQuestion) -> MunicipalityRecord | None:
        """The municipality that is chosen, else the one that the question names."""
        if question.municipality:
            return self._reading.municipality(question.municipality)
        return self.named_municipality(question.sought)

    def named_row(self, question: SearchQuestion) -> Calculation | None:
        """The calculator's answer where the question names one row of a municipality without doubt.

        None for every day at once, past the first hits, where one municipality is chosen but another named.
        """
        owner, named = self.meant_municipality(question), self.named_municipality(question.sought)
        if owner is None or named not in (None, owner) or not owner.is_municipality:
            return None
        if question.every_day or question.offset:
            return None
        row = named_row(question.sought, owner, self._calculating.tables(owner.slug, question.on))
        if row is None:
            return None
        return self._calculating.ask(
            Question(
                municipality=owner.slug,
                standard=row.source.found.record.slug,
                table=row.source.table.id,
                level=row.level.row_id,
                on=question.on,
            )
        )

    def note(self, question: SearchQuestion, found: SearchResult) -> None:
        """Count that something new was asked: its words and the number of results, nothing else."""
        if not found.building and not question.narrows(self._reading.today):
            self._spool.note(question.sought, found.total, self._reading.today)

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
        book=context.process.get(create_word_book),
        spool=context.process.get(create_spool),
    )
