"""The address book writes what the routes read: one function for each route, equal for any letters."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyramid.config import Configurator
from pyramid.interfaces import IRoutesMapper
from pyramid.request import Request

from portal import address_book
from portal.address_book import EditorialPage

DESCRIBED = "the API's description and its front door name it from the route itself"
WITHOUT = {
    "robots": "programmes ask for it unasked; nothing of ours leads there",
    "api.unknown": "what no endpoint has",
    **dict.fromkeys(
        (
            "api.municipalities",
            "api.standards",
            "api.versions",
            "api.version",
            "api.level_tables",
            "api.calculate",
            "api.receipt",
            "api.search",
            "api.law",
        ),
        DESCRIBED,
    ),
}
"""Routes whose address nobody writes, and why."""
OF_ONE_STANDARD = {f"editorial.{page.name.lower()}": page for page in EditorialPage}
DOTTED = {
    "editorial.hearing_enter": "editorial.hearing.enter",
    "editorial.decision_record": "editorial.decision.record",
    "editorial.decision_stance": "editorial.decision.stance",
    "editorial.decision_estimate": "editorial.decision.estimate",
}
PAGES = {DOTTED.get(name, name): page for name, page in OF_ONE_STANDARD.items()}

# Anything that can be one part of an address: all but the slash that divides, and what is no letter at all.
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/"), min_size=1, max_size=12)
numbers = st.integers(1, 999_999)
questions = st.dictionaries(
    words, st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=3
)


def routing() -> Request:
    config = Configurator()
    config.include("portal.web.routes")
    config.commit()
    request = Request.blank("/")
    request.registry = config.registry
    return request


REQUEST = routing()
NAMES = [route.name for route in REQUEST.registry.getUtility(IRoutesMapper).get_routes()]


def function_of(name: str) -> Callable[..., str]:
    """The book's function for a route."""
    if name in PAGES:
        return lambda municipality, standard, **more: address_book.editorial_page(
            municipality, standard, PAGES[name], **more
        )
    found: Callable[..., str] = getattr(address_book, name.replace(".", "_"))
    return found


def parts_of(name: str) -> dict[str, st.SearchStrategy[Any]]:
    """What a route's pattern asks for, in order: a part with a rule of its own is a number."""
    pattern = REQUEST.registry.getUtility(IRoutesMapper).get_route(name).pattern
    return {part: numbers if rule else words for part, rule in re.findall(r"\{([a-z]+)(:)?", pattern)}


@pytest.mark.parametrize("name", NAMES)
def test_every_route_has_its_function_or_a_reason(name: str) -> None:
    assert (name in WITHOUT) != (name in PAGES or hasattr(address_book, name.replace(".", "_")))


def test_every_function_has_its_route() -> None:
    routes = {route.replace(".", "_") for route in NAMES} | {"asking", "editorial_page"}
    written = dict(inspect.getmembers(address_book, inspect.isfunction))
    own = {name for name, made in written.items() if made.__module__ == address_book.__name__}
    assert {name for name in own if not name.startswith("_")} <= routes


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT and name != "law"])
@given(data=st.data())
def test_equals_what_the_route_makes(name: str, data: Any) -> None:
    asked = {part: data.draw(strategy, part) for part, strategy in parts_of(name).items()}
    assert function_of(name)(*asked.values()) == REQUEST.route_path(name, **asked)


@given(act=words, section=words, rest=st.lists(words, max_size=3))
def test_a_provision_by_its_path(act: str, section: str, rest: list[str]) -> None:
    below = "".join(f"/{part}" for part in rest)
    made = REQUEST.route_path("law", act=act, section=section, rest=below)
    assert address_book.law(f"{act}/{section}{below}") == made


@pytest.mark.parametrize(
    "name", ["search", "search.suggest", "comparison.csv", "api.compare", "editorial.words"]
)
@given(asked=questions)
def test_a_question_is_encoded_as_the_route_does(name: str, asked: dict[str, str]) -> None:
    assert function_of(name)(**asked) == REQUEST.route_path(name, _query=asked)


@given(municipality=words, asked=questions)
def test_a_question_to_the_calculator(municipality: str, asked: dict[str, str]) -> None:
    made = REQUEST.route_path("calculator", municipality=municipality, _query=asked)
    assert address_book.calculator(municipality, **asked) == made


@given(municipality=words, standard=words, n=numbers, place=st.one_of(st.just(""), words))
def test_a_place_in_a_version(municipality: str, standard: str, n: int, place: str) -> None:
    made = REQUEST.route_path(
        "standard.version", municipality=municipality, standard=standard, n=n, _anchor=place
    )
    assert address_book.standard_version(municipality, standard, n, place) == made


def test_a_tables_key_stands_as_it_is() -> None:
    made = address_book.comparison(tabel="randers/aflastning/døgn & nat")
    assert made == "/sammenlign?tabel=randers/aflastning/d%C3%B8gn+%26+nat"


def test_the_address_leads_where_the_route_does() -> None:
    made = address_book.standard_citation("år", "hjælp & støtte", 3, sted="række 1")
    assert made == "/%C3%A5r/hj%C3%A6lp%20&%20st%C3%B8tte/v3/henvisning?sted=r%C3%A6kke+1"
    found = REQUEST.registry.getUtility(IRoutesMapper)(Request.blank(made))
    assert found["route"].name == "standard.citation"
    assert found["match"] == {"municipality": "år", "standard": "hjælp & støtte", "n": "3"}


def test_nothing_of_ours_is_imported_but_the_names_of_the_pages() -> None:
    tree = ast.parse(inspect.getsource(address_book))
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert set(imported) == {"__future__", "collections.abc", "urllib.parse", "portal.editorial_pages"}
