"""The tools an assistant may use. Each reads; none writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.api.asking_schemas import CalculateQuery
from portal.api.comparing_and_receipt_schemas import CompareQuery
from portal.api.endpoint import Parameters
from portal.api.schemas import DayQuery
from portal.api.search_schemas import SearchQuery
from portal.assistants import asking_tools, reading_tools
from portal.assistants.parameters import ReadSectionQuery, VersionOnQuery
from portal.assistants.results import ComparisonToolResult, CoverageToolResult, ToolResult, VersionToolResult
from portal.container import Services
from portal.web.site import Site


@dataclass(frozen=True)
class Tool:
    """One tool: its name, what it is called and does in Danish, what it reads, what it gives."""

    name: str
    title: str
    description: str
    parameters: type[Parameters]
    result: type[ToolResult]
    function: Callable[[Services, Any, Site], ToolResult]


_ALL = (
    Tool(
        "search_standards",
        "Søg i standarderne",
        "Finder afsnit i kommunernes kvalitetsstandarder. Nævner spørgsmålet én kommune, én ydelse og ét "
        "niveau, står cellen selv i source. Ellers står det fundne i sources.",
        SearchQuery,
        ToolResult,
        reading_tools.search_standards,
    ),
    Tool(
        "read_section",
        "Læs et afsnit",
        "Giver et afsnit af en standard ord for ord, i den version, der gælder den dag, eller i version n.",
        ReadSectionQuery,
        ToolResult,
        reading_tools.read_section,
    ),
    Tool(
        "calculate",
        "Spørg en niveautabel",
        "Giver rækken i en niveautabel for et niveau, et antal med enhed eller en alder. Uden nogen af dem "
        "giver den alle rækker. Har tabellen et hul, står det i refusal; gæt ikke.",
        CalculateQuery,
        ToolResult,
        asking_tools.calculate,
    ),
    Tool(
        "compare_tables",
        "Sammenlign to niveautabeller",
        "Stiller to niveautabeller op række for række med deres egne ord, eller siger, hvorfor de ikke kan "
        "sammenlignes.",
        CompareQuery,
        ComparisonToolResult,
        asking_tools.compare_tables,
    ),
    Tool(
        "version_on",
        "Find versionen for en dag",
        "Siger, hvilken version af en standard der gælder en dag, og hvor sikkert det er.",
        VersionOnQuery,
        VersionToolResult,
        reading_tools.version_on,
    ),
    Tool(
        "coverage",
        "Se, hvad portalen mangler",
        "Siger, hvilke kommuner, emner og tabeller portalen ikke har, hvilke love den ikke følger, og til "
        "hvilken dag den følger de andre. Spørg her, før du siger, at noget ikke findes.",
        DayQuery,
        CoverageToolResult,
        asking_tools.coverage,
    ),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _ALL}
"""By name, in the order in which they are listed."""

INSTRUCTIONS = (
    "Portalen har danske kommuners vedtagne kvalitetsstandarder. Svar med ordene i source.words, som de "
    "står, og vis permalink og notices. Regn ikke, og gæt ikke et tal. Står der refusal, så sig det, og vis, "
    "hvem man kan spørge. Er status unconfirmed, så sig, at det ikke er bekræftet. Tallene er vejledende, "
    "og kommunen afgør."
)
"""What an assistant is told once."""
