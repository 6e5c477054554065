"""What the two tools ask that the API asks in a path."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from portal.api.endpoint import Parameters
from portal.api.parameter_types import Day, Slug
from portal.api.questions import StandardAsked


@dataclass(frozen=True)
class DayAsked(StandardAsked):
    """A standard on a day, as known on a day; None for today."""

    on: dt.date | None
    known: dt.date | None


@dataclass(frozen=True)
class SectionAsked(DayAsked):
    """A section of it, by its id, in version ``n``; None for the version of the day."""

    section_id: str
    n: int | None


class VersionOnQuery(Parameters):
    """A standard on a day."""

    municipality: Slug = Field(description="kommunens navn i adressen, fx randers")
    standard: Slug = Field(description="standardens navn i adressen, fx aflastning")
    date: Day | None = Field(None, description="den dag, der spørges om; i dag, hvis intet er skrevet")
    known: Day | None = Field(None, description="hvad der var offentliggjort den dag")

    def question(self) -> DayAsked:
        """Which standard, on which day."""
        return DayAsked(self.municipality, self.standard, self.date, self.known)


class ReadSectionQuery(VersionOnQuery):
    """A section of a standard."""

    section_id: Slug = Field(description="afsnittets id, fx maalgruppe; søgning giver det")
    n: Annotated[int, Field(ge=1, le=999_999)] | None = Field(
        None, description="versionens nummer; dagens version, hvis intet er skrevet"
    )

    def question(self) -> SectionAsked:
        """Which section of which version."""
        return SectionAsked(self.municipality, self.standard, self.date, self.known, self.section_id, self.n)
