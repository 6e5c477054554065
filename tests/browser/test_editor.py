"""The editor in a real browser: saves by itself, loses nothing; its pages pass axe and fit 360 pixels."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from axe import violations
from office import Office
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HERE = "/redaktion/a/aflastning"


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Desk:
    """An office on an address of its own, with an editor who has begun a draft."""

    def __init__(self, office: Office, browser: Browser, address: str):
        self.office, self._browser, self._address = office, browser, address
        self.editor = office.person(Role.EDITOR, Role.ADMINISTRATOR)
        office.sit_down(self.editor).send(f"{HERE}/begynd", {"fra": "1"}, status=303)

    def open(self, path: str, *, width: int = 1280, who: Identity | None = None) -> Page:
        """A page at which the editor is signed in; axe needs to be let past the content policy."""
        context = self._browser.new_context(
            base_url=self._address, viewport={"width": width, "height": 900}, bypass_csp=True
        )
        token = self.office.sit_down(who or self.editor).cookies[COOKIE]
        context.add_cookies([{"name": COOKIE, "value": token, "url": self._address}])
        page = context.new_page()
        page.goto(path)
        return page

    def text(self) -> str:
        with self.office.database.reading() as session:
            return session.scalars(select(Draft.content)).one().decode()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, browser: Browser) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    office = Office(database, SetClock.at("2026-11-22"), folder)
    server = make_server("127.0.0.1", 0, office.application, WSGIServer, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Desk(office, browser, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    office.close()
    database.dispose()


def write(page: Page, words: str) -> None:
    page.locator("#tekst").press("Control+End")
    page.keyboard.insert_text(words)


def test_it_saves_and_shows_by_itself(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    write(page, "\nGemt af sig selv.\n")
    expect(page.locator("#forhaandsvisning")).to_contain_text("Gemt af sig selv.", timeout=20_000)
    expect(page.locator("[data-state]")).to_contain_text("Gemt kl.", timeout=20_000)
    assert "Gemt af sig selv." in desk.text()
    page.context.close()


def test_what_is_not_saved_is_still_there_after_the_browser_was_closed(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.context.set_offline(True)
    write(page, "\nSkrevet uden forbindelse.\n")
    expect(page.locator("[data-state]")).to_contain_text("Ingen forbindelse", timeout=20_000)
    page.context.set_offline(False)
    page.goto("about:blank")
    page.goto(f"{HERE}/tekst")
    page.get_by_role("button", name="Hent det, du ikke nåede at gemme").click()
    expect(page.locator("[data-state]")).to_contain_text("Gemt kl.", timeout=20_000)
    assert "Skrevet uden forbindelse." in desk.text()
    page.context.close()


def test_text_pasted_with_formatting_comes_in_as_markdown(desk: Desk) -> None:
    page = desk.open(f"{HERE}/tekst")
    page.locator("#tekst").evaluate(
        """field => {
          const data = new DataTransfer();
          data.setData("text/html", "<p>Fra <b>Word</b></p><script>x</script>");
          data.setData("text/plain", "Fra Word");
          field.setSelectionRange(field.value.length, field.value.length);
          const about = { clipboardData: data, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", about));
        }"""
    )
    expect(page.locator("#tekst")).to_have_value(re.compile(r"Fra \*\*Word\*\*"))
    page.context.close()


PAGES = ("", "/tekst", "/laes", "/niveauer", "/niveauer?tabel=ny", "/frister", "/indsaet", "/beslutning")
OTHERS = ("/redaktion", "/redaktion/a/ny-standard", "/redaktion/a/brugere", "/log-ud")


@pytest.mark.parametrize("path", [*(HERE + page for page in PAGES), *OTHERS])
def test_a_page_passes_axe_and_fits_a_small_screen(desk: Desk, path: str) -> None:
    page = desk.open(path, width=360)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
    page.context.close()
