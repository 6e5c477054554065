"""A visitor without identity, who asks the application in this process on a day that stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring
from pyramid.exceptions import URLDecodeError
from pyramid.interfaces import IRoutesMapper
from webob import Request

from portal import address_book
from portal.clock import SetClock
from portal.config import configure
from portal.container import Portal
from portal.settings import Settings
from portal.views.shared.content_page import ContentPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.web.requests import PortalRequest
from portal.web.static import PREFIX
from portal.web.templating import page_templates

NOWHERE = "http://portal.invalid"
"""What the visitor calls a portal that has no public address; it is taken out of what is answered."""
HTML = "text/html"


@dataclass(frozen=True)
class VisitedPage:
    """What was answered at an address. ``media_type`` is without its parameters."""

    address: str
    status: int
    media_type: str
    body: bytes


class Visitor:
    """Asks for pages as they are on ``day``. ``portal`` must be closed by whoever made the visitor."""

    def __init__(self, settings: Settings, day: date):
        self.base = settings.base()
        clock = SetClock.at(day.isoformat())
        self.now = clock.now()
        self._application = configure(settings, clock)
        self._registry = self._application.application.registry
        self.portal: Portal = self._registry.portal
        self.route = cache(self._route)

    def ask(self, address: str) -> VisitedPage:
        """What the application answers."""
        response = Request.blank(address, base_url=self.base or NOWHERE).get_response(self._application)
        body = response.body if self.base else response.body.replace(NOWHERE.encode(), b"")
        return VisitedPage(address, response.status_int, response.content_type, body)

    def show(self, title: str, lead: str, html: str) -> bytes:
        """A page of running text in the portal's own frame; ``html`` is safe markup, headings from ``h2``."""
        request = PortalRequest.blank(address_book.search(), base_url=self.base or NOWHERE)
        request.registry = self._registry
        page = ContentPage(frame_for(request, crumbs=(Link(title, ""),)), title, html, lead)
        settings = self.portal.settings
        template = page_templates(settings.templates, settings.compiled).get("published/content.pt")
        return str(template.render(page=page)).encode()

    def icons(self) -> HtmlElement:
        """The drawing that holds the pages' icons."""
        name = self._registry.assets.icons.removeprefix(PREFIX)
        return fragment_fromstring((self.portal.settings.static / name).read_text(encoding="utf-8"))

    def _route(self, path: str) -> tuple[str, dict[str, Any]]:
        """The name of the route that a path has, and the parts of the path; "" where it has none."""
        try:
            found = self._registry.getUtility(IRoutesMapper)(Request.blank(path))
        except (URLDecodeError, UnicodeEncodeError):
            return "", {}
        return (str(found["route"].name), dict(found["match"])) if found["route"] else ("", {})
