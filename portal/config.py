"""How the application is put together: what is included in which order, and why in that order."""

from __future__ import annotations

from typing import Any

from pyramid.config import Configurator

from portal.api.shortcut import CalculateShortcut
from portal.clock import Clock
from portal.container import Portal
from portal.db import Database
from portal.security.policy import SecurityPolicy
from portal.settings import Settings
from portal.watching.tally import Tally
from portal.web.front_door import FrontDoor
from portal.web.requests import writes
from portal.web.response_cache import ResponseCache
from portal.web.static import with_static_files
from portal.web.whole_bodies import WholeBodies

DENIED = "denied to everybody"


def configure(settings: Settings, clock: Clock, *, warm: bool = False, tally: Tally | None = None) -> Any:
    """Put the application together and give the WSGI callable; the rest as in ``create_application``."""
    config = Configurator(
        settings={
            "retry.attempts": 3,
            "tm.commit_veto": "pyramid_tm.default_commit_veto",
            "tm.manager_hook": "pyramid_tm.explicit_manager",
            "tm.activate_hook": writes,
            "tm.annotate_user": False,
        }
    )
    portal = Portal(settings, clock, Database(settings.database_url))
    config.registry.portal = portal

    # First: whatever is registered after this without a permission is refused to everybody.
    config.set_security_policy(SecurityPolicy())
    config.set_default_permission(DENIED)
    config.include("portal.security.csrf")
    config.include("portal.security.origin")

    # A request that writes is one transaction, tried again where the database could not order it.
    config.include("pyramid_retry")
    config.include("pyramid_tm")

    config.include("portal.web.sending_once")
    config.include("portal.web.compression")
    config.include("portal.web.response_cache")
    # Before the views: a route's factory finds the object, and needs the services.
    config.include("portal.web.requests")
    config.include("portal.web.routes")
    config.include("portal.web.static")
    config.include("portal.web.templating")
    config.include("portal.doors")
    config.scan("portal.views")
    config.include("portal.api.openapi")
    config.scan("portal.api")
    served = config.make_wsgi_app()
    if warm:  # last, so that all that stays in memory is there
        portal.warm()
    reused = ResponseCache(served, portal, CalculateShortcut(config.registry))
    return FrontDoor(reused, WholeBodies(with_static_files(reused, portal)), settings, tally)
