"""Which standards have a level table, by the rows that the database keeps of every published version."""

from __future__ import annotations

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
