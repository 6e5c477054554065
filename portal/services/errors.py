"""What a service says when it cannot answer. The doors turn these into 404 and 400, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exc

from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.security.rules import permits

DatabaseBusy, NoFreeConnection = exc.OperationalError, exc.TimeoutError
"""What is raised where the lock, the database or a connection to it could not be had in time."""


class UnknownName(Exception):
    """Nothing has that name. ``known`` are (name, label) pairs of what exists instead."""

    def __init__(self, what: str, asked: str, known: Sequence[tuple[str, str]] = ()):
        super().__init__(f"{what}: {asked}")
        self.what = what
        self.asked = asked
        self.known = tuple(known)


class BadInput(Exception):
    """What was typed cannot be read. ``field`` names the parameter, ``message`` says in Danish what to do."""

    def __init__(self, field: str, typed: str, message: str, code: str = "bad-input"):
        super().__init__(f"{field}: {message}")
        self.field = field
        self.typed = typed
        self.message = message
        self.code = code


class NotAllowed(Exception):
    """The person may see the thing, but not do this to it as it is now."""


def require(permission: Permission, by: Identity, what: Subject) -> None:
    """Raise NotAllowed where ``by`` may not do ``permission`` to ``what``."""
    if not permits(permission, by, what):
        raise NotAllowed(permission)


class Refused(Exception):
    """What was asked cannot be done as things are. ``message`` says in Danish why and what to do instead."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Conflict(Refused):
    """Somebody saved in between; nothing was changed."""
