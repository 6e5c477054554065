"""A real browser on the real application, served on this machine with the repository's standards."""

from __future__ import annotations

import os
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import ROOT, TODAY
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.search.indexing import Indexing

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The names it goes by. Without windows and menus it is the same browser, three times as quick."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; a failing page is told by its test."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[str]:
    """The address of a portal with the repository's standards, on the tests' day."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    database, clock = Database(f"sqlite:///{folder / 'portal.sqlite'}"), SetClock.at(TODAY)
    assert Loading(database, clock).load(ROOT / "standards").errors == []
    Indexing(database, folder / "index", clock).rebuild()
    database.dispose()
    settings = {"portal.data": str(folder), "portal.static": str(ROOT / "build" / "static")}
    server = make_server(
        "127.0.0.1", 0, create_application(settings, clock), server_class=_Server, handler_class=_Quiet
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where it is missing a person's machine skips loudly and CI fails."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing.")
        warnings.warn("Chromium is missing: no browser test is run.", pytest.PytestWarning, stacklevel=1)
        pytest.skip("Chromium is missing: install it to run the browser tests.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """A maker of pages: ``open_page("/randers", width=360, javascript=False)``."""
    contexts = []

    def make(path: str, *, width: int = 1280, javascript: bool = True, bypass_csp: bool = False) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
