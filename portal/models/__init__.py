"""Every model, imported in one place so that the mapper and Alembic know them all."""

from portal.models.base import Base
from portal.models.records import LogRow, OutboxRow
from portal.models.standards import (
    Confirmation,
    Decision,
    Draft,
    LawReferenceRow,
    LevelRow,
    Municipality,
    Outline,
    Repeal,
    SectionRow,
    Standard,
    Version,
)

__all__ = [
    "Base",
    "Confirmation",
    "Decision",
    "Draft",
    "LawReferenceRow",
    "LevelRow",
    "LogRow",
    "Municipality",
    "OutboxRow",
    "Outline",
    "Repeal",
    "SectionRow",
    "Standard",
    "Version",
]
