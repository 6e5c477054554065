"""The calculator for an iframe on the sites a municipality names; sized and coloured by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.documents.municipality.colours import weak_pairs
from portal.documents.municipality.municipality_file import COLOURS
from portal.security.headers import content_policy
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.asking.calculator import CalculatorVisit
from portal.views.asking.calculator_answer import dated_address
from portal.views.asking.embedded_page import EmbeddedPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Frame, Link
from portal.views.shared.theme import theme_style
from portal.web.requests import absolute
from portal.web.resources import MunicipalityContext

SIZE = "stoerrelse"
SIZES = {"lille": "embedded-small", "normal": "embedded-normal", "stor": "embedded-large"}
"""What ``stoerrelse`` may be, and the class that sets the size of the text."""

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True)
class EmbeddedLook:
    """How the page looks by its address.

    ``size`` is the class that sets the size of the text; ``asked`` are the parameters that another address
    keeps the look with.
    """

    frame: Frame
    size: str
    asked: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request, municipality: MunicipalityRecord) -> EmbeddedLook:
        """The look that is asked for, on a page that the sites the municipality names may frame."""
        request.response.headers["Content-Security-Policy"] = content_policy(municipality.about.embed_hosts)
        colours, size = _colours(request), request.GET.get(SIZE, "")
        frame = frame_for(request, municipality=municipality, indexable=False)
        if colours:
            frame = replace(frame, theme=address_book.embedded_theme(municipality.slug, **colours))
        asked = tuple(colours.items()) + (((SIZE, size),) if size in SIZES else ())
        return cls(frame, SIZES.get(size, SIZES["normal"]), asked)


@view_config(
    route_name="embedded",
    renderer="portal:templates/asking/embedded.pt",
    permission=Permission.READ_PUBLISHED,
)
def embedded(context: MunicipalityContext, request: Request) -> EmbeddedPage:
    """The calculator, alone. What cannot be used of the look is left out: the visitor did not write it."""
    municipality = context.municipality
    look = EmbeddedLook.of(request, municipality)
    visit = CalculatorVisit.of(request, municipality, address_book.embedded(municipality.slug), look.asked)
    if visit.wrong:
        request.response.status_int = 400
    frame = look.frame
    path, asked = address_book.calculator(municipality.slug), _asked(request)
    whole = absolute(request, address_book.asking(path, asked) if asked else path)
    result = visit.result()
    return EmbeddedPage(
        frame=frame,
        title=f"Beregner: {visit.chosen.table.benefit}" if visit.chosen else "Beregner",
        size=look.size,
        whole=Link(f"Se siden på {frame.home.text}", whole),
        tables=visit.choices(),
        forms=visit.forms(),
        errors=visit.error_links(),
        result=replace(result, permalink=dated_address(request, path, asked, visit.on)) if result else None,
        notices=visit.unread(),
    )


@view_config(route_name="embedded.theme", permission=Permission.READ_PUBLISHED)
def embedded_theme(context: MunicipalityContext, request: Request) -> Response:
    """The colours of the address as a stylesheet; the municipality's own where it names none to be used."""
    colours = {name: f"#{value}" for name, value in _colours(request).items()}
    style = theme_style(colours or context.municipality.about.colours)
    return Response(style, content_type="text/css", charset="utf-8")


def _colours(request: Request) -> dict[str, str]:
    """The colours of the address, without "#"; none at all where one could not be read on another."""
    found = {name: _COLOUR.fullmatch(request.GET.get(name, "").strip()) for name in COLOURS}
    colours = {name: match[1].lower() for name, match in found.items() if match}
    return {} if weak_pairs({name: f"#{value}" for name, value in colours.items()}) else colours


def _asked(request: Request) -> list[tuple[str, str]]:
    """What the address asks, without what it says of the look."""
    return [(name, value) for name, value in request.GET.items() if name not in (*COLOURS, SIZE)]
