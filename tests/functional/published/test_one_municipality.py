"""A portal for one municipality: its own start page, no chooser; an unknown one stops nothing but says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from webtest import TestApp


def test_the_front_page_is_the_municipalitys_own(
    make_app: Callable[..., TestApp], loaded_sqlite: Path
) -> None:
    app = make_app(loaded_sqlite, municipality="eksempel")
    page = app.get("/")
    assert page.html.select_one("a[href='/eksempel/aflastning']")
    assert page.html.select_one("a[href='/eksempel/beregner']")
    assert "Randers" not in page.text


def test_without_the_setting_one_chooses(make_app: Callable[..., TestApp], loaded_sqlite: Path) -> None:
    page = make_app(loaded_sqlite).get("/")
    assert page.html.select_one("a[href='/randers']")
