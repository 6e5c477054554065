"""Which text applied to a decision."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.published.changes_page import ChangeGroup
from portal.views.shared.components import Field, LevelTableView, NoticeBox, StatusChip, WhatNow
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class ApplicableTextAnswer:
    """The text of the decision's day and what has happened since.

    ``text`` leads to the version, None where none was in force: ``notices`` then say what was and what came.
    """

    heading: str
    text: Link | None
    status: StatusChip
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    tables: tuple[LevelTableView, ...] = ()
    since: str = ""
    groups: tuple[ChangeGroup, ...] = ()
    changes: Link | None = None


@dataclass(frozen=True)
class ApplicableTextPage:
    """The questions, one after the other, and the answer once all are answered."""

    frame: Frame
    title: str
    action: str
    fields: tuple[Field, ...]
    button: str
    errors: tuple[Link, ...] = ()
    answer: ApplicableTextAnswer | None = None
    what_now: WhatNow | None = None
