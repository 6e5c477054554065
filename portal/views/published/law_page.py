"""The page of a law provision: which standards rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import NoticeBox, StatusChip
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class RestingText:
    """A standard that names the provision. ``sections`` lead to the passages that do."""

    title: str
    href: str
    municipality: str
    status: StatusChip
    period: str = ""
    sections: tuple[Link, ...] = ()


@dataclass(frozen=True)
class LawPage:
    """A provision, "Barnets lov § 90".

    ``facts`` are pairs that the law table has verified ("Trådte i kraft", …).

    ``applying`` are the texts in force today, ``others`` the uncertain, upcoming and former ones. ``wider``
    and ``narrower`` lead to the provisions around this one.
    """

    frame: Frame
    title: str
    applying: tuple[RestingText, ...]
    others: tuple[RestingText, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    wider: tuple[Link, ...] = ()
    narrower: tuple[Link, ...] = ()
    source: Link | None = None
