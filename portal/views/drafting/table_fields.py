"""The fields of a table's form: from a block to fields, from what was sent back to a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculators.reading.levels import Criterion
from portal.address_book import EditorialPage
from portal.documents.document import Finding
from portal.documents.editing.block_editing import DEADLINE_COLUMNS, LEVEL_COLUMNS, TableForm, headings
from portal.documents.reading.directives import Name
from portal.views.drafting.editor_page import RowForm
from portal.views.shared.components import Field, Option

MOST_ROWS = 60
BLANK_ROWS = 4
NEW = "ny"

LEVEL_FIELDS = (
    (
        "id",
        "Tabellens navn i adresser",
        "Små bogstaver, for eksempel doegnaflastning. Navnet må ikke skifte senere.",
    ),
    ("ydelse", "Ydelse", "For eksempel Døgnaflastning."),
    ("kriterium", "Rækkerne er delt efter", ""),
    ("optælling", "Hvordan tælles der? (valgfri)", "For eksempel hoteldøgn."),
    ("lov", "Lovhenvisning (valgfri)", "For eksempel barnets lov § 90."),
    ("timer_omfatter", "Hvad omfatter timerne? (valgfri)", "For eksempel møder og kørsel."),
)
ROW_HINTS = {
    "Omfang": "Op til 36 døgn om året",
    "Frist": "senest 3 måneder efter",
    "Regnes fra": "iværksættelse",
}


@dataclass(frozen=True)
class TableKind:
    """What differs between the two forms."""

    name: Name
    columns: tuple[str, ...]
    page: EditorialPage
    title: str
    lead: str


LEVELS = TableKind(
    Name.LEVELS,
    LEVEL_COLUMNS,
    EditorialPage.LEVELS,
    "Niveautabel",
    "Tabellen her er den, borgeren læser, og den, beregneren regner med.",
)
DEADLINES = TableKind(
    Name.DEADLINES,
    DEADLINE_COLUMNS,
    EditorialPage.DEADLINES,
    "Frister",
    "Skriv fristen som »senest 3 måneder efter« eller »mindst hver 6. måned«.",
)


def typed_form(kind: TableKind, typed: Mapping[str, str]) -> TableForm:
    """The form as it was sent, empty rows included."""
    values = {}
    if kind is LEVELS:
        values = {key: typed.get(key, "").strip() for key, _, _ in LEVEL_FIELDS if key != "id"}
    rows, attributes = [], []
    for number in range(MOST_ROWS):
        if f"r{number}-0" not in typed:
            break
        rows.append(tuple(typed.get(f"r{number}-{n}", "").strip() for n in range(len(kind.columns))))
        attributes.append(_attribute(typed.get(f"a{number}", "")))
    others = tuple(line for line in typed.get("andre", "").split("\n") if line.startswith("modstrid"))
    first = typed.get("kolonne", "").strip() or kind.columns[0]
    columns = (first, *kind.columns[1:]) if kind is LEVELS else kind.columns
    argument = typed.get("id", "").strip() if kind is LEVELS else ""
    return TableForm(argument, values, columns, tuple(rows), tuple(attributes), others)


def _attribute(words: str) -> str:
    return words if words.startswith("{") and words.endswith("}") and "\n" not in words else ""


def first_field(kind: TableKind) -> str:
    """The field that what is wrong with the whole block is said at."""
    return "id" if kind is LEVELS else "r0-0"


def field_of(kind: TableKind, form: TableForm, finding: Finding, first: int) -> str:
    """The field a finding is about; ``first`` is the block's first line, from 0."""
    kept = [n for n, cells in enumerate(form.rows) if any(cell.strip() for cell in cells)]
    row = finding.line - 1 - first - form.first_row
    if finding.rule != "table-id" and 0 <= row < len(kept):
        return f"r{kept[row]}-{0 if finding.rule in ('criterion', 'row-key', 'age') else 1}"
    for key, _, _ in LEVEL_FIELDS if kind is LEVELS else ():
        if key != "id" and key in finding.message.lower():
            return key
    return first_field(kind)


def fields_of(
    kind: TableKind, form: TableForm, wrong: Mapping[str, str], text: str, *, new: bool, under: str
) -> tuple[Field, ...]:
    """The fields above the rows; a new table is asked which section it goes into."""
    fields = []
    for key, label, hint in LEVEL_FIELDS if kind is LEVELS else ():
        value = form.argument if key == "id" else form.values.get(key, "")
        field = Field(key, label, value, hint, wrong.get(key, ""))
        if key == "kriterium":
            chosen = value or Criterion.SEVERITY.value
            options = tuple(Option(c.value, c.value, c.value == chosen) for c in Criterion)
            field = replace(field, kind="select", options=options)
        fields.append(field)
    if new:
        options = tuple(Option(str(h.line), h.words, str(h.line) == under) for h in headings(text))
        if options:
            fields.append(
                Field("under", "Sæt tabellen ind sidst i afsnittet", kind="select", options=options)
            )
    return tuple(fields)


def row_of(
    columns: tuple[str, ...], number: int, cells: tuple[str, ...], attribute: str, wrong: Mapping[str, str]
) -> RowForm:
    """One row's fields."""
    fields = tuple(
        Field(
            f"r{number}-{place}",
            column,
            value,
            f"For eksempel: {ROW_HINTS[column]}" if number == 0 and column in ROW_HINTS else "",
            wrong.get(f"r{number}-{place}", ""),
        )
        for place, (column, value) in enumerate(zip(columns, cells, strict=False))
    )
    return RowForm(f"Række {number + 1}", fields, attribute)
