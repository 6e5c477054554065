"""The whole story, in a browser without JavaScript: from a draft to a version in force; nothing old is lost.

The server and the worker run beside the test on a clock that the test moves.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from office import Office
from portal.clock import COPENHAGEN, SetClock
from portal.container import Portal
from portal.db import Database
from portal.security.roles import Identity, Role
from portal.services.record.verifying import Verifying
from portal.settings import read_settings
from portal.worker import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WIDTH = 360
STANDARD, DESK = "/a/aflastning", "/redaktion/a/aflastning"
CALCULATOR = "/a/beregner?tabel=doegnaflastning&niveau=moderat"


class Town:
    """The portal of Prøve Kommune on an address of its own, its people's browsers, and its clock."""

    def __init__(self, office: Office, browser: Browser, address: str, worker: Worker):
        self.office, self.address = office, address
        self._browser, self._worker = browser, worker
        self._contexts: list[BrowserContext] = []

    def sit_down(self, who: Identity | None = None) -> Page:
        """A browser on a small screen at which ``who`` is signed in; a citizen's where it is nobody."""
        context = self._browser.new_context(
            base_url=self.address, viewport={"width": WIDTH, "height": 800}, java_script_enabled=False
        )
        self._contexts.append(context)
        if who is not None:
            cookies = self.office.sit_down(who).cookies
            context.add_cookies(
                [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
            )
        return context.new_page()

    def at(self, day: str, time: str = "12:00") -> None:
        """Move the clock; the worker goes round as it does all day."""
        instant = datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=COPENHAGEN)
        self.office.clock.instant = instant
        self._worker.once()

    def close(self) -> None:
        for context in self._contexts:
            context.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def town(tmp_path: Path, sqlite_template: Path, browser: Browser) -> Iterator[Town]:
    path = tmp_path / "portal.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    office = Office(database, SetClock.at("2026-11-22"), tmp_path)
    settings = read_settings(
        {"portal.data": str(tmp_path / "data"), "portal.database_url": str(database.engine.url)}, {}
    )
    worker = Worker(Portal(settings, office.clock, database))
    worker.once()
    server = make_server("127.0.0.1", 0, office.application, server_class=WSGIServer, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = Town(office, browser, f"http://127.0.0.1:{server.server_port}", worker)
    yield made
    made.close()
    server.shutdown()
    server.server_close()
    office.close()
    database.dispose()


def main(page: Page) -> str:
    """What a page says when all of it is there; no page is wider than the screen."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, page.url
    return page.locator("main").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=8000)


def draft_and_be_stopped(town: Town, editor: Page) -> None:
    """Draft from version 1; a number without a period is stopped by lint."""
    editor.goto(DESK)
    press(editor, "Begynd fra version 1")
    text = editor.locator("textarea[name=tekst]")
    written = text.input_value()
    assert "Op til 60 døgn om året" in written
    text.fill(written.replace("Op til 60 døgn om året", "Op til 72 døgn"))
    press(editor, "Gem og gå til kladdens side")
    assert "fejl skal rettes" in main(editor)
    press(editor, "Send til beslutning")
    assert "skal rettes først" in main(editor)
    editor.goto(f"{DESK}/tekst")
    text = editor.locator("textarea[name=tekst]")
    text.fill(text.input_value().replace("Op til 72 døgn", "Op til 72 døgn om året"))
    press(editor, "Gem og gå til kladdens side")
    assert "ingen fejl" in main(editor)


def hear_two(town: Town, editor: Page, secretary: Page) -> None:
    """A hearing with two responses: one from the public form, one by letter; both read and answered."""
    editor.goto(f"{DESK}/hoering")
    editor.get_by_label("Hvem spørger I?").fill("Handicaprådet")
    press(editor, "Send i høring")
    citizen = town.sit_down()
    citizen.goto(f"{STANDARD}/hoering")
    assert "Hævet" in main(citizen)
    marks = [mark.inner_text() for mark in citizen.locator("td del, td ins").all()]
    assert marks == ["Op til 60 døgn om året", "Op til 72 døgn om året"]
    town.office.clock.instant += timedelta(minutes=5)
    citizen.get_by_label("Jeres svar").fill("Jeg er Bo. Godt med flere døgn.")
    press(citizen, "Send svar")
    assert "Tak for jeres svar" in main(citizen)
    assert "Godt med flere døgn" not in main(citizen)
    secretary.goto(f"{DESK}/hoering")
    secretary.get_by_label("Hvem er svaret fra?").fill("Handicaprådet")
    secretary.get_by_label("Svaret", exact=True).fill("Rådet støtter forslaget.")
    press(secretary, "Gem svaret")
    for number, shown in enumerate(("Godt med flere døgn.", "Rådet støtter forslaget.")):
        response = secretary.locator("article.response").nth(number)
        response.get_by_label("Det, offentligheden må se").fill(shown)
        response.get_by_role("button", name="Vis svaret").click()
    editor.goto(f"{DESK}/hoering")
    for number in range(2):
        response = editor.locator("article.response").nth(number)
        response.get_by_label("Kommunens svar").fill("Tak for svaret.")
        response.get_by_role("button", name="Gem kommunens svar").click()
    citizen.goto(f"{STANDARD}/hoering")
    assert "En borger" in main(citizen)
    assert "Bo" not in main(citizen)
    assert main(citizen).count("Tak for svaret.") == 2


def decide(town: Town, editor: Page, secretary: Page) -> None:
    """After the hearing: committee, then council, and the text is adopted."""
    town.at("2027-01-11")
    editor.goto(DESK)
    press(editor, "Send til beslutning")
    citizen = town.sit_down()
    citizen.goto(f"{STANDARD}/hoering")
    assert "Siden findes ikke" in main(citizen)
    for body, outcome, day, begins in (
        ("Børneudvalget", "Anbefaler", "12. januar 2027", ""),
        ("Byrådet", "Vedtager", "20. januar 2027", "1. marts 2027"),
    ):
        town.at("2027-01-21")
        secretary.goto(f"{DESK}/beslutning")
        assert "12 døgn om året mere" in main(secretary)
        secretary.get_by_label("Organ", exact=True).select_option(body)
        secretary.get_by_label("Udfald").select_option(label=outcome)
        secretary.get_by_label("Mødets dato").fill(day)
        secretary.get_by_label("Sag og punkt").fill("2027/17, punkt 4")
        secretary.get_by_label("Skal gælde fra").fill(begins)
        press(secretary, "Gem beslutningen")
    press(secretary, "Gør vedtaget")
    expect(secretary).to_have_url(f"{town.address}{STANDARD}/v2")
    assert "gælder ikke endnu" in main(secretary)


def answer_of(page: Page) -> str:
    page.goto(CALCULATOR)
    return main(page)


def test_from_draft_to_a_version_in_force(town: Town, tmp_path: Path) -> None:
    office = town.office
    editor = town.sit_down(office.person(Role.EDITOR))
    secretary = town.sit_down(office.person(Role.SECRETARY))
    draft_and_be_stopped(town, editor)
    hear_two(town, editor, secretary)
    decide(town, editor, secretary)

    citizen = town.sit_down()
    town.at("2027-02-28", "23:59")
    assert "Op til 60 døgn om året" in answer_of(citizen)
    citizen.goto("/soeg?q=aflastning+72+døgn")
    assert "version 2" not in main(citizen)

    town.at("2027-03-01", "00:01")
    assert "Op til 72 døgn om året" in answer_of(citizen)
    citizen.goto("/soeg?q=aflastning")
    assert "version 2" in main(citizen)
    citizen.goto(STANDARD)
    assert "Op til 72 døgn om året" in main(citizen)
    citizen.goto(f"{STANDARD}/v1")
    assert "Denne version er afløst" in main(citizen)
    assert "Op til 60 døgn om året" in main(citizen)
    citizen.goto(f"{STANDARD}/v2/tilblivelse")
    history = main(citizen)
    for said in ("Børneudvalget", "Byrådet", "2027/17, punkt 4", "Handicaprådet", "Godt med flere døgn."):
        assert said in history
    assert "Person 1" not in history
    citizen.goto(f"{STANDARD}/aendringer/v1..v2")
    assert "12 døgn om året mere" in main(citizen)
    assert Verifying(office.database, tmp_path / "data" / "index", office.clock).problems() == ()
