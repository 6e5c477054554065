"""Deny by default: every view asks for a permission that somebody has, and the public list is written out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyramid.httpexceptions import HTTPException

from conftest import ROOT, TODAY
from portal.app import create_application
from portal.clock import SetClock
from portal.config import DENIED
from portal.security.permissions import Permission
from portal.security.rules import RULES
from portal.settings import SETTINGS


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("views")
    app = create_application({"portal.data": str(folder)}, SetClock.at(TODAY))
    yield app.application.registry
    app.application.registry.portal.database.dispose()


def views(registry: Any) -> list[tuple[str, str]]:
    found = []
    for entry in registry.introspector.get_category("views"):
        view = entry["introspectable"]
        if isinstance(view["context"], type) and issubclass(view["context"], (HTTPException, Exception)):
            continue  # an error page asks for nothing
        if not view["route_name"]:
            continue  # the fallback for an address that no route has
        permissions = [r["value"] for r in entry["related"] if r.category_name == "permissions"]
        found.append((str(view["route_name"]), str(permissions[0]) if permissions else DENIED))
    return found


def test_every_view_asks_for_a_permission_of_the_table(registry: Any) -> None:
    known = {str(permission) for permission in Permission}
    assert [route for route, permission in views(registry) if permission not in known] == []


def test_every_permission_is_somebodys(registry: Any) -> None:
    assert set(RULES) == set(Permission)
    assert all(RULES.values())


def test_every_route_has_a_view(registry: Any) -> None:
    routes = {entry["introspectable"]["name"] for entry in registry.introspector.get_category("routes")}
    shown = {route for route, _ in views(registry)}
    assert routes - shown == {"api.unknown"}


def test_every_setting_is_explained_and_read() -> None:
    root = Path(__file__).parent.parent.parent
    code = "".join(path.read_text("utf-8") for path in (root / "portal").rglob("*.py"))
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        assert f".{setting.name}" in code, f"nobody reads portal.{setting.name}"


def test_no_view_or_service_asks_what_day_it_is() -> None:
    """One clock: nobody but portal/clock.py does."""
    root = Path(__file__).parent.parent.parent
    asking = [
        str(path)
        for folder in ("portal", "calculators", "search_index")
        for path in (root / folder).rglob("*.py")
        if any(words in path.read_text("utf-8") for words in ("date.today(", "datetime.now(", "utcnow("))
    ]
    assert [Path(path).name for path in asking] == ["clock.py"]


VIEWS = ROOT / "portal/views"
FORM_FLOW = VIEWS / "shared/posted.py"


def view_nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(VIEWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield path, node


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(VIEWS)}:{getattr(node, 'lineno', 0)}"


def caught(handler: ast.ExceptHandler) -> set[str]:
    return (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set()
    )


def test_what_is_posted_is_refused_in_one_place() -> None:
    """A view gives ``posted`` the page to show again; no other module knows the status it is shown with."""
    sets_status = [
        place(path, node)
        for path, node in view_nodes()
        if path != FORM_FLOW
        and (
            (isinstance(node, ast.Assign) and "status_int" in ast.unparse(node.targets[0]))
            or (isinstance(node, ast.keyword) and node.arg == "status")
        )
        and isinstance(node.value, ast.Constant)
        and node.value.value in (409, 422)
    ]
    assert sets_status == []


def test_what_was_typed_wrong_is_caught_in_one_place() -> None:
    """Where something is posted; a page that reads its address shows what is wrong there by itself."""
    posting = {
        path
        for path, node in view_nodes()
        if isinstance(node, ast.keyword)
        and node.arg == "request_method"
        and isinstance(node.value, ast.Constant)
        and node.value.value == "POST"
    }
    catching = [
        place(path, node)
        for path, node in view_nodes()
        if path != FORM_FLOW and isinstance(node, ast.ExceptHandler)
        if "Conflict" in caught(node) or (path in posting and "BadInput" in caught(node))
    ]
    assert catching == []


def parameters(function: ast.FunctionDef) -> list[str]:
    named = [argument.arg for argument in function.args.args]
    return named[1:] if named[:1] in (["self"], ["cls"]) else named


def test_the_request_comes_first_and_only_after_what_the_page_is_of() -> None:
    """What the page is of is the context, or, in the view of an error, that error."""
    misplaced = [
        f"{place(path, node)} {node.name}"
        for path, node in view_nodes()
        if isinstance(node, ast.FunctionDef)
        for named in [parameters(node)]
        if ({"request", "context"} <= set(named) and named[:2] != ["context", "request"])
        or (
            "request" in named[1:]
            and named[0] != "context"
            and not (named[:2] == ["error", "request"] and node.decorator_list)
        )
    ]
    assert misplaced == []
