"""Parts that several pages share; each is drawn by the macro of the same name in ``templates/macros/``."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.drawn import DrawnTick
from portal.views.shared.page_frame import ContactDetails, Link

# How sure it is that a version applies on the day asked about, in the words a reader sees.
STATUS_WORDS = {
    "in_force": "Gældende",
    "unconfirmed": "Vi ved ikke, om dette gælder i dag",
    "upcoming": "Kommende",
    "superseded": "Afløst",
    "repealed": "Ophævet",
    "none": "Ingen gældende tekst",
}


@dataclass(frozen=True)
class StatusChip:
    """A status in words.

    ``kind`` is a key of ``STATUS_WORDS``; ``words`` may say more ("Gjaldt den 1. maj 2020"). ``about`` is the
    address of the standard or version it is the status of today, "" where it is of another day.
    """

    kind: str
    words: str
    about: str = ""

    @classmethod
    def of(cls, kind: str, about: str = "") -> StatusChip:
        """The status of that kind in its usual words. Raises KeyError for an unknown kind."""
        return cls(kind, STATUS_WORDS[kind], about)


@dataclass(frozen=True)
class NoticeBox:
    """A box. ``kind`` is info, success, warning or error; ``items`` become a list, ``links`` stand last."""

    kind: str
    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class OldVersion:
    """The banner "Denne version er afløst" of an old page.

    ``newer`` leads to the text of today, if there is one.
    """

    heading: str
    text: str = ""
    newer: Link | None = None


@dataclass(frozen=True)
class VersionLine:
    """Which text this is.

    ``period`` is "Gælder fra 1. maj 2025"; ``address`` the lasting address, written whole.

    ``facts`` are further pairs of name and value ("Vedtaget", "18. marts 2025 af Byrådet"), unknown ones
    included.
    """

    number: int
    period: str
    address: str
    href: str
    status: StatusChip
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NextStep:
    """One thing a reader can do now. ``links`` lead to where it is done."""

    heading: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class WhatNow:
    """The box "Hvad gør jeg nu?", from the municipality's own data alone.

    Empty steps are left out by the view.
    """

    steps: tuple[NextStep, ...]
    contact: ContactDetails | None = None


@dataclass(frozen=True)
class Option:
    """One choice of a list.

    ``count`` is how many hits it gives, "" where it is not counted; ``hint`` is said below the words.
    """

    value: str
    text: str
    chosen: bool = False
    count: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """A form field, always with what was typed. ``kind`` is text, search, date, select or radios.

    ``width`` is the number of characters the field is wide, "" for the whole line. ``inputmode`` as in HTML.
    ``id`` is given where two forms of a page have a field of the same name. ``quiet``: a heading above says
    what the label says, which only a screen reader then needs.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    kind: str = "text"
    options: tuple[Option, ...] = ()
    width: str = ""
    inputmode: str = ""
    id: str = ""
    quiet: bool = False

    @property
    def key(self) -> str:
        """The element's id: what a label and an error summary point at."""
        return self.id or self.name

    @property
    def described_by(self) -> str | None:
        """The ids of hint and error, for ``aria-describedby``; None where there is neither."""
        parts = ((self.hint, "hint"), (self.error, "error"))
        return " ".join(f"{self.key}-{part}" for text, part in parts if text) or None


def errors_of(*fields: Field) -> tuple[Link, ...]:
    """The links of an error summary: one for each field with an error, leading to the field."""
    return tuple(Link(field.error, f"#{field.key}") for field in fields if field.error)


@dataclass(frozen=True)
class DateChooser:
    """The form that asks for the same page on another day. ``hidden`` are the parameters it keeps.

    ``today`` leads back to today, "" where the page already shows today.
    """

    action: str
    field: Field
    heading: str = "Se, hvad der gjaldt en anden dag"
    hidden: tuple[tuple[str, str], ...] = ()
    today: str = ""


@dataclass(frozen=True)
class LevelLine:
    """One row of a level table, in the words of the text. ``href`` is its lasting address."""

    row_id: str
    label: str
    extent: str
    duration: str = ""
    remark: str = ""
    href: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class LevelTableView:
    """A level table as it is shown outside the text itself.

    ``conflicts`` are pairs of statements that disagree.
    """

    id: str
    caption: str
    criterion: str
    rows: tuple[LevelLine, ...]
    hours_include: str = ""
    conflicts: tuple[tuple[str, str], ...] = ()

    @property
    def has_duration(self) -> bool:
        """Whether any row says how long."""
        return any(row.duration for row in self.rows)

    @property
    def has_remark(self) -> bool:
        """Whether any row has a remark."""
        return any(row.remark for row in self.rows)


@dataclass(frozen=True)
class TimelineVersion:
    """One version on the timeline; positions run from 0 to 1, an open end reaches the edge.

    ``starts`` and ``ends`` say the dates in words, "ukendt" included; ``lane`` is the line it is drawn on.
    """

    number: int
    href: str
    title: str
    status: StatusChip
    starts: str
    ends: str
    start: float
    end: float
    open_start: bool = False
    open_end: bool = False
    lane: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    changes: Link | None = None


@dataclass(frozen=True)
class Timeline:
    """The versions of a standard, newest first, with the scale they are drawn on."""

    eras: tuple[TimelineVersion, ...]
    ticks: tuple[DrawnTick, ...] = ()
    today: float | None = None
    lanes: int = 1
    text: str = ""


@dataclass(frozen=True)
class PageLinks:
    """Pagination.

    ``numbers`` are the pages to offer, in order; an entry with ``href`` "" stands for pages left out.
    """

    current: int
    last: int
    numbers: tuple[Link, ...]
    previous: str = ""
    following: str = ""


@dataclass(frozen=True)
class TypedField:
    """What stood in a field of a form, by the field's name."""

    name: str
    words: str
