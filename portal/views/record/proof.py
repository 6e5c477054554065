"""The proof of a version, to keep and to check without the portal."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal.security.permissions import Permission
from portal.web.resources import StandardContext


@view_config(route_name="standard.proof", permission=Permission.READ_PUBLISHED)
def proof(context: StandardContext, request: Request) -> Response:
    """The version's text, decisions and rows of the log as a zip, with a program that checks them."""
    record, services = context.standard, request.services
    version = services.reading.text(record, int(request.matchdict["n"])).version
    response = Response(services.proving.bundle(record, version), content_type="application/zip")
    name = f"bevis-{record.municipality.slug}-{record.slug}-v{version.n}.zip"
    response.content_disposition = f'attachment; filename="{name}"'
    return response
