"""The front door of the API: which endpoints there are, and where they are described."""

from __future__ import annotations

from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal.api.endpoint import ENDPOINTS, open_to_other_sites
from portal.api.openapi import path_of
from portal.security.permissions import Permission


@view_config(route_name="api.index", request_method="GET", permission=Permission.READ_PUBLISHED)
def index(request: Request) -> Response:
    """The endpoints, each with its path and what it gives; ``openapi`` is the whole description."""
    mapper = request.registry.getUtility(IRoutesMapper)
    patterns = {route.name: route.pattern for route in mapper.get_routes()}
    endpoints = [
        {"path": path_of(patterns[known.route]), "summary": known.summary} for known in ENDPOINTS.values()
    ]
    described = path_of(patterns["api.openapi"])
    return open_to_other_sites(Response(json={"openapi": described, "endpoints": endpoints}))
