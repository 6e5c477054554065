"""Tables compared and receipts opened, as JSON."""

from __future__ import annotations

from pyramid.request import Request

from calculators.answering.compare import ONE_LABEL
from calculators.answering.compare import IncomparableReason as CompareReason
from portal.api import answers
from portal.api import comparing_and_receipt_schemas as kept
from portal.api.endpoint import Answer, NoQuery, endpoint
from portal.api.schemas import ReasonSchema
from portal.services.asking.comparing import TableSide
from portal.services.errors import Refused, Thing, UnknownName


@endpoint(
    "api.compare",
    query=kept.CompareQuery,
    response=kept.ComparisonSchema,
    summary="Two level tables row by row, or why they cannot be compared",
)
def compare(request: Request, query: kept.CompareQuery) -> Answer:
    """Own words first; a conversion is labelled with its factor."""
    found = request.services.comparing.compare(query.left, query.right, query.date)
    comparison, left, right = found.comparison, found.left.source, found.right.source
    body = kept.ComparisonSchema(
        date=left.found.standing.on,
        left=_table(request, found.left),
        right=_table(request, found.right),
        comparable=comparison.comparable,
        reasons=_reasons(comparison.reasons),
        note=ONE_LABEL,
        rows=[
            kept.ComparedRowSchema(
                left=answers.level(request, left, row.left) if row.left else None,
                right=answers.level(request, right, row.right) if row.right else None,
                comparable=row.comparable,
                reasons=_reasons(row.reasons),
                converted=[converted.words for converted in row.converted],
            )
            for row in comparison.rows
        ],
    )
    return Answer(body, answers.start_of_day(request))


def _table(request: Request, side: TableSide) -> kept.ComparedTable:
    source = side.source
    return kept.ComparedTable(
        municipality=side.record.municipality.slug,
        standard=side.record.slug,
        version=source.version.n,
        status=side.stage.stage.code,
        stage=side.stage.stage.value,
        table=source.table.id,
        benefit=source.table.benefit,
        criterion=source.table.criterion.value,
        counting=source.table.counting,
        hours_include=source.table.hours_include,
        url=answers.address(request, f"{source.version_path}#{source.table.id}"),
    )


def _reasons(found: tuple[CompareReason, ...]) -> list[ReasonSchema]:
    return [ReasonSchema(code=reason.code, text=reason.text) for reason in found]


@endpoint(
    "api.receipt",
    response=kept.ReceiptAnswer,
    summary="A receipt: the answer of its own version, and today's",
)
def receipt(request: Request, query: NoQuery) -> Answer:
    """An id that fits no published text is a 404 that says why."""
    del query
    id_ = request.matchdict["id"]
    try:
        opened = request.services.receipts.open(id_)
    except Refused as error:
        raise UnknownName(Thing.RECEIPT, id_) from error
    asked, now = opened.receipt, opened.now
    return Answer(
        kept.ReceiptAnswer(
            receipt=id_,
            municipality=asked.municipality,
            standard=asked.standard,
            table=asked.table,
            version=asked.version,
            content=asked.content,
            date=asked.on,
            known=asked.known,
            status=opened.stage.stage.code,
            stage=opened.stage.stage.value,
            masked=opened.masked,
            unchanged=opened.unchanged,
            then=[answers.level(request, opened.source, level) for level in opened.then.levels],
            then_refusal=opened.then.refusal or None,
            today_version=now.standing.n if now else None,
            today_status=now.standing.status.value if now else None,
            today=[answers.level(request, now.source, level) for level in now.levels]
            if now and now.source
            else [],
            missing=opened.missing or None,
            url=answers.address(request, f"/kvittering/{id_}"),
        ),
        answers.start_of_day(request),
    )
