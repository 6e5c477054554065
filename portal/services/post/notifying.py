"""From "this happened" to mail: notices in the outbox become one mail for each person they concern.

The notice is marked done in the transaction that puts the mails in the outbox, so none is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal import address_book
from portal.address_book import EditorialPage
from portal.clock import Clock
from portal.db import Database
from portal.documents.document import DocumentError
from portal.documents.reading.markdown import read_document
from portal.models import Draft, Municipality, Standard
from portal.security.roles import Role
from portal.services.context import Process
from portal.services.outbox import NEVER, EventNotice, Mail, claim, done, is_due, put
from portal.services.post.recipients import EVERYONE_WHO_WORKS, with_roles, writers
from portal.settings import Settings

_BATCH = 50
FOOT = "Du får mailen, fordi du har en rolle i portalen. Svar ikke på den."


@dataclass(frozen=True)
class _Event:
    """Who is told of an event, and in which words; ``page`` is where the mail leads, None for the
    standard's own."""

    subject: str
    text: str
    roles: tuple[Role, ...] = ()
    to_writers: bool = False
    page: EditorialPage | None = None


_EVENTS: Mapping[str, _Event] = {
    "draft.to_hearing": _Event(
        "I høring", "Kladden er sendt i høring.", (Role.EDITOR, Role.SECRETARY), page=EditorialPage.HEARING
    ),
    "draft.to_decision": _Event(
        "Til beslutning",
        "Teksten er klar til politisk behandling.",
        (Role.SECRETARY, Role.POLITICIAN, Role.REVIEWER),
        page=EditorialPage.DECISION,
    ),
    "draft.return": _Event("Sendt tilbage", "Kladden er sendt tilbage og kan rettes igen.", to_writers=True),
    "draft.decided": _Event(
        "Et organ har behandlet teksten",
        "Beslutningen er skrevet ned.",
        (Role.REVIEWER, Role.SECRETARY),
        to_writers=True,
        page=EditorialPage.DECISION,
    ),
    "draft.adopt": _Event(
        "Vedtaget", "Teksten er vedtaget som ny version.", (*EVERYONE_WHO_WORKS, Role.POLITICIAN)
    ),
    "draft.correct": _Event("Rettet", "En redaktionel rettelse er vedtaget.", EVERYONE_WHO_WORKS),
    "draft.drop": _Event("Henlagt", "Kladden er lukket.", to_writers=True),
    "standard.repealed": _Event("Ophævet", "Standarden er ophævet.", (*EVERYONE_WHO_WORKS, Role.POLITICIAN)),
}


class Notifying:
    """Turns notices into mails."""

    def __init__(self, database: Database, settings: Settings, clock: Clock):
        self._database = database
        self._base = settings.base()
        self._clock = clock

    def drain(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Write the mails of every notice that waits; how many notices there were.

        ``stopping`` is asked before each.
        """
        written = 0
        while written < _BATCH and not stopping() and self._drain_one():
            written += 1
        return written

    def _drain_one(self) -> bool:
        now = self._clock.now()
        with self._database.reading() as session:
            if not is_due(session, EventNotice, now):
                return False
        with self._database.writing() as session:
            claimed = claim(session, EventNotice, now, NEVER, most=1)
            for one in claimed:
                self._write(session, one.task)
                done(session, [one.id], now)
        return bool(claimed)

    def _write(self, session: Session, said: EventNotice) -> None:
        event = _EVENTS.get(said.event)
        standard = session.get(Standard, said.standard)
        if event is None or standard is None:
            return
        owner = session.get_one(Municipality, said.municipality)
        people = with_roles(session, owner.id, event.roles)
        if event.to_writers and said.draft is not None:
            people |= writers(session, said.draft)
        title = _title(session, said.draft, standard)
        address = self._base + _address(event, said, owner.slug, standard.slug)
        for person in sorted(people - {said.by}):
            text = f"{owner.name}: {title}\n\n{event.text}\n\n{address}\n\n{FOOT}\n"
            put(session, Mail(person, f"{event.subject}: {title}", text), self._clock.now())


def _address(event: _Event, said: EventNotice, owner: str, standard: str) -> str:
    """Where it can be read: the version where it has become one, else the event's page at the desk."""
    if said.n is not None:
        return address_book.standard_version(owner, standard, said.n)
    if event.page:
        return address_book.editorial_page(owner, standard, event.page)
    return address_book.editorial_standard(owner, standard)


def _title(session: Session, draft_id: int | None, standard: Standard) -> str:
    """The title of the text it is about; its address where the text cannot be read."""
    draft = session.get(Draft, draft_id) if draft_id else None
    content = draft.content if draft else standard.versions[-1].content if standard.versions else b""
    try:
        return read_document(content, standard.slug).front.title
    except DocumentError:
        return standard.slug


def create_notifying(process: Process) -> Notifying:
    """Notifying for a process."""
    return Notifying(process.database, process.settings, process.clock)
