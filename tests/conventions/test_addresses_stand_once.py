"""Addresses of pages stand in ``portal.address_book`` and in the routes, and nowhere else by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pyramid.config import Configurator
from pyramid.interfaces import IRoutesMapper

from conftest import ROOT

BOOKS = (
    "portal/address_book.py",
    "portal/address_parts.py",
    "portal/editorial_addresses.py",
    "portal/web/routes.py",
)
LOGGED = {("portal/services/audit/log_subjects.py", "/brugere")}
"""What a row of the log is about, which reads like an address and is none."""
STAND_ALONE = ("400.pt", "500.pt", "503.pt")
"""Pages without a page object; they lead to the front page."""
_ATTRIBUTE = re.compile(r"\b(?:href|action|formaction|src)=([\"'])(.*?)\1", re.DOTALL)
_ELSEWHERE = re.compile(r"(?:https?:|data:|mailto:|tel:)")


def segments() -> tuple[set[str], set[str]]:
    """The fixed words of the routes: those that an address begins with, and those that come later."""
    config = Configurator()
    config.include("portal.web.routes")
    config.commit()
    first, later = set(), set()
    for route in config.registry.getUtility(IRoutesMapper).get_routes():
        parts = [part.partition("*")[0] for part in route.pattern.strip("/").split("/")]
        first |= {part for part in parts[:1] if part and "{" not in part}
        later |= {part for part in parts[1:] if "{" not in part}
    return first, later


FIRST, LATER = segments()
_BEGINS = re.compile(rf"/(?:{'|'.join(map(re.escape, sorted(FIRST)))})(?![\w-])")
_GOES_ON = re.compile(rf"/(?:{'|'.join(map(re.escape, sorted(LATER)))})(?![\w/-])")


def by_hand(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string that writes an address; what documents the code is not meant."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            parts = node.values
        elif isinstance(node, ast.Constant) and id(node) not in inside:
            parts = [node]
        texts = [
            part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if not texts:
            continue
        begins = parts[0].value if isinstance(parts[0], ast.Constant) else ""
        whole = _BEGINS.match(str(begins)) or (begins == "/" and len(parts) > 1)
        within = any(_GOES_ON.match(text) for text in texts)
        marked = any(re.search(r"(?:href|action)=\"/", text) for text in texts)
        if whole or within or marked:
            yield node.lineno, "…".join(texts)


def test_the_words_of_the_routes_are_found() -> None:
    assert {"soeg", "redaktion", "api", "log-ind", "lov", "was", "robots.txt"} <= FIRST
    assert {"beregner", "versioner", "henvisning", "tekst", "nyt.atom", "openapi.json"} <= LATER


def test_an_address_by_hand_is_seen() -> None:
    seen = ['"/soeg"', 'f"/{slug}"', 'f"/redaktion/{slug}"', 'f"{href}/versioner"', "'<a href=\"/was\">'"]
    assert [code for code in seen if not list(by_hand(code))] == []
    assert [code for code in ('f"{a}/{b}"', '"/"', 'f"{m}/{s}/v{n}"', '"soeg"') if list(by_hand(code))] == []


def test_no_module_writes_an_address_by_hand() -> None:
    found = [
        f"{name}:{line}: {text}"
        for path in sorted((ROOT / "portal").rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in BOOKS
        for line, text in by_hand(path.read_text("utf-8"))
        if (name, text) not in LOGGED
    ]
    assert found == []


def test_no_template_writes_an_address_by_hand() -> None:
    found = []
    for path in sorted((ROOT / "templates").rglob("*.pt")):
        for _, value in _ATTRIBUTE.findall(path.read_text("utf-8")):
            fixed = re.sub(r"\$\{.*?\}", "", value)
            own_front_page = value == "/" and path.name in STAND_ALONE
            if "/" in fixed and not _ELSEWHERE.match(fixed) and not own_front_page:
                found.append(f"{path.name}: {value}")
        found += [f"{path.name}: {words}" for words in re.findall(r"\+ '/[^']*'", path.read_text("utf-8"))]
    assert found == []


def test_no_script_writes_an_address_by_hand() -> None:
    scripts: list[Path] = sorted((ROOT / "portal/assets").glob("*.js"))
    assert scripts
    written = re.compile(r"[\"'`]/[a-z]|\}/[a-z]")
    assert [path.name for path in scripts if written.search(path.read_text("utf-8"))] == []
