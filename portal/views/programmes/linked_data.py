"""What pages and the catalogue say to programmes, in the vocabularies of schema.org and CPSV-AP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf

from portal import address_book
from portal.api.endpoint import open_to_other_sites
from portal.documents.validity.standing import VersionStanding
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.services.memory import NO_MEMORY
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord
from portal.services.published.cpsv_ap import Whole, as_document, owner_nodes, service_nodes, text_nodes
from portal.services.published.describing import describe_owner, describe_service, describe_text
from portal.services.published.gathering import catalogue_document
from portal.services.published.reading import StandardStanding
from portal.services.published.schema_org import owner_data, service_data, text_data
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Alternate
from portal.web.requests import absolute

MADE_UP = FIELD_NAMES[Parameter.MADE_UP]
CATALOGUES = (
    Alternate(address_book.catalogue_json(), "application/ld+json", "Katalog over ydelser"),
    Alternate(address_book.catalogue_turtle(), "text/turtle", "Katalog over ydelser"),
)
"""Where programmes find everything at once."""
# Inside a page's script element nothing may look like markup; JSON reads the same.
_NO_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@view_config(route_name="catalogue.json", permission=Permission.READ_PUBLISHED)
def catalogue_json(request: Request) -> Response:
    """The catalogue as JSON-LD; ``?opdigtede=ja`` takes in made-up municipalities."""
    return _sent(_catalogue(request, "json-ld"), "application/ld+json")


@view_config(route_name="catalogue.turtle", permission=Permission.READ_PUBLISHED)
def catalogue_turtle(request: Request) -> Response:
    """The same as Turtle."""
    return _sent(_catalogue(request, "turtle"), "text/turtle")


def _sent(body: str, content_type: str) -> Response:
    response = Response(body.encode(), charset="utf-8")
    response.content_type = content_type
    return open_to_other_sites(response)


def _catalogue(request: Request, written: str) -> str:
    typed = request.GET.get(MADE_UP, "").strip()
    if typed not in ("", "ja"):
        message = f"Skriv {MADE_UP}=ja, eller lad det være. Så er opdigtede kommuner ikke med."
        raise BadInput(Parameter.MADE_UP, typed, message)
    reading, whole = request.services.reading, _whole(request)
    # Where the portal does not know its own name, each name that it is asked by would be kept.
    memory = reading.memory if request.registry.portal.settings.base_url else NO_MEMORY

    def make() -> str:
        found = catalogue_document(reading, whole, fictional=bool(typed))
        if written == "json-ld":
            return json.dumps(found, ensure_ascii=False)
        graph: Graph = to_rdf(found, Graph())
        return graph.serialize(format=written)

    return memory.get(("catalogue", reading.today, written, typed), make)


def owner_blocks(request: Request, owner: MunicipalityRecord) -> tuple[str, ...]:
    """What a municipality's page says of it."""
    described, whole = describe_owner(owner), _whole(request)
    return _blocks(owner_data(whole, described), as_document(owner_nodes(whole, described)))


def service_blocks(request: Request, found: StandardStanding) -> tuple[str, ...]:
    """What the page of a standard today says of what it promises; of a background document, of its text."""
    whole = _whole(request)
    if service := describe_service(found):
        return _blocks(service_data(whole, service), as_document(service_nodes(whole, service)))
    n = found.standing.n
    stage = next((one for one in request.services.reading.stages(found.record) if one.n == n), None)
    return text_blocks(request, found.record, stage) if stage else ()


def text_blocks(request: Request, record: StandardRecord, stage: VersionStanding) -> tuple[str, ...]:
    """What a version's page says of its text; ``stage`` is that of today."""
    version, whole = record.version(stage.n), _whole(request)
    assert version is not None
    text = describe_text(record, version, stage, request.services.today)
    return _blocks(text_data(whole, text), as_document(text_nodes(whole, text)))


def _whole(request: Request) -> Whole:
    return partial(absolute, request)


def _blocks(*documents: Mapping[str, Any]) -> tuple[str, ...]:
    written = (json.dumps(document, ensure_ascii=False) for document in documents)
    return tuple(words.translate(_NO_MARKUP) for words in written)
