"""The two pages that only a copy has: the list of all texts, in place of the search, and what a copy is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from portal import address_book
from portal.container import Services
from portal.danish.dates import format_date
from portal.danish.law_references import format_reference, reference_path
from portal.danish.letters import sort_key
from portal.services.published.reading import StandardStanding
from portal.static_site.answers import TABLE, tables_of
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline

INDEX_TITLE = "Alle tekster fra A til Å"
INDEX_LEAD = "Kopien kan ikke søge. Her er alt det, du kan slå op i den."
ABOUT_TITLE = "Om kopien"
_LATER = (
    "Nogle tekster bliver afløst på en dag, man kendte. Læser du kopien senere, ser siden på dagens dato og "
    "viser, hvad der så gælder. Det kræver JavaScript. Uden det viser siden den dag, kopien er fra."
)
_MISSING = (
    ("Søge i teksterne.", "Brug listen over alle tekster."),
    ("Regne med andre tal end dem, der er regnet ud.", "Mellem to af tabellens tal er svaret det samme."),
    ("Se, hvad der gjaldt en anden dag.", "Alle versioner ligger der, hver med sine datoer."),
    ("Sammenligne to tabeller og regne frister ud.", ""),
    ("Vise og tage imod svar i en høring.", "Et forslag er ikke vedtaget og er ikke med."),
    ("Give kvitteringer og skrive teksten til en afgørelse.", ""),
    ("Lade nogen logge ind.", ""),
)


def index_html(services: Services) -> str:
    """Every text, benefit, topic and provision, each sorted as Danish sorts, leading to its page."""
    found = services.reading.listed()
    return "".join(
        (
            _section("tekster", "Tekster", map(_text, found)),
            _section("ydelser", "Ydelser i beregneren", _benefits(services)),
            _topics(found),
            _section("love", "Lovregler", _laws(found)),
        )
    )


def about_html(day: date, base: str, index: str) -> str:
    """What the copy is and cannot do; ``index`` leads to the list, ``base`` is the portal's address."""
    words = format_date(day)
    missing = "".join(f"<li>{escape(f'{what} {instead}'.strip())}</li>" for what, instead in _MISSING)
    portal = f'<p><a href="{escape(base)}">Gå til portalen</a>, hvis du har brug for det.</p>' if base else ""
    return (
        f"<p>Siderne viser, hvad portalen vidste den {words}. Det, der er vedtaget siden, er ikke med.</p>"
        f"<p>{_LATER}</p><h2>Det kan kopien ikke</h2><ul>{missing}</ul>{portal}"
        f'<p><a href="{escape(index)}">{INDEX_TITLE}</a></p>'
    )


def _section(id_: str, heading: str, links: Iterable[Link]) -> str:
    """A heading over links; nothing where there are none."""
    lines = [_line(link) for link in sorted(links, key=lambda link: (sort_key(link.text), link.note))]
    if not lines:
        return ""
    return f'<section aria-labelledby="{id_}"><h2 id="{id_}">{escape(heading)}</h2>{_list(lines)}</section>'


def _list(lines: Iterable[str]) -> str:
    return f'<ul class="plain-list">{"".join(lines)}</ul>'


def _line(link: Link) -> str:
    note = f' <span class="small">{escape(link.note)}</span>' if link.note else ""
    return f'<li><a href="{escape(link.href)}">{escape(link.text)}</a>{note}</li>'


def _text(found: StandardStanding) -> Link:
    record, shown = found.record, found.shown
    note = f"{record.municipality.name}, {overline(shown)}"
    return Link(shown.title, address_book.standard(*record.slugs), note=note)


def _benefits(services: Services) -> Iterable[Link]:
    for record, table in tables_of(services):
        address = address_book.calculator(record.municipality.slug, **{TABLE: table.id})
        yield Link(table.benefit, address, note=record.municipality.name)


def _topics(found: Iterable[StandardStanding]) -> str:
    by_topic: dict[str, list[Link]] = {}
    for one in found:
        for topic in one.shown.topics:
            by_topic.setdefault(topic, []).append(_text(one))
    topics = sorted(by_topic, key=sort_key)
    lists = "".join(
        f"<h3>{escape(topic.capitalize())}</h3>{_list(map(_line, by_topic[topic]))}" for topic in topics
    )
    return f'<section aria-labelledby="emner"><h2 id="emner">Emner</h2>{lists}</section>' if lists else ""


def _laws(found: Iterable[StandardStanding]) -> Iterable[Link]:
    named: Mapping[str, str] = {
        reference_path(reference): format_reference(reference)
        for one in found
        for reference in one.shown.law_basis
    }
    return (Link(words, address_book.law(path)) for path, words in named.items())
