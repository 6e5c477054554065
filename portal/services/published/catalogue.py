"""From rows to records: what the portal knows of municipalities, standards and versions, without any text.

A record is plain and frozen; it can outlive the session it was read in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Date, Integer, Select, cast, literal, null, select, tuple_, union_all
from sqlalchemy.orm import Session

from portal.danish.law_references import LawReference, parse_path
from portal.danish.letters import sort_key
from portal.documents.document import Certainty, DocumentKind, UncertainDate
from portal.documents.municipality.municipality_file import MunicipalityFile, OwnerKind, read_municipality
from portal.documents.states import State
from portal.models import (
    ConfirmationRow,
    Draft,
    Hearing,
    Municipality,
    Outline,
    RepealRow,
    Standard,
    Version,
)


@dataclass(frozen=True)
class MunicipalityRecord:
    """The owner of standards. ``about`` is what its kommune.yaml says."""

    id: int
    slug: str
    name: str
    about: MunicipalityFile

    @property
    def fictional(self) -> bool:
        """Whether it is made up, to show what the real texts cannot."""
        return self.about.fictional

    @property
    def is_municipality(self) -> bool:
        """Whether it is a kommune; an authority has background documents and no calculator."""
        return self.about.kind is OwnerKind.MUNICIPALITY


@dataclass(frozen=True)
class VersionRecord:
    """One adopted text, without the text."""

    id: int
    n: int
    sha256: str
    title: str
    number: str
    kind: DocumentKind
    topics: tuple[str, ...]
    law_basis: tuple[LawReference, ...]
    kle: str
    adopted: UncertainDate
    published: UncertainDate
    begins: UncertainDate
    ends: UncertainDate | None
    confirmed: date | None
    restatement: bool
    corrects: int | None
    review: date | None
    recorded: datetime


@dataclass(frozen=True)
class RepealRecord:
    """A repeal: the first day without the standard, and the day it was public."""

    day: date
    known_from: date


@dataclass(frozen=True)
class ConfirmationRecord:
    """The municipality said on ``day`` that version ``n`` still applies."""

    n: int
    day: date


@dataclass(frozen=True)
class StandardRecord:
    """A standard with all its versions, first to last, and the dated rows beside them.

    ``hearings`` are the first and last day of those of its open draft; only a day between them is public.
    """

    id: int
    slug: str
    kind: DocumentKind
    municipality: MunicipalityRecord
    versions: tuple[VersionRecord, ...]
    repeals: tuple[RepealRecord, ...] = ()
    confirmations: tuple[ConfirmationRecord, ...] = ()
    hearings: tuple[tuple[date, date], ...] = ()

    @property
    def title(self) -> str:
        """The title of the newest version."""
        return self.versions[-1].title

    @property
    def slugs(self) -> tuple[str, str]:
        """Municipality and standard, as the address book asks for them."""
        return self.municipality.slug, self.slug

    def version(self, n: int) -> VersionRecord | None:
        """Version ``n``, or None."""
        return next((version for version in self.versions if version.n == n), None)


def read_municipalities(session: Session) -> tuple[MunicipalityRecord, ...]:
    """Every municipality, sorted as Danish sorts. One statement."""
    rows = session.scalars(select(Municipality))
    return tuple(sorted(map(municipality_record, rows), key=lambda record: sort_key(record.name)))


def municipality_record(row: Municipality) -> MunicipalityRecord:
    """A municipality's row as a record."""
    return MunicipalityRecord(row.id, row.slug, row.name, _about(row.source))


@lru_cache(maxsize=256)
def _about(source: bytes) -> MunicipalityFile:
    return read_municipality(source, "kommune.yaml")


def read_standards(
    session: Session,
    *,
    municipality: str = "",
    standard: str = "",
    ids: Iterable[int] | None = None,
    names: Iterable[tuple[str, str]] | None = None,
) -> tuple[StandardRecord, ...]:
    """The standards asked for with their versions and dated rows. Two statements, however many there are.

    ``names`` are (municipality, standard) pairs. Without arguments every standard. One without an adopted
    version does not exist here.
    """
    wanted = _wanted(municipality, standard, ids)
    if names is not None:
        wanted = wanted.where(tuple_(Municipality.slug, Standard.slug).in_(list(names)))
    rows = session.execute(
        wanted.with_only_columns(Municipality, Standard, Version, Outline).order_by(
            Municipality.slug, Standard.slug, Version.n
        )
    ).all()
    if not rows:
        return ()
    dated = _dated_rows(session, {row.Standard.id for row in rows})
    found: dict[int, tuple[MunicipalityRecord, Standard, list[VersionRecord]]] = {}
    for row in rows:
        entry = found.setdefault(row.Standard.id, (municipality_record(row.Municipality), row.Standard, []))
        entry[2].append(_version_record(row.Version, row.Outline))
    return tuple(
        _standard_record(owner, row, versions, dated[row.id]) for owner, row, versions in found.values()
    )


