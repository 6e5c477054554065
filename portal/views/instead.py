"""Links to what exists instead of what was asked for."""

from __future__ import annotations

from pyramid.request import Request

from portal import address_book
from portal.services.errors import Parameter, Thing, UnknownName
from portal.views.asking.calculator_fields import FIELDS
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link

_COMPARED = (Parameter.LEFT_TABLE, Parameter.RIGHT_TABLE)


def known_links(request: Request, error: UnknownName) -> tuple[Link, ...]:
    """A link to each thing that exists instead; where tables are compared also one to the list of all."""
    links = [Link(label, href) for name, label in error.known if (href := _href(request, error, name))]
    if error.parameter in _COMPARED:
        links.append(table_list(request))
    return tuple(links)


def table_list(request: Request) -> Link:
    """The page where tables are chosen from lists, with what was typed."""
    typed = [pair for pair in request.GET.items() if pair[1]]
    page = address_book.comparison()
    return Link("Vælg tabellerne på en liste", address_book.asking(page, typed) if typed else page)


def _href(request: Request, error: UnknownName, name: str) -> str:
    """The address of a thing by its name; "" where it has no page of its own."""
    if error.thing is Thing.MUNICIPALITY:
        return address_book.municipality(name)
    if error.thing is Thing.ROW:
        return address_book.embedded_cell_frame(error.municipality, name)
    if error.thing is Thing.STANDARD:
        return address_book.standard(error.municipality, name)
    field = FIELD_NAMES.get(error.parameter, "") if error.parameter else ""
    if field in request.GET:
        # What was asked of a table is said in that table's own rows and units: it does not come along.
        left_out = FIELDS if error.thing is Thing.TABLE else ()
        asked = [(key, value) for key, value in request.GET.items() if key not in left_out]
        query = [(key, name if key == field else value) for key, value in asked]
        return address_book.asking(request.path, query)
    if error.thing in (Thing.VERSION, Thing.CHANGES) and error.standard:
        return f"{address_book.standard(error.municipality, error.standard)}/{name}"
    return ""
