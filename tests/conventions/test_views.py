"""Deny by default: every view asks for a permission that somebody has, and the public list is written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyramid.httpexceptions import HTTPException

from conftest import TODAY
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
