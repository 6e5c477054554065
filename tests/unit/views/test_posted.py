"""What becomes of a posted form: each of its four ends."""

from __future__ import annotations

from typing import NoReturn

import pytest
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response

from portal.services.errors import BadInput, Conflict, Parameter
from portal.views.shared.posted import posted, readable

WRONG = BadInput(Parameter.TITLE, "x", "Skriv en titel.")
SAVED_IN_BETWEEN = Conflict("conflict", "En anden har gemt.")


@pytest.fixture
def request_() -> Request:
    request = Request.blank("/redaktion", POST={})
    request.registry = Registry()
    return request


def fail(error: Exception) -> NoReturn:
    raise error


def test_what_was_done_leads_on(request_: Request) -> None:
    answer = posted(request_, lambda: 3, "/redaktion")
    assert isinstance(answer, HTTPSeeOther)
    assert answer.location == "/redaktion"


def test_where_it_leads_may_depend_on_what_was_done(request_: Request) -> None:
    answer = posted(request_, lambda: 3, lambda n: f"/a/stoette/v{n}")
    assert isinstance(answer, HTTPSeeOther)
    assert answer.location == "/a/stoette/v3"


def test_what_was_done_may_be_answered_with_a_page(request_: Request) -> None:
    assert posted(request_, lambda: 3, lambda n: ("page", n)) == ("page", 3)
    assert request_.response.status_int == 200


def test_what_was_typed_wrong_gives_the_page_again(request_: Request) -> None:
    page = posted(request_, lambda: fail(WRONG), "/redaktion", lambda error: ("again", error.message))
    assert page == ("again", "Skriv en titel.")
    assert request_.response.status_int == 422


def test_a_script_is_answered_with_the_same_status(request_: Request) -> None:
    answer = posted(
        request_, lambda: fail(WRONG), "/", lambda error: Response(json={"message": error.message})
    )
    assert isinstance(answer, Response)
    assert answer.status_int == 422


def test_what_somebody_saved_in_between_is_shown(request_: Request) -> None:
    page = posted(
        request_, lambda: fail(SAVED_IN_BETWEEN), "/", lambda _: "again", lambda error: ("theirs", error.code)
    )
    assert page == ("theirs", "conflict")
    assert request_.response.status_int == 409


@pytest.mark.parametrize("error", [WRONG, SAVED_IN_BETWEEN])
def test_a_form_without_a_page_of_its_own_leaves_it_to_the_error_pages(
    request_: Request, error: Exception
) -> None:
    with pytest.raises(type(error)):
        posted(request_, lambda: fail(error), "/redaktion")


def test_what_cannot_be_read_is_said_and_not_raised() -> None:
    assert readable(lambda: 3) == 3
    assert readable(lambda: fail(WRONG)) is WRONG
