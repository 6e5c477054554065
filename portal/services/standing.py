"""Where a standard stands on a day: the arithmetic of ``portal.documents.validity`` on stored records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.clock import day_of
from portal.documents.law_table import LawChange
from portal.documents.validity import (
    Confirmation,
    Repeal,
    Span,
    Standing,
    VersionFacts,
    VersionStanding,
    in_force,
    spans,
    stages,
)
from portal.services.catalogue import StandardRecord, VersionRecord


def _facts(version: VersionRecord) -> VersionFacts:
    return VersionFacts(
        n=version.n,
        begins=version.begins,
        published=version.published,
        adopted=version.adopted,
        ends=version.ends,
        restatement=version.restatement,
        confirmed=version.confirmed,
        law_basis=version.law_basis,
        recorded=day_of(version.recorded),
    )


def _dated(record: StandardRecord) -> tuple[list[VersionFacts], list[Repeal], list[Confirmation]]:
    return (
        [_facts(version) for version in record.versions],
        [Repeal(row.day, row.known_from) for row in record.repeals],
        [Confirmation(row.n, row.day) for row in record.confirmations],
    )


def standing_of(
    record: StandardRecord, on: date, known: date, law_changes: Sequence[LawChange] = ()
) -> Standing:
    """Which version is in force on ``on`` as known on ``known``, and how sure that is."""
    versions, repeals, confirmations = _dated(record)
    return in_force(versions, repeals, on, known, law_changes, confirmations)


def stages_of(
    record: StandardRecord, on: date, known: date, law_changes: Sequence[LawChange] = ()
) -> tuple[VersionStanding, ...]:
    """Every version's stage on ``on``, in the order they begin."""
    versions, repeals, confirmations = _dated(record)
    return stages(versions, repeals, on, known, law_changes, confirmations)


def spans_of(record: StandardRecord, known: date) -> tuple[Span, ...]:
    """The days of every version published by ``known``, in the order they begin."""
    versions, repeals, _ = _dated(record)
    return spans(versions, repeals, known)
