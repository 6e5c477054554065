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
    """Everybody with a role, and the form that adds somebody. ``added`` is who was, ``next`` what follows."""

    frame: Frame
    csrf: str
    title: str
    action: str
    people: tuple[PersonLine, ...]
    fields: tuple[Field, ...]
    roles: Field
    added: str = ""
    next: str = ""
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
    next: str = ""
    saved: bool = False
    errors: tuple[Link, ...] = ()
