"""The calculator's answer as the page shows it: the row's own words first, then where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pyramid.request import Request

from calculators.answering.notices import CHOSEN_BY
from calculators.reading.amounts import print_amount
from calculators.reading.levels import Level
from calculators.reading.printer import print_part
from portal import address_book
from portal.danish.dates import format_date
from portal.documents.validity.standing import Status
from portal.services.asking.calculating import Calculation, TableInForce, explanation_of
from portal.views.asking.calculator_fields import ROW_WORDS
from portal.views.asking.calculator_page import CalculatorResult, ExtentCard
from portal.views.shared.components import LevelLine, LevelTableView, NoticeBox, VersionLine
from portal.views.shared.dates import PARAMETER
from portal.views.shared.page_frame import Link
from portal.views.shared.pictures import picture_of
from portal.views.shared.words import period_words, reason_texts, standing_status
from portal.web.requests import absolute

CITATION = "Henvisning og tekst til en afgørelse"
UNSURE_CITATION = "Henvisning, der siger, at teksten ikke er bekræftet"


def result_of(request: Request, found: Calculation) -> CalculatorResult:
    """The answer to what was asked, with its source, its notices and its own address."""
    on, today = found.standing.on, request.services.today
    source = found.source
    about = source.version_path if source else address_book.standard(*found.record.slugs)
    return CalculatorResult(
        heading=_heading(found),
        question=_question(found, request.services.calculating.benefit(found)),
        day=format_date(on) if on != today else f"i dag, {format_date(today)}",
        status=standing_status(found.standing, today, about),
        cards=tuple(_card(source, level) for level in found.levels) if source else (),
        refusal=_refusal(request, found),
        reasons=reason_texts(found.standing.reasons) if source else (),
        notices=_notices(request, found),
        version=_version(request, source, today) if source else None,
        standard=Link(f"{found.municipality.name}: {source.version.title}", source.version_path)
        if source
        else None,
        table=_table(found, source) if source else None,
        picture=picture_of(source.table, found.amount, _answered(found)) if source else None,
        permalink=dated_address(request, request.path, request.GET.items(), on),
        keep=_keep(request, found),
    )


def dated_address(request: Request, path: str, asked: Iterable[tuple[str, str]], on: date) -> str:
    """The address that asks the same for the same day, whatever day it is opened."""
    kept = [(name, value) for name, value in asked if name != PARAMETER and value.strip()]
    return absolute(request, address_book.asking(path, [*kept, (PARAMETER, on.isoformat())]))


def _keep(request: Request, found: Calculation) -> tuple[Link, ...]:
    """What a caseworker takes along: the receipt, and for one row its citation."""
    links = []
    if id_ := request.services.receipts.make(found):
        links.append(Link("Kvittering til sagen", address_book.receipt(id_)))
    if found.source and len(found.levels) == 1:
        href = address_book.standard_citation(
            *found.record.slugs, found.source.version.n, sted=found.levels[0].row_id
        )
        links.append(Link(CITATION if found.standing.status is Status.IN_FORCE else UNSURE_CITATION, href))
    if found.source:
        key = f"{found.municipality.slug}/{found.record.slug}/{found.source.table.id}"
        links.append(Link("Sammenlign tabellen med en anden", address_book.comparison(tabel=key)))
    return tuple(links)


def sheet_results(
    request: Request, found: Sequence[Calculation]
) -> tuple[tuple[str, ...], tuple[CalculatorResult, ...]]:
    """The notices that hold for all of several answers on one page, and the answers."""
    all_notices = [_notices(request, one, len(found)) for one in found]
    shared = tuple(words for words in all_notices[0] if all(words in others for others in all_notices))
    results = tuple(
        replace(
            _named(result_of(request, one), one),
            id=f"svar-{one.question.table}",
            notices=tuple(words for words in own if words not in shared),
            table=None,
            permalink="",
        )
        for one, own in zip(found, all_notices, strict=True)
    )
    return shared, results


def _named(result: CalculatorResult, found: Calculation) -> CalculatorResult:
    """The answer under its benefit's name, where its only card says the rest."""
    if found.source is None or found.amount or len(result.cards) != 1:
        return result
    return replace(result, heading=found.source.table.benefit, question="")


