"""The one door for the text of a draft: no other module makes, changes or removes a row that holds one.

Whoever writes has checked that they may. Here is kept what must be so of every text: its revision grows when
it changes, so that whoever has the older one open is told; and what somebody has worked with stays.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.documents.states import State
from portal.models import Draft, DraftDecision, DraftWriter, EstimateRow, Hearing, Stance
from portal.services.errors import Refused

_HANGING_ON = (
    DraftWriter.draft_id,
    DraftDecision.draft_id,
    Hearing.draft_id,
    EstimateRow.draft_id,
    Stance.draft_id,
)
"""What people add to a draft, beside its own row."""


class DraftWriting:
    """Writes drafts' texts in the caller's transaction. ``by`` is a person's id."""

    def __init__(self, session: Session, now: datetime):
        self._session = session
        self._now = now

    def open_row(self, standard_id: int) -> Draft | None:
        """The open draft of a standard, locked; None where there is none."""
        query = select(Draft).where(Draft.standard_id == standard_id, Draft.closed.is_(None))
        return self._session.scalar(query.with_for_update().execution_options(populate_existing=True))

    def begin(self, standard_id: int, n: int, content: bytes, by: int, base_n: int | None) -> int:
        """Insert a person's draft; its number. Raises Refused where one is open already."""
        draft = Draft(
            standard_id=standard_id,
            n=n,
            content=content,
            recorded=self._now,
            updated=self._now,
            author_id=by,
            edited_by_id=by,
            base_n=base_n,
        )
        self._insert(draft)
        self._add_writer(draft.id, by)
        return draft.id

    def replace(self, row: Draft, content: bytes, by: int) -> None:
        """Let a person's text take the place of the one there is; a new revision."""
        row.content = content
        row.revision += 1
        row.updated, row.edited_by_id = self._now, by
        self._add_writer(row.id, by)

    def load(self, standard_id: int, n: int, content: bytes, row: Draft | None) -> None:
        """Let a file's text be the draft for version ``n``; ``row`` is the open one, None for none.

        The caller has seen that nobody has ``worked_with`` it. Raises Refused where somebody was faster.
        """
        if row is None:
            self._insert(Draft(standard_id=standard_id, n=n, content=content, recorded=self._now))
            return
        row.n, row.content, row.recorded = n, content, self._now
        row.revision += 1

    def mask(self, standard_id: int, masked: Callable[[Any], Any]) -> None:
        """Let every text of every draft of a standard, closed ones too, be what ``masked`` makes of it."""
        for row in self._session.scalars(select(Draft).where(Draft.standard_id == standard_id)):
            said = (row.content, row.reason, row.lint_answers)
            row.content, row.reason, row.lint_answers = new = tuple(map(masked, said))
            if new != said:
                row.revision += 1
                row.updated = self._now

    def worked_with(self, row: Draft) -> bool:
        """Whether anybody has done anything with a draft since it came from its file.

        A text of theirs, a step, a reason, a hearing, a decision, an estimate or a mask: all count.
        """
        stands = (row.author_id, row.edited_by_id, row.updated, row.round, row.reason, row.lint_answers)
        if any(stands) or row.state != State.DRAFT:
            return True
        hanging = (select(column).where(column == row.id).limit(1) for column in _HANGING_ON)
        return any(self._session.scalar(query) is not None for query in hanging)

    def remove(self, row: Draft) -> None:
        """Take away a draft that gives way to the adopted text and that nobody has ``worked_with``."""
        self._session.delete(row)
        self._session.flush()

    def _insert(self, draft: Draft) -> None:
        """Insert what the database allows one of for each standard."""
        try:
            with self._session.begin_nested():
                self._session.add(draft)
        except IntegrityError as error:
            raise Refused("open-already", "Der er allerede en åben kladde til standarden.") from error

    def _add_writer(self, draft_id: int, by: int) -> None:
        if self._session.get(DraftWriter, (draft_id, by)) is None:
            self._session.add(DraftWriter(draft_id=draft_id, person_id=by))
            self._session.flush()
