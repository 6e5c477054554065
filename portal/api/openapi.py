"""The OpenAPI 3.1 document, made from the endpoints and their schemas. Nothing is written twice."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pyramid.config import Configurator
from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.api import asking, comparing_and_receipts, coverage, reading, searching
from portal.api.endpoint import ENDPOINTS, Endpoint, add_endpoints, open_to_other_sites
from portal.api.problems import CONTENT_TYPE, Problem
from portal.security.permissions import Permission
from portal.web.requests import absolute

MODULES = (reading, asking, searching, comparing_and_receipts, coverage)
"""Importing them registers their endpoints."""

_REFERENCES = "#/components/schemas/{model}"


def includeme(config: Configurator) -> None:
    """Make every endpoint a view."""
    add_endpoints(config)


@view_config(route_name="api.openapi", request_method="GET", permission=Permission.READ_PUBLISHED)
def openapi(request: Request) -> Response:
    """The description of the API."""
    return open_to_other_sites(Response(json=describe(request)))


def describe(request: Request) -> dict[str, Any]:
    """The document; paths are those of the routes."""
    mapper = request.registry.getUtility(IRoutesMapper)
    patterns = {route.name: route.pattern for route in mapper.get_routes()}
    models: set[type[BaseModel]] = {known.response for known in ENDPOINTS.values()} | {Problem}
    _, definitions = models_json_schema(
        [(model, "serialization") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template=_REFERENCES,
        schema_generator=GenerateJsonSchema,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kvalitetsportal",
            "version": "1",
            "description": "Kommunernes kvalitetsstandarder: tekst, niveauer, beregning og søgning.",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "externalDocs": {
            "description": "Forklaring med eksempler: API, assistenter (MCP), feeds og indlejring.",
            "url": absolute(request, address_book.programmes()),
        },
        "paths": {
            path_of(patterns[known.route]): {"get": _operation(known, patterns[known.route])}
            for known in ENDPOINTS.values()
        },
        "components": {"schemas": definitions["$defs"]},
    }


def path_of(pattern: str) -> str:
    """A route's pattern as OpenAPI writes it."""
    path = re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", pattern)
    return path.replace("*rest", "{rest}")


def _operation(known: Endpoint, pattern: str) -> dict[str, Any]:
    schema = known.query.model_json_schema(ref_template=_REFERENCES)
    required = set(schema.get("required", ()))
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if name == "n" else "string"},
        }
        for name in re.findall(r"\{(\w+)\}", path_of(pattern))
    ]
    parameters += [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": described.pop("description", name),
            "schema": described,
        }
        for name, described in schema.get("properties", {}).items()
    ]
    return {
        "operationId": known.route.replace("api.", ""),
        "summary": known.summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": known.summary,
                "content": {"application/json": {"schema": _reference(known.response)}},
            },
            "304": {"description": "Nothing has changed since"},
            **{code: _problem(text) for code, text in (("400", "Cannot be read"), ("404", "Not there"))},
        },
    }


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {CONTENT_TYPE: {"schema": _reference(Problem)}}}
