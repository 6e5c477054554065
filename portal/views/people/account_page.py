"""One's own account."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class SessionLine:
    """One place where one is signed in. ``id`` is what the button sends, "" for this browser's own."""

    browser: str
    begun: str
    seen: str
    id: str = ""


@dataclass(frozen=True)
class AccountPage:
    """Another password, and where one is signed in; ``others``: there are sessions besides this one."""

    frame: Frame
    csrf: str
    title: str
    mail: str
    action: str
    fields: tuple[Field, ...]
    sessions: tuple[SessionLine, ...]
    sign_out: Link
    others: bool = False
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
