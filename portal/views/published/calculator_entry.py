"""What stands below a level table in the text: its picture and the way into the calculator."""

from __future__ import annotations

from pyramid.request import Request

from calculators.reading.levels import LevelTable
from portal import address_book
from portal.documents.document import DocumentKind
from portal.services.published.reading import VersionText
from portal.views.published.standard_page import CalculatorEntry, TableAids
from portal.views.shared.components import Field, Option
from portal.views.shared.pictures import picture_of


def table_aids(request: Request, text: VersionText, table: LevelTable) -> TableAids:
    """Picture and calculator entry for one table of a version's text."""
    entry = None
    if text.version.kind is not DocumentKind.BACKGROUND and text.standing.n == text.version.n:
        entry = _entry(request, text, table)
    return TableAids(table.id, table.benefit, picture_of(table), entry)


def _entry(request: Request, text: VersionText, table: LevelTable) -> CalculatorEntry:
    options = tuple(Option(level.key, level.label) for level in table.levels)
    hidden = [("tabel", table.id)]
    if day := request.GET.get("dato"):
        hidden.append(("dato", day))
    return CalculatorEntry(
        heading=f"Slå op i beregneren: {table.benefit}",
        action=address_book.calculator(text.record.municipality.slug),
        level=Field("niveau", "Niveau", kind="select", options=options, id=f"niveau-{table.id}"),
        hidden=tuple(hidden),
    )
