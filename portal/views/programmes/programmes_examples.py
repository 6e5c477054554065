"""Examples for programmes: each is asked of the portal as it is, so that none can be out of date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pyramid.request import Request

from calculators.reading.levels import Level
from portal import address_book
from portal.api import asking, coverage, reading
from portal.api.asking_schemas import CalculateQuery
from portal.api.endpoint import Function, Parameters, read_question
from portal.api.parameter_names import name_of
from portal.api.problems import unknown_name
from portal.api.schemas import StandardsQuery
from portal.assistants.tools import TOOLS
from portal.container import Services
from portal.security.headers import SELF
from portal.services.asking.calculating import TableInForce
from portal.services.errors import UnknownName
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.programmes.programmes_page import Example
from portal.web.site import Site, site_of

NO_SUCH_TABLE = "findes-ikke"


@dataclass(frozen=True)
class Asked:
    """What the examples ask about: a row of a table; ``request`` is that for the page, with who answers."""

    request: Request
    source: TableInForce
    level: Level

    @classmethod
    def find(cls, request: Request) -> Asked | None:
        """The first table there is, rather one that other sites may show; None where there is none.

        In a portal for one municipality it is one of its own.
        """
        only = request.registry.portal.settings.municipality
        tables = [source for source in request.services.calculating.tables(only) if source.table.levels]
        shown = [source for source in tables if source.found.record.municipality.about.embed_hosts]
        source = next(iter((*shown, *tables)), None)
        return cls(request, source, source.table.levels[0]) if source else None

    @property
    def services(self) -> Services:
        """Who answers."""
        services: Services = self.request.services
        return services

    @property
    def site(self) -> Site:
        """Where whole addresses begin."""
        return site_of(self.request.registry.portal.settings, self.request.host_url)

    @property
    def owner(self) -> MunicipalityRecord:
        """Whose table it is."""
        return self.source.found.record.municipality

    @property
    def day(self) -> str:
        """Today, as an address has it."""
        return self.services.today.isoformat()

    @property
    def row(self) -> dict[str, str]:
        """The question whose answer is the row."""
        return {
            "municipality": self.owner.slug,
            "standard": self.source.found.record.slug,
            "table": self.source.table.id,
            "level": self.level.key,
        }

    def answer(self, function: Function, query: type[Parameters], asked: Mapping[str, str]) -> dict[str, Any]:
        """What an endpoint answers."""
        question = read_question(tuple(asked.items()), {}, query)
        return function(self.services, question, self.site).body.model_dump(mode="json")


def examples_of(asked: Asked) -> dict[str, tuple[Example, ...]]:
    """The examples of each way in."""
    return {
        "api": (_row(asked), _standing(asked), _lacking(asked), _unknown(asked)),
        "assistants": (_called(asked), _version(asked)),
        "feeds": (_feed(asked),),
        "embedding": (*((_embedded(asked),) if asked.owner.about.embed_hosts else ()), _cell(asked)),
    }


def _row(asked: Asked) -> Example:
    query = asked.row
    found = asked.answer(asking.calculate, CalculateQuery, query)
    row = {name: found["levels"][0][name] for name in ("label", "words", "permalink")}
    shown = {"status": found["status"], "version": found["version"], "levels": [row]}
    return _get(asked, "Hvad er vejledende på et niveau?", "api.calculate", query, shown)


def _standing(asked: Asked) -> Example:
    query = {"municipality": asked.owner.slug, "date": asked.day}
    found = asked.answer(reading.standards, StandardsQuery, query)["standards"][0]
    shown = {"standards": [{name: found[name] for name in ("title", "status", "version", "url")}]}
    return _get(asked, "Hvilke standarder gælder en dag?", "api.standards", query, shown)


def _lacking(asked: Asked) -> Example:
    query = {"municipality": asked.owner.slug}
    found = asked.answer(coverage.coverage, StandardsQuery, query)
    owner = {name: found["municipalities"][0][name] for name in ("name", "lacks_topics")}
    law = {name: found["laws"][0][name] for name in ("name", "followed", "until")}
    shown = {"municipalities": [owner], "laws": [law]}
    return _get(asked, "Hvad har portalen ikke?", "api.coverage", query, shown)


def _unknown(asked: Asked) -> Example:
    query = {"municipality": asked.owner.slug, "table": NO_SUCH_TABLE}
    shown: dict[str, Any] = {}
    try:
        asked.answer(asking.calculate, CalculateQuery, query)
    except UnknownName as error:
        problem = unknown_name(error, name_of(error.parameter))
        shown = {"status": problem.status, "code": problem.code, "detail": problem.detail}
    return _get(asked, "Hvad, hvis navnet er forkert?", "api.calculate", query, shown)


def _get(asked: Asked, heading: str, route: str, query: Mapping[str, str], shown: object) -> Example:
    address = asked.request.route_path(route, _query=query)
    return Example("api", heading, f"GET {address}", _json(shown))


def _called(asked: Asked) -> Example:
    found = _tool(asked, "calculate", asked.row)
    shown = {"status": found["status"], "source": found["source"], "notices": found["notices"][:1]}
    return _call("Spørg om et niveau", "calculate", asked.row, shown)


def _version(asked: Asked) -> Example:
    arguments = {
        "municipality": asked.owner.slug,
        "standard": asked.source.found.record.slug,
        "date": asked.day,
    }
    found = _tool(asked, "version_on", arguments)
    shown = {name: found[name] for name in ("status", "date", "period", "refusal")}
    return _call("Spørg, hvilken version der gælder", "version_on", arguments, shown)


def _tool(asked: Asked, name: str, arguments: Mapping[str, str]) -> dict[str, Any]:
    tool = TOOLS[name]
    question = read_question(tuple(arguments.items()), {}, tool.parameters)
    return tool.function(asked.services, question, asked.site).model_dump(mode="json")


def _call(heading: str, name: str, arguments: Mapping[str, str], shown: object) -> Example:
    return Example("mcp", heading, _json({"name": name, "arguments": arguments}), _json(shown))


def _feed(asked: Asked) -> Example:
    services, owner = asked.services, asked.owner
    newest = services.news.of(services.reading.standards(owner.slug))[0]
    lines = (
        f"<title>{escape(newest.title)}</title>",
        f"<updated>{newest.happened.isoformat()}</updated>",
        f"<summary>{escape(newest.summary)}</summary>",
    )
    return Example(
        "feed", "Hvad er nyt?", f"GET {address_book.municipality_feed(owner.slug)}", "\n".join(lines)
    )


def _embedded(asked: Asked) -> Example:
    address = asked.site.address(address_book.embedded(asked.owner.slug, tabel=asked.source.table.id))
    hosts = " ".join((SELF, *asked.owner.about.embed_hosts))
    return Example(
        "embedding",
        "Beregneren på en anden side",
        f'<iframe src="{address}" title="Beregner" width="100%" height="700"></iframe>',
        f"Content-Security-Policy: … frame-ancestors {hosts}",
    )


def _cell(asked: Asked) -> Example:
    """A piece of HTML, which holds the row's own words as they are today."""
    address = address_book.embedded_cell(asked.owner.slug, asked.level.row_id)
    return Example("row", "En enkelt række på en anden side", f"GET {address}", asked.level.extent.text)


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2)
