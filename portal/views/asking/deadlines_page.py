"""Deadlines of a standard, counted from the days a reader gives."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, StatusChip
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class DueLine:
    """One rule: what must have happened, its own words, and the day, or why there is none."""

    event: str
    rule: str
    source: Link
    day: str = ""
    reason: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class LawLine:
    """What the law says: where, since when, and who read it when in which text."""

    statement: str
    law: Link
    since: str
    checked: str


@dataclass(frozen=True)
class DeadlinesPage:
    """The days to give, the days they lead to, and the law's own beside them."""

    frame: Frame
    title: str
    overline: str
    action: str
    version: Link | None = None
    status: StatusChip | None = None
    reasons: tuple[str, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    fields: tuple[Field, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    errors: tuple[Link, ...] = ()
    due: tuple[DueLine, ...] = ()
    calendar: Link | None = None
    law: tuple[LawLine, ...] = ()
