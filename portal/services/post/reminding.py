"""Reminders: what is due soon or waits too long, worked out from the database, each told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import address_book
from portal.address_book import EditorialPage
from portal.clock import Clock, day_of
from portal.danish.dates import add_months, format_date
from portal.db import Database
from portal.documents.document import DocumentKind
from portal.documents.states import State
from portal.documents.validity.standing import Status
from portal.models import Draft, Hearing, LogRow, Municipality, Reminder, Standard
from portal.security.roles import Role
from portal.services.audit.log_subjects import draft_subject
from portal.services.context import Process
from portal.services.outbox import Mail, put
from portal.services.post.notifying import FOOT
from portal.services.post.recipients import with_roles
from portal.services.published.catalogue import StandardRecord, VersionRecord, read_standards
from portal.services.published.standing import standing_of
from portal.settings import Settings

EVERY = timedelta(minutes=10)
AHEAD = timedelta(days=30)
"""How long before a review or a confirmation is due the first reminder comes."""
HEARING_AHEAD = timedelta(days=3)
"""How long before a hearing closes it is told."""
FORCE_AHEAD = timedelta(days=7)
"""How long before a version begins to apply it is told."""
FORCE_NEWS = timedelta(days=3)
"""How long after a version began to apply that is still told, where the worker stood still on the day."""
WAITED = timedelta(days=7)
"""How long a text lies before the bodies until they are reminded, and from then on each time again."""

_KEEPERS = (Role.EDITOR, Role.REVIEWER)
_DECIDERS = (Role.SECRETARY, Role.POLITICIAN)


@dataclass(frozen=True)
class DueReminder:
    """Something to be reminded of. ``key`` is told once, whatever happens."""

    key: str
    municipality_id: int
    roles: tuple[Role, ...]
    subject: str
    text: str
    path: str


class Reminding:
    """Puts reminders in the outbox."""

    def __init__(self, database: Database, settings: Settings, clock: Clock):
        self._database = database
        self._base = settings.base()
        self._clock = clock
        self._last: datetime | None = None

    def tend(self) -> int:
        """Remind where it is time to look again; how many reminders there were."""
        now = self._clock.now()
        if self._last is not None and now - self._last < EVERY and day_of(now) == day_of(self._last):
            return 0
        self._last = now
        return self.remind()

    def remind(self) -> int:
        """Remind of everything that is due and has not been told; how many there were."""
        today = day_of(self._clock.now())
        with self._database.reading() as session:
            due = [*_standards(session, today), *_hearings(session, today), *_waiting(session, today)]
            told = set(session.scalars(select(Reminder.key).where(Reminder.key.in_([d.key for d in due]))))
        new = [one for one in due if one.key not in told]
        for one in new:
            with self._database.writing() as session:
                self._tell(session, one)
        return len(new)

    def _tell(self, session: Session, due: DueReminder) -> None:
        """The reminder's row and its mails in one transaction; another worker's row stops it."""
        known = session.scalar(select(Reminder.id).where(Reminder.key == due.key))
        if known is not None:
            return
        now = self._clock.now()
        session.add(Reminder(key=due.key, recorded=now))
        session.flush()
        text = f"{due.text}\n\n{self._base}{due.path}\n\n{FOOT}\n"
        for person in sorted(with_roles(session, due.municipality_id, due.roles)):
            put(session, Mail(person, due.subject, text), now)


def _standards(session: Session, today: date) -> Iterator[DueReminder]:
    for record in read_standards(session):
        if record.kind is not DocumentKind.BACKGROUND:
            yield from _upkeep(record, today)
        for version in record.versions:
            yield from _begins(record, version, today)


def _upkeep(record: StandardRecord, today: date) -> Iterator[DueReminder]:
    standing = standing_of(record, today, today)
    version = record.version(standing.n) if standing.n else None
    if version is None or standing.status is Status.NONE:
        return
    path = address_book.editorial_standard(*record.slugs)
    where = f"{record.municipality.name}: {version.title}"

    def due(kind: str, day: date, subject: str, text: str) -> DueReminder:
        key = f"{kind}:{record.id}:{version.n}:{day.isoformat()}"
        words = f"{where}\n\n{text} {format_date(day)}."
        return DueReminder(key, record.municipality.id, _KEEPERS, f"{subject}: {version.title}", words, path)

    if version.review and version.review - AHEAD <= today:
        yield due("review", version.review, "Skal ses igennem", "Teksten skal ses igennem senest")
    known = [version.confirmed, version.adopted.day, version.begins.day]
    known += [row.day for row in record.confirmations if row.n == version.n]
    days = [day for day in known if day and day <= today]
    if days and (day := add_months(max(days), 12)) - AHEAD <= today:
        yield due("confirm", day, "Skal bekræftes", "Bekræft, at teksten stadig gælder, senest")


def _begins(record: StandardRecord, version: VersionRecord, today: date) -> Iterator[DueReminder]:
    day = version.begins.day
    if day is None or day_of(version.recorded) > day:
        return
    path = address_book.standard_version(*record.slugs, version.n)
    where = f"{record.municipality.name}: {version.title}"
    words = f"{where}\n\nVersion {version.n} gælder fra {format_date(day)}."
    roles = (*_KEEPERS, Role.SECRETARY)
    if today < day <= today + FORCE_AHEAD:
        subject = f"Gælder snart: {version.title}"
        yield DueReminder(f"coming:{version.id}", record.municipality.id, roles, subject, words, path)
    if day <= today <= day + FORCE_NEWS:
        subject = f"Gælder nu: {version.title}"
        yield DueReminder(f"in-force:{version.id}", record.municipality.id, roles, subject, words, path)


def _hearings(session: Session, today: date) -> Iterator[DueReminder]:
    query = (
        select(Hearing, Standard, Municipality)
        .join(Draft, Draft.id == Hearing.draft_id)
        .join(Standard, Standard.id == Draft.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(Hearing.ended.is_(None), Draft.state == State.HEARING.value, Draft.closed.is_(None))
    )
    for hearing, standard, owner in session.execute(query).all():
        path = address_book.editorial_page(owner.slug, standard.slug, EditorialPage.HEARING)
        where = f"{owner.name}: {standard.slug}"
        roles = (Role.EDITOR, Role.SECRETARY)
        if hearing.opens <= today <= hearing.closes <= today + HEARING_AHEAD:
            words = f"{where}\n\nHøringen slutter {format_date(hearing.closes)}."
            yield DueReminder(f"closing:{hearing.id}", owner.id, roles, "Høringen slutter snart", words, path)
        if today > hearing.closes:
            words = f"{where}\n\nHøringen er slut. Svarene skal læses og besvares."
            yield DueReminder(f"closed:{hearing.id}", owner.id, roles, "Høringen er slut", words, path)


def _waiting(session: Session, today: date) -> Iterator[DueReminder]:
    """A text that has lain before the bodies for a week, and each week from then on."""
    query = (
        select(Draft, Standard, Municipality)
        .join(Standard, Standard.id == Draft.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(Draft.state == State.DECISION.value, Draft.closed.is_(None))
    )
    for draft, standard, owner in session.execute(query).all():
        subject = draft_subject(owner.slug, standard.slug)
        sent = session.scalar(
            select(LogRow.recorded)
            .where(LogRow.action == "draft.to_decision", LogRow.subject == subject)
            .order_by(LogRow.id.desc())
            .limit(1)
        )
        weeks = (today - day_of(sent)) // WAITED if sent else 0
        if weeks:
            path = address_book.editorial_page(owner.slug, standard.slug, EditorialPage.DECISION)
            words = f"{owner.name}: {standard.slug}\n\nTeksten venter stadig på beslutning."
            key = f"waiting:{draft.id}:{draft.round}:{weeks}"
            yield DueReminder(key, owner.id, _DECIDERS, "Venter på beslutning", words, path)


def create_reminding(process: Process) -> Reminding:
    """Reminding for a process."""
    return Reminding(process.database, process.settings, process.clock)
