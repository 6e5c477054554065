"""Who may sign in, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class PersonLine:
    """A person in the list."""

    link: Link
    mail: str
    roles: str
    note: str = ""


@dataclass(frozen=True)
class PeoplePage:
    """Everybody with a role, and the form that adds somebody. ``one_time`` is shown once, right after.

    Without it ``added_can_sign_in`` says whether who was added has a password from another municipality.
    """

    frame: Frame
    csrf: str
    title: str
    action: str
    people: tuple[PersonLine, ...]
    fields: tuple[Field, ...]
    roles: Field
    one_time: str = ""
    added: str = ""
    added_can_sign_in: bool = False
    errors: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PersonPage:
    """One person's roles."""

    frame: Frame
    csrf: str
    title: str
    action: str
    mail: str
    roles: Field
    back: Link
    one_time: str = ""
    saved: bool = False
    errors: tuple[Link, ...] = ()
