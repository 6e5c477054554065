"""oEmbed: a system such as Umbraco or Drupal is given a page's address and asks how to show it.

The answer is a frame, never the words: a system keeps answers, and the words may be others tomorrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from pyramid.exceptions import URLDecodeError
from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.api.endpoint import open_to_other_sites
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.describing import PORTAL_NAME
from portal.services.typed_words import whole_number
from portal.views.shared.dates import PARAMETER as DAY
from portal.views.shared.embedding import FORMATS
from portal.views.shared.field_names import FIELD_NAMES
from portal.web.requests import absolute

PAGE, FORMAT = FIELD_NAMES[Parameter.PAGE], FIELD_NAMES[Parameter.FORMAT]
TABLE, STANDARD = FIELD_NAMES[Parameter.TABLE], FIELD_NAMES[Parameter.STANDARD]
KEPT_SECONDS = 3600
_CELLS = ("embedded.cell", "embedded.cell_frame")
_STANDARDS = ("standard", "standard.version")


@dataclass(frozen=True)
class Shown:
    """What is shown in a frame: its relative address, its name, and how large it is best, in pixels."""

    path: str
    title: str
    width: int
    height: int


@dataclass(frozen=True)
class _Page:
    """A page of ours as its address names it: route, names in the path, the question, the place on it."""

    route: str
    names: Mapping[str, str]
    asked: Mapping[str, str]
    place: str


@view_config(route_name="oembed", permission=Permission.READ_PUBLISHED)
def oembed(request: Request) -> Response:
    """How the page at ``url`` is shown: a row by itself; a standard as the calculator of its first table."""
    typed, written = request.GET.get(PAGE, "").strip(), request.GET.get(FORMAT, "").strip() or "json"
    if not typed:
        raise BadInput(Parameter.PAGE, "", f"Skriv adressen på den side, der skal vises, efter {PAGE}.")
    if written not in FORMATS:
        raise BadInput(Parameter.FORMAT, written, f"Skriv {FORMAT}=json eller {FORMAT}=xml.")
    page = _page_of(request, typed)
    owner = request.services.reading.municipality(page.names["municipality"])
    if not owner.about.embed_hosts:
        message = "Kommunen har ikke skrevet i kommune.yaml, hvilke hjemmesider der må vise dens sider."
        raise BadInput(Parameter.PAGE, typed, message)
    try:
        shown = _shown(request, page)
    except UnknownName as error:
        raise error.asked_with(Parameter.PAGE) from None
    answer = _answer(request, owner, shown)
    if written == "json":
        return open_to_other_sites(Response(json=answer))
    return open_to_other_sites(Response(_xml(answer), content_type=FORMATS[written], charset="utf-8"))


def _page_of(request: Request, typed: str) -> _Page:
    """The page that the address names. Raises UnknownName for one that is not ours, or cannot be shown."""
    unknown = UnknownName(Thing.PAGE_ADDRESS, typed, parameter=Parameter.PAGE)
    try:
        address, ours = urlsplit(typed), urlsplit(absolute(request, ""))
        found = request.registry.getUtility(IRoutesMapper)(Request.blank(address.path or "/"))
    except (ValueError, URLDecodeError):
        raise unknown from None
    if not _is_ours(address, ours) or found["route"] is None:
        raise unknown
    asked = dict(parse_qsl(address.query))
    page = _Page(found["route"].name, found["match"], asked, unquote(address.fragment))
    if page.route not in (*_CELLS, *_STANDARDS):
        raise unknown
    return page


def _is_ours(address: SplitResult, ours: SplitResult) -> bool:
    return address.scheme in ("http", "https") and address.netloc.lower() == ours.netloc.lower()


def _shown(request: Request, page: _Page) -> Shown:
    """What is shown of a page. Raises UnknownName for what is not there."""
    names, day = page.names, {DAY: page.asked[DAY]} if DAY in page.asked else {}
    if page.route in _CELLS:
        standard = page.asked.get(STANDARD, "")
        return _row(request, names["municipality"], names["row"], standard, day)
    if page.place:
        return _row(request, names["municipality"], page.place, names["standard"], day)
    found = request.services.reading.standing(
        request.services.reading.standard(names["municipality"], names["standard"])
    )
    tables = request.services.reading.document(found.version).tables if found.version else ()
    if not tables:
        raise UnknownName(Thing.TABLE, names["standard"])
    path = address_book.embedded(names["municipality"], **{TABLE: tables[0].id}, **day)
    return Shown(path, f"Beregner: {tables[0].benefit}", 640, 700)


def _row(request: Request, municipality: str, row: str, standard: str, day: Mapping[str, str]) -> Shown:
    found = request.services.cells.find(municipality, row, standard)
    asked = {**({STANDARD: standard} if standard else {}), **day}
    path = address_book.embedded_cell_frame(municipality, row, **asked)
    return Shown(path, f"{found.benefit}: {found.label}", 480, 420)


def _answer(request: Request, owner: MunicipalityRecord, shown: Shown) -> dict[str, str | int]:
    width = _size(request, Parameter.WIDTH, shown.width)
    height = _size(request, Parameter.HEIGHT, shown.height)
    title = f"{shown.title} – {owner.name}"
    source = escape(absolute(request, shown.path))
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": owner.name,
        "author_url": absolute(request, address_book.municipality(owner.slug)),
        "provider_name": PORTAL_NAME,
        "provider_url": absolute(request, address_book.home()),
        "cache_age": KEPT_SECONDS,
        "width": width,
        "height": height,
        "html": f'<iframe src="{source}" title="{escape(title)}" width="{width}" height="{height}" '
        'loading="lazy" frameborder="0"></iframe>',
    }


def _size(request: Request, parameter: Parameter, usual: int) -> int:
    """The usual size in pixels, or less where the asker has no room for it. Raises BadInput."""
    typed = request.GET.get(FIELD_NAMES[parameter], "").strip()
    if not typed:
        return usual
    most = whole_number(typed)
    if not most:
        message = f"Skriv {FIELD_NAMES[parameter]} som et helt tal, for eksempel {usual}."
        raise BadInput(parameter, typed, message)
    return min(usual, most)


def _xml(answer: Mapping[str, str | int]) -> bytes:
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = str(value)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
