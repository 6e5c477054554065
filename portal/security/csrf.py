"""A form of ours, sent from a page of ours: the token in the form must be the token in the cookie.

The token is the browser's, not the session's, so that a form still counts after signing in again.
"""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid.csrf import CookieCSRFStoragePolicy

from portal.container import Portal

FIELD = "csrf_token"


def includeme(config: Configurator) -> None:
    """Ask every request that is not a GET, HEAD or OPTIONS for the token."""
    portal: Portal = config.registry.portal
    config.set_csrf_storage_policy(
        CookieCSRFStoragePolicy(
            cookie_name="portal_csrf",
            httponly=True,
            samesite="Lax",
            secure=portal.settings.base_url.startswith("https://"),
        )
    )
    config.set_default_csrf_options(require_csrf=True, token=FIELD)
