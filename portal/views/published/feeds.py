"""Atom feeds: what is new in a municipality, and of one standard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.news import NewsEntry
from portal.web.requests import absolute
from portal.web.resources import MunicipalityContext, StandardContext

ATOM = "http://www.w3.org/2005/Atom"


@view_config(route_name="municipality.feed", permission=Permission.READ_PUBLISHED)
def municipality_feed(context: MunicipalityContext, request: Request) -> Response:
    """What is new in all of a municipality's standards."""
    owner, services = context.municipality, request.services
    entries = services.news.of(services.reading.standards(owner.slug))
    path, own = address_book.municipality(owner.slug), address_book.municipality_feed(owner.slug)
    return _atom(request, owner, f"Nyt om standarder i {owner.name}", path, own, entries)


@view_config(route_name="standard.feed", permission=Permission.READ_PUBLISHED)
def standard_feed(context: StandardContext, request: Request) -> Response:
    """What is new of one standard."""
    record = context.standard
    owner = record.municipality
    title = f"Nyt om {record.title}, {owner.name}"
    entries = request.services.news.of([record])
    path, own = address_book.standard(*record.slugs), address_book.standard_feed(*record.slugs)
    return _atom(request, owner, title, path, own, entries)


def _atom(
    request: Request, owner: MunicipalityRecord, title: str, path: str, own: str, entries: Sequence[NewsEntry]
) -> Response:
    """A feed at ``own`` about what is read at ``path``."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "da"})
    SubElement(feed, "id").text = absolute(request, own)
    SubElement(feed, "title").text = title
    newest = max((entry.happened for entry in entries), default=datetime(2000, 1, 1, tzinfo=UTC))
    SubElement(feed, "updated").text = newest.isoformat()
    SubElement(feed, "link", {"rel": "self", "href": absolute(request, own)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": absolute(request, path)})
    SubElement(SubElement(feed, "author"), "name").text = owner.name
    for entry in entries:
        _add(request, feed, entry)
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml", charset="utf-8")


def _add(request: Request, feed: Element, entry: NewsEntry) -> None:
    element = SubElement(feed, "entry")
    address = absolute(request, entry.path)
    SubElement(element, "id").text = f"{address}#{entry.key}"
    SubElement(element, "title").text = entry.title
    SubElement(element, "updated").text = entry.happened.isoformat()
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": address})
    SubElement(element, "summary").text = entry.summary
