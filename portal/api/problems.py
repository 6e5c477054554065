"""Problem details (RFC 9457): what went wrong, in Danish, with an English ``code`` for programmes."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field, ValidationError
from pyramid.response import Response

from portal.services.errors import UnknownName

CONTENT_TYPE = "application/problem+json"


class Known(BaseModel):
    """Something that exists instead of what was asked for."""

    name: str
    label: str


class Problem(BaseModel):
    """A problem. ``field`` is the parameter at fault, ``known`` what could have been asked instead."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    known: list[Known] = Field(default_factory=list)


BUSY = Problem(title="Travlt", status=503, detail="Der er travlt lige nu. Prøv igen om lidt.", code="busy")
"""The database could not be had in time, or not at all."""
BROKEN = Problem(
    title="Noget gik galt", status=500, detail="Det er vores fejl. Prøv igen om lidt.", code="internal-error"
)
"""Something failed that should not."""
INDEX_BUILDING = Problem(
    title="Ikke klar",
    status=503,
    detail="Søgningen er ved at blive gjort klar. Prøv igen om lidt.",
    code="index-building",
)
"""There is no index to ask yet."""


def problem_response(problem: Problem) -> Response:
    """The problem as a response, open to other sites like every answer of the API."""
    body = problem.model_dump_json(exclude_none=True).encode()
    response = Response(body, status=problem.status, content_type=CONTENT_TYPE, charset="utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def unknown_name(error: UnknownName, field: str | None) -> Problem:
    """404: nothing has that name. ``field`` is the parameter it was asked with, None for none of them."""
    names = [Known(name=name, label=label) for name, label in error.known]
    detail = error.message
    if names:
        detail += " Disse findes: " + ", ".join(name.name for name in names) + "."
    return Problem(
        title="Findes ikke", status=404, detail=detail, code="unknown-name", field=field, known=names
    )


def bad_input(field: str | None, message: str, code: str) -> Problem:
    """400: a value that cannot be read; ``field`` as in ``unknown_name``."""
    return Problem(title="Kan ikke læses", status=400, detail=message, code=code, field=field)


def duplicate_parameters(names: Sequence[str]) -> Problem:
    """400: a parameter given twice; choosing one of the two would be a guess."""
    detail = f"{', '.join(names)} er skrevet mere end én gang. Skriv hver oplysning én gang."
    return _bad_request("Skrevet to gange", detail, "duplicate-parameter", names[0])


def bad_parameters(error: ValidationError, schema: type[BaseModel]) -> Problem:
    """400: the first thing the schema found wrong, in words."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "?"  # what follows it is which reading failed
    offered = [Known(name=n, label=f.description or n) for n, f in schema.model_fields.items()]
    if first["type"] == "extra_forbidden":
        detail = f"Vi kender ikke parameteren »{name}«. Disse findes: {', '.join(k.name for k in offered)}."
        problem = _bad_request("Ukendt parameter", detail, "unknown-parameter", name)
        return problem.model_copy(update={"known": offered})
    if first["type"] == "missing":
        return _bad_request("Mangler", f"Parameteren »{name}« mangler.", "missing-parameter", name)
    detail = f"Værdien af »{name}« kan ikke læses."
    if first["type"] == "value_error":
        detail = str(first["ctx"]["error"])
    return _bad_request("Kan ikke læses", detail, "bad-parameter", name)


def _bad_request(title: str, detail: str, code: str, field: str) -> Problem:
    return Problem(title=title, status=400, detail=detail, code=code, field=field)