def _wanted(municipality: str, standard: str, ids: Iterable[int] | None) -> Select[Any]:
    query = (
        select(Version)
        .join(Standard, Standard.id == Version.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .join(Outline, Outline.version_id == Version.id)
    )
    if municipality:
        query = query.where(Municipality.slug == municipality)
    if standard:
        query = query.where(Standard.slug == standard)
    if ids is not None:
        query = query.where(Standard.id.in_(list(ids)))
    return query


class _Dated(NamedTuple):
    """The dated rows of one standard."""

    repeals: list[RepealRecord]
    confirmations: list[ConfirmationRecord]
    hearings: list[tuple[date, date]]


class _DatedKind(StrEnum):
    """What a dated row is of."""

    REPEAL = "repeal"
    CONFIRMATION = "confirmation"
    HEARING = "hearing"


def _dated_rows(session: Session, ids: set[int]) -> Mapping[int, _Dated]:
    """Repeals, confirmations and hearings by standard, in one statement."""
    kind = {each: literal(each.value).label("kind") for each in _DatedKind}
    no_number, no_day = cast(null(), Integer), cast(null(), Date)
    repeals = select(
        kind[_DatedKind.REPEAL], RepealRow.standard_id, no_number, RepealRow.day, RepealRow.known_from
    )
    confirmations = select(
        kind[_DatedKind.CONFIRMATION],
        ConfirmationRow.standard_id,
        ConfirmationRow.n,
        ConfirmationRow.day,
        no_day,
    )
    hearings = select(
        kind[_DatedKind.HEARING], Draft.standard_id, no_number, Hearing.opens, Hearing.closes
    ).where(
        Hearing.draft_id == Draft.id,
        Hearing.ended.is_(None),
        Draft.closed.is_(None),
        Draft.state == State.HEARING.value,
    )
    every: CompoundSelect[Any] = union_all(
        repeals.where(RepealRow.standard_id.in_(ids)),
        confirmations.where(ConfirmationRow.standard_id.in_(ids)),
        hearings.where(Draft.standard_id.in_(ids)),
    )
    found: dict[int, _Dated] = defaultdict(lambda: _Dated([], [], []))
    for what, standard_id, n, day, until in session.execute(every):
        match _DatedKind(what):
            case _DatedKind.REPEAL:
                found[standard_id].repeals.append(RepealRecord(day, until))
            case _DatedKind.CONFIRMATION:
                found[standard_id].confirmations.append(ConfirmationRecord(n, day))
            case _DatedKind.HEARING:
                found[standard_id].hearings.append((day, until))
    return found


def _standard_record(
    owner: MunicipalityRecord, row: Standard, versions: Iterable[VersionRecord], dated: _Dated
) -> StandardRecord:
    return StandardRecord(
        id=row.id,
        slug=row.slug,
        kind=DocumentKind(row.kind),
        municipality=owner,
        versions=tuple(versions),
        repeals=tuple(dated.repeals),
        confirmations=tuple(dated.confirmations),
        hearings=tuple(dated.hearings),
    )


def _version_record(row: Version, outline: Outline) -> VersionRecord:
    return VersionRecord(
        id=row.id,
        n=row.n,
        sha256=row.sha256,
        title=outline.title,
        number=outline.number,
        kind=DocumentKind(outline.kind),
        topics=tuple(outline.topics),
        law_basis=tuple(parse_path(path) for path in outline.law_basis),
        kle=outline.kle,
        adopted=UncertainDate(row.adopted_day, Certainty(row.adopted_certainty)),
        published=UncertainDate(row.published_day, Certainty(row.published_certainty)),
        begins=UncertainDate(row.begins_day, Certainty(row.begins_certainty)),
        ends=UncertainDate(row.ends_day, Certainty(row.ends_certainty)) if row.ends_certainty else None,
        confirmed=row.confirmed,
        restatement=row.restatement,
        corrects=row.corrects,
        review=outline.review,
        recorded=row.recorded,
    )
