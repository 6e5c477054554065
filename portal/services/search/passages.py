"""From a standard's texts to what the search index holds: one passage for each section of each version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.danish.law_references import reference_path
from portal.documents.document import Document, Section
from portal.documents.validity.standing import Span, Status
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.standing import spans_of, standing_of
from search_index.store.model import Passage


def passages_of(
    record: StandardRecord,
    documents: dict[int, Document],
    today: date,
) -> Iterator[Passage]:
    """Every section of every version published by ``today``; ``documents`` are the texts by n.

    A version that never came into force is left out: no day finds it.
    """
    for span in spans_of(record, today):
        version = record.version(span.n)
        if version is None or span.empty:
            continue
        confirmed = _is_certain(record, span, today)
        for section in documents[span.n].sections:
            yield _passage(record, version, section, span, confirmed)


def passage_key(record: StandardRecord, n: int, section_id: str) -> str:
    """The lasting key of a section in the index."""
    return f"{record.municipality.slug}/{record.slug}/v{n}#{section_id}"


def _is_certain(record: StandardRecord, span: Span, today: date) -> bool:
    """Whether the version stands certain today, or did on the day of its span nearest to today."""
    day = max(today, span.first) if span.first else today
    day = min(day, span.last) if span.last else day
    standing = standing_of(record, day, today)
    return standing.n == span.n and standing.status is Status.IN_FORCE


def _passage(
    record: StandardRecord, version: VersionRecord, section: Section, span: Span, confirmed: bool
) -> Passage:
    tables = "\n".join(
        f"{table.benefit}: {level.label}: {level.extent.text}"
        for table in section.tables
        for level in table.levels
    )
    law = {reference_path(r) for r in (*section.law, *version.law_basis) if r.act}
    ages = tuple(
        (level.age.lowest or 0, 120 if level.age.highest is None else level.age.highest)
        for table in section.tables
        for level in table.levels
        if level.age
    )
    return Passage(
        key=passage_key(record, version.n, section.id),
        municipality=record.municipality.slug,
        standard=record.slug,
        version=version.n,
        kind=version.kind.value,
        section_id=section.id,
        heading=section.heading,
        title=version.title,
        text=section.text,
        tables=tables,
        law=tuple(sorted(law)),
        topics=version.topics,
        first_day=span.first,
        last_day=span.last,
        published=version.published.day,
        confirmed=confirmed,
        ages=ages,
    )
