"""Examples for programmes: each is asked of the portal as it is, so that none can be out of date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

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
from portal.services.asking.calculating import Question, TableInForce
from portal.services.errors import UnknownName
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.published.programmes_page import Example
from portal.web.site import Site

NO_SUCH_TABLE = "findes-ikke"


@dataclass(frozen=True)
class Asked:
    """What the examples ask about: a row of a table, and the services that answer."""

    services: Services
    site: Site
    source: TableInForce
    level: Level

    @classmethod
    def find(cls, services: Services, site: Site, municipality: str) -> Asked | None:
        """The first table there is, of ``municipality`` unless "", rather one that other sites may show.

        None where there is none.
        """
        tables = [source for source in services.calculating.tables(municipality) if source.table.levels]
        shown = [source for source in tables if source.found.record.municipality.about.embed_hosts]
        source = next(iter((*shown, *tables)), None)
        return cls(services, site, source, source.table.levels[0]) if source else None

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
        "embedding": (_embedded(asked),) if asked.owner.about.embed_hosts else (),
    }


def _row(asked: Asked) -> Example:
    query = asked.row
    found = asked.answer(asking.calculate, CalculateQuery, query)
    row = {name: found["levels"][0][name] for name in ("label", "words", "permalink")}
    shown = {"status": found["status"], "version": found["version"], "levels": [row]}
    return _get("Hvad er vejledende på et niveau?", address_book.api_calculate(**query), shown)


def _standing(asked: Asked) -> Example:
    query = {"municipality": asked.owner.slug, "date": asked.day}
    found = asked.answer(reading.standards, StandardsQuery, query)["standards"][0]
    shown = {"standards": [{name: found[name] for name in ("title", "status", "version", "url")}]}
    return _get("Hvilke standarder gælder en dag?", address_book.api_standards(**query), shown)


def _lacking(asked: Asked) -> Example:
    query = {"municipality": asked.owner.slug}
    found = asked.answer(coverage.coverage, StandardsQuery, query)
    owner = {name: found["municipalities"][0][name] for name in ("name", "lacks_topics")}
    law = {name: found["laws"][0][name] for name in ("name", "followed", "until")}
    shown = {"municipalities": [owner], "laws": [law]}
    return _get("Hvad har portalen ikke?", address_book.api_coverage(**query), shown)


def _unknown(asked: Asked) -> Example:
    question = Question(municipality=asked.owner.slug, table=NO_SUCH_TABLE)
    address = address_book.api_calculate(municipality=question.municipality, table=question.table)
    shown: dict[str, Any] = {}
    try:
        asking.calculate(asked.services, question, asked.site)
    except UnknownName as error:
        problem = unknown_name(error, name_of(error.parameter))
        shown = {"status": problem.status, "code": problem.code, "detail": problem.detail}
    return _get("Hvad, hvis navnet er forkert?", address, shown)


def _get(heading: str, address: str, shown: object) -> Example:
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


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2)
