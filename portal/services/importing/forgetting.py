"""What goes of an imported file, and when: with a draft that is closed, and with words that are masked."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.models import Draft, FoundThingRow, ImportedDraftRow, ImportedFileRow


def forget_dropped(session: Session, draft_id: int) -> None:
    """Take away what was kept of a draft that was dropped, and of a file that became nothing else."""
    file_id = _file_of(session, draft_id)
    if file_id is None:
        return
    session.execute(delete(FoundThingRow).where(FoundThingRow.draft_id == draft_id))
    session.execute(delete(ImportedDraftRow).where(ImportedDraftRow.draft_id == draft_id))
    others = select(ImportedDraftRow.draft_id).where(ImportedDraftRow.file_id == file_id).limit(1)
    if session.scalar(others) is None:
        session.execute(delete(ImportedFileRow).where(ImportedFileRow.id == file_id))
    else:
        _forget_bytes(session, file_id)


def forget_adopted(session: Session, draft_id: int) -> None:
    """Take away the bytes of the file, where no other draft made of it is open; what was found stays."""
    file_id = _file_of(session, draft_id)
    if file_id is not None:
        _forget_bytes(session, file_id)


def forget_masked(session: Session, standard_id: int) -> None:
    """Take away the bytes of every file that a standard was made of: nobody can mask words in them."""
    made = select(ImportedDraftRow.file_id).join(Draft).where(Draft.standard_id == standard_id)
    session.execute(update(ImportedFileRow).where(ImportedFileRow.id.in_(made)).values(content=None))


def _file_of(session: Session, draft_id: int) -> int | None:
    return session.scalar(select(ImportedDraftRow.file_id).where(ImportedDraftRow.draft_id == draft_id))


def _forget_bytes(session: Session, file_id: int) -> None:
    is_open = select(Draft.id).join(ImportedDraftRow, ImportedDraftRow.draft_id == Draft.id)
    is_open = is_open.where(ImportedDraftRow.file_id == file_id, Draft.closed.is_(None)).limit(1)
    session.flush()
    if session.scalar(is_open) is None:
        session.execute(update(ImportedFileRow).where(ImportedFileRow.id == file_id).values(content=None))
