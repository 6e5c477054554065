"""The page for programmes: every example on it is asked, and answers what it says it does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from webtest import TestApp

from asked_tools import call_tools, told
from conftest import ROOT
from functional.conftest import portal_of
from portal.assistants.assistant import Assistant
from portal.assistants.server import create_server
from portal.assistants.tools import TOOLS
from portal.web.site import Site

PAGE = "/api"


def examples(app: TestApp, way: str) -> list[tuple[str, str]]:
    found = app.get(PAGE).html.select(f".example[data-way={way}]")
    return [(one.select_one(".asked").text, one.select_one(".answered").text) for one in found]


def within(shown: Any, whole: Any) -> bool:
    """Whether all that is shown stands in the answer, in its place."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(k in whole and within(v, whole[k]) for k, v in shown.items())
    if isinstance(shown, list):
        return len(shown) <= len(whole) and all(map(within, shown, whole))
    return bool(shown == whole)


def address_of(asked: str) -> str:
    method, address = asked.split(" ")
    assert method == "GET"
    return address


def test_each_example_of_the_api_answers_what_it_shows(app: TestApp) -> None:
    found = examples(app, "api")
    assert len(found) == 4
    for asked, answered in found:
        answer = app.get(address_of(asked), status="*")
        assert within(json.loads(answered), answer.json), asked
    assert any('"words": "Op til 36 døgn om året"' in answered for _, answered in found)


def test_each_example_for_assistants_answers_what_it_shows(app: TestApp) -> None:
    server = create_server(Assistant(portal_of(app), Site("http://portal.test")))
    found = examples(app, "mcp")
    assert len(found) == 2
    for asked, answered in found:
        call = json.loads(asked)
        (result,) = call_tools(server, (call["name"], call["arguments"]))
        assert not result.is_error
        assert within(json.loads(answered), told(result)), asked


def test_the_tools_and_commands_are_those_there_are(app: TestApp) -> None:
    page = app.get(PAGE).html
    assert [name.text for name in page.select("main dt code")] == list(TOOLS)
    command = (ROOT / "portal/commands/assistants.py").read_text("utf-8")
    assert "portal mcp --http --port 6544" in page.text
    assert "PORT = 6544" in command


def test_the_example_of_a_feed_is_in_the_feed(app: TestApp) -> None:
    ((asked, answered),) = examples(app, "feed")
    feed = app.get(address_of(asked)).text
    for line in answered.splitlines():
        assert line in feed


def test_the_example_of_embedding_is_shown_where_it_says(app: TestApp) -> None:
    ((asked, answered),) = examples(app, "embedding")
    frame = html.fromstring(asked)
    answer = app.get(frame.get("src"))
    name, _, policy = answered.partition(": ")
    assert policy.removeprefix("… ") in answer.headers[name]
    assert "Døgnaflastning" in answer.html.select_one("h1, title").text


def test_the_example_of_a_row_shows_its_words(app: TestApp) -> None:
    ((asked, answered),) = examples(app, "row")
    assert answered in app.get(asked.removeprefix("GET ")).text


def test_the_page_is_linked_from_every_foot_and_from_the_description(app: TestApp) -> None:
    assert app.get("/").html.select_one(f"footer a[href='{PAGE}']")
    assert app.get("/api/v1/openapi.json").json["externalDocs"]["url"] == f"http://portal.test{PAGE}"
    assert app.get("/api/", status=301).location == PAGE


@pytest.mark.parametrize("only", ["randers"])
def test_a_portal_for_one_municipality_shows_its_own(loaded_sqlite: Any, make_app: Any, only: str) -> None:
    """It lets no other site show it, so there is no example of that."""
    app = make_app(loaded_sqlite, municipality=only)
    assert f"municipality={only}" in examples(app, "api")[0][0]
    assert examples(app, "embedding") == []


def test_an_empty_portal_has_the_page_without_examples(
    tmp_path: Any, make_app: Any, sqlite_template: Any
) -> None:
    (tmp_path / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    page = make_app(tmp_path).get(PAGE).html
    assert page.select(".example") == []
    assert page.select_one("#assistenter")
