"""Asking the tables, as JSON."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from calculators.reading.amounts import AmountError, print_unit, read_amount
from portal import address_book
from portal.api import answers, asking_schemas, schemas
from portal.api.endpoint import Answer, endpoint
from portal.api.questions import TextsAsked
from portal.container import Services
from portal.danish.letters import slug
from portal.danish.numbers import exact_number
from portal.services.asking.calculating import Calculation, Question, TableInForce
from portal.services.memory import IdentityKey, StampedMemory
from portal.web.site import Site


@endpoint(
    "api.level_tables",
    query=schemas.DayQuery,
    response=schemas.LevelTableList,
    summary="The level tables that answer for a day",
)
def level_tables(services: Services, asked: TextsAsked, site: Site) -> Answer:
    """Every table of the versions that answer for the day."""
    reading = services.reading
    if asked.municipality:
        reading.municipality(asked.municipality)
    on, known = asked.on or reading.today, asked.known or reading.today
    found = services.calculating.tables(asked.municipality, on, known)
    tables = [_table(reading.memory, site, one) for one in found]
    body = schemas.LevelTableList(date=on, known=known, tables=tables)
    return Answer(body, max([answers.start_of_day(reading.today), *(one.version.recorded for one in found)]))


def _table(memory: StampedMemory, site: Site, source: TableInForce) -> schemas.LevelTableSchema:
    record, table = source.found.record, source.table
    return schemas.LevelTableSchema(
        municipality=record.municipality.slug,
        standard=record.slug,
        version=source.version.n,
        status=source.found.standing.status.value,
        table=table.id,
        benefit=table.benefit,
        criterion=table.criterion.value,
        counting=table.counting,
        hours_include=table.hours_include,
        conflicts=[list(pair) for pair in table.conflicts],
        levels=[answers.level(memory, site, source, one) for one in table.levels],
        url=site.address(source.path()),
    )


@endpoint(
    "api.calculate",
    query=asking_schemas.CalculateQuery,
    response=asking_schemas.CalculationSchema,
    summary="One question to one level table: by level, by amount or by age",
)
def calculate(services: Services, question: Question, site: Site) -> Answer:
    """The row in the version of the day, or why there is none."""
    found = services.calculating.ask(question)
    changed = answers.start_of_day(services.today)
    if found.source:
        changed = max(changed, found.source.version.recorded)
    return Answer(_calculation(services, site, found), changed)


def _calculation(services: Services, site: Site, found: Calculation) -> asking_schemas.CalculationSchema:
    source, placement, memory = found.source, found.placement, services.reading.memory
    unit = print_unit(found.amount.unit, found.amount.period, found.amount.every) if found.amount else None
    return asking_schemas.CalculationSchema(
        **_around(services, site, found),
        asked=_asked(found),
        levels=[answers.level(memory, site, source, one) for one in found.levels] if source else [],
        hole=answers.hole(found.hole, unit or "") if found.hole else None,
        elsewhere=[edge.begins for edge in placement.begins] if placement else [],
        refusal=found.refusal or None,
        notices=[
            asking_schemas.NoticeSchema(code=notice.code, text=notice.text)
            for notice in services.calculating.notices(found)
        ],
        permalink=site.address(source.path(*found.levels)) if source else None,
    )


def _asked(found: Calculation) -> asking_schemas.QuestionEcho:
    """The question; what no text was there to read is read here, or echoed as it was typed."""
    asked, amount = found.question, found.amount
    if amount is None and asked.amount.strip():
        with suppress(AmountError):
            amount = read_amount(asked.amount, asked.unit)
    age = asked.age.strip()
    return asking_schemas.QuestionEcho(
        level=(found.levels[0].key if found.levels else slug(asked.level)) if asked.level else None,
        amount=exact_number(amount.value) if amount else asked.amount.strip() or None,
        unit=print_unit(amount.unit, amount.period, amount.every) if amount else asked.unit.strip() or None,
        age=int(age) if age.isascii() and age.isdigit() and len(age) < 4 else found.age,
    )


def _around(services: Services, site: Site, found: Calculation) -> dict[str, Any]:
    """What is the same whatever the level, amount or age; remembered for this very record and standing."""
    where = site.base, found.question.table
    return services.reading.memory.get(
        ("around", *where, IdentityKey(found.record), IdentityKey(found.standing)),
        lambda: _make_around(site, found, services.calculating.benefit(found)),
    )


def _make_around(site: Site, found: Calculation, benefit: str) -> dict[str, Any]:
    source, standing, record = found.source, found.standing, found.record
    return {
        "municipality": record.municipality.slug,
        "standard": record.slug,
        "table": found.question.table,
        "benefit": benefit,
        "date": standing.on,
        "known": standing.known,
        "status": standing.status.value,
        "reasons": answers.reasons(standing.reasons),
        "version": standing.n,
        "sha256": source.version.sha256 if source else None,
        "period": answers.period(standing.span),
        "section_id": source.section.id if source else None,
        "section": source.section.heading if source else None,
        "previous_version": standing.previous.n if standing.previous else None,
        "next_version": standing.following.n if standing.following else None,
        "contact": answers.contact(record.municipality),
        "url": site.address(address_book.standard(*record.slugs)),
    }
