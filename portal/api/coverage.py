"""What the portal has and what it lacks, as JSON."""

from __future__ import annotations

import datetime as dt

from portal import address_book
from portal.api import answers
from portal.api.endpoint import Answer, Model, endpoint
from portal.api.questions import TextsAsked
from portal.api.schemas import DayQuery
from portal.container import Services
from portal.services.asking.covering import ActCoverage, OwnerCoverage
from portal.web.site import Site


class MunicipalityCoverage(Model):
    """What a municipality's texts of the day are about, and what others here have that it lacks.

    Tables are named by their ids.
    """

    municipality: str
    name: str
    topics: list[str]
    tables: list[str]
    lacks_topics: list[str]
    lacks_tables: list[str]
    url: str


class LawCoverage(Model):
    """An act. Its changes are known up to and with ``until``; null: they are not followed at all."""

    act: str
    name: str
    followed: bool
    until: dt.date | None


class CoverageAnswer(Model):
    """What is here and what is not. ``absent`` are the country's municipalities without any text here."""

    date: dt.date
    known: dt.date
    municipalities: list[MunicipalityCoverage]
    absent: list[str]
    laws: list[LawCoverage]


@endpoint(
    "api.coverage",
    query=DayQuery,
    response=CoverageAnswer,
    summary="What the portal has on a day, and what it lacks",
)
def coverage(services: Services, asked: TextsAsked, site: Site) -> Answer:
    """Municipalities, topics and tables that are not here, and acts that are not followed."""
    on, known = asked.on or services.today, asked.known or services.today
    found = services.covering.covered(asked.municipality, on, known)
    body = CoverageAnswer(
        date=on,
        known=known,
        municipalities=[_owner(site, one) for one in found.owners],
        absent=list(found.absent),
        laws=[_act(one) for one in found.acts],
    )
    return Answer(body, answers.start_of_day(services.today))


def _owner(site: Site, found: OwnerCoverage) -> MunicipalityCoverage:
    return MunicipalityCoverage(
        municipality=found.record.slug,
        name=found.record.name,
        topics=list(found.topics),
        tables=list(found.tables),
        lacks_topics=list(found.lacks_topics),
        lacks_tables=list(found.lacks_tables),
        url=site.address(address_book.municipality(found.record.slug)),
    )


def _act(found: ActCoverage) -> LawCoverage:
    return LawCoverage(
        act=found.act.slug,
        name=found.act.full_name,
        followed=found.until is not None,
        until=found.until,
    )
