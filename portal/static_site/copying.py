"""A copy of all public pages as files: asked for by a visitor on one day, to be read from a folder."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal import address_book
from portal.clock import Clock, day_of
from portal.container import Services
from portal.danish.dates import format_date
from portal.services.errors import BadInput, Parameter, Refused
from portal.services.memory import NO_MEMORY
from portal.services.moving.archives import Step
from portal.services.moving.folders import NewFolder, replacing_folder
from portal.settings import Settings
from portal.static_site.answers import ReadyAnswer, ready_answers
from portal.static_site.lists import ABOUT_TITLE, INDEX_LEAD, INDEX_TITLE, about_html, index_html
from portal.static_site.pages import PageMaker
from portal.static_site.rewriting import links_of
from portal.static_site.site_files import ABOUT, INDEX, SiteFiles, key_of
from portal.static_site.standings import Standings
from portal.static_site.visiting import HTML, VisitedPage, Visitor
from portal.web.static import PREFIX

LISTING = "site.json"
"""The file that lists every other file of a copy, by which it is known as one."""
FORMAT = "kvalitetsportal-site 1"
SCRIPT = f"{PREFIX}standing.js"
_ASKING, _WRITING = "Henter sider", "Skriver sider"
_A_PAGE, _NO_PAGE = 200, 404
_LEFT_OUT = (".br", ".gz", ".json")
"""Endings of built files that only a web server sends."""


@dataclass(frozen=True)
class CopyReport:
    """How much was written. ``left_out`` are addresses that gave no page."""

    pages: int
    answers: int
    left_out: tuple[str, ...] = ()


def copy_site(
    settings: Settings, clock: Clock, folder: Path, day: date | None = None, step: Step = lambda *_: None
) -> CopyReport:
    """Write every public page as it is on ``day`` (today unless given) to ``folder``.

    The folder is there whole or not at all. The same database and day give the same bytes. Raises BadInput
    for a day to come, Refused for a folder with something of others in it or a portal that changed meanwhile,
    and OSError.
    """
    today = day_of(clock.now())
    day = day or today
    if day > today:
        message = "Dagen er ikke kommet endnu. Vælg i dag eller en dag før."
        raise BadInput(Parameter.DATE, day.isoformat(), message)
    with replacing_folder(folder, 0o777, LISTING) as new:
        visitor = Visitor(settings, day)
        try:
            return _Copy(visitor, day, new, step).write()
        finally:
            visitor.portal.database.dispose()


class _Copy:
    """One copy being made."""

    def __init__(self, visitor: Visitor, day: date, new: NewFolder, step: Step):
        self._visitor = visitor
        self._day = day
        self._new = new
        self._step = step
        self._site = SiteFiles(visitor.base, visitor.route)
        self._visited: list[tuple[VisitedPage, str]] = []
        self._left_out: list[str] = []

    def write(self) -> CopyReport:
        """Ask, then write; what was asked must be of one moment."""
        with self._services() as services:
            before = _published(services)
            standings = Standings(services.reading.standards(), self._day)
            answers = tuple(ready_answers(services, standings.coming))
            self._show(services)
        self._visit([address_book.home(), *(answer.address for answer in answers)])
        with self._services() as services:
            if _published(services) != before:
                raise Refused("changed", "Portalen blev ændret, mens siderne blev hentet. Prøv igen.")
        self._write(standings, answers)
        self._write_assets()
        self._new.list_files(format=FORMAT, day=self._day.isoformat(), portal=self._visitor.base)
        return CopyReport(len(self._visited), len(answers), tuple(self._left_out))

    @contextmanager
    def _services(self) -> Iterator[Services]:
        """The services of the visitor's day, which remember nothing."""
        portal = self._visitor.portal
        with portal.database.reading() as session:
            yield Services(portal, session, self._visitor.now, NO_MEMORY)

    def _show(self, services: Services) -> None:
        """The two pages that only the copy has."""
        index = self._visitor.show(INDEX_TITLE, INDEX_LEAD, index_html(services))
        lead = f"Kopien viser portalen, som den var den {format_date(self._day)}."
        about = self._visitor.show(ABOUT_TITLE, lead, about_html(self._day, self._visitor.base, INDEX))
        for address, body in ((INDEX, index), (ABOUT, about)):
            self._keep(VisitedPage(address, _A_PAGE, HTML, body))

    def _visit(self, addresses: Iterable[str]) -> None:
        """Ask for the addresses, and for each one of ours that a page leads to, once."""
        waiting = list(dict.fromkeys(addresses))
        seen = set(map(key_of, waiting))
        for done, address in enumerate(waiting):
            page = self._visitor.ask(address)
            self._step(_ASKING, done + 1, len(waiting))
            if page.status == _NO_PAGE:
                continue  # a provision that no text rests on is named, and has no page
            if page.status != _A_PAGE:
                self._left_out.append(address)
                continue
            self._keep(page)
            for found in self._links(page):
                if key_of(found) not in seen:
                    seen.add(key_of(found))
                    waiting.append(found)

    def _links(self, page: VisitedPage) -> tuple[str, ...]:
        return links_of(page.body, page.address, self._site) if page.media_type == HTML else ()

    def _keep(self, page: VisitedPage) -> None:
        """Keep an answer packed: a large portal has thousands."""
        packed = VisitedPage(page.address, page.status, page.media_type, zlib.compress(page.body, 1))
        self._visited.append((packed, self._site.add(page.address, page.media_type)))

    def _write(self, standings: Standings, answers: tuple[ReadyAnswer, ...]) -> None:
        maker = PageMaker(self._visitor, self._site, self._day, standings, answers, SCRIPT)
        for done, (page, name) in enumerate(self._visited):
            body = zlib.decompress(page.body)
            self._new.write(name, maker.make(page.address, body) if page.media_type == HTML else body)
            self._step(_WRITING, done + 1, len(self._visited))

    def _write_assets(self) -> None:
        inside = PREFIX.strip("/")
        for path in sorted(self._visitor.portal.settings.static.iterdir()):
            if path.suffix not in _LEFT_OUT and not path.name.startswith("editor."):
                self._new.write(f"{inside}/{path.name}", path.read_bytes())
        self._new.write(SCRIPT.lstrip("/"), Path(__file__).with_name("standing.js").read_bytes())


def _published(services: Services) -> tuple[object, ...]:
    """All that the pages are made from, to be held against itself."""
    return services.reading.municipalities(), services.reading.standards()
