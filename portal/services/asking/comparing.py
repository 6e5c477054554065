"""Tables side by side: of two municipalities, or of two versions of one standard."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from calculators.answering.compare import Comparison, compare_tables
from portal.danish.letters import slug
from portal.documents.validity.standing import VersionStanding
from portal.models import LevelTableRow
from portal.services.asking.calculating import TableInForce
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.published.catalogue import StandardRecord
from portal.services.published.reading import Reading, create_reading

_NUMBER = re.compile(r"v([1-9][0-9]{0,5})")
LONGEST_KEY = 300
"""Characters of the name of a table."""


@dataclass(frozen=True)
class TableName:
    """A table that can be compared. ``key`` names it: "randers/<standard>/<table>", or a version's with v1.

    ``n`` is the version meant today.
    """

    key: str
    owner: str
    benefit: str
    n: int
    versioned: bool = False


@dataclass(frozen=True)
class TableSide:
    """One of the two tables: where it stands, and the stage of its version on the day."""

    key: str
    source: TableInForce
    stage: VersionStanding

    @property
    def record(self) -> StandardRecord:
        """The standard it belongs to."""
        return self.source.found.record


@dataclass(frozen=True)
class Compared:
    """Both sides and what can be said of them together."""

    left: TableSide
    right: TableSide
    comparison: Comparison


class Comparing:
    """Compares tables of what is published."""

    def __init__(self, session: Session, reading: Reading):
        self._session = session
        self._reading = reading

    def names(self, on: date | None = None) -> tuple[TableName, ...]:
        """Every table of the texts that answer for the day, by municipality and benefit; no text is read."""
        found = {}
        for standing in self._reading.standings(on=on):
            if standing.version and standing.record.municipality.is_municipality:
                found[standing.version.id] = (standing.record, standing.version)
        tables = self._tables(found)
        return tuple(
            TableName(f"{_path(record)}/{table}", record.municipality.name, benefit, version.n)
            for id_, (record, version) in found.items()
            for table, benefit in tables[id_]
        )

    def versions(self, key: str) -> tuple[TableName, ...]:
        """The same table in every version of its standard that has it, the newest first."""
        record, _, table = self._read(key, Parameter.LEFT_TABLE)
        tables = self._tables([version.id for version in record.versions])
        return tuple(
            TableName(
                f"{_path(record)}/v{version.n}/{table}", record.municipality.name, benefit, version.n, True
            )
            for version in reversed(record.versions)
            for id_, benefit in tables[version.id]
            if id_ == table
        )

    def compare(self, left: str, right: str, on: date | None = None) -> Compared:
        """The two tables row by row. Raises BadInput and UnknownName."""
        first = self.side(left, Parameter.LEFT_TABLE, on)
        second = self.side(right, Parameter.RIGHT_TABLE, on)
        same = first.record.id == second.record.id
        return Compared(first, second, compare_tables(first.source.table, second.source.table, same))

    def side(self, key: str, parameter: Parameter, on: date | None = None) -> TableSide:
        """The table that a key names, in the version it names or in that of the day.

        ``parameter`` is the one the key was asked with. Raises as ``compare``; the names that an UnknownName
        offers for a table or a version are whole keys.
        """
        record, n, table_id = self._read(key, parameter)
        found = self._reading.standing(record, on)
        version = record.version(n) if n else found.version
        if version is None:
            reasons = " ".join(reason.text for reason in found.standing.reasons)
            raise BadInput(parameter, key, f"{record.title} har ingen tekst den dag. {reasons}", "no-text")
        document = self._reading.document(version)
        table = document.table(table_id)
        if table is None:
            path = f"{_path(record)}/v{n}" if n else _path(record)
            known = [(f"{path}/{table.id}", table.benefit) for table in document.tables]
            raise UnknownName(Thing.TABLE, table_id, known, parameter=parameter)
        stage = next(stage for stage in self._reading.stages(record, on) if stage.n == version.n)
        return TableSide(key, TableInForce(found, version, document, table), stage)

    def _read(self, key: str, parameter: Parameter) -> tuple[StandardRecord, int, str]:
        parts = [slug(part) for part in key[:LONGEST_KEY].split("/")]
        number = _NUMBER.fullmatch(parts[2]) if len(parts) == 4 else None
        if len(parts) == 3 or number:
            try:
                record = self._reading.standard(parts[0], parts[1])
            except UnknownName as error:
                raise error.asked_with(parameter) from None
            if number and record.version(int(number[1])) is None:
                known = [
                    (f"{_path(record)}/v{version.n}/{parts[3]}", f"version {version.n}")
                    for version in record.versions
                ]
                raise UnknownName(Thing.VERSION, parts[2], known, parameter=parameter)
            return record, int(number[1]) if number else 0, parts[-1]
        message = (
            "Skriv tabellen som kommune/standard/tabel, for eksempel eksempel/aflastning/doegnaflastning."
        )
        raise BadInput(parameter, key, message, "bad-table")

    def _tables(self, versions: Collection[int]) -> dict[int, list[tuple[str, str]]]:
        """The tables of each version, as id and benefit, in reading order. One statement."""
        rows = self._session.execute(
            select(LevelTableRow.version_id, LevelTableRow.table_id, LevelTableRow.benefit)
            .where(LevelTableRow.version_id.in_(versions))
            .order_by(LevelTableRow.id)
        )
        found: dict[int, dict[tuple[str, str], None]] = {id_: {} for id_ in versions}
        for version_id, table, benefit in rows:
            found[version_id].setdefault((table, benefit))
        return {id_: list(tables) for id_, tables in found.items()}


def _path(record: StandardRecord) -> str:
    return f"{record.municipality.slug}/{record.slug}"


def create_comparing(context: Context) -> Comparing:
    """Comparing for a request."""
    return Comparing(context.session, context.get(create_reading))
