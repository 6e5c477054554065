"""The tools that ask the level tables, and the one that says what is not here."""

from __future__ import annotations

from portal.api import asking, comparing_and_receipts
from portal.api import coverage as covering
from portal.api.asking_schemas import CalculationSchema, NoticeSchema
from portal.api.comparing_and_receipt_schemas import ComparedTable, ComparisonSchema
from portal.api.questions import PairAsked, TextsAsked
from portal.api.schemas import LevelAnswer
from portal.assistants.citing import reason_notices, refusal_for, row_source, said
from portal.assistants.results import (
    CitedSource,
    ComparedSources,
    ComparisonToolResult,
    CoverageToolResult,
    RefusalSchema,
    ToolResult,
)
from portal.container import Services
from portal.services.asking.calculating import Question
from portal.web.site import Site

HOLE = "hole"
LAWS_END = NoticeSchema(
    code="laws-followed",
    text="Portalen følger kun de love, hvor der står en dag, og kun det, den havde læst den dag. "
    "Ændringer efter den dag kender den ikke.",
)
OTHERS_ONLY = NoticeSchema(
    code="lacks-compared",
    text="Hvad en kommune mangler, er målt på de andre kommuner i portalen. "
    "Kommunen kan have det andre steder.",
)


def calculate(services: Services, question: Question, site: Site) -> ToolResult:
    """The row that answers, the rows of the table where nothing is asked of it, or why there is none."""
    found = asking.calculate(services, question, site).body
    assert isinstance(found, CalculationSchema)
    rows = [_row(found, level) for level in found.levels]
    return ToolResult(
        status=found.status,
        date=found.date,
        known=found.known,
        source=rows[0].source if len(rows) == 1 else None,
        sources=rows if len(rows) > 1 else [],
        notices=found.notices,
        refusal=None if rows else _no_row(found),
    )


def _row(found: CalculationSchema, level: LevelAnswer) -> CitedSource:
    assert found.version is not None
    source = row_source(
        level,
        municipality=found.municipality,
        standard=found.standard,
        version=found.version,
        section_id=found.section_id,
    )
    return CitedSource(status=found.status, source=source)


def _no_row(found: CalculationSchema) -> RefusalSchema:
    if found.version is None:
        return refusal_for(found.reasons, found.contact)
    jump = next((notice.text for notice in found.notices if notice.code == HOLE), "")
    return RefusalSchema(
        code=HOLE if found.hole else "no-row",
        message=jump or found.refusal or "Ingen række i tabellen svarer på det.",
        contact=said(found.contact),
    )


def compare_tables(services: Services, asked: PairAsked, site: Site) -> ComparisonToolResult:
    """Both tables row by row in their own words, or why they cannot be compared."""
    found = comparing_and_receipts.compare(services, asked, site).body
    assert isinstance(found, ComparisonSchema)
    why = " ".join(reason.text for reason in found.reasons)
    return ComparisonToolResult(
        date=found.date,
        comparable=found.comparable,
        rows=[
            ComparedSources(
                left=_side(found.left, row.left),
                right=_side(found.right, row.right),
                comparable=row.comparable,
                reasons=row.reasons,
            )
            for row in found.rows
        ],
        notices=[NoticeSchema(code="compared", text=found.note), *reason_notices(found.reasons)],
        refusal=None
        if found.comparable
        else RefusalSchema(code=found.reasons[0].code, message=why, contact=None),
    )


def _side(table: ComparedTable, level: LevelAnswer | None) -> CitedSource | None:
    if level is None:
        return None
    source = row_source(
        level, municipality=table.municipality, standard=table.standard, version=table.version
    )
    return CitedSource(status=table.status, source=source)


def coverage(services: Services, asked: TextsAsked, site: Site) -> CoverageToolResult:
    """What the portal does not have."""
    found = covering.coverage(services, asked, site).body
    assert isinstance(found, covering.CoverageAnswer)
    return CoverageToolResult(
        date=found.date,
        known=found.known,
        municipalities=found.municipalities,
        absent=found.absent,
        laws=found.laws,
        notices=[OTHERS_ONLY, LAWS_END],
    )
