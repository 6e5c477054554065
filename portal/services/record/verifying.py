"""Proof that nothing has changed: the chain of the log, the texts, the rows beside them, what was derived,
and the triggers that refuse changes.

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
from portal.migrations.expected_triggers import trigger_differences
from portal.models import LogRow
from portal.services.audit.auditing import FIRST_HASH, content_of, row_hash
from portal.services.context import Process
from portal.services.record.verifying_record import record_problems
from portal.services.record.verifying_rows import sealed_row_problems
from portal.services.record.verifying_seals import seal_problems
from portal.services.record.verifying_stamps import stamp_problems
from portal.services.record.verifying_texts import text_problems
from portal.services.search.indexing import Indexing

NO_INDEX = "Søgeindekset mangler eller kan ikke læses. Kør portal reindex, eller start portalen."


class Verifying:
    """Checks everything that can be checked; changes nothing."""

    def __init__(self, database: Database, index_folder: Path, clock: Clock):
        self._database = database
        self._indexing = Indexing(database, index_folder, clock)

    def problems(self) -> tuple[str, ...]:
        """Everything that does not agree, in Danish; the first broken link of the chain is named first."""
        with self._database.reading() as session:
            found = [*row_problems(session), *trigger_problems(session)]
        if not self._indexing.ready:
            return (*found, NO_INDEX)
        try:
            differences = self._indexing.differences()
        except (DocumentError, ValueError):  # what cannot be read is named already
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


def trigger_problems(session: Session) -> Iterator[str]:
    """The triggers that refuse changes: each must stand, work, and say what it should."""
    for name in trigger_differences(session.connection()):
        yield f"Databasens værn mod ændringer er ikke, som det skal være: {name}"


_CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    chain_problems,
    text_problems,
    sealed_row_problems,
    seal_problems,
    stamp_problems,
    record_problems,
)


def row_problems(session: Session) -> Iterator[str]:
    """Everything in the tables that does not agree, as far as one transaction sees it.

    What was put in a row may be nothing that can be read: a check that stops at it says so.
    """
    for check in _CHECKS:
        try:
            yield from check(session)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            yield f"Noget i databasen kan ikke læses, og resten er ikke tjekket: {check.__name__}: {error}"


def create_verifying(process: Process) -> Verifying:
    """Verifying for a process."""
    return Verifying(process.database, process.settings.index_folder, process.clock)
