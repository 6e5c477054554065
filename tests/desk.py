"""A desk in a real browser: an office served on an address of its own, and people signed in at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import Browser, Page
from sqlalchemy import Select, select

from factories import MUNICIPALITY
from office import BODIES, Office, good_text
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft, Standard
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role

HERE = "/redaktion/a/aflastning"
HEARD = "/redaktion/a/hoert"
DECIDED = "/redaktion/a/afgjort"


class _Server(ThreadingMixIn, WSGIServer):
    # A browser opens connections ahead of need; one that waits must not keep the others waiting.
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Desk:
    """An office with one person who has every role, and a draft of ``aflastning`` that is being written."""

    def __init__(self, office: Office, browser: Browser, address: str):
        self.office, self.address, self._browser = office, address, browser
        self.editor = office.person(*Role)
        self.seat = office.sit_down(self.editor)
        self.seat.send(f"{HERE}/begynd", {"fra": "1"}, status=303)

    def open(
        self,
        path: str,
        *,
        width: int = 1280,
        javascript: bool = True,
        who: Identity | None = None,
        signed: bool = True,
    ) -> Page:
        """A page at which the person, or ``who``, is signed in; axe is let past the content policy."""
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            bypass_csp=True,
        )
        if signed:
            token = self.office.sit_down(who or self.editor).cookies[COOKIE]
            context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])
        page = context.new_page()
        page.goto(path)
        return page

    def text(self) -> str:
        """The draft of ``aflastning``, as it is kept."""
        with self.office.database.reading() as session:
            return session.scalars(_draft("aflastning")).one().content.decode()

    def hear_and_decide(self) -> None:
        """Let ``hoert`` be in hearing with a response, and ``afgjort`` wait for the bodies."""
        for slug in ("hoert", "afgjort"):
            self.seat.send(f"/redaktion/a/{slug}/begynd", {"fra": "1"}, status=303)
            with self.office.database.writing() as session:
                draft = session.scalars(_draft(slug)).one()
                draft.content = draft.content.replace(b"Op til 60", b"Op til 72")
        asked = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
        self.seat.send(f"{HEARD}/hoering", asked, status=303)
        response = {
            "organisation": "Handicaprådet",
            "modtaget": "22. november 2026",
            "tekst": "Rådet støtter.",
        }
        self.seat.send(f"{HEARD}/hoering/svar", response, status=303)
        self.seat.send(f"{DECIDED}/trin", {"trin": "til-beslutning"}, status=303)


def _draft(slug: str) -> Select[tuple[Draft]]:
    return select(Draft).join(Standard).where(Standard.slug == slug)


@contextmanager
def desk_in(folder: Path, template: Path, browser: Browser) -> Iterator[Desk]:
    """A desk with its files in ``folder`` and its database a copy of ``template``."""
    (folder / "portal.sqlite").write_bytes(template.read_bytes())
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    texts = {
        f"a/{name}/1.md": good_text(title=name.capitalize(), table=name) for name in ("hoert", "afgjort")
    }
    yaml = MUNICIPALITY + BODIES + "tilkendegivelser: true\n"
    office = Office(database, SetClock.at("2026-11-22"), folder, **{"a/kommune.yaml": yaml, **texts})
    server = make_server("127.0.0.1", 0, office.application, _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Desk(office, browser, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    office.close()
    database.dispose()
