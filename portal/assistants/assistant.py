"""A tool called: the services of one reading, the typed question, and refusals in place of failures."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from portal.api import answers
from portal.api.endpoint import read_question
from portal.api.index_building import IndexBuildingError
from portal.api.parameter_names import name_of
from portal.api.problems import BROKEN, BUSY, INDEX_BUILDING, Problem, bad_input, unknown_name
from portal.api.schemas import ContactSchema
from portal.assistants.citing import said
from portal.assistants.results import RefusalSchema, ToolResult
from portal.assistants.tools import TOOLS, Tool
from portal.container import Portal, Services
from portal.danish.letters import slug
from portal.services.errors import LONGEST_SHOWN, BadInput, DatabaseBusy, NoFreeConnection, UnknownName
from portal.traces import places
from portal.web.site import Site

_log = logging.getLogger("portal.assistants")
MOST_DIGITS = 400
"""Digits of a number that is taken for one; the API's longest answer is shorter."""


@dataclass(frozen=True)
class ToolAnswer:
    """What a tool gave. ``failed``: the call itself was wrong, as where the API answers with a problem."""

    result: ToolResult
    failed: bool = False


class Assistant:
    """Answers calls of tools; shared by all threads. Whole addresses begin as ``site`` says."""

    def __init__(self, portal: Portal, site: Site):
        self._portal = portal
        self._site = site

    def answer(self, name: str, arguments: Mapping[str, Any]) -> ToolAnswer:
        """What the tool gives. Raises nothing: what goes wrong is a refusal."""
        tool = TOOLS.get(name)
        if tool is None:
            return _refused(ToolResult, _unknown_tool(name))
        try:
            with self._services() as services:
                return self._ask(services, tool, arguments)
        except (DatabaseBusy, NoFreeConnection) as error:
            _log.error("The database could not be had", extra={"places": places(error)})
            return _refused(tool.result, BUSY)
        except Exception as error:
            _log.error("%s failed", tool.name, extra={"places": places(error)})
            return _refused(tool.result, BROKEN)

    def _ask(self, services: Services, tool: Tool, arguments: Mapping[str, Any]) -> ToolAnswer:
        question = _read(tool, arguments)
        problem: Problem | None = question if isinstance(question, Problem) else None
        if problem is None:
            try:
                return ToolAnswer(tool.function(services, question, self._site))
            except UnknownName as error:
                problem = unknown_name(error, name_of(error.parameter))
            except BadInput as error:
                problem = bad_input(name_of(error.parameter), error.message, error.code)
            except IndexBuildingError:
                problem = INDEX_BUILDING
        return _refused(tool.result, problem, _meant(services, arguments))

    @contextmanager
    def _services(self) -> Iterator[Services]:
        """As a request has them: the stamp is taken before anything is read."""
        portal = self._portal
        stamp = portal.database.stamp()
        with portal.database.reading() as session:
            yield Services(portal, session, portal.clock.now(), portal.memory.at(stamp))


def _read(tool: Tool, arguments: Mapping[str, Any]) -> Any:
    """The typed question, or the Problem with it. A parameter given as null is one not given."""
    typed = {name: _typed(value) for name, value in arguments.items() if value is not None}
    unread = next((name for name, value in typed.items() if value is None), None)
    if unread in tool.parameters.model_fields:
        return bad_input(unread, f"Værdien af »{unread}« skal være tekst eller et tal.", "bad-parameter")
    return read_question([(name, value or "") for name, value in typed.items()], {}, tool.parameters)


def _typed(value: object) -> str | None:
    """A value as it would stand in an address; None for a list, an object, or a number without end."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if value.bit_length() < MOST_DIGITS else None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value if isinstance(value, str) else None


def _meant(services: Services, arguments: Mapping[str, Any]) -> ContactSchema | None:
    """Whom to ask in the municipality that was named, as far as one was."""
    named = arguments.get("municipality") or arguments.get("left")
    asked = slug(named.partition("/")[0][:LONGEST_SHOWN]) if isinstance(named, str) else ""
    owners = (owner for owner in services.reading.municipalities() if owner.slug == asked)
    return next((said(answers.contact(owner)) for owner in owners), None)


def _refused(kind: type[ToolResult], problem: Problem, contact: ContactSchema | None = None) -> ToolAnswer:
    refusal = RefusalSchema(code=problem.code, message=problem.detail, contact=contact)
    return ToolAnswer(kind(refusal=refusal), failed=True)


def _unknown_tool(name: str) -> Problem:
    shown = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]} …"
    detail = f"Vi kender ikke værktøjet »{shown}«. Disse findes: {', '.join(TOOLS)}."
    return Problem(title="Findes ikke", status=404, detail=detail, code="unknown-tool")
