"""The page on which personal data is masked: proposals, and the form for one."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class ProposalView:
    """A proposal. ``approves``: the one who looks may carry it out."""

    id: int
    words: str
    facts: tuple[tuple[str, str], ...]
    approves: bool


@dataclass(frozen=True)
class RedactionPage:
    """What waits for a second person, and the form for a new proposal."""

    frame: Frame
    csrf: str
    title: str
    overline: str
    action: str
    standard: Link
    proposals: tuple[ProposalView, ...]
    words: Field
    reason: Field
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
