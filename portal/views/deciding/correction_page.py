"""The page on which a reviewer adopts an editorial correction."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.published.changes_page import ChangeGroup, RedlineSection
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class CorrectionPage:
    """What changed. ``refusals`` say why it is more than a correction; empty where it may be adopted."""

    frame: Frame
    csrf: str
    title: str
    overline: str
    draft: Link
    action: str
    refusals: tuple[str, ...]
    summary: str
    groups: tuple[ChangeGroup, ...]
    sections: tuple[RedlineSection, ...]
