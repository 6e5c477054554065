"""A form of ours, sent from a page of ours: the token in the form must be the token in the cookie.

The token is the browser's, and another from each time somebody signs in: one that was known or put there
before is worth nothing after. A form from before that is shown to be sent on (``views/people/carrying.py``).
On a page it is masked, anew each time: pages are sent compressed, and beside the token may stand what
somebody else chose, so that the length of many answers could tell an unmasked one letter by letter.
"""

from __future__ import annotations

import re
from hmac import compare_digest
from secrets import token_bytes

from pyramid.config import Configurator
from pyramid.csrf import CookieCSRFStoragePolicy
from pyramid.request import Request

from portal.security.cookies import sent_cookie

FIELD = "csrf_token"
FORM_COOKIE = "portal_csrf"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_MASKED = re.compile(r"[0-9a-f]{64}")


def masked(token: str) -> str:
    """A token of 16 bytes in hexadecimal as a page shows it: a random mask, and the token under it."""
    mask = token_bytes(16)
    return mask.hex() + _under(mask, bytes.fromhex(token)).hex()


def unmasked(shown: str) -> str:
    """The token that a page showed; "" for what no page of ours shows."""
    if not _MASKED.fullmatch(shown):
        return ""
    both = bytes.fromhex(shown)
    return _under(both[:16], both[16:]).hex()


def _under(mask: bytes, token: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(mask, token, strict=True))


class MaskedTokens(CookieCSRFStoragePolicy):
    """The token in a cookie, as it is; in forms, masked."""

    def get_csrf_token(self, request: Request) -> str:
        """The token for a page; a new cookie where there is none that could be ours."""
        return masked(self._kept(request) or self.new_csrf_token(request))

    def check_csrf_token(self, request: Request, supplied_token: str) -> bool:
        """Whether a form's token is that of the cookie, under whatever mask."""
        kept = self._kept(request)
        return bool(kept) and compare_digest(kept, unmasked(supplied_token))

    def _kept(self, request: Request) -> str:
        """The token of the cookie; "" where there is none that could be ours."""
        kept = sent_cookie(request, FORM_COOKIE)
        return kept if _TOKEN.fullmatch(kept) else ""


def includeme(config: Configurator) -> None:
    """Ask every request that is not a GET, HEAD or OPTIONS for the token."""
    base_url: str = config.registry.portal.settings.base_url
    config.set_csrf_storage_policy(
        MaskedTokens(
            cookie_name=FORM_COOKIE,
            httponly=True,
            samesite="Lax",
            secure=base_url.startswith("https://"),
        )
    )
    config.set_default_csrf_options(require_csrf=True, token=FIELD)
