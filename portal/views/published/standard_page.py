"""The page of a standard, today, on a date or in one version; and the page of all its versions."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import (
    DateChooser,
    Field,
    NoticeBox,
    OldVersion,
    StatusChip,
    Timeline,
    VersionLine,
    WhatNow,
)
from portal.views.shared.drawn import DrawnTable
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class CalculatorEntry:
    """The small form beside a table that asks the calculator about one level of it.

    ``action`` is the calculator's address; ``hidden`` the parameters that name table, standard and date.
    """

    heading: str
    action: str
    level: Field
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TableAids:
    """What stands below a section for one of its level tables: picture and way into the calculator."""

    id: str
    caption: str
    picture: DrawnTable | None = None
    calculator: CalculatorEntry | None = None


@dataclass(frozen=True)
class SectionView:
    """A section of the text.

    ``html`` is the section's safe markup, without its heading; ``cite`` leads to how it is cited,
    ``deadlines`` to its deadlines as dates, where it has any.
    """

    id: str
    heading: str
    html: str
    professional: bool = False
    tables: tuple[TableAids, ...] = ()
    href: str = ""
    cite: str = ""
    deadlines: str = ""


@dataclass(frozen=True)
class CitationWords:
    """How this version is cited; offered only where it is certain."""

    long: str
    short: str


@dataclass(frozen=True)
class StandardPage:
    """A standard's text. ``overline`` is "Kvalitetsstandard nr. 2"; ``lead`` what it is, in two sentences.

    ``version`` is None where nothing is known for the day: then ``notices`` say what was or will be, and
    there are no sections. ``reasons`` say why it is uncertain whether the text applies; ``day`` is the day
    asked about in words, "" for today. ``upcoming`` leads to a version that will take over.
    """

    frame: Frame
    title: str
    overline: str
    versions_href: str
    chooser: DateChooser
    lead: str = ""
    day: str = ""
    version: VersionLine | None = None
    old: OldVersion | None = None
    reasons: tuple[str, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    upcoming: Link | None = None
    sections: tuple[SectionView, ...] = ()
    law: tuple[Link, ...] = ()
    what_now: WhatNow | None = None
    citation: CitationWords | None = None
    cite: Link | None = None
    downloads: tuple[Link, ...] = ()


@dataclass(frozen=True)
class VersionsPage:
    """All versions of a standard. ``standard`` leads to the text of today."""

    frame: Frame
    title: str
    overline: str
    standard: Link
    timeline: Timeline
    status: StatusChip
    feed_href: str
    seals_href: str
    notices: tuple[NoticeBox, ...] = ()
