"""A level table that was read out of a file is confirmed by somebody who held it against the file.

Until then its draft goes nowhere, and no calculator shows it. A table is known by its name. One that lost its
name is still the same: while an unconfirmed table is missing from the draft, a table of another name is taken
for it. So an unconfirmed table can be changed, renamed or taken out, and never slips through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.document import DocumentError
from portal.documents.editing.block_editing import blocks, headings, put_block
from portal.documents.reading.directives import Name
from portal.importers.drafting.imported import FoundKind
from portal.models import Draft, FoundThingRow, Standard
from portal.security.roles import Identity
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import draft_subject
from portal.services.context import Context
from portal.services.drafting.drafting import Drafting, create_drafting
from portal.services.errors import Conflict, Refused, Thing, UnknownName
from portal.services.published.document_cache import DocumentCache, create_texts

WHERE = "Sammenhold med kilden"
"""The name of the page on which a table is confirmed."""
_OPENING = re.compile(r"(:::+[ \t]*niveauer[ \t]+)([\w-]+)")


@dataclass(frozen=True)
class UnconfirmedTable:
    """A table that nobody has confirmed: the number of what was found, and what the draft calls it."""

    thing_id: int
    name: str


def unconfirmed_tables(
    session: Session, draft_id: int, names: Callable[[], Iterable[str]]
) -> tuple[UnconfirmedTable, ...]:
    """Those among the level tables of a draft, in the order of the file.

    ``names`` gives what the draft calls its tables; it is asked only where any of them waits.
    """
    query = select(FoundThingRow).where(FoundThingRow.draft_id == draft_id, FoundThingRow.name != "")
    rows = session.scalars(query.order_by(FoundThingRow.id)).all()
    if all(row.confirmed for row in rows):
        return ()
    there = list(dict.fromkeys(names()))
    known = {row.name for row in rows}
    renamed = iter([name for name in there if name not in known])
    found = []
    for row in rows:
        if row.confirmed is None:
            name = row.name if row.name in there else next(renamed, "")
            if name:
                found.append(UnconfirmedTable(row.id, name))
    return tuple(found)


def require_confirmed(session: Session, draft_id: int, names: Iterable[str]) -> None:
    """Raise Refused where a draft has a level table that nobody has confirmed; it says which, and where."""
    waiting = [table.name for table in unconfirmed_tables(session, draft_id, lambda: names)]
    if not waiting:
        return
    one = len(waiting) == 1
    quoted = ", ".join(f"»{name}«" for name in waiting)
    who = f"Tabellen {quoted} er" if one else f"Tabellerne {quoted} er"
    what = "den" if one else "dem"
    raise Refused(
        "unconfirmed-table",
        f"{who} læst ind fra en fil, og ingen har bekræftet {what}. "
        f"Hold {what} op mod filen på kladdens side »{WHERE}«, og bekræft {what} dér.",
    )


class Confirming:
    """Confirms tables of a draft, and puts offered ones into it."""

    def __init__(self, session: Session, drafting: Drafting, texts: DocumentCache, now: datetime):
        self._session = session
        self._drafting = drafting
        self._texts = texts
        self._now = now

    def waiting(self, draft_id: int, text: str) -> tuple[UnconfirmedTable, ...]:
        """The tables of a draft, as ``text``, that nobody has confirmed."""
        return unconfirmed_tables(self._session, draft_id, lambda: self.table_names(text))

    def table_names(self, text: str) -> tuple[str, ...]:
        """The names of the level tables of a text, one that cannot be read too."""
        try:
            return tuple(table.id for table in self._texts.read(text.encode(), "kladden").tables)
        except DocumentError:
            return tuple(block.argument for block in blocks(text, Name.LEVELS))

    def confirm(self, draft_id: int, thing_id: int, revision: int, by: Identity) -> None:
        """Keep that ``by`` held a table, as it stands in ``revision``, against the file.

        Raises Conflict where somebody saved in between, UnknownName where no such table waits.
        """
        draft = self._drafting.locked(draft_id, by)
        if draft.revision != revision:
            raise Conflict("saved-in-between", "En anden har gemt imens. Se tabellen igen, og tryk så.")
        waiting = self.waiting(draft_id, draft.content.decode("utf-8", "replace"))
        table = next((table for table in waiting if table.thing_id == thing_id), None)
        if table is None:
            raise UnknownName(Thing.TABLE, str(thing_id))
        row = self._session.get_one(FoundThingRow, thing_id)
        row.name, row.confirmed, row.confirmed_by_id = table.name, self._now, by.person_id
        self._tell(draft, "draft.table_confirmed", table.name, by)

    def put_in(self, draft_id: int, thing_id: int, revision: int, by: Identity) -> None:
        """Put the table that a candidate offers into the draft, below its section; it waits for confirmation.

        Raises Conflict as ``Drafting.save``, UnknownName where nothing is offered, Refused where it is there.
        """
        draft = self._drafting.locked(draft_id, by)
        row = self._session.get(FoundThingRow, thing_id)
        if row is None or row.draft_id != draft_id or row.kind != FoundKind.CANDIDATE or not row.offered:
            raise UnknownName(Thing.PROPOSAL, str(thing_id))
        if row.name:
            raise Refused("put-in", "Tabellen er allerede sat ind i kladden.")
        text = draft.content.decode("utf-8", "replace")
        block, name = _named_apart(row.offered, self.table_names(text))
        under = _heading_above(text, row)
        self._drafting.save(draft_id, revision, put_block(text, block, under=under), by)
        row.name, row.drafted = name, block
        self._session.flush()
        self._tell(draft, "draft.table_put_in", name, by)

    def _tell(self, draft: Draft, action: str, table: str, by: Identity) -> None:
        standard = self._session.get_one(Standard, draft.standard_id)
        subject = draft_subject(standard.municipality.slug, standard.slug)
        Auditing(self._session).record(self._now, by.actor, action, subject, draft=draft.id, table=table)


def line_in(text: str, drafted: str, line: int) -> int:
    """The line, from 1, of a changed text on which what was drafted on ``line`` stands; 0: on none."""
    if not drafted.strip():
        return 0
    same = [n for n, words in enumerate(text.split("\n"), 1) if words.strip() == drafted.strip()]
    return min(same, key=lambda n: abs(n - line), default=0)


def _heading_above(text: str, row: FoundThingRow) -> int:
    """The line, from 0, of the heading of the section that a thing stands in; -1 where there is none."""
    at = line_in(text, row.drafted, row.line) or row.line
    return max((heading.line for heading in headings(text) if heading.line < at), default=-1)


def _named_apart(offered: str, taken: Sequence[str]) -> tuple[str, str]:
    """A block with a name that no table of the draft has, and that name."""
    match = _OPENING.match(offered)
    if match is None:
        raise UnknownName(Thing.PROPOSAL, "")
    name, number = match[2], 1
    while name in taken:
        number += 1
        name = f"{match[2]}-{number}"
    return f"{match[1]}{name}{offered[match.end() :]}", name


def create_confirming(context: Context) -> Confirming:
    """Confirming for a request."""
    return Confirming(context.session, context.get(create_drafting), context.get(create_texts), context.now)
