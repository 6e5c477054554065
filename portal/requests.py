"""``request.services``: made when first asked for, closed when the answer is sent."""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid.request import Request

from portal.parts import Portal, Services


def services(request: Request) -> Services:
    """The services of this request, on a reading session of their own."""
    portal: Portal = request.registry.portal
    session = portal.database.reading_session()
    request.add_finished_callback(lambda _: session.close())
    return Services(portal, session, portal.clock.now())


def includeme(config: Configurator) -> None:
    """Make ``request.services`` available."""
    config.add_request_method(services, "services", reify=True)
