"""Whose name the portal answers to: what a request's Host header says ends up in no redirect and no page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from webtest import TestApp

from conftest import ROOT
from portal.setting_checks import SettingsError
from portal.settings import read_settings

BASE = "https://standarder.example.dk"
ON_BEHALF = [
    ("/EKSEMPEL", "/eksempel"),
    ("/eksempel/aflastning/aendringer/v3..v1", "/eksempel/aflastning/aendringer/v1..v3"),
    ("/redaktion", "/log-ind?videre=%2Fredaktion"),
]


@pytest.fixture
def public(make_app: Callable[..., TestApp], loaded_sqlite: Path) -> TestApp:
    """The portal as the public meets it: a public address, and one further name."""
    return make_app(loaded_sqlite, base_url=BASE, hosts="standarder.intern, gammel.example.dk:8080")


@pytest.fixture
def at_home(make_app: Callable[..., TestApp], loaded_sqlite: Path) -> TestApp:
    """The portal on somebody's own machine: no public address is set."""
    return make_app(loaded_sqlite)


@pytest.mark.parametrize(("asked", "meant"), ON_BEHALF)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_names_no_host_and_no_scheme(
    at_home: TestApp, asked: str, meant: str, scheme: str
) -> None:
    environ = {"HTTP_HOST": "andet.invalid", "wsgi.url_scheme": scheme}
    answer = at_home.get(asked, extra_environ=environ, status=[301, 303])
    assert answer.headers["Location"] == meant


@pytest.mark.parametrize(
    "host", ["andet.invalid", "andet.invalid:443", "standarder.example.dk.andet.invalid", ""]
)
@pytest.mark.parametrize("asked", ["/", "/redaktion", "/api/v1/municipalities", "/statisk/findes-ikke.css"])
def test_another_name_than_ours_gets_421(public: TestApp, host: str, asked: str) -> None:
    answer = public.get(asked, extra_environ={"HTTP_HOST": host, "SERVER_NAME": "0.0.0.0"}, status=421)
    assert "invalid" not in answer.text
    assert BASE in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "standarder.example.dk",
        "STANDARDER.example.dk.",
        "standarder.example.dk:443",
        "standarder.intern",
        "gammel.example.dk",
        "localhost:6543",
        "127.0.0.1:6543",
        "[::1]:6543",
    ],
)
def test_our_names_and_the_machine_itself_are_answered(public: TestApp, host: str) -> None:
    answer = public.get("/eksempel/aflastning", extra_environ={"HTTP_HOST": host})
    assert answer.html.find("link", rel="canonical")["href"].startswith(f"{BASE}/")


def test_a_name_with_danish_letters_is_known_as_browsers_send_it() -> None:
    settings = read_settings(
        {"portal.base_url": "https://børn.example.dk", "portal.hosts": "BØRN.intern [::2]"}, {}
    )
    assert settings.host_names == {"xn--brn-0na.example.dk", "xn--brn-0na.intern", "[::2]"}


@pytest.mark.parametrize(
    "base", ["standarder.example.dk", "https://", "ftp://a.dk", "https://[", "https://a..b"]
)
def test_a_public_address_that_is_none_stops_the_start(base: str) -> None:
    with pytest.raises(SettingsError):
        read_settings({"portal.base_url": base}, {})


def test_browsers_are_told_to_stay_on_tls_where_the_portal_is(public: TestApp, at_home: TestApp) -> None:
    told = public.get("/", extra_environ={"HTTP_HOST": "standarder.example.dk"}).headers
    assert told["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in at_home.get("/").headers
    secure = at_home.get("/", extra_environ={"wsgi.url_scheme": "https"})
    assert "Strict-Transport-Security" in secure.headers


def test_static_files_carry_the_headers_of_pages(public: TestApp) -> None:
    here = {"HTTP_HOST": "standarder.example.dk"}
    names = [path.name for path in (ROOT / "build/static").rglob("*.css") if path.parent.name == "static"]
    page = public.get("/", extra_environ=here).headers
    for name in names:
        answer = public.get(f"/statisk/{name}", extra_environ=here)
        for header in (
            "Content-Security-Policy",
            "Referrer-Policy",
            "X-Content-Type-Options",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Strict-Transport-Security",
        ):
            assert answer.headers[header] == page[header]
    assert names
