"""What the API reads and gives. The OpenAPI document is made from these and from nothing else.

Numbers are text: an exact decimal with a point ("60", "2.5"), or a fraction ("13/3") where none is exact.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from portal.api.endpoint import Model, Parameters
from portal.api.parameter_types import Day, KleNumber, LawNamed, Slug
from portal.api.questions import StandardsAsked, TextsAsked
from portal.danish.law_references import parse_path
from portal.documents.validity.version_facts import StageCode

StatusName = Annotated[
    Literal["in_force", "unconfirmed", "none"],
    Field(
        description="hvor sikkert svaret er for dagen: in_force (gældende), unconfirmed (ikke bekræftet), "
        "none (ingen gældende tekst)"
    ),
]
VersionStatus = Annotated[
    StageCode,
    Field(
        description="hvor versionen står den dag: in_force (gældende), unconfirmed (ikke bekræftet), "
        "upcoming (kommende), superseded (afløst), repealed (ophævet)"
    ),
]
"""One set of codes for every status; a version has two more ways not to be the answer of a day."""
StageWord = Annotated[
    Literal["gældende", "ikke bekræftet", "kommende", "afløst", "ophævet"],
    Field(description="det samme som status, på dansk"),
]


class ContactSchema(Model):
    """Whom to ask."""

    name: str
    phone: str
    hours: str
    mail: str
    address: str


class MunicipalitySchema(Model):
    """The owner of standards."""

    municipality: str
    name: str
    kind: Literal["kommune", "myndighed"]
    code: str
    fictional: bool
    url: str
    contact: ContactSchema


class MunicipalityList(Model):
    """Every municipality and authority."""

    municipalities: list[MunicipalitySchema]


class ReasonSchema(Model):
    """Why it is not certain that a text applies."""

    code: str
    text: str


class DateWithCertainty(Model):
    """A day and how sure it is."""

    day: dt.date | None
    certainty: Literal["known", "earliest", "estimated", "unknown"]


class PeriodSchema(Model):
    """The days a version is in force, both inclusive; null is open or not known."""

    first: dt.date | None
    last: dt.date | None


class VersionSummary(Model):
    """A version, without its text."""

    n: int
    title: str
    number: str
    kind: str
    sha256: str
    adopted: DateWithCertainty
    published: DateWithCertainty
    begins: DateWithCertainty
    ends: DateWithCertainty | None
    confirmed: dt.date | None
    restatement: bool
    recorded: dt.datetime
    status: VersionStatus
    stage: StageWord
    period: PeriodSchema
    url: str


class StandardSummary(Model):
    """A standard and where it stands on the day asked about.

    ``kle`` and ``law`` are those of the version of the day, else of the newest; ``version_url`` is the
    lasting address of the version of the day.
    """

    municipality: str
    standard: str
    title: str
    number: str
    kind: str
    topics: list[str]
    status: StatusName
    reasons: list[ReasonSchema]
    version: int | None
    url: str
    version_url: str | None
    kle: str
    law: list[str]


class DayQuery(Parameters):
    """Whose texts, on which day."""

    municipality: Slug = Field("", description="kommunens navn i adressen, fx randers")
    date: Day | None = Field(None, description="den dag, der spørges om; i dag, hvis intet er skrevet")
    known: Day | None = Field(None, description="hvad der var offentliggjort den dag")

    def question(self) -> TextsAsked:
        """Whose texts, on which day."""
        return TextsAsked(self.municipality, self.date, self.known)


class StandardsQuery(DayQuery):
    """Which standards."""

    kle: KleNumber = Field("", description="kun dette KLE-nummer og dem under det: 27, 27.27 eller 27.27.00")
    law: LawNamed = Field(
        "",
        description="kun tekster, hvis lovgrundlag er denne bestemmelse eller ligger under den: "
        "barnets lov § 90 eller barnets-lov/90",
    )

    def question(self) -> StandardsAsked:
        """Whose standards about what, on which day."""
        law = parse_path(self.law) if self.law else None
        return StandardsAsked(self.municipality, self.date, self.known, self.kle, law)


class StandardList(Model):
    """Standards."""

    date: dt.date
    known: dt.date
    standards: list[StandardSummary]


class VersionList(Model):
    """A standard's versions, first to last."""

    municipality: str
    standard: str
    versions: list[VersionSummary]


class SectionText(Model):
    """A section of a version."""

    section_id: str
    heading: str
    text: str
    url: str


class VersionTextSchema(Model):
    """A version with its text, as it was adopted."""

    municipality: str
    standard: str
    version: VersionSummary
    sections: list[SectionText]
    markdown: str


class ExtentPart(Model):
    """One range. A null bound is open; ``every`` is the number of periods; parts are never added."""

    lower: str | None
    lower_inclusive: bool
    upper: str | None
    upper_inclusive: bool
    approximate: bool
    unit: str
    period: str
    every: int
    counting: str


class LevelAnswer(Model):
    """A row of a table: the row's own words first, what they were read as beside them."""

    row_id: str
    level: str
    label: str
    words: str
    parts: list[ExtentPart]
    notes: list[str]
    duration: str
    remark: str
    permalink: str


class LevelTableSchema(Model):
    """A level table of the version that answers for the day."""

    municipality: str
    standard: str
    version: int
    status: StatusName
    table: str
    benefit: str
    criterion: str
    counting: str
    hours_include: str
    conflicts: list[list[str]]
    levels: list[LevelAnswer]
    url: str


class LevelTableList(Model):
    """Level tables."""

    date: dt.date
    known: dt.date
    tables: list[LevelTableSchema]


class LawUse(Model):
    """A standard that names the provision."""

    municipality: str
    standard: str
    title: str
    version: int
    status: StatusName
    basis: bool
    references: list[str]
    url: str


class LawChangeSchema(Model):
    """A verified change of the provision."""

    old: str
    new: str
    from_day: dt.date
    source: str


class LawAnswer(Model):
    """A provision: what replaced it, and the standards that name it."""

    provision: str
    path: str
    changes: list[LawChangeSchema]
    standards: list[LawUse]
