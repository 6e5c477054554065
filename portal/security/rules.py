"""Who may do what: one table of small sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyramid.request import Request

from portal.security.permissions import Permission

Rule = Callable[[Request, Any], bool]


def everybody(request: Request, context: Any) -> bool:
    """Published texts are for all."""
    del request, context
    return True


RULES: dict[Permission, tuple[Rule, ...]] = {
    Permission.READ_PUBLISHED: (everybody,),
}
