"""Where a standard stands on a day: ``portal.documents.validity.standing`` on stored records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from portal.clock import day_of
from portal.documents.validity.coming import Moment, moments
from portal.documents.validity.standing import (
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
from portal.services.published.catalogue import StandardRecord, VersionRecord


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


def standing_of(record: StandardRecord, on: date, known: date) -> Standing:
    """Which version is in force on ``on`` as known on ``known``, and how sure that is."""
    versions, repeals, confirmations = _dated(record)
    return in_force(versions, repeals, on, known, confirmations)


def stages_of(record: StandardRecord, on: date, known: date) -> tuple[VersionStanding, ...]:
    """Every version's stage on ``on``, in the order they begin."""
    versions, repeals, confirmations = _dated(record)
    return stages(versions, repeals, on, known, confirmations)


def moments_of(record: StandardRecord, day: date) -> tuple[Moment, ...]:
    """Where the standard stands on ``day`` and on every later day, as known on ``day``."""
    versions, repeals, confirmations = _dated(record)
    return moments(versions, repeals, day, day, confirmations)


def may_have_answered(record: StandardRecord, n: int, on: date, known: date) -> bool:
    """Whether version ``n`` can have been the answer for ``on`` to somebody who asked on ``known``.

    That day as it ended is not all: asked in the morning, a version adopted the same day was not there yet;
    and one published in time may have come later. ``n`` has to be the answer at one such time.
    """
    _, repeals, _ = _dated(record)
    before = [repeal for repeal in repeals if repeal.known_from != known]
    return any(
        in_force(versions, ended, on, known).n == n
        for versions in _held(record, known)
        for ended in (repeals, before)
    )


_ONE_LOAD = timedelta(minutes=1)
"""Texts recorded one after another within this came together: nobody could ask in between."""


def _held(record: StandardRecord, known: date) -> Iterator[list[VersionFacts]]:
    """What the portal had of a standard at each moment from the beginning of ``known`` until now."""
    arrived = sorted(record.versions, key=lambda version: version.recorded)
    for index, version in enumerate(arrived):
        following = arrived[index + 1] if index + 1 < len(arrived) else None
        together = following and following.recorded - version.recorded < _ONE_LOAD
        if together or (following and day_of(following.recorded) < known):
            continue
        held = [_facts(one) for one in arrived[: index + 1]]
        yield held
        # Loaded afresh since, a version published that very day no longer says when on the day it came.
        yield [one for one in held if one.published.day != known]


def spans_of(record: StandardRecord, known: date) -> tuple[Span, ...]:
    """The days of every version published by ``known``, in the order they begin."""
    versions, repeals, _ = _dated(record)
    return spans(versions, repeals, known)
