"""The calculator: what to ask, and the answer."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, LevelTableView, NoticeBox, StatusChip, VersionLine, WhatNow
from portal.views.shared.drawn import DrawnTable
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class TableChoice:
    """A table one can ask. ``summary`` names the standard and how sure it is."""

    title: str
    href: str
    summary: str
    status: StatusChip


@dataclass(frozen=True)
class CalculatorForm:
    """One way to ask about the chosen table: by level, by amount or by age.

    ``fields`` of kind radios are drawn as such. ``hidden`` names the table and the standard.
    """

    heading: str
    action: str
    fields: tuple[Field, ...]
    button: str
    hidden: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class ExtentCard:
    """The answer for one level. ``words`` are the row's own; ``parts`` the bounds, each in normal form.

    ``parts`` are shown only where they say something that the words do not; they are never added.
    """

    level: str
    words: str
    source: Link
    parts: tuple[str, ...] = ()
    duration: str = ""
    remark: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class CalculatorResult:
    """The answer. ``question`` repeats what was asked; ``heading`` is the answer in one line.

    Exactly one of ``cards`` and ``refusal`` is filled. ``notices`` are those of the promise, the one that
    always holds first. ``permalink`` gives the same answer again, written whole. ``keep`` lead to what can be
    put in a case file: receipt and citation.
    """

    heading: str
    question: str
    day: str
    status: StatusChip
    cards: tuple[ExtentCard, ...] = ()
    refusal: NoticeBox | None = None
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    version: VersionLine | None = None
    standard: Link | None = None
    table: LevelTableView | None = None
    picture: DrawnTable | None = None
    permalink: str = ""
    id: str = "svar"
    keep: tuple[Link, ...] = ()


@dataclass(frozen=True)
class CalculatorPage:
    """The calculator of a municipality. Before a table is chosen there are ``tables`` alone.

    ``chosen`` is the title of the chosen table, "" for none. ``ways`` lead to the other ways of asking.
    """

    frame: Frame
    title: str
    tables: tuple[TableChoice, ...]
    chosen: str = ""
    forms: tuple[CalculatorForm, ...] = ()
    errors: tuple[Link, ...] = ()
    result: CalculatorResult | None = None
    notices: tuple[NoticeBox, ...] = ()
    ways: tuple[Link, ...] = ()
    what_now: WhatNow | None = None


@dataclass(frozen=True)
class SheetGroup:
    """One table's fields on the form of the sheet."""

    heading: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class SheetPage:
    """Several benefits side by side, never added. ``shared`` are the notices that hold for all of them."""

    frame: Frame
    title: str
    action: str
    groups: tuple[SheetGroup, ...]
    day: Field
    errors: tuple[Link, ...] = ()
    shared: tuple[str, ...] = ()
    results: tuple[CalculatorResult, ...] = ()
    permalink: str = ""
    what_now: WhatNow | None = None
