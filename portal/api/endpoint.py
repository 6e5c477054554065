"""One way to make an endpoint: the schema that reads the request also makes the description.

The schema reads a typed question; the endpoint's function is given that, never the request.

An unknown parameter, one given twice or one that cannot be read is a 400 in problem details (RFC 9457), in
Danish with an English ``code``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from portal.api.problems import Problem, bad_parameters, duplicate_parameters, problem_response
from portal.container import Services
from portal.security.permissions import Permission
from portal.web.site import Site, site_of

MAX_AGE_SECONDS = 60


class Model(BaseModel):
    """The base of every schema: unknown fields are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Parameters(Model):
    """What an endpoint reads."""

    @classmethod
    def read(cls, given: Mapping[str, str], names: Mapping[str, Any]) -> Any:
        """What is asked, as the services know it, by parameters and the names of the path.

        Raises ValidationError for what is no such question.
        """
        del names
        return cls.model_validate(given).question()

    def question(self) -> Any:
        """What is asked."""
        raise NotImplementedError


class NoParameters(Parameters):
    """An endpoint that asks for everything there is."""

    def question(self) -> None:
        """Nothing in particular."""


class PathNames(Parameters):
    """An endpoint whose question stands in its path alone."""

    @classmethod
    def read(cls, given: Mapping[str, str], names: Mapping[str, Any]) -> Any:
        """What is asked; any parameter is refused."""
        cls.model_validate(given)
        return cls.named(names)

    @classmethod
    def named(cls, names: Mapping[str, Any]) -> Any:
        """What the names of the path ask."""
        raise NotImplementedError


@dataclass(frozen=True)
class Answer:
    """What an endpoint gives: its body, and when that could last have changed (UTC)."""

    body: BaseModel
    changed: datetime | None = None


Function = Callable[[Services, Any, Site], Answer]
"""Answers what ``Parameters.read`` reads; whole addresses begin as the site says."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint: its route, what it reads, what it gives, and the sentence that describes it."""

    route: str
    query: type[Parameters]
    response: type[BaseModel]
    summary: str
    function: Function


ENDPOINTS: dict[str, Endpoint] = {}
"""Every endpoint by its route's name, in the order of the modules' import."""


def endpoint(
    route: str, *, query: type[Parameters] = NoParameters, response: type[BaseModel], summary: str
) -> Callable[[Function], Function]:
    """Make a function of (services, question, site) the endpoint of a route."""

    def register(function: Function) -> Function:
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
        question = read_question(tuple(request.GET.items()), request.matchdict, known.query)
        if isinstance(question, Problem):
            return problem_response(question)
        site = site_of(request.registry.portal.settings, request.host_url)
        return _json(known.function(request.services, question, site))

    return view


def read_question(
    typed: Sequence[tuple[str, str]], names: Mapping[str, Any], schema: type[Parameters]
) -> Any:
    """What is asked, or the Problem that says what is wrong with the parameters.

    ``typed`` are the parameters in their order, ``names`` those of the path.
    """
    given = dict(typed)
    if len(given) < len(typed):
        times = Counter(name for name, _ in typed)
        return duplicate_parameters(sorted(name for name in times if times[name] > 1))
    try:
        return schema.read(given, names)
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
