"""Which text applied to a decision."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.pages.changes import ChangeGroup
from portal.views.pages.frame import Frame, Link
from portal.views.pages.parts import Field, LevelTableView, Notice, Status, WhatNow


@dataclass(frozen=True)
class DecidedAnswer:
    """The text of the decision's day and what has happened since.

    ``text`` leads to the version, None where none was in force: ``notices`` then say what was and what came.
    """

    heading: str
    text: Link | None
    status: Status
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    tables: tuple[LevelTableView, ...] = ()
    since: str = ""
    groups: tuple[ChangeGroup, ...] = ()
    changes: Link | None = None


@dataclass(frozen=True)
class DecidedPage:
    """The questions, one after the other, and the answer once all are answered."""

    frame: Frame
    title: str
    action: str
    fields: tuple[Field, ...]
    button: str
    errors: tuple[Link, ...] = ()
    answer: DecidedAnswer | None = None
    what_now: WhatNow | None = None
