"""From what the API answers to what an assistant may cite."""

from __future__ import annotations

from collections.abc import Iterable

from portal.api.asking_schemas import NoticeSchema
from portal.api.schemas import ContactSchema, LevelAnswer, ReasonSchema
from portal.assistants.results import RefusalSchema, SourceSchema


def row_source(
    level: LevelAnswer, *, municipality: str, standard: str, version: int, section_id: str | None = None
) -> SourceSchema:
    """A row of a table: the cell with the extent, as it was adopted."""
    return SourceSchema(
        municipality=municipality,
        standard=standard,
        version=version,
        section_id=section_id,
        row_id=level.row_id,
        label=level.label,
        words=level.words,
        permalink=level.permalink,
    )


def reason_notices(reasons: Iterable[ReasonSchema]) -> list[NoticeSchema]:
    """Why a text is not certain, as notices."""
    return [NoticeSchema(code=reason.code, text=reason.text) for reason in reasons]


def refusal_for(reasons: Iterable[ReasonSchema], contact: ContactSchema) -> RefusalSchema:
    """No text answers for the day, for these reasons."""
    found = list(reasons)
    return RefusalSchema(
        code=found[0].code if found else "no-version",
        message=" ".join(reason.text for reason in found) or "Ingen tekst svarer for den dag.",
        contact=said(contact),
    )


def said(contact: ContactSchema) -> ContactSchema | None:
    """Whom to ask; None where the municipality says nothing."""
    return contact if any(contact.model_dump().values()) else None
