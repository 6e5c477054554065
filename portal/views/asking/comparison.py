"""Tables side by side, as a page and as a file."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from calculators.answering.compare import ONE_LABEL, ComparedRow, counts_hours
from calculators.reading.levels import Level
from portal import address_book
from portal.documents.validity.standing import Stage
from portal.security.permissions import Permission
from portal.services.asking.calculating import TableInForce
from portal.services.asking.comparing import LONGEST_KEY, Compared, TableName, TableSide
from portal.services.errors import BadInput, Parameter, UnknownName
from portal.spreadsheets import spreadsheet
from portal.views.asking.comparison_page import (
    Cell,
    ComparedLine,
    ComparedSide,
    ComparisonPage,
    ComparisonResult,
)
from portal.views.shared.components import Field, NoticeBox, Option, errors_of
from portal.views.shared.dates import HINT, PARAMETER, asked_day
from portal.views.shared.field_names import FIELD_NAMES, wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import reason_texts, stage_status
from portal.web.requests import absolute

LEFT, RIGHT = FIELD_NAMES[Parameter.LEFT_TABLE], FIELD_NAMES[Parameter.RIGHT_TABLE]
_SIDES = (Parameter.LEFT_TABLE, Parameter.RIGHT_TABLE)
CHOOSE = (
    f"Vælg to tabeller: skriv den ene efter »{LEFT}« og den anden efter »{RIGHT}« i adressen, "
    "hver som kommune/standard/tabel."
)


@view_config(
    route_name="comparison",
    renderer="portal:templates/asking/comparison.pt",
    permission=Permission.READ_PUBLISHED,
)
def comparison(request: Request) -> ComparisonPage:
    """Choose two tables; what was chosen is kept, right or wrong."""
    typed = {name: request.GET.get(name, "").strip()[:LONGEST_KEY] for name in (LEFT, RIGHT, PARAMETER)}
    errors: dict[str, str] = {}
    on, found = None, None
    try:
        on = asked_day(request)
        if typed[LEFT] and typed[RIGHT]:
            found = request.services.comparing.compare(typed[LEFT], typed[RIGHT], on)
    except BadInput as error:
        errors = wrong_fields(error)
    except UnknownName as error:
        name = FIELD_NAMES[error.parameter or Parameter.LEFT_TABLE]
        errors[name] = f"{error.message} Vælg på listen."
    fields = _fields(request, typed, errors, on)
    return ComparisonPage(
        frame=frame_for(
            request,
            crumbs=(Link("Sammenlign", address_book.comparison()),),
            canonical=address_book.comparison(),
            indexable=not request.GET,
        ),
        title="Sammenlign tabeller",
        action=address_book.comparison(),
        fields=fields,
        errors=errors_of(*fields),
        result=_result(request, found, on) if found and on else None,
    )


@view_config(route_name="comparison.csv", permission=Permission.READ_PUBLISHED)
def comparison_as_csv(request: Request) -> Response:
    """The rows for a spreadsheet: semicolons and a byte order mark, as Danish programmes expect."""
    on = asked_day(request)
    typed = {name: request.GET.get(FIELD_NAMES[name], "").strip() for name in _SIDES}
    for name, key in typed.items():
        if not key:
            raise BadInput(name, key, CHOOSE, "missing-table")
    found = request.services.comparing.compare(*typed.values(), on)
    names = [f"{_owner(side)}, version {side.source.version.n}" for side in (found.left, found.right)]
    head = ["Række", names[0], "Række", names[1], "Omregnet", "Kan sammenlignes", "Adresse", "Adresse"]
    lines = [_cells(request, _line(found, row)) for row in found.comparison.rows]
    response = Response(spreadsheet([head, *lines, [ONE_LABEL]]), content_type="text/csv", charset="utf-8")
    response.content_disposition = 'attachment; filename="sammenligning.csv"'
    return response


def _cells(request: Request, line: ComparedLine) -> list[str]:
    hrefs = [absolute(request, cell.href) if cell.href else "" for cell in (line.left, line.right)]
    return [
        line.left.label,
        line.left.words,
        line.right.label,
        line.right.words,
        "; ".join(line.converted),
        "ja" if line.comparable else f"nej: {line.verdict}",
        *hrefs,
    ]


def _fields(
    request: Request, typed: dict[str, str], errors: dict[str, str], on: date | None
) -> tuple[Field, ...]:
    names = request.services.comparing.names(on)
    return (
        _choice(LEFT, "Den ene tabel", names, typed[LEFT], errors),
        _choice(RIGHT, "Den anden tabel", (*names, *_versions(request, typed[LEFT])), typed[RIGHT], errors),
        Field(
            PARAMETER,
            "Dato (i dag, hvis feltet er tomt)",
            value=typed[PARAMETER],
            hint=HINT,
            error=errors.get(PARAMETER, ""),
            width="15",
        ),
    )


def _versions(request: Request, key: str) -> tuple[TableName, ...]:
    try:
        found: tuple[TableName, ...] = request.services.comparing.versions(key) if key else ()
    except (BadInput, UnknownName):
        return ()
    return found


def _choice(
    name: str, label: str, names: tuple[TableName, ...], chosen: str, errors: dict[str, str]
) -> Field:
    options = [Option("", "Vælg en tabel")]
    options += [Option(one.key, _name_words(one), one.key == chosen) for one in names]
    if chosen and not any(option.chosen for option in options):
        options.append(Option(chosen, chosen, True))
    return Field(name, label, error=errors.get(name, ""), kind="select", options=tuple(options))


def _name_words(one: TableName) -> str:
    words = f"{one.owner}: {one.benefit}"
    return f"{words} (version {one.n})" if one.versioned else words


def _result(request: Request, found: Compared, on: date) -> ComparisonResult:
    query = {LEFT: found.left.key, RIGHT: found.right.key}
    api = {"left": found.left.key, "right": found.right.key}
    if on != request.services.today:
        query[PARAMETER] = api["date"] = on.isoformat()
    return ComparisonResult(
        heading=f"{_owner(found.left)} og {_owner(found.right)}",
        left=_side(request, found.left, on),
        right=_side(request, found.right, on),
        lines=tuple(_line(found, row) for row in found.comparison.rows),
        notices=_notices(found),
        downloads=(
            Link("Hent som CSV til regneark", address_book.comparison_csv(**query)),
            Link("Hent som JSON", address_book.api_compare(**api)),
        ),
    )


def _owner(side: TableSide) -> str:
    return f"{side.record.municipality.name}: {side.source.table.benefit}"


def _side(request: Request, side: TableSide, on: date) -> ComparedSide:
    source = side.source
    table = source.table
    facts = [
        ("Rækkerne skelnes efter", table.criterion.value),
        ("Måden at tælle på", table.counting or "står ikke i teksten"),
    ]
    if counts_hours(side.source.table):
        facts.append(("Timerne omfatter også", table.hours_include or "står ikke i teksten"))
    return ComparedSide(
        heading=_owner(side),
        place=Link(f"{source.version.title}, version {source.version.n}", source.path()),
        status=stage_status(side.stage.stage, on, request.services.today),
        facts=tuple(facts),
        reasons=reason_texts(side.stage.reasons),
    )


def _line(found: Compared, row: ComparedRow) -> ComparedLine:
    reasons = [reason.text for reason in row.reasons]
    own = [reason.text for reason in row.reasons if reason not in found.comparison.reasons]
    return ComparedLine(
        left=_cell(found.left.source, row.left),
        right=_cell(found.right.source, row.right),
        verdict=" ".join(reasons) or "Kan sammenlignes",
        comparable=row.comparable,
        own_reason=" ".join(own),
        converted=tuple(converted.words for converted in row.converted),
    )


def _cell(source: TableInForce, level: Level | None) -> Cell:
    return Cell(level.label, level.extent.text, source.path(level)) if level else Cell()


def _notices(found: Compared) -> tuple[NoticeBox, ...]:
    """First why the tables cannot be compared, then which text is unsure, last what no comparison says."""
    sides, label = (found.left, found.right), "Hver kommune vurderer barnet og familien for sig."
    if all(counts_hours(side.source.table) and not side.source.table.hours_include for side in sides):
        label = f"{label} Ingen af teksterne skriver, hvad timerne omfatter."
    notices = []
    if found.comparison.reasons:
        items = tuple(reason.text for reason in found.comparison.reasons)
        notices.append(NoticeBox("warning", "Tabellerne kan ikke sammenlignes", items=items))
    unsure = tuple(
        " ".join((f"{side.record.municipality.name}:", *reason_texts(side.stage.reasons)))
        for side in sides
        if side.stage.stage is Stage.UNCONFIRMED
    )
    if unsure:
        which = "begge tekster" if len(unsure) == len(sides) else "den ene tekst"
        notices.append(NoticeBox("warning", f"Vi ved ikke, om {which} gælder", items=unsure))
    return (*notices, NoticeBox("info", ONE_LABEL, label))
