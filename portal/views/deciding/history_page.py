"""How a version came to be."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.deciding.decision_page import BodyStep, StanceView
from portal.views.hearings.hearing_page import ResponseView
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class HistoryPage:
    """The way from draft to adopted text. ``reasons`` are lint's warnings that were answered."""

    frame: Frame
    title: str
    overline: str
    version: Link
    facts: tuple[tuple[str, str], ...]
    decisions: tuple[BodyStep, ...]
    hearing_facts: tuple[tuple[str, str], ...]
    responses: tuple[ResponseView, ...]
    stances: tuple[StanceView, ...]
    reasons: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
