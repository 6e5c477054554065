"""One row of a level table by its id, which it keeps from version to version: what stands there on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from calculators.reading.levels import Level, LevelTable
from portal.documents.document import Document
from portal.documents.validity.standing import Standing
from portal.services.asking.calculating import (
    Calculating,
    Calculation,
    Question,
    TableInForce,
    create_calculating,
)
from portal.services.asking.table_owners import OwnedRow, rows_named
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading, StandardStanding, create_reading


@dataclass(frozen=True)
class TableCell:
    """A row on a day.

    ``answer`` has its words, None where the version of the day does not have the row, or there is none. Then
    ``last`` is the version that had it last, and ``coming`` the first that will have it; of each, None where
    there is none. ``benefit`` and ``label`` are those of the row where it stands, else where it last stood.
    """

    row_id: str
    found: StandardStanding
    benefit: str
    label: str
    answer: Calculation | None = None
    last: VersionRecord | None = None
    coming: VersionRecord | None = None

    @property
    def record(self) -> StandardRecord:
        """The standard it stands or stood in."""
        return self.found.record

    @property
    def standing(self) -> Standing:
        """Where the standard stands on the day."""
        return self.found.standing

    @property
    def owner(self) -> MunicipalityRecord:
        """Whose it is."""
        return self.record.municipality


class FindingCells:
    """Finds rows of what is published."""

    def __init__(self, session: Session, reading: Reading, calculating: Calculating):
        self._session = session
        self._reading = reading
        self._calculating = calculating

    def find(self, municipality: str, row_id: str, standard: str = "", on: date | None = None) -> TableCell:
        """The row on ``on`` (today unless given).

        Raises UnknownName for a municipality or standard that is not there and for a row that no published
        version has, BadInput where several standards have it.
        """
        owner = self._reading.municipality(municipality)
        if standard:
            self._reading.standard(owner.slug, standard)
        named = self._published(owner, row_id)
        found = {slug: rows for slug, rows in named.items() if not standard or slug == standard}
        if not found:
            known = [
                (level.row_id, f"{source.table.benefit}: {level.label}")
                for source in self._calculating.tables(owner.slug, on)
                for level in source.table.levels
            ]
            raise UnknownName(Thing.ROW, row_id, known, municipality=owner.slug)
        cells = [self._cell(owner, slug, row_id, rows, on) for slug, rows in found.items()]
        return _only_one(cells, row_id)

    def _published(self, owner: MunicipalityRecord, row_id: str) -> dict[str, list[OwnedRow]]:
        """The rows of that id in published versions, by their standard."""
        rows: dict[str, list[OwnedRow]] = {}
        for row in rows_named(self._session, owner.slug, row_id):
            rows.setdefault(row.standard, []).append(row)
        public = self._reading.standards_named((owner.slug, slug) for slug in rows)
        return {
            record.slug: seen
            for record in public
            if (seen := [row for row in rows[record.slug] if record.version(row.n)])
        }

    def _cell(
        self, owner: MunicipalityRecord, slug: str, row_id: str, rows: list[OwnedRow], on: date | None
    ) -> TableCell:
        found = self._reading.standing(self._reading.standard(owner.slug, slug), on)
        if found.version is not None:
            document = self._reading.document(found.version)
            for table in document.tables:
                for level in table.levels:
                    if level.row_id == row_id:
                        return self._answered(found, found.version, document, table, level)
        return self._gone(found, row_id, {row.n: row for row in rows})

    def _answered(
        self,
        found: StandardStanding,
        version: VersionRecord,
        document: Document,
        table: LevelTable,
        level: Level,
    ) -> TableCell:
        slugs, on = found.record.slugs, found.standing.on
        question = Question(slugs[0], table.id, slugs[1], level=level.key, on=on)
        answer = self._calculating.ask_table(question, TableInForce(found, version, document, table))
        return TableCell(level.row_id, found, table.benefit, level.label, answer)

    def _gone(self, found: StandardStanding, row_id: str, rows: dict[int, OwnedRow]) -> TableCell:
        record, on = found.record, found.standing.on
        having = [stage.span for stage in self._reading.stages(record, on) if stage.n in rows]
        before = [span for span in having if span.first is None or span.first <= on]
        after = [span for span in having if span not in before]
        named = rows[(before or after)[-1].n]
        return TableCell(
            row_id,
            found,
            named.benefit,
            named.label,
            last=record.version(before[-1].n) if before else None,
            coming=record.version(after[0].n) if after else None,
        )


def _only_one(cells: Iterable[TableCell], row_id: str) -> TableCell:
    """The one that stands there on the day, else the one that stood last. Raises BadInput for several."""
    every = tuple(cells)
    standing = tuple(cell for cell in every if cell.answer)
    if not standing:
        return max(every, key=lambda cell: (cell.last and cell.last.begins.day) or date.min)
    if len(standing) > 1:
        slugs = ", ".join(cell.record.slug for cell in standing)
        message = f"Flere standarder har rækken. Vælg en af dem: {slugs}."
        raise BadInput(Parameter.STANDARD, row_id, message, "ambiguous-row")
    return standing[0]


def create_finding_cells(context: Context) -> FindingCells:
    """Finding rows for a request."""
    return FindingCells(context.session, context.get(create_reading), context.get(create_calculating))
