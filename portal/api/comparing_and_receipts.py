"""Tables compared and receipts opened, as JSON."""

from __future__ import annotations

from calculators.answering.compare import ONE_LABEL, IncomparableReason
from portal import address_book
from portal.api import answers, questions
from portal.api.comparing_and_receipt_schemas import (
    ComparedRowSchema,
    ComparedTable,
    CompareQuery,
    ComparisonSchema,
    ReceiptAnswer,
)
from portal.api.endpoint import Answer, endpoint
from portal.api.schemas import ReasonSchema
from portal.container import Services
from portal.services.asking.comparing import TableSide
from portal.services.errors import Refused, Thing, UnknownName
from portal.web.site import Site


@endpoint(
    "api.compare",
    query=CompareQuery,
    response=ComparisonSchema,
    summary="Two level tables row by row, or why they cannot be compared",
)
def compare(services: Services, asked: questions.PairAsked, site: Site) -> Answer:
    """Own words first; a conversion is labelled with its factor."""
    found, memory = services.comparing.compare(asked.left, asked.right, asked.on), services.reading.memory
    comparison, left, right = found.comparison, found.left.source, found.right.source
    body = ComparisonSchema(
        date=left.found.standing.on,
        left=_table(site, found.left),
        right=_table(site, found.right),
        comparable=comparison.comparable,
        reasons=_reasons(comparison.reasons),
        note=ONE_LABEL,
        rows=[
            ComparedRowSchema(
                left=answers.level(memory, site, left, row.left) if row.left else None,
                right=answers.level(memory, site, right, row.right) if row.right else None,
                comparable=row.comparable,
                reasons=_reasons(row.reasons),
                converted=[converted.words for converted in row.converted],
            )
            for row in comparison.rows
        ],
    )
    return Answer(body, answers.start_of_day(services.today))


def _table(site: Site, side: TableSide) -> ComparedTable:
    source = side.source
    return ComparedTable(
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
        url=site.address(source.path()),
    )


def _reasons(found: tuple[IncomparableReason, ...]) -> list[ReasonSchema]:
    return [ReasonSchema(code=reason.code, text=reason.text) for reason in found]


@endpoint(
    "api.receipt",
    query=questions.ReceiptQuery,
    response=ReceiptAnswer,
    summary="A receipt: the answer of its own version, and today's",
)
def receipt(services: Services, id_: str, site: Site) -> Answer:
    """An id that fits no published text is a 404 that says why."""
    try:
        opened = services.receipts.open(id_)
    except Refused as error:
        raise UnknownName(Thing.RECEIPT, id_) from error
    asked, now, memory = opened.receipt, opened.now, services.reading.memory
    return Answer(
        ReceiptAnswer(
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
            then=[answers.level(memory, site, opened.source, level) for level in opened.then.levels],
            then_refusal=opened.then.refusal or None,
            today_version=now.standing.n if now else None,
            today_status=now.standing.status.value if now else None,
            today=[answers.level(memory, site, now.source, level) for level in now.levels]
            if now and now.source
            else [],
            missing=opened.missing or None,
            url=site.address(address_book.receipt(id_)),
        ),
        answers.start_of_day(services.today),
    )
