"""What the API reads and gives where tables are compared and receipts opened."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from portal.api.endpoint import Model, Parameters
from portal.api.parameter_types import Day
from portal.api.questions import PairAsked
from portal.api.schemas import LevelAnswer, ReasonSchema, StageWord, StatusName, VersionStatus
from portal.services.asking.comparing import LONGEST_KEY

TableKey = Annotated[str, Field(max_length=LONGEST_KEY)]


class CompareQuery(Parameters):
    """Two tables, each as municipality/standard/table or municipality/standard/v1/table."""

    left: TableKey = Field(description="den ene tabel, fx eksempel/aflastning/doegnaflastning")
    right: TableKey = Field(description="den anden tabel, fx eksempel/aflastning/v1/doegnaflastning")
    date: Day | None = Field(None, description="den dag, der spørges om; i dag, hvis intet er skrevet")

    def question(self) -> PairAsked:
        """Which two tables."""
        return PairAsked(self.left, self.right, self.date)


class ComparedTable(Model):
    """One of the two tables."""

    municipality: str
    standard: str
    version: int
    status: VersionStatus
    stage: StageWord
    table: str
    benefit: str
    criterion: str
    counting: str
    hours_include: str
    url: str


class ComparedRowSchema(Model):
    """Two rows; null where a table has no such row. ``converted`` are computed, with the factor."""

    left: LevelAnswer | None
    right: LevelAnswer | None
    comparable: bool
    reasons: list[ReasonSchema]
    converted: list[str]


class ComparisonSchema(Model):
    """Two tables row by row. ``reasons`` hold for every row; ``note`` stands beside every comparison."""

    date: dt.date
    left: ComparedTable
    right: ComparedTable
    comparable: bool
    reasons: list[ReasonSchema]
    note: str
    rows: list[ComparedRowSchema]


class ReceiptAnswer(Model):
    """A receipt opened: its own version's answer, and today's, or in ``missing`` why there is none.

    ``status`` and ``stage`` say where that version stood on ``date``, as known on ``known``.
    """

    receipt: str
    municipality: str
    standard: str
    table: str
    version: int
    content: str
    date: dt.date
    known: dt.date
    status: VersionStatus
    stage: StageWord
    masked: bool
    unchanged: bool
    then: list[LevelAnswer]
    then_refusal: str | None
    today_version: int | None
    today_status: StatusName | None
    today: list[LevelAnswer]
    missing: str | None
    url: str
