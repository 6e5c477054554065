"""The page on how programmes get at what is published."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class Example:
    """What is asked, and the essential part of what is then answered, both as they are sent.

    ``way`` is "api", "mcp", "feed", "embedding" or "row".
    """

    way: str
    heading: str
    asked: str
    answered: str


@dataclass(frozen=True)
class ToolLine:
    """A tool for assistants."""

    name: str
    text: str


@dataclass(frozen=True)
class ProgrammesPage:
    """API, assistants, feeds and embedding; no examples where nothing is there to be asked about."""

    frame: Frame
    title: str
    lead: str
    openapi: Link
    index: Link
    tools: tuple[ToolLine, ...]
    api: tuple[Example, ...] = ()
    assistants: tuple[Example, ...] = ()
    feeds: tuple[Example, ...] = ()
    embedding: tuple[Example, ...] = ()
