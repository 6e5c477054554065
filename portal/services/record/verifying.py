"""Proof that nothing has changed: the chain of the log, the texts, the rows beside them, what was derived.

The checks stand in the order in which one leans on the other: where the chain is broken, the log can no
longer be trusted to say what a text was, so the first broken link is named first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import Clock
from portal.db import Database
from portal.documents.document import DocumentError
from portal.models import LogRow
from portal.services.audit.auditing import FIRST_HASH, content_of, row_hash
from portal.services.context import Process
from portal.services.record.verifying_rows import sealed_row_problems
from portal.services.record.verifying_texts import text_problems
from portal.services.search.indexing import Indexing


class Verifying:
    """Checks everything that can be checked; changes nothing."""

    def __init__(self, database: Database, index_folder: Path, clock: Clock):
        self._database = database
        self._indexing = Indexing(database, index_folder, clock)

    def problems(self) -> tuple[str, ...]:
        """Everything that does not agree, in Danish; the first broken link of the chain is named first."""
        with self._database.reading() as session:
            found = [*row_problems(session)]
        if not self._indexing.ready:
            return (*found, "Søgeindekset mangler eller kan ikke læses.")
        try:
            differences = self._indexing.differences()
        except DocumentError:  # a text that cannot be read is named among the texts already
            differences = ()
        return (*found, *(f"Søgeindekset er ikke som teksten: {key}" for key in differences))


def chain_problems(session: Session) -> Iterator[str]:
    """The first link that does not hold; nothing where all do."""
    previous = FIRST_HASH
    rows = session.scalars(select(LogRow).order_by(LogRow.id).execution_options(yield_per=1000))
    for row in rows:
        if row.previous_hash != previous or row.hash != row_hash(row.previous_hash, content_of(row)):
            yield f"Kæden er brudt ved række {row.id} i loggen: {row.action} {row.subject}"
            return
        previous = row.hash


_CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    chain_problems,
    text_problems,
    sealed_row_problems,
)


def row_problems(session: Session) -> Iterator[str]:
    """Everything in the tables that does not agree, as far as one transaction sees it."""
    for check in _CHECKS:
        yield from check(session)


def create_verifying(process: Process) -> Verifying:
    """Verifying for a process."""
    return Verifying(process.database, process.settings.index_folder, process.clock)
