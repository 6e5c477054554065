"""Signing in, setting a password, signing out, and going on with what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, TypedField
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class SignInPage:
    """``hidden`` carries where to go on to, and what was typed before the session ended.

    ``kept`` is what was sent without our form's token: shown to be copied, and sent nowhere.
    """

    frame: Frame
    title: str
    csrf: str
    action: str
    mail: Field
    password: Field
    hidden: tuple[tuple[str, str], ...] = ()
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    kept: tuple[TypedField, ...] = ()
    forgotten: Link | None = None


@dataclass(frozen=True)
class ForgottenPage:
    """Ask for a link to a new password; without ``mail`` there is no form, and ``notices`` say why."""

    frame: Frame
    title: str
    csrf: str
    action: str
    back: Link
    mail: Field | None = None
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True)
class PasswordPage:
    """Set a password; the address of the page is the one-time link. ``mail`` is whose."""

    frame: Frame
    title: str
    csrf: str
    mail: str
    password: Field
    again: Field
    errors: tuple[Link, ...] = ()


@dataclass(frozen=True)
class SignOutPage:
    """Asks before signing out, for whoever came here by a link."""

    frame: Frame
    title: str
    csrf: str
    action: str
    name: str


@dataclass(frozen=True)
class ResumePage:
    """Signed in again: one button sends what was typed to where it was going.

    ``address`` and ``shown`` say where and what; ``hidden`` is what the button sends; ``desk`` leads away.
    """

    frame: Frame
    title: str
    csrf: str
    action: str
    desk: str
    address: str
    shown: tuple[TypedField, ...]
    hidden: tuple[tuple[str, str], ...]
