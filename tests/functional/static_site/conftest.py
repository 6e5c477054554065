"""A small portal and its copy, made once for a module and only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import Pages, copied, loaded, read_pages
from portal.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the portal."""
    return loaded(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="session")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the copy."""
    folder = tmp_path_factory.mktemp("site") / "kopi"
    report = copied(settings, folder)
    assert report.left_out == ()
    assert report.pages > report.answers > 20
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """Its pages by their names."""
    return read_pages(site)
