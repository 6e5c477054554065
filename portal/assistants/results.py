"""What a tool gives an assistant. A number in an answer stands in the cited words; nothing here is computed.

What the API works out beside the words (the parts of an extent, conversions) is left out on purpose: an
assistant that repeats it would say something that no council adopted.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from portal.api.asking_schemas import NoticeSchema
from portal.api.coverage import LawCoverage, MunicipalityCoverage
from portal.api.endpoint import Model
from portal.api.schemas import ContactSchema, PeriodSchema, ReasonSchema

AnswerStatus = Annotated[
    Literal["in_force", "unconfirmed", "upcoming", "superseded", "repealed", "none"],
    Field(
        description="hvor sikkert teksten gælder den dag: in_force (gældende), unconfirmed (ikke bekræftet), "
        "upcoming (kommende), superseded (afløst), repealed (ophævet), none (ingen gældende tekst)"
    ),
]


class SourceSchema(Model):
    """Where the words stand. ``label`` names the row or the section; ``row_id`` is null for a section."""

    municipality: str
    standard: str
    version: int
    section_id: str | None
    row_id: str | None
    label: str
    words: str = Field(description="den vedtagne tekst, ord for ord; citér den, og regn ikke på den")
    permalink: str


class CitedSource(Model):
    """One of several places found, with how sure its text is."""

    status: AnswerStatus
    source: SourceSchema


class RefusalSchema(Model):
    """Why there is no answer, and whom to ask; null where no municipality was meant or it says nothing."""

    code: str
    message: str
    contact: ContactSchema | None


class ToolResult(Model):
    """An answer is ``source``, or a choice among ``sources``, with its notices; or there is a refusal.

    ``status`` is null where the answer is not about one text.
    """

    status: AnswerStatus | None = None
    date: dt.date | None = None
    known: dt.date | None = None
    source: SourceSchema | None = None
    sources: list[CitedSource] = Field(default_factory=list)
    notices: list[NoticeSchema] = Field(default_factory=list)
    refusal: RefusalSchema | None = None


class VersionToolResult(ToolResult):
    """The version of a day; ``period`` are the days it holds."""

    period: PeriodSchema | None = None
    sha256: str | None = None


class ComparedSources(Model):
    """Two rows; null where a table has no such row."""

    left: CitedSource | None
    right: CitedSource | None
    comparable: bool
    reasons: list[ReasonSchema]


class ComparisonToolResult(ToolResult):
    """Two tables row by row, each in its own words."""

    comparable: bool = False
    rows: list[ComparedSources] = Field(default_factory=list)


class CoverageToolResult(ToolResult):
    """What is here and what is not, as ``/api/v1/coverage`` says it."""

    municipalities: list[MunicipalityCoverage] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)
    laws: list[LawCoverage] = Field(default_factory=list)
