"""A small portal to be copied as files: a text with a version to come, one by age, one nobody confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring

from conftest import TODAY
from factories import standard, write
from portal.clock import SetClock
from portal.danish.dates import format_date
from portal.db import Database
from portal.migrations import upgrade
from portal.services.drafting.loading import Loading
from portal.settings import Settings, read_settings
from portal.static_site.copying import CopyReport, copy_site

Pages = dict[str, HtmlElement]
DAY = format_date(date.fromisoformat(TODAY))
BEGINS = "2027-01-01"
"""The day on which version 2 takes over."""
AGES = """\
::: niveauer fritid
ydelse: Støtte i fritiden
kriterium: alder

| Alder | Omfang |
|---|---|
| 0-2 år | 1 time om ugen |
| 3-5 år | 2-4 timer om ugen |
:::
"""
LAW = "https://www.retsinformation.dk/eli/lta/2025/282"
LINKS = f"""\
Det, der står her, gælder i dag.

Se [den næste](v2), [en anden dag](/a/aflastning?dato=2025-01-01), [låst](/redaktion), [ø](/a/ø),
[%ff](/%ff) og [loven]({LAW}).

"""
NEXT = {"vedtaget": "2026-11-01", "offentliggjort": "2026-11-05", "gaelder_fra": BEGINS}
TEXTS = {
    "a/aflastning/1.md": standard(body=LINKS),
    "a/aflastning/2.md": standard(front=NEXT, moderate="Op til 72 døgn om året"),
    "a/fritid/1.md": standard(title="Fritid", table="andet", benefit="Andet", body=AGES),
    "a/gammel/1.md": standard(
        title="Gammel tekst",
        front={"gengivelse": "true", "kilde": "Kommunens hjemmeside"},
        table="gammel",
        benefit="Gammel aflastning",
    ),
    "b/ophoert/1.md": standard(title="Ophørt tekst", front={"gaelder_til": "2025-01-31"}, table="ophoert"),
}


def loaded(folder: Path, **settings: str) -> Settings:
    """The settings of a portal in ``folder`` with the texts in it."""
    data = folder / "data"
    data.mkdir(parents=True, mode=0o700)
    database = Database(f"sqlite:///{data / 'portal.sqlite'}")
    upgrade(database.engine)
    report = Loading(database, SetClock.at(TODAY)).load(write(folder / "texts", TEXTS))
    database.dispose()
    assert report.errors == []
    static = str(Path(__file__).parent.parent / "build" / "static")
    given = {"data": str(data), "static": static, **settings}
    return read_settings({f"portal.{name}": value for name, value in given.items()}, {})


def copied(settings: Settings, folder: Path, day: str = TODAY, today: str = TODAY) -> CopyReport:
    """Copy the portal to the folder as it is on ``day``."""
    return copy_site(settings, SetClock.at(today), folder, date.fromisoformat(day))


def read_pages(folder: Path) -> Pages:
    """The pages of a copy by their names."""
    files = sorted(folder.rglob("*.html"))
    return {file.relative_to(folder).as_posix(): document_fromstring(file.read_bytes()) for file in files}


def text(element: HtmlElement) -> str:
    """What an element says, with single blanks."""
    return " ".join(element.text_content().split())


def one(page: HtmlElement, path: str) -> HtmlElement:
    """The only element there."""
    (found,) = page.xpath(path)
    return found
