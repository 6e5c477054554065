"""Pyramid's question "may this request do that?", answered from the table of rules."""

from __future__ import annotations

from typing import Any

from pyramid.request import Request
from pyramid.security import Allowed, Denied

from portal.security.permissions import Permission
from portal.security.rules import RULES


class SecurityPolicy:
    """Any rule of a permission is enough; a permission without rules is nobody's."""

    def identity(self, request: Request) -> None:
        """Nobody signs in yet."""
        del request

    def authenticated_userid(self, request: Request) -> None:
        """Nobody signs in yet."""
        del request

    def permits(self, request: Request, context: Any, permission: str) -> Allowed | Denied:
        """Whether the request may do ``permission`` on ``context``."""
        known = {str(known): known for known in Permission}
        rules = RULES.get(known[permission], ()) if permission in known else ()
        for rule in rules:
            if rule(request, context):
                return Allowed(f"{rule.__name__} holds for {permission}")
        return Denied(f"no rule allows {permission}")

    def remember(self, request: Request, userid: str, **kw: Any) -> list[tuple[str, str]]:
        """Nothing is remembered of a visitor."""
        del request, userid, kw
        return []

    def forget(self, request: Request, **kw: Any) -> list[tuple[str, str]]:
        """Nothing was remembered."""
        del request, kw
        return []
