"""Whether each row that the log has sealed is as it was when it was sealed last, and none is beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from portal.documents.states import State
from portal.models import (
    Base,
    Draft,
    DraftDecision,
    EstimateRow,
    Hearing,
    HearingResponse,
    LogRow,
    Municipality,
    Person,
    Stance,
    Standard,
    TimeStampRow,
    WordEntry,
)
from portal.services.audit.sealing import WATCHED, row_digest, seal_name

ROW_NAMES: Mapping[type[Base], str] = {
    Municipality: "Kommunen",
    Standard: "Standarden",
    Person: "Personen",
    Draft: "Kladden",
    DraftDecision: "Organets behandling",
    Hearing: "Høringen",
    HearingResponse: "Høringssvaret",
    EstimateRow: "Skønnet",
    Stance: "Tilkendegivelsen",
    WordEntry: "Ordet i ordbogen",
    TimeStampRow: "Tidsstemplet",
}


def seal_problems(session: Session) -> Iterator[str]:
    """Every row that was changed, added or taken out past the log."""
    sealed = last_seals(session)
    for model in WATCHED:
        rows = session.scalars(select(model).options(undefer("*")).execution_options(yield_per=200))
        for row in rows:
            name = seal_name(row)
            expected = sealed.pop(name, None)
            if expected is None and not _is_unread(row):
                yield f"{ROW_NAMES[model]} står ikke i loggen: {name}"
            elif expected is not None and expected != row_digest(row):
                yield f"{ROW_NAMES[model]} er ikke som i loggen: {name}"
    names = {model.__tablename__: words for model, words in ROW_NAMES.items()}
    for name in sorted(sealed):
        words = names.get(name.partition(" ")[0], "Rækken")
        yield f"{words} i loggen findes ikke mere: {name}"


def last_seals(session: Session) -> dict[str, str]:
    """Name of a row → the seal that the log names last for it."""
    found: dict[str, str] = {}
    query = select(LogRow.detail).order_by(LogRow.id).execution_options(yield_per=1000)
    for detail in session.scalars(query):
        found |= detail.get("seals", {})
    return found


def _is_unread(row: Base) -> bool:
    """A draft that has gone no step: nobody but its writers reads it."""
    if not isinstance(row, Draft):
        return False
    untouched = row.state == State.DRAFT and not row.round
    return untouched and row.closed is None and row.adopted_n is None