def _notices(request: Request, found: Calculation, benefits: int = 1) -> tuple[str, ...]:
    """The notices but those that a box says already: that of the reasons, that of the refusal."""
    said = {"unconfirmed", "law-replaced", "date-unknown", "hole"}
    found_notices = request.services.calculating.notices(found, benefits)
    return tuple(notice.text for notice in found_notices if notice.code not in said)


def _version(request: Request, source: TableInForce, today: date) -> VersionLine:
    standing = source.found.standing
    period = period_words(source.version, standing.span, today) if standing.span else ""
    return VersionLine(
        number=source.version.n,
        period=period,
        address=absolute(request, source.version_path),
        href=source.version_path,
        status=standing_status(standing, today, source.version_path),
        facts=(("Afsnit", source.section.heading),),
    )


def _heading(found: Calculation) -> str:
    if len(found.levels) == 1 and not found.amount:
        return f"{found.levels[0].label}: {found.levels[0].extent.text}"
    if found.amount and found.levels:
        labels = [level.label for level in found.levels]
        listed = f"{', '.join(labels[:-1])} og {labels[-1]}" if len(labels) > 1 else labels[0]
        if found.source and found.source.table.criterion in CHOSEN_BY:
            return f"{print_amount(found.amount)} nævnes ved {listed}"
        return f"{print_amount(found.amount)} ligger inden for {listed}"
    if found.hole and found.amount:
        return f"{print_amount(found.amount)} står ikke i tabellen"
    if found.levels:
        return f"{found.source.table.benefit}: hele tabellen" if found.source else ""
    return "Vi kan ikke give et svar" if found.source else "Vi kender ingen tekst for den dag"


def _question(found: Calculation, benefit: str) -> str:
    if found.amount:
        return f"{benefit}: hvor ligger {print_amount(found.amount)}?"
    if found.age is not None:
        return f"{benefit}: {found.age} år"
    return benefit


def _card(source: TableInForce, level: Level) -> ExtentCard:
    parts = tuple(print_part(part) for part in level.extent.parts)
    return ExtentCard(
        level=level.label,
        words=level.extent.text,
        source=Link("Se rækken i teksten", source.path(level)),
        parts=parts if len(parts) > 1 else (),
        duration=level.duration,
        remark=level.remark,
        explanation=explanation_of(source.document, level),
    )


def _refusal(request: Request, found: Calculation) -> NoticeBox | None:
    if found.hole and found.placement:
        items = tuple(f"{edge.begins}." for edge in found.placement.begins)
        words = next(n.text for n in request.services.calculating.notices(found) if n.code == "hole")
        return NoticeBox("info", "Antallet står ikke i tabellen", words, items=items)
    if not found.refusal:
        return None
    links = tuple(
        Link(f"Version {span.n}", address_book.standard_version(*found.record.slugs, span.n))
        for span in (found.standing.previous, found.standing.following)
        if span and not found.source
    )
    return NoticeBox("info", "Det er ikke et afslag", found.refusal, links=links)


def _answered(found: Calculation) -> frozenset[str]:
    """The row ids of the answer; none where all rows were asked for, since none of them is the answer."""
    if not (found.question.level or found.amount or found.age is not None):
        return frozenset()
    return frozenset(level.row_id for level in found.levels)


def _table(found: Calculation, source: TableInForce) -> LevelTableView:
    table = source.table
    chosen = _answered(found)
    rows = tuple(
        LevelLine(
            row_id=f"svar-{level.row_id}",
            label=level.label,
            extent=level.extent.text,
            duration=level.duration,
            remark=level.remark,
            href=source.path(level),
            chosen=level.row_id in chosen,
        )
        for level in table.levels
    )
    return LevelTableView(
        table.id, table.benefit, ROW_WORDS[table.criterion].one, rows, table.hours_include, table.conflicts
    )
