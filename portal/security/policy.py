"""Pyramid's question "may this request do that?", answered from the table of rules.

A context says what it is about in its ``subject``; one without is public.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pyramid.request import Request
from pyramid.security import Allowed, Denied

from portal.security.cookies import sent_cookie
from portal.security.permissions import Permission
from portal.security.roles import PUBLIC, Identity, Subject
from portal.security.rules import allowing_row

COOKIE = "portal_session"
DEVICE_COOKIE = "portal_device"


class SecurityPolicy:
    """Any row of a permission is enough; a permission without rows is nobody's."""

    def identity(self, request: Request) -> Identity | None:
        """Who is signed in; read once a request, and only where there is a cookie to read."""
        if not hasattr(request, "_identity"):
            token = session_token(request)
            request._identity = _identity_of(request, token) if token else None
        found: Identity | None = request._identity
        return found

    def authenticated_userid(self, request: Request) -> int | None:
        """The id of the person who is signed in."""
        identity = self.identity(request)
        return identity.person_id if identity else None

    def permits(self, request: Request, context: Any, permission: str) -> Allowed | Denied:
        """Whether the request may do ``permission`` on ``context``."""
        known = {str(known): known for known in Permission}
        if permission not in known:
            return Denied(f"no rule allows {permission}")
        subject: Subject = getattr(context, "subject", PUBLIC)
        asked = known[permission]
        # What everybody may do is nobody's in particular: who asks is not looked up for it.
        row = allowing_row(asked, None, subject) or allowing_row(asked, self.identity(request), subject)
        if row is None:
            return Denied(f"no rule allows {permission}")
        return Allowed(f"{' and '.join(p.__name__ for p in row)} holds for {permission}")

    def remember(self, request: Request, userid: str, **kw: Any) -> list[tuple[str, str]]:
        """The header of a session cookie; ``userid`` is the session's token."""
        del kw
        return [("Set-Cookie", _cookie(request, COOKIE, userid))]

    def forget(self, request: Request, **kw: Any) -> list[tuple[str, str]]:
        """The header that takes the session cookie away."""
        del kw
        return [("Set-Cookie", _cookie(request, COOKIE, "", 0))]


def _identity_of(request: Request, token: str) -> Identity | None:
    """Who it is; that the session is used is noted when the answer is made, so that nobody waits for it."""
    sessions = request.services.sessions
    found = sessions.find(token)
    if found is None:
        return None
    if found.is_stale:
        request.add_finished_callback(lambda _: sessions.see(token))
    who: Identity = found.who
    return who


def session_token(request: Request) -> str:
    """The session's token as sent, "" for none."""
    return sent_cookie(request, COOKIE)


def device_marks(request: Request) -> str:
    """The marks by which accounts know the browser, as sent; "" for none."""
    return sent_cookie(request, DEVICE_COOKIE)


def device_header(request: Request, marks: str, lasts: timedelta) -> tuple[str, str]:
    """The header of the cookie with the browser's marks; it stays for so long."""
    return "Set-Cookie", _cookie(request, DEVICE_COOKIE, marks, int(lasts.total_seconds()))


def _cookie(request: Request, name: str, value: str, seconds: int | None = None) -> str:
    """Not readable by scripts, not sent along from other sites; without ``seconds`` gone with the browser."""
    secure = "; Secure" if is_secure(request) else ""
    lasts = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{lasts}"


def is_secure(request: Request) -> bool:
    """Whether the portal's public address is https."""
    base: str = request.registry.portal.settings.base(request.host_url)
    return base.startswith("https://")
