"""The embedded calculator: who may frame it, how it looks by its address, where its links lead."""

from __future__ import annotations

import pytest
from webtest import TestApp

EMBEDDED = "/indlejret/eksempel/beregner"


def test_only_the_sites_that_the_municipality_names_may_frame_it(app: TestApp) -> None:
    policy = app.get(EMBEDDED).headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' http://127.0.0.1:* http://localhost:*")
    assert "default-src 'none'" in policy
    none_named = app.get("/indlejret/randers/beregner").headers["Content-Security-Policy"]
    assert none_named.endswith("frame-ancestors 'self'")


def test_every_other_page_stays_in_frames_of_its_own(app: TestApp) -> None:
    assert app.get("/eksempel/beregner").headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_it_answers_and_names_the_same_answer_on_the_portal(app: TestApp) -> None:
    page = app.get(f"{EMBEDDED}?tabel=kontaktperson&niveau=let&stoerrelse=lille&primaer=7a1f5c")
    assert page.html.select_one("#svar").text == "Let støttebehov: 1-2 timer om ugen"
    assert page.html.select_one("#svar-adresse")["href"] == (
        "http://portal.test/eksempel/beregner?tabel=kontaktperson&niveau=let&dato=2026-11-22"
    )
    assert "Opdigtet kommune" in page.text
    assert page.html.select_one(".mainnav") is None
    assert "Set-Cookie" not in page.headers


def test_forms_stay_in_the_frame_and_links_leave_it(app: TestApp) -> None:
    page = app.get(f"{EMBEDDED}?tabel=kontaktperson&antal=x&stoerrelse=stor&primaer=7a1f5c", status=400)
    assert page.html.base["target"] == "_blank"
    assert {form["target"] for form in page.html.select("form")} == {"_self"}
    assert page.html.select_one("[role=alert] a")["target"] == "_self"
    form = page.forms[1]
    form["antal"] = "3"
    answered = form.submit()
    assert "stoerrelse=stor" in answered.request.url
    assert "primaer=7a1f5c" in answered.request.url
    other = page.html.select_one("section a[target=_self]")["href"]
    assert other.startswith(f"{EMBEDDED}?tabel=")
    assert "stoerrelse=stor" in other


def test_its_colours_are_a_stylesheet_of_its_own(app: TestApp) -> None:
    page = app.get(f"{EMBEDDED}?primaer=%237A1F5C")
    theme = page.html.select("link[rel=stylesheet]")[1]["href"]
    assert theme == "/indlejret/eksempel/farver.css?primaer=7a1f5c"
    style = app.get(theme)
    assert style.content_type == "text/css"
    assert "--theme:#7a1f5c" in style.text


@pytest.mark.parametrize(
    "look",
    [
        "primaer=ffff00",
        "primaer=red",
        "primaer=7a1f5c%3B}body{display:none",
        "tekst=ffffff",
        "baggrund=000000",
    ],
)
def test_colours_that_cannot_be_read_are_left_out(app: TestApp, look: str) -> None:
    own = app.get(EMBEDDED).html.select("link[rel=stylesheet]")[1]["href"]
    page = app.get(f"{EMBEDDED}?{look}")
    assert page.html.select("link[rel=stylesheet]")[1]["href"] == own
    assert app.get(f"/indlejret/eksempel/farver.css?{look}").text == app.get(own).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lille", "embedded-small"),
        ("stor", "embedded-large"),
        ("", "embedded-normal"),
        ("<b>", "embedded-normal"),
    ],
)
def test_its_size(app: TestApp, asked: str, found: str) -> None:
    page = app.get(EMBEDDED, {"stoerrelse": asked})
    assert page.html.html["class"] == ["embedded", found]
