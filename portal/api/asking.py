"""Asking the tables and the index, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config

from calculators.reading.amounts import AmountError, print_unit, read_amount
from portal.api import answers, schemas
from portal.api import asking_schemas as schemas_asking
from portal.api.answers import number
from portal.api.endpoint import Answer, endpoint
from portal.api.problems import Problem, problem_response
from portal.danish.letters import slug
from portal.services.asking.calculating import Calculation, Question, TableInForce
from portal.services.errors import Thing, UnknownName
from portal.services.memory import IdentityKey, StampedMemory
from search_index.model import ALL_KINDS, Query


@endpoint(
    "api.level_tables",
    query=schemas.StandardsQuery,
    response=schemas.LevelTableList,
    summary="The level tables that answer for a day",
)
def level_tables(request: Request, query: schemas.StandardsQuery) -> Answer:
    """Every table of the versions that answer for the day."""
    reading = request.services.reading
    if query.municipality:
        reading.municipality(query.municipality)
    on, known = query.date or reading.today, query.known or reading.today
    found = request.services.calculating.tables(query.municipality, on, known)
    body = schemas.LevelTableList(date=on, known=known, tables=[_table(request, one) for one in found])
    return Answer(body, max([answers.start_of_day(request), *(one.version.recorded for one in found)]))


def _table(request: Request, source: TableInForce) -> schemas.LevelTableSchema:
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
        levels=[answers.level(request, source, one) for one in table.levels],
        url=answers.address(request, f"{source.version_path}#{table.id}"),
    )


@endpoint(
    "api.calculate",
    query=schemas_asking.CalculateQuery,
    response=schemas_asking.CalculationSchema,
    summary="One question to one level table: by level, by amount or by age",
)
def calculate(request: Request, query: schemas_asking.CalculateQuery) -> Answer:
    """The row in the version of the day, or why there is none."""
    question = Question(
        municipality=query.municipality,
        table=query.table,
        standard=query.standard,
        level=query.level,
        amount=query.amount,
        unit=query.unit,
        age=query.age,
        on=query.date,
        known=query.known,
    )
    found = request.services.calculating.ask(question)
    changed = answers.start_of_day(request)
    if found.source:
        changed = max(changed, found.source.version.recorded)
    return Answer(_calculation(request, found), changed)


def _calculation(request: Request, found: Calculation) -> schemas_asking.CalculationSchema:
    source, placement = found.source, found.placement
    unit = print_unit(found.amount.unit, found.amount.period, found.amount.every) if found.amount else None
    return schemas_asking.CalculationSchema(
        **_around(request, found),
        asked=_asked(found),
        levels=[answers.level(request, source, one) for one in found.levels] if source else [],
        hole=answers.hole(found.hole, unit or "") if found.hole else None,
        elsewhere=[edge.begins for edge in placement.begins] if placement else [],
        refusal=found.refusal or None,
        notices=[
            schemas_asking.NoticeSchema(code=notice.code, text=notice.text)
            for notice in request.services.calculating.notices(found)
        ],
        permalink=answers.address(request, _place(source, found)) if source else None,
    )


def _asked(found: Calculation) -> schemas_asking.QuestionEcho:
    """The question; what no text was there to read is read here, or echoed as it was typed."""
    asked, amount = found.question, found.amount
    if amount is None and asked.amount.strip():
        with suppress(AmountError):
            amount = read_amount(asked.amount, asked.unit)
    age = asked.age.strip()
    return schemas_asking.QuestionEcho(
        level=(found.levels[0].key if found.levels else slug(asked.level)) if asked.level else None,
        amount=number(amount.value) if amount else asked.amount.strip() or None,
        unit=print_unit(amount.unit, amount.period, amount.every) if amount else asked.unit.strip() or None,
        age=int(age) if age.isascii() and age.isdigit() and len(age) < 4 else found.age,
    )


def _benefit(request: Request, found: Calculation) -> str:
    """What the table is about, in the newest version that has it where none answers for the day."""
    if found.source:
        return found.source.table.benefit
    for version in reversed(found.record.versions):
        if table := request.services.reading.document(version).table(found.question.table):
            return str(table.benefit)
    return ""


def _around(request: Request, found: Calculation) -> dict[str, Any]:
    """What is the same whatever the level, amount or age; remembered for this very record and standing."""
    where = answers.base(request), found.question.table
    memory: StampedMemory = request.services.reading.memory
    return memory.get(
        ("around", *where, IdentityKey(found.record), IdentityKey(found.standing)),
        lambda: _make_around(request, found),
    )


def _make_around(request: Request, found: Calculation) -> dict[str, Any]:
    source, standing, record = found.source, found.standing, found.record
    return {
        "municipality": record.municipality.slug,
        "standard": record.slug,
        "table": found.question.table,
        "benefit": _benefit(request, found),
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
        "url": answers.address(request, f"/{record.municipality.slug}/{record.slug}"),
    }


def _place(source: TableInForce, found: Calculation) -> str:
    """The one row that answers, else the table."""
    if len(found.levels) == 1:
        return source.row_path(found.levels[0])
    return f"{source.version_path}#{source.table.id}"


@endpoint(
    "api.search",
    query=schemas_asking.SearchQuery,
    response=schemas_asking.SearchAnswer,
    summary="Passages about something",
)
def search(request: Request, query: schemas_asking.SearchQuery) -> Answer:
    """Passages of what is published, best first; every kind is searched unless one is named."""
    if query.municipality:
        request.services.reading.municipality(query.municipality)
    kinds: tuple[str, ...] = ALL_KINDS
    if query.kind and query.kind != "alle":
        if query.kind not in ALL_KINDS:
            raise UnknownName(Thing.KIND, query.kind, [(kind, kind) for kind in ALL_KINDS])
        kinds = (query.kind,)
    on = None if query.date == "alle" else query.date or request.services.today
    found = request.services.searching.search(
        Query(
            words=query.q,
            on=on,
            municipality=query.municipality,
            kinds=kinds,
            topic=query.topic,
            law=query.law,
            age=query.age,
            confirmed_only=query.confirmed,
            offset=query.offset,
            limit=query.limit,
            correct=query.correct,
        )
    )
    if found.building:
        raise IndexBuildingError
    body = schemas_asking.SearchAnswer(
        q=query.q,
        corrected=found.corrected,
        near=list(found.near),
        total=found.total,
        counts={name: _coded(name, values) for name, values in found.counts.items()},
        hits=[
            schemas_asking.SearchHit(
                municipality=one.hit.municipality,
                standard=one.hit.standard,
                version=one.hit.version,
                kind=one.hit.kind,
                status=one.stage.stage.code,
                stage=one.stage.stage.value,
                title=one.hit.title,
                section_id=one.hit.section_id,
                heading=one.hit.heading,
                passage=one.hit.passage,
                highlights=[schemas_asking.Highlight(start=start, end=end) for start, end in one.hit.marks],
                url=answers.address(request, one.href),
                score=one.hit.score,
            )
            for one in found.passages
        ],
    )
    return Answer(body)


def _coded(name: str, values: Mapping[str, int]) -> dict[str, int]:
    """The counts of a filter by the values that its parameter takes."""
    codes = {"ja": "true", "nej": "false"} if name == "confirmed" else {}
    return {codes.get(value, value): count for value, count in values.items()}


class IndexBuildingError(Exception):
    """There is no index to ask yet; the worker is making one."""


@exception_view_config(IndexBuildingError)
def building(error: IndexBuildingError, request: Request) -> Response:
    """503: come again in a moment."""
    del error, request
    response = problem_response(
        Problem(
            title="Ikke klar",
            status=503,
            detail="Søgningen er ved at blive gjort klar. Prøv igen om lidt.",
            code="index-building",
        )
    )
    response.headers["Retry-After"] = "5"
    return response
