"""Alive and ready: what a supervisor, or the server in front, asks for."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal.security.permissions import Permission
from portal.services.operating.readiness import Condition, are_well


@view_config(route_name="health", request_method="GET", permission=Permission.READ_PUBLISHED)
def health(request: Request) -> Response:
    """200 as long as the process answers; a fault of the database is no reason to begin it again."""
    del request
    return _unkept(Response("ok\n", content_type="text/plain", charset="utf-8"))


@view_config(route_name="ready", request_method="GET", permission=Permission.READ_PUBLISHED)
def ready(request: Request) -> Response:
    """200 where all that is leaned on is well, 503 where something is not; each need with its words."""
    conditions = request.registry.portal.readiness.conditions()
    well = are_well(conditions)
    body = {"ready": well, "needs": {c.need.value: _said(c) for c in conditions}}
    return _unkept(Response(json=body, status=200 if well else 503))


def _said(condition: Condition) -> dict[str, str | bool]:
    return {"well": condition.is_well, "words": condition.words}


def _unkept(response: Response) -> Response:
    response.cache_control = "no-store"
    return response
