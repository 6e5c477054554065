"""The answer to a search while there is no index to ask."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config

from portal.api.problems import INDEX_BUILDING, problem_response


class IndexBuildingError(Exception):
    """There is no index to ask yet; the worker is making one."""


@exception_view_config(IndexBuildingError)
def building(error: IndexBuildingError, request: Request) -> Response:
    """503: come again in a moment."""
    del error, request
    response = problem_response(INDEX_BUILDING)
    response.headers["Retry-After"] = "5"
    return response
