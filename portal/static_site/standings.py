"""What a copy's pages say of a standing on the day they were made and on every later day, in words.

All of it is worked out by ``portal.documents.validity``; the script of the copy picks one by today's date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal import address_book
from portal.danish.dates import format_date
from portal.documents.validity.coming import Moment
from portal.documents.validity.standing import Stage, Standing, Status, VersionStanding
from portal.services.published.catalogue import StandardRecord
from portal.services.published.standing import moments_of
from portal.views.shared.components import STATUS_WORDS
from portal.views.shared.page_frame import Link
from portal.views.shared.words import period_words, reason_texts, standing_status

Slugs = tuple[str, str]


@dataclass(frozen=True)
class StatusFrom:
    """From ``day`` on a status is of this ``kind`` and says these ``words``."""

    day: date
    kind: str
    words: str


@dataclass(frozen=True)
class NoticeFrom:
    """From ``day`` on this is said above a text that stands otherwise than when it was copied; "": nothing.

    ``newer`` leads to the version of that day.
    """

    day: date
    words: str = ""
    items: tuple[str, ...] = ()
    newer: Link | None = None


class Standings:
    """The standings of standards and versions by their addresses, from the day of the copy on."""

    def __init__(self, records: tuple[StandardRecord, ...], day: date):
        self.coming: dict[Slugs, tuple[Moment, ...]] = {}
        self._about: dict[str, tuple[StandardRecord, int | None]] = {}
        for record in records:
            self.coming[record.slugs] = moments_of(record, day)
            self._about[address_book.standard(*record.slugs)] = record, None
            for version in record.versions:
                address = address_book.standard_version(*record.slugs, version.n)
                self._about[address] = record, version.n

    def statuses(self, about: str) -> tuple[StatusFrom, ...]:
        """What a status says of the standard or version at the address, from each day; () for no such one."""
        if about not in self._about:
            return ()
        record, n = self._about[about]
        moments = self.coming[record.slugs]
        if n is None:
            first = moments[0].standing.n
            return tuple(StatusFrom(m.day, *_standing(m.standing, first)) for m in moments)
        return tuple(
            StatusFrom(m.day, code, said(code)) for m in moments if (code := _stage(m, n).stage.code)
        )

    def periods(self, about: str) -> tuple[tuple[date, str], ...]:
        """The period of the version that answers for the standard at the address, from each day."""
        record, _ = self._about[about]
        return tuple((m.day, _period(record, m)) for m in self.coming[record.slugs])

    def notices(self, about: str) -> tuple[NoticeFrom, ...]:
        """What is said above the text at the address: of a standard the text that answers for it."""
        record, n = self._about[about]
        moments = self.coming[record.slugs]
        n = n or moments[0].standing.n
        found = _none_notices(record, moments) if n is None else _notices(record, moments, n)
        return tuple(found)

    def is_known(self, about: str) -> bool:
        """Whether a standard or version has the address."""
        return about in self._about

    def is_standard(self, about: str) -> bool:
        """Whether it is the address of a standard, and not of one version."""
        return about in self._about and self._about[about][1] is None


def said(kind: str) -> str:
    """A status without the word for today, since a day stands before it."""
    return STATUS_WORDS[kind].removesuffix(" i dag")


def _standing(standing: Standing, first: int | None) -> tuple[str, str]:
    kind = standing_status(standing, standing.on).kind
    other = f" (version {standing.n})" if standing.n not in (None, first) else ""
    return kind, said(kind) + other


def _stage(moment: Moment, n: int) -> VersionStanding:
    return next(stage for stage in moment.stages if stage.n == n)


def _period(record: StandardRecord, moment: Moment) -> str:
    standing = moment.standing
    version = record.version(standing.n) if standing.n else None
    return period_words(version, standing.span, moment.day) if version and standing.span else ""


def _notices(record: StandardRecord, moments: tuple[Moment, ...], n: int) -> Iterator[NoticeFrom]:
    yield NoticeFrom(moments[0].day)
    copied = since = _stage(moments[0], n)
    day = moments[0].day
    for moment in moments[1:]:
        stage = _stage(moment, n)
        if not _alike(stage, since):
            since, day = stage, moment.day
        if _alike(stage, copied):
            yield NoticeFrom(moment.day)
        else:
            items = reason_texts(stage.reasons)
            yield NoticeFrom(moment.day, _words(stage, day), items, _newer(record, moment, n))


def _alike(one: VersionStanding, other: VersionStanding) -> bool:
    return (one.stage, one.reasons) == (other.stage, other.reasons)


def _words(stage: VersionStanding, since: date) -> str:
    day, version = format_date(since), f"version {stage.n}"
    words: Mapping[Stage, str] = {
        Stage.IN_FORCE: f"Version {stage.n} er gældende fra {day}",
        Stage.UNCONFIRMED: f"Fra {day} ved vi ikke, om {version} gælder",
        Stage.SUPERSEDED: f"Version {stage.n} er afløst fra {day}",
        Stage.REPEALED: f"Version {stage.n} er ophævet fra {day}",
        Stage.UPCOMING: f"Version {stage.n} er kommende",
    }
    return words[stage.stage]


def _none_notices(record: StandardRecord, moments: tuple[Moment, ...]) -> Iterator[NoticeFrom]:
    """For a page without a text: from which day there is one."""
    yield NoticeFrom(moments[0].day)
    day, words = moments[0].day, ""
    for before, moment in pairwise(moments):
        standing = moment.standing
        if standing.n != before.standing.n:
            day = moment.day
        if standing.n is not None:
            sure = standing.status is Status.IN_FORCE
            words = f"Version {standing.n} er gældende fra {format_date(day)}"
            words = words if sure else f"Fra {format_date(day)} er version {standing.n} måske gældende"
        yield NoticeFrom(moment.day, words if standing.n else "", (), _newer(record, moment, 0))


def _newer(record: StandardRecord, moment: Moment, n: int) -> Link | None:
    """The way to the version that answers, where it is another."""
    other = moment.standing.n
    if other in (None, n):
        return None
    return Link(f"Læs version {other}", address_book.standard_version(*record.slugs, other or 0))
