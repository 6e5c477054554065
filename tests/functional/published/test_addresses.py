"""Addresses typed nearly right lead to the page; what programmes ask for first is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from webtest import TestApp

from portal.setting_checks import SettingsError
from portal.settings import read_settings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/eksempel/", "/eksempel"),
        ("/EKSEMPEL/Aflastning", "/eksempel/aflastning"),
        ("/eksempel/aflastning/", "/eksempel/aflastning"),
        ("/Eksempel/aflastning/?dato=2023-06-01", "/eksempel/aflastning?dato=2023-06-01"),
        ("/SOEG?q=Aflastning", "/soeg?q=Aflastning"),
        ("/afgoerelse/", "/afgoerelse"),
        ("/redaktion/", "/redaktion"),
        ("/api/v1", "/api/v1/"),
    ],
)
def test_a_nearly_right_address_leads_on(app: TestApp, typed: str, meant: str) -> None:
    assert app.get(typed, status=301).location == meant


@pytest.mark.parametrize("typed", ["//ond.example/", "/\\ond.example/", "///ond.example", "/ond.example//"])
def test_never_to_another_site(app: TestApp, typed: str) -> None:
    answer = app.get("/", extra_environ={"PATH_INFO": typed}, status="*")
    assert answer.status_int in (301, 404)
    location = answer.headers.get("Location", "/")
    assert location.startswith("/")
    assert location[1:2] not in ("/", "\\")


@pytest.mark.parametrize("address", ["/nordpolen", "/kvittering/ABC", "/api/v1/NIX"])
def test_the_rest_is_not_found(app: TestApp, address: str) -> None:
    app.get(address, status=404)


def test_who_finds_a_hole_is_told_whom_to_tell(
    loaded_sqlite: Path, make_app: Callable[..., TestApp], app: TestApp
) -> None:
    assert app.get("/.well-known/security.txt", status=404)
    named = make_app(loaded_sqlite, security_contact="mailto:sikkerhed@eksempel.invalid")
    answer = named.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain"
    assert answer.text.splitlines() == [
        "Contact: mailto:sikkerhed@eksempel.invalid",
        "Expires: 2027-02-20T00:00:00Z",
        "Preferred-Languages: da, en",
        "Canonical: http://portal.test/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "wrong", ["sikkerhed@eksempel.invalid", "mailto:a b@c", "http://x", "mailto:a@b\nX:"]
)
def test_a_contact_that_nobody_can_use_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsError, match="security_contact"):
        read_settings({"portal.security_contact": wrong}, {})


def test_robots_are_told_what_to_leave_alone(app: TestApp) -> None:
    answer = app.get("/robots.txt")
    assert answer.content_type == "text/plain"
    assert "Disallow: /redaktion\n" in answer.text
    assert "Disallow: /*.pdf$\n" in answer.text
    assert "Disallow: /\n" not in answer.text


def test_the_api_has_a_front_door(app: TestApp) -> None:
    index = app.get("/api/v1/").json
    assert app.get(index["openapi"]).json["openapi"].startswith("3.1")
    assert "/api/v1/municipalities" in [endpoint["path"] for endpoint in index["endpoints"]]
    assert len(index["endpoints"]) == len(app.get(index["openapi"]).json["paths"])
