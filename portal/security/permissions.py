"""What can be permitted. A view without one of these is refused to everybody (deny by default)."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Each value is a sentence's verb: who may do this is in ``portal.security.rules``."""

    READ_PUBLISHED = "read published"
