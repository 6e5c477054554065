"""What the calculator reads and gives."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from portal.api.endpoint import Model, Parameters
from portal.api.parameter_types import Day, Slug, Text
from portal.api.schemas import ContactSchema, LevelAnswer, PeriodSchema, ReasonSchema, StatusName
from portal.services.asking.calculating import Question


class CalculateQuery(Parameters):
    """One question to one table: a level, an amount with its unit, or an age."""

    municipality: Slug = Field(description="kommunens navn i adressen, fx randers")
    table: Slug = Field(description="tabellens id, fx doegnaflastning")
    standard: Slug = Field(
        "", description="standardens navn i adressen; kun nødvendig, hvis flere har tabellen"
    )
    level: Text = Field("", description="niveauets nøgle, navn eller rækkens id")
    amount: Text = Field("", description="et antal, med komma eller punktum")
    unit: Text = Field("", description="antallets enhed, fx døgn/år eller doegn/aar")
    age: Text = Field("", description="alder i hele år, hvor tabellen er delt efter alder")
    date: Day | None = Field(None, description="den dag, der spørges om; i dag, hvis intet er skrevet")
    known: Day | None = Field(None, description="hvad der var offentliggjort den dag")

    def question(self) -> Question:
        """The question of the calculator."""
        return Question(
            municipality=self.municipality,
            table=self.table,
            standard=self.standard,
            level=self.level,
            amount=self.amount,
            unit=self.unit,
            age=self.age,
            on=self.date,
            known=self.known,
        )


class HoleSchema(Model):
    """A stretch of the scale that no level covers; null is open."""

    lower: str | None
    lower_inclusive: bool
    upper: str | None
    upper_inclusive: bool
    unit: str
    words: str


class NoticeSchema(Model):
    """What must be read with the answer, the one that always holds first."""

    code: str
    text: str


class QuestionEcho(Model):
    """What was asked, in one form; as typed where there is no text that could read it."""

    level: str | None
    amount: str | None
    unit: str | None
    age: int | None


class CalculationSchema(Model):
    """The answer. ``levels`` is empty where the table gives none; ``refusal`` then says why."""

    municipality: str
    standard: str
    table: str
    benefit: str
    date: dt.date
    known: dt.date
    status: StatusName
    reasons: list[ReasonSchema]
    asked: QuestionEcho
    version: int | None
    sha256: str | None
    period: PeriodSchema | None
    section_id: str | None
    section: str | None
    levels: list[LevelAnswer]
    hole: HoleSchema | None
    elsewhere: list[str]
    refusal: str | None
    notices: list[NoticeSchema]
    previous_version: int | None
    next_version: int | None
    contact: ContactSchema
    permalink: str | None
    url: str
