"""What a form's view does with what was posted: go on, or show the form again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from portal.danish.dates import read_date
from portal.services.errors import BadInput, Parameter
from portal.views.shared.field_names import FIELD_NAMES

Page = TypeVar("Page")


def posted(
    request: Request, act: Callable[[], object], then: str, again: Callable[[BadInput], Page]
) -> Page | Response:
    """Do ``act`` and go to ``then``; ``BadInput`` gives the page ``again`` makes of it, with status 422."""
    try:
        act()
    except BadInput as error:
        request.response.status_int = 422
        return again(error)
    return HTTPSeeOther(then)


def typed_day(typed: Mapping[str, str], parameter: Parameter, missing: str = "") -> date:
    """The day in a field. Raises ``BadInput``; ``missing`` is what it says of an empty field."""
    words = typed.get(FIELD_NAMES[parameter], "").strip()
    if not words and missing:
        raise BadInput(parameter, "", missing)
    try:
        return read_date(words)
    except ValueError as error:
        raise BadInput(parameter, words, str(error)) from None
