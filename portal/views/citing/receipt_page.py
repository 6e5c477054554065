"""A receipt: an answer of the calculator with an address that gives it again for ever."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.asking.calculator_page import CalculatorResult
from portal.views.published.changes_page import ChangeGroup
from portal.views.shared.components import NoticeBox, StatusChip, WhatNow
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class TodayAnswer:
    """What the same question is answered today. ``words`` say how it differs, in one sentence.

    ``answer`` is the heading of today's answer, "" where there is none; ``changes`` lead to the redline.
    """

    words: str
    answer: str = ""
    extents: tuple[str, ...] = ()
    status: StatusChip | None = None
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
    pdf_href: str = ""
    citation: Link | None = None
    notices: tuple[NoticeBox, ...] = ()
    what_now: WhatNow | None = None
