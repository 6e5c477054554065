"""Which requests get a session that writes: the route decides, whatever the address ends with."""

from __future__ import annotations

import pytest
from pyramid.request import Request
from webtest import TestApp

from portal.web.requests import PortalRequest, is_editorial, writes


def posted(app: TestApp, path: str, button: str = "", method: str = "POST") -> Request:
    request = PortalRequest.blank(
        path, POST={"handling": button} if method == "POST" else None, method=method
    )
    request.registry = app.app.application.registry
    return request


@pytest.mark.parametrize(
    ("path", "button", "may_write"),
    [
        ("/eksempel/aflastning/v4/henvisning", "", False),
        ("/redaktion/eksempel/aflastning/tekst", "vis", False),
        ("/redaktion/eksempel/aflastning/tekst", "gem", True),
        ("/redaktion/eksempel/aflastning/indsaet", "rens", False),
        ("/redaktion/eksempel/aflastning/indsaet", "indsaet", True),
        ("/redaktion/eksempel/aflastning/word", "laes", False),
        ("/redaktion/eksempel/aflastning/word", "valgte", True),
        ("/redaktion/eksempel/aflastning/word", "alle", True),
        ("/redaktion/eksempel/aflastning/trin", "", True),
        ("/redaktion/eksempel/indlaes", "", False),
        ("/redaktion/eksempel/aflastning/kilde", "rigtig", True),
        ("/redaktion/min-konto", "", False),
        ("/log-ind", "", True),
        # A key or a slug may be any word.
        ("/redaktion/ordbog/svar/henvisning", "gem", True),
        ("/redaktion/ordbog/synonymer/tekst", "vis", True),
        ("/redaktion/ordbog/synonymer/indsaet", "fjern", True),
    ],
)
def test_a_form(app: TestApp, path: str, button: str, may_write: bool) -> None:
    assert writes(posted(app, path, button)) is may_write


@pytest.mark.parametrize("path", ["/findes/ikke/her", "/redaktion/a/b/c/d", "/%ff", "/redaktion/%ff/tekst"])
def test_an_address_without_a_route_writes_nothing(app: TestApp, path: str) -> None:
    assert not writes(posted(app, path))
    assert posted(app, path).route_name == ""


@pytest.mark.parametrize("path", ["/", "/redaktion/eksempel/aflastning/tekst", "/findes/ikke/her"])
def test_reading_never_does(app: TestApp, path: str) -> None:
    assert not writes(posted(app, path, method="GET"))


def test_a_form_to_an_address_that_cannot_be_read_is_answered(app: TestApp) -> None:
    assert app.post("/%ff", {"a": "b"}, status=400).content_type == "text/html"


@pytest.mark.parametrize(
    ("path", "editorial"),
    [
        ("/redaktion", True),
        ("/redaktion/ordbog", True),
        ("/redaktion/eksempel/aflastning/tekst", True),
        ("/redaktionen", False),
        ("/redaktionen/aflastning", False),
        ("/eksempel/redaktion", False),
    ],
)
def test_what_is_editorial(app: TestApp, path: str, editorial: bool) -> None:
    assert is_editorial(posted(app, path, method="GET")) is editorial
