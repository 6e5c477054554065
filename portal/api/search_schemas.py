"""What the search reads and gives."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from portal.api.endpoint import Model, Parameters
from portal.api.parameter_types import Day, Slug, Text
from portal.api.schemas import StageWord, VersionStatus
from portal.danish.law_references import parse_path
from portal.services.asking.calculating import OLDEST_AGE
from portal.services.search.search_questions import EVERYTHING, HITS, SearchQuestion


def _provision(path: str) -> str:
    if path:
        parse_path(path)
    return path


Provision = Annotated[Text, AfterValidator(_provision)]


class SearchQuery(Parameters):
    """What is sought, and where."""

    q: str = Field(max_length=10_000, description="det, der søges efter")
    municipality: Slug = Field("", description="kun denne kommune")
    kind: Slug = Field(
        EVERYTHING, description="kun denne slags tekst: kvalitetsstandard, serviceniveau …; alle er alle"
    )
    topic: Text = Field("", description="kun dette emne")
    law: Provision = Field("", description="kun denne bestemmelse og dem under den, fx serviceloven/52/3")
    age: Annotated[int, Field(ge=0, le=OLDEST_AGE)] | None = Field(
        None, description="barnets alder i hele år"
    )
    confirmed: bool = Field(False, description="kun det, der gælder sikkert")
    correct: bool = Field(True, description="ret et ord, som ingen tekst har, til et der ligner")
    date: Day | Literal["alle"] | None = Field(None, description="den dag, teksten gjaldt; alle er alle dage")
    limit: Annotated[int, Field(ge=1, le=50)] = Field(HITS, description="højst så mange, 1-50")
    offset: Annotated[int, Field(ge=0, le=1000)] = Field(0, description="spring så mange over")

    def question(self) -> SearchQuestion:
        """The question to the index; every kind of text unless one is named."""
        return SearchQuestion(
            words=self.q,
            on=self.date if isinstance(self.date, dt.date) else None,
            every_day=self.date == "alle",
            municipality=self.municipality,
            kind=self.kind or EVERYTHING,
            topic=self.topic,
            law=self.law,
            age=self.age,
            confirmed=self.confirmed,
            correct=self.correct,
            offset=self.offset,
            limit=self.limit,
        )


class Highlight(Model):
    """A stretch of the passage that matched, as offsets into it."""

    start: int
    end: int


class SearchHit(Model):
    """A passage found: at most 400 words of one section."""

    municipality: str
    standard: str
    version: int
    kind: str
    status: VersionStatus
    stage: StageWord
    title: str
    section_id: str
    heading: str
    passage: str
    highlights: list[Highlight]
    url: str
    score: float


class SearchAnswer(Model):
    """What was found; ``counts`` maps a filter to value → hits, ``near`` are words to try instead.

    The counts of a filter that is used are taken under the others; those of ``confirmed`` are by "true" and
    "false", as the parameter is written.
    """

    q: str
    corrected: str
    near: list[str]
    total: int
    counts: dict[str, dict[str, int]]
    hits: list[SearchHit]
