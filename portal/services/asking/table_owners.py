"""Which standards have a level table or a row, by what the database keeps of every published version."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import LevelTableRow, Municipality, Standard, Version


def standards_with(session: Session, municipality: str, table: str) -> tuple[str, ...]:
    """The slugs of the municipality's standards that have the table in any version. One statement."""
    return tuple(
        session.scalars(
            select(Standard.slug)
            .distinct()
            .join(Version, Version.standard_id == Standard.id)
            .join(LevelTableRow, LevelTableRow.version_id == Version.id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == municipality, LevelTableRow.table_id == table)
        )
    )


@dataclass(frozen=True)
class OwnedRow:
    """A row of a level table in one version, published or not, by its standard's slug."""

    standard: str
    n: int
    benefit: str
    label: str


def rows_named(session: Session, municipality: str, row_id: str) -> tuple[OwnedRow, ...]:
    """The rows of that id in every version of the municipality's standards. One statement."""
    found = session.execute(
        select(Standard.slug, Version.n, LevelTableRow.benefit, LevelTableRow.label)
        .join(Version, Version.standard_id == Standard.id)
        .join(LevelTableRow, LevelTableRow.version_id == Version.id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(Municipality.slug == municipality, LevelTableRow.row_id == row_id)
        .order_by(Standard.slug, Version.n)
    )
    return tuple(OwnedRow(*row) for row in found)
