"""Who gets a mail: people by their role in a municipality, or those whose words are in a draft."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import DraftWriter, Person, RoleRow
from portal.security.roles import Role

EVERYONE_WHO_WORKS = (Role.EDITOR, Role.REVIEWER, Role.SECRETARY)


def with_roles(session: Session, municipality_id: int, roles: Iterable[Role]) -> set[int]:
    """The active people with any of these roles in the municipality."""
    query = (
        select(RoleRow.person_id)
        .join(Person, Person.id == RoleRow.person_id)
        .where(RoleRow.municipality_id == municipality_id, Person.active.is_(True))
        .where(RoleRow.role.in_([role.value for role in roles]))
    )
    return set(session.scalars(query))


def writers(session: Session, draft_id: int) -> set[int]:
    """The active people whose words are in a draft."""
    query = (
        select(DraftWriter.person_id)
        .join(Person, Person.id == DraftWriter.person_id)
        .where(DraftWriter.draft_id == draft_id, Person.active.is_(True))
    )
    return set(session.scalars(query))
