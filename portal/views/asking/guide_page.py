"""The guided way: one question a page, then the answer."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.asking.calculator_page import CalculatorResult
from portal.views.shared.components import Field, NoticeBox, WhatNow
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class GivenAnswer:
    """An answer already given. ``change`` leads to its question, with every other answer kept."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True)
class GuideQuestion:
    """The one question of a page. ``hidden`` are the answers to the others; ``progress`` how far one is."""

    action: str
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    progress: str
    button: str = "Næste"


@dataclass(frozen=True)
class GuidePage:
    """Either a ``question`` or a ``result``; neither where there is nothing to ask, which ``notices`` say."""

    frame: Frame
    title: str
    given: tuple[GivenAnswer, ...] = ()
    question: GuideQuestion | None = None
    result: CalculatorResult | None = None
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    further: tuple[Link, ...] = ()
    what_now: WhatNow | None = None
