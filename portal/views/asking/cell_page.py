"""One row of a level table on another site's page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.page_frame import ContactDetails, Frame, Link


@dataclass(frozen=True)
class CellPage:
    """A row as it stands on a day; every address is written whole.

    ``title`` is what the row is of. ``words`` are the cell's own, "" where it does not stand in the text of
    the day: then ``gone`` says so, ``last`` leads to the version that had it last and ``coming`` to the one
    that will. ``standing`` is "Pr. 1. december 2026: gældende." and ``sure`` whether it is certain;
    ``reasons`` say why it is not. ``code`` is the status for programmes, ``day`` the day as 2026-12-01.
    """

    frame: Frame
    title: str
    size: str
    day: str
    code: str = "none"
    standing: str = ""
    sure: bool = False
    made_up: str = ""
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    source: Link | None = None
    gone: str = ""
    last: Link | None = None
    coming: Link | None = None
    contact: ContactDetails | None = None
