"""A receipt: an answer of the calculator with an address that gives it again for ever."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.pages.calculator import CalculatorResult
from portal.views.pages.changes import ChangeGroup
from portal.views.pages.frame import Frame, Link
from portal.views.pages.parts import Notice, Status, WhatNow


@dataclass(frozen=True)
class TodayAnswer:
    """What the same question is answered today. ``words`` say how it differs, in one sentence.

    ``answer`` is the heading of today's answer, "" where there is none; ``changes`` lead to the redline.
    """

    words: str
    answer: str = ""
    extents: tuple[str, ...] = ()
    status: Status | None = None
    reasons: tuple[str, ...] = ()
    version: Link | None = None
    groups: tuple[ChangeGroup, ...] = ()
    changes: Link | None = None


@dataclass(frozen=True)
class ReceiptPage:
    """``answer`` is that of the receipt's own version; ``facts`` are what a case file needs, in order.

    ``notices`` say what has been found out since: another version for that day, a masked text.
    """

    frame: Frame
    title: str
    subtitle: str
    answer: CalculatorResult
    facts: tuple[tuple[str, str], ...]
    row: Link
    address: str
    text_href: str
    today: TodayAnswer
    contact: str
    citation: Link | None = None
    notices: tuple[Notice, ...] = ()
    what_now: WhatNow | None = None
