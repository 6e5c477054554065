"""Pictures of the portal: 30 states beside the last accepted ones, and those used in README and guides.

``make screenshots`` writes ``var/screenshots/new`` and ``var/screenshots/index.html``, where each picture
stands beside the accepted one, the changed ones first. ``--accept`` makes the new set the accepted one;
``--guide`` writes the few pictures of ``docs/pictures``. A tool, not a test: people say what looks right.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path
from secrets import token_urlsafe
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.migrations import upgrade
from portal.models import Municipality, Person
from portal.security.roles import Role
from portal.security.secret import read_secret
from portal.services.drafting.loading import Loading
from portal.services.people.managing_people import ManagingPeople
from portal.services.people.signing_in import SigningIn
from portal.services.published.catalogue import municipality_record
from portal.services.search.indexing import Indexing
from portal.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "screenshots"
MAIL = "redaktion@example.dk"
PASSWORD = token_urlsafe(16)
DAY = "2026-11-22"
"""The pictures are taken on one day for ever, so that only a change of look changes them."""

RANDERS = "/randers/familiekonsulent-kontaktperson-doegnaflastning"
ASKED = "/randers/beregner?tabel=doegnaflastning"


@dataclass(frozen=True)
class State:
    """A page as it is pictured: where, how wide, in which scheme, for which medium."""

    name: str
    path: str
    width: int = 1280
    scheme: str = "light"
    medium: str = "screen"
    height: int = 900


def _both(name: str, path: str) -> tuple[State, State]:
    return State(name, path), State(f"{name}-narrow", path, 360)


STATES = (
    *_both("front", "/"),
    *_both("municipality", "/eksempel"),
    *_both("municipality-unconfirmed", "/alleroed"),
    *_both("standard", "/eksempel/aflastning"),
    *_both("standard-unconfirmed", RANDERS),
    *_both("old-version", "/eksempel/aflastning/v1"),
    *_both("versions", "/eksempel/aflastning/versioner"),
    *_both("calculator", ASKED),
    *_both("calculator-answer", f"{ASKED}&niveau=moderat"),
    *_both("calculator-hole", f"{ASKED}&antal=90&enhed=doegn/aar"),
    *_both("search", "/soeg?q=aflastning"),
    State("search-nothing", "/soeg?q=xyzzyx"),
    State("law", "/lov/barnets-lov/90"),
    State("date-error", "/eksempel/aflastning?dato=2024-02-30", 360),
    State("not-found", "/nordpolen"),
    State("standard-dark", "/eksempel/aflastning", scheme="dark"),
    State("search-dark", "/soeg?q=aflastning", 360, scheme="dark"),
    State("standard-print", RANDERS, 800, medium="print"),
    State("calculator-print", f"{ASKED}&niveau=moderat", 800, medium="print"),
)
GUIDE = (
    State("standard", "/eksempel/aflastning", height=1700),
    State("calculator", f"{ASKED}&niveau=moderat"),
    State("search", "/soeg?q=aflastning"),
)
DESK = "/redaktion/eksempel/kontaktperson"
DESKS = (
    State("desk", "/redaktion"),
    State("editor", f"{DESK}/tekst", height=1500),
    State("decision", f"{DESK}/beslutning", height=1500),
)
"""What only people with roles see; pictured by somebody made up for the picture, with all of them."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: one line a picture is enough."""
        del format, args


@contextmanager
def portal() -> Iterator[tuple[str, str]]:
    """A portal with this repository's standards, on the pictures' day: its address, and a way to sign in."""
    with tempfile.TemporaryDirectory() as data:
        database, clock = Database(f"sqlite:///{data}/portal.sqlite"), SetClock.at(DAY)
        upgrade(database.engine)
        Loading(database, clock).load(ROOT / "standards")
        Indexing(database, Path(data) / "index", clock).rebuild()
        link = _link(database, clock, Path(data))
        database.dispose()
        application = create_application(
            {"portal.data": data, "portal.base_url": "https://portal.example"}, clock
        )
        server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", link
        server.shutdown()


def _link(database: Database, clock: SetClock, data: Path) -> str:
    """The path of a one-time link for somebody with every role in the fictional municipality."""
    with database.writing() as session:
        row = session.scalars(select(Municipality).where(Municipality.slug == "eksempel")).one()
        secret = read_secret(read_settings({"portal.data": str(data)}).secret_file)
        signing_in = SigningIn(session, clock.now(), secret, timedelta(), database.reading)
        managing = ManagingPeople(session, clock.now(), signing_in)
        managing.add(municipality_record(row), MAIL, "Redaktør", set(Role), "screenshots")
        token = signing_in.make_link(session.scalars(select(Person).where(Person.mail == MAIL)).one())
    return f"/log-ind/engang/{token}"


def sign_in(browser: Browser, address: str, link: str) -> Any:
    """Set a password as a person does; what the browser then keeps."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/redaktion**")
    state = context.storage_state()
    context.close()
    return state


def take(
    browser: Browser, address: str, state: State, folder: Path, *, whole: bool = True, signed: Any = None
) -> None:
    """Write the picture of ``state`` to ``folder``; the whole page, or what one sees first."""
    size = {"width": state.width, "height": state.height}
    scheme: Any = state.scheme
    context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, storage_state=signed)
    page = context.new_page()
    page.goto(state.path)
    page.emulate_media(media=state.medium)  # type: ignore[arg-type]
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / f"{state.name}.png", full_page=whole)
    context.close()
    print(state.name)


def compare(accepted: Path, new: Path) -> str:
    """The page that lays both sets side by side, what has changed first."""
    names = sorted({path.name for folder in (accepted, new) for path in folder.glob("*.png")})
    same = {name: _bytes(accepted / name) == _bytes(new / name) for name in names}
    rows = "".join(
        f"<h2>{escape(name)}{'' if same[name] else ' – changed'}</h2><div>"
        f'<img src="accepted/{name}" alt="accepted"><img src="new/{name}" alt="new"></div>'
        for name in sorted(names, key=lambda name: (same[name], name))
    )
    style = "div{display:flex;gap:2em;align-items:start}img{max-width:48%;border:1px solid}"
    return f"<!DOCTYPE html><title>Accepted and new</title><style>{style}</style>{rows}"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def main() -> None:
    """Take the pictures, or accept those taken last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--accept", action="store_true", help="make the pictures taken last the accepted ones"
    )
    parser.add_argument("--guide", action="store_true", help="take the pictures of docs/pictures")
    arguments = parser.parse_args()
    accepted, new = FOLDER / "accepted", FOLDER / "new"
    if arguments.accept:
        shutil.rmtree(accepted, ignore_errors=True)
        shutil.copytree(new, accepted)
        return
    target = ROOT / "docs" / "pictures" if arguments.guide else new
    target.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with portal() as (address, link), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for state in GUIDE if arguments.guide else STATES:
            take(browser, address, state, target, whole=not arguments.guide)
        signed = sign_in(browser, address, link) if arguments.guide else None
        for state in DESKS if arguments.guide else ():
            take(browser, address, state, target, whole=False, signed=signed)
    if not arguments.guide:
        (FOLDER / "index.html").write_text(compare(accepted, new), encoding="utf-8")
        print(f"Look at {FOLDER / 'index.html'}")


if __name__ == "__main__":
    main()
