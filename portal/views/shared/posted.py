"""What becomes of a form that was posted: go on, or show it again with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from portal.danish.dates import read_date
from portal.services.errors import BadInput, Conflict, Parameter
from portal.views.shared.field_names import FIELD_NAMES

Done = TypeVar("Done")
Page = TypeVar("Page")


def posted(
    request: Request,
    act: Callable[[], Done],
    then: str | Callable[[Done], str | Page | Response],
    again: Callable[[BadInput], Page | Response] | None = None,
    theirs: Callable[[Conflict], Page | Response] | None = None,
) -> Page | Response:
    """Do ``act`` and answer; every form that is posted to do something goes this way.

    ``then`` is the address to go on to with 303, or makes it, or a page, of what ``act`` gave. ``BadInput``
    gives what ``again`` makes of it, with 422; ``Conflict`` what ``theirs`` makes of it, with 409. Where
    that is not given the error is raised, and its own page answers (``portal.views.errors``).
    """
    try:
        done = act()
    except BadInput as error:
        if again is None:
            raise
        return _refused(request, again(error), 422)
    except Conflict as error:
        if theirs is None:
            raise
        return _refused(request, theirs(error), 409)
    answer = then if isinstance(then, str) else then(done)
    return HTTPSeeOther(answer) if isinstance(answer, str) else answer


def _refused(request: Request, answer: Page | Response, status: int) -> Page | Response:
    response = answer if isinstance(answer, Response) else request.response
    response.status_int = status
    return answer


def readable(read: Callable[[], Done]) -> Done | BadInput:
    """What ``read`` gives, or what is wrong with what was typed: for a page that is shown either way."""
    try:
        return read()
    except BadInput as error:
        return error


def typed_day(typed: Mapping[str, str], parameter: Parameter, missing: str = "") -> date:
    """The day in a field. Raises ``BadInput``; ``missing`` is what it says of an empty field."""
    words = typed.get(FIELD_NAMES[parameter], "").strip()
    if not words and missing:
        raise BadInput(parameter, "", missing)
    try:
        return read_date(words)
    except ValueError as error:
        raise BadInput(parameter, words, str(error)) from None
