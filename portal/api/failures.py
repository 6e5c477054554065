"""What the API says when it cannot answer: problem details with the parameter at fault."""

from __future__ import annotations

from urllib.parse import unquote_plus, unquote_to_bytes

from pyramid.httpexceptions import (
    HTTPForbidden,
    HTTPMethodNotAllowed,
    HTTPMovedPermanently,
    HTTPNotFound,
    HTTPRequestEntityTooLarge,
)
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from portal import address_book
from portal.api.parameter_names import name_of
from portal.api.problems import BROKEN, BUSY, Problem, bad_input, problem_response, unknown_name
from portal.doors import Door
from portal.security.origin import methods_of
from portal.services.errors import (
    BadInput,
    DatabaseBusy,
    NoFreeConnection,
    Thing,
    UnknownName,
)
from portal.web.failure_log import log_broken, log_busy

MOVED = {
    address_book.api_index().rstrip("/"): address_book.api_index(),
    address_book.API: address_book.programmes(),
}
"""Addresses with a slash too few or too many."""


@exception_view_config(UnknownName, door=Door.API)
def unknown(error: UnknownName, request: Request) -> Response:
    """404: what exists instead."""
    del request
    return problem_response(unknown_name(error, name_of(error.parameter)))


@exception_view_config(BadInput, door=Door.API)
def unreadable(error: BadInput, request: Request) -> Response:
    """400: a value that cannot be read."""
    del request
    return problem_response(bad_input(name_of(error.parameter), error.message, error.code))


@notfound_view_config(door=Door.API)
@forbidden_view_config(door=Door.API)
def not_found(error: HTTPNotFound | HTTPForbidden, request: Request) -> Response:
    """404: an address that no endpoint has; a front door with a slash too few or too many."""
    del error
    if request.path in MOVED:
        return HTTPMovedPermanently(MOVED[request.path])
    return problem_response(unknown_name(UnknownName(Thing.PAGE_ADDRESS, request.path), None))


@exception_view_config(HTTPMethodNotAllowed, door=Door.API)
def method_not_allowed(error: HTTPMethodNotAllowed, request: Request) -> Response:
    """405: with the methods there are."""
    del error
    allowed = ", ".join(methods_of(request))
    problem = Problem(title="Ikke muligt", status=405, detail=f"Brug {allowed}.", code="method-not-allowed")
    response = problem_response(problem)
    response.headers["Allow"] = allowed
    return response


@exception_view_config(HTTPRequestEntityTooLarge, door=Door.API)
def too_large(error: HTTPRequestEntityTooLarge, request: Request) -> Response:
    """413: nothing needs to be sent to an API that only answers."""
    del error, request
    detail = "Send spørgsmålet i adressen, uden indhold."
    return problem_response(Problem(title="For stort", status=413, detail=detail, code="too-large"))


@exception_view_config(UnicodeDecodeError, door=Door.API)
def undecodable(error: UnicodeDecodeError, request: Request) -> Response:
    """400: an address that is no UTF-8; with the parameter, where it is the query."""
    del error
    pairs = request.environ.get("QUERY_STRING", "").split("&")
    unread = next((pair.partition("=")[0] for pair in pairs if not _is_utf8(pair)), None)
    name = unquote_plus(unread) if unread and _is_utf8(unread) else None
    return problem_response(bad_input(name, "Adressen er ikke skrevet i UTF-8.", "bad-encoding"))


def _is_utf8(written: str) -> bool:
    try:
        unquote_to_bytes(written).decode()
    except UnicodeDecodeError:
        return False
    return True


@exception_view_config(DatabaseBusy, door=Door.API)
@exception_view_config(NoFreeConnection, door=Door.API)
def busy(error: Exception, request: Request) -> Response:
    """503: the database could not be had in time, or not at all."""
    del request
    log_busy(error)
    response = problem_response(BUSY)
    response.headers["Retry-After"] = "10"
    return response


@exception_view_config(Exception, door=Door.API)
def broken(error: Exception, request: Request) -> Response:
    """500: it is our fault."""
    log_broken(error, request)
    return problem_response(BROKEN)
