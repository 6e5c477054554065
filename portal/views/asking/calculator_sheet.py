"""Several benefits on one sheet: each table asked on its own, the answers side by side and never added."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.view import view_config

from calculators.reading.levels import Criterion
from portal import address_book
from portal.security.permissions import Permission
from portal.services.asking.calculating import Calculation, Question, TableInForce
from portal.services.errors import BadInput
from portal.services.typed_words import LONGEST_ANSWER
from portal.views.asking.calculator_answer import dated_address, sheet_results
from portal.views.asking.calculator_fields import (
    FIELDS,
    CalculatorInput,
    CalculatorOutcome,
    age_field,
    amount_fields,
    ask,
    date_field,
    level_field,
)
from portal.views.asking.calculator_page import CalculatorResult, SheetGroup, SheetPage
from portal.views.shared.components import errors_of
from portal.views.shared.dates import PARAMETER, asked_day
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.web.resources import MunicipalityContext


@view_config(
    route_name="calculator.sheet",
    renderer="portal:templates/asking/sheet.pt",
    permission=Permission.READ_PUBLISHED,
)
def sheet(context: MunicipalityContext, request: Request) -> SheetPage:
    """One field group for each table of the day; in the address each name stands after its table's id."""
    municipality = context.municipality
    here = address_book.calculator_sheet(municipality.slug)
    on, day_error = _day(request)
    tables = request.services.calculating.tables(municipality.slug, on)
    asked = [_ask(request, source, on) for source in tables]
    groups = tuple(_group(source, one) for source, one in zip(tables, asked, strict=True))
    day = date_field(request.GET.get(PARAMETER, "").strip()[:LONGEST_ANSWER], day_error)
    errors = errors_of(day, *(field for group in groups for field in group.fields))
    if errors:
        request.response.status_int = 400
    shared, results = _results(request, [] if day_error else [one.found for one in asked if one.found])
    return SheetPage(
        frame=frame_for(
            request,
            municipality=municipality,
            crumbs=(
                Link("Beregner", address_book.calculator(municipality.slug)),
                Link("Flere ydelser", here),
            ),
            canonical=here,
            indexable=not request.GET,
        ),
        title="Flere ydelser på ét ark",
        action=here,
        groups=groups,
        day=day,
        errors=errors,
        shared=shared,
        results=results,
        permalink=dated_address(request, here, _query(tables, asked), on) if results else "",
        what_now=what_now(municipality),
    )


def _day(request: Request) -> tuple[date, str]:
    try:
        return asked_day(request), ""
    except BadInput as error:
        return request.services.today, error.message


def _ask(request: Request, source: TableInForce, on: date) -> CalculatorOutcome:
    typed = CalculatorInput.of(request.GET, _prefix(source))
    if not typed:
        return CalculatorOutcome(typed)
    municipality = source.found.record.municipality.slug
    return ask(request.services.calculating, Question(municipality, source.table.id, on=on), typed)


def _prefix(source: TableInForce) -> str:
    return f"{source.table.id}."


def _group(source: TableInForce, asked: CalculatorOutcome) -> SheetGroup:
    prefix = _prefix(source)
    fields = [level_field(source, asked, kind="select", prefix=prefix)]
    if source.table.criterion is Criterion.AGE:
        fields = [age_field(asked, prefix)]
    return SheetGroup(source.table.benefit, (*fields, *amount_fields(source.table, asked, prefix)))


def _results(
    request: Request, found: list[Calculation]
) -> tuple[tuple[str, ...], tuple[CalculatorResult, ...]]:
    return sheet_results(request, found) if found else ((), ())


def _query(tables: tuple[TableInForce, ...], asked: list[CalculatorOutcome]) -> list[tuple[str, str]]:
    """What was typed, without the fields that were left alone."""
    return [
        (_prefix(source) + name, value)
        for source, one in zip(tables, asked, strict=True)
        for name in FIELDS
        if one.typed and (value := getattr(one.typed, name)) and (name != "enhed" or one.typed.antal)
    ]
