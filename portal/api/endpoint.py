"""One way to make an endpoint: the schema that reads the request also makes the description.

An unknown parameter, one given twice or one that cannot be read is a 400 in problem details (RFC 9457), in
Danish with an English ``code``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from portal.api.problems import Problem, bad_parameters, duplicate_parameters, problem_response
from portal.security.permissions import Permission

MAX_AGE_SECONDS = 60


class Model(BaseModel):
    """The base of every schema: unknown fields are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NoQuery(Model):
    """An endpoint without parameters."""


@dataclass(frozen=True)
class Answer:
    """What an endpoint gives: its body, and when that could last have changed (UTC)."""

    body: BaseModel
    changed: datetime | None = None


@dataclass(frozen=True)
class Endpoint:
    """One endpoint: its route, what it reads, what it gives, and the sentence that describes it."""

    route: str
    query: type[Model]
    response: type[BaseModel]
    summary: str
    function: Callable[[Request, Any], Answer]


ENDPOINTS: dict[str, Endpoint] = {}
"""Every endpoint by its route's name, in the order of the modules' import."""


def endpoint(
    route: str, *, query: type[Model] = NoQuery, response: type[BaseModel], summary: str
) -> Callable[[Callable[[Request, Any], Answer]], Callable[[Request, Any], Answer]]:
    """Make a function of (request, query) the endpoint of a route."""

    def register(function: Callable[[Request, Any], Answer]) -> Callable[[Request, Any], Answer]:
        ENDPOINTS[route] = Endpoint(route, query, response, summary, function)
        return function

    return register


def add_endpoints(config: Configurator) -> None:
    """Register every endpoint as a view, and its OPTIONS for other sites."""
    for known in ENDPOINTS.values():
        config.add_view(
            _view(known),
            route_name=known.route,
            request_method=("GET", "HEAD"),
            permission=Permission.READ_PUBLISHED,
        )
        config.add_view(
            _options, route_name=known.route, request_method="OPTIONS", permission=Permission.READ_PUBLISHED
        )


def _view(known: Endpoint) -> Callable[[Request], Response]:
    def view(request: Request) -> Response:
        query = read_query(tuple(request.GET.items()), known.query)
        if isinstance(query, Problem):
            return problem_response(query)
        answer = known.function(request, query)
        return _json(answer)

    return view


def read_query(typed: Sequence[tuple[str, str]], schema: type[Model]) -> Any:
    """The parameters read by ``schema``, or the Problem that says what is wrong with them."""
    given = dict(typed)
    if len(given) < len(typed):
        times = Counter(name for name, _ in typed)
        return duplicate_parameters(sorted(name for name in times if times[name] > 1))
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        return bad_parameters(error, schema)


def body_of(answer: Answer) -> bytes:
    """The answer as it is sent."""
    return answer.body.model_dump_json(by_alias=True).encode()


def tag_of(body: bytes) -> str:
    """What stands in the ETag of an answer with this body."""
    return hashlib.sha256(body).hexdigest()[:32]


def _json(answer: Answer) -> Response:
    body = body_of(answer)
    response = Response(body, content_type="application/json", charset="utf-8", conditional_response=True)
    response.etag = tag_of(body)
    response.last_modified = answer.changed
    response.cache_control.max_age = MAX_AGE_SECONDS
    response.cache_control.public = True
    return open_to_other_sites(response)


def open_to_other_sites(response: Response) -> Response:
    """Published texts may be read from any site; nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    return response


def _options(request: Request) -> Response:
    del request
    response = Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = "86400"
    return open_to_other_sites(response)
