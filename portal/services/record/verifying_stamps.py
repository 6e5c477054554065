"""Whether each stamp of an outside authority is for the row of the log that it is kept with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import LogRow, TimeStampRow
from portal.services.record.time_authority import can_stamp, stamped_hash


def stamp_problems(session: Session) -> Iterator[str]:
    """Every stamp that is for something else, or names another instant; nothing without the extra."""
    if not can_stamp():
        return
    query = select(TimeStampRow, LogRow.hash).join(LogRow, LogRow.id == TimeStampRow.log_id)
    for stamp, row_hash in session.execute(query.execution_options(yield_per=200)):
        try:
            agrees = stamped_hash(stamp.answer) == (hashlib.sha256(row_hash.encode()).digest(), stamp.stamped)
        except ValueError:
            agrees = False
        if not agrees:
            yield f"Tidsstemplet passer ikke til rækken i loggen: {stamp.log_id}"
