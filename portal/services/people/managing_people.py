"""People and their roles in a municipality. A person is given a one-time link and never a password.

An account is kept by one municipality: the one that made it, for as long as the person has a role there. Its
administrators make the links. What another gives and takes is roles there, and nothing else of the account.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.danish.letters import sort_key
from portal.models import Person, RoleRow
from portal.security.roles import Role
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import people_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Refused, Thing, UnknownName
from portal.services.people.links import cancel_links
from portal.services.people.mail_addresses import read_mail_address
from portal.services.people.mailed_links import LinkWay, MailedLinks, create_mailed_links
from portal.services.people.sessions import Sessions, create_sessions
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.typed_words import kept_line


@dataclass(frozen=True)
class PersonRecord:
    """A person as an administrator sees one: with the roles in that municipality."""

    id: int
    mail: str
    name: str
    roles: frozenset[Role]
    has_password: bool


class ManagingPeople:
    """Adds people, gives and takes roles. ``actor`` is who does it, as the log names them."""

    def __init__(self, session: Session, now: datetime, links: MailedLinks, sessions: Sessions):
        self._session = session
        self._now = now
        self._links = links
        self._sessions = sessions

    def people(self, municipality: MunicipalityRecord) -> tuple[PersonRecord, ...]:
        """Everybody with a role in the municipality, sorted by name."""
        rows = self._session.execute(
            select(Person, RoleRow.role).join(RoleRow).where(RoleRow.municipality_id == municipality.id)
        ).all()
        roles: dict[int, set[Role]] = {}
        for person, role in rows:
            roles.setdefault(person.id, set()).add(Role(role))
        people = {person.id: person for person, _ in rows}
        records = [
            PersonRecord(id_, p.mail, p.name, frozenset(roles[id_]), bool(p.password))
            for id_, p in people.items()
        ]
        return tuple(sorted(records, key=lambda record: (sort_key(record.name or record.mail), record.mail)))

    def person(self, municipality: MunicipalityRecord, person_id: int) -> PersonRecord:
        """One of them; raises UnknownName."""
        for record in self.people(municipality):
            if record.id == person_id:
                return record
        raise UnknownName(Thing.PERSON, str(person_id))

    def add(
        self,
        municipality: MunicipalityRecord,
        mail: str,
        name: str,
        roles: Collection[Role],
        actor: str,
        *,
        links: bool = True,
    ) -> LinkWay:
        """Give a person roles in the municipality, and mail them a one-time link where it keeps the account.

        Where another does, they sign in as they do there, under the name and with the links they have there,
        and no administrator gets a way into another municipality. Without ``links`` none is sent. Raises
        BadInput.
        """
        mail = read_mail_address(mail)
        if not roles:
            raise BadInput(Parameter.ROLES, "", "Vælg mindst én rolle.")
        person = self._session.scalar(select(Person).where(Person.mail == mail))
        if person is None:
            person = Person(mail=mail, name="", password="", active=True, recorded=self._now)
            self._session.add(person)
        person.active = True
        self._session.flush()
        kept_here = self._home(person, municipality) == municipality.id
        given = kept_line(Parameter.PERSON_NAME, name, 200) if kept_here else ""
        person.name = given or person.name or mail.split("@")[0]
        self._give(person, municipality, set(roles), actor, "person.added")
        if not kept_here:
            return LinkWay.ELSEWHERE
        return self._links.send(person, municipality, actor) if links else LinkWay.BY_OPERATOR

    def set_roles(
        self, municipality: MunicipalityRecord, person_id: int, roles: Collection[Role], actor: str
    ) -> None:
        """Let a person have exactly these roles here; with none they are shut out of here.

        Links that were made here then no longer work. Sessions end with the last role anywhere, and so does
        every link. Raises Refused where it would leave the municipality without an administrator.
        """
        record = self.person(municipality, person_id)
        others = [p for p in self.people(municipality) if p.id != person_id]
        leaves = Role.ADMINISTRATOR in record.roles and Role.ADMINISTRATOR not in roles
        if leaves and not any(Role.ADMINISTRATOR in other.roles for other in others):
            raise Refused("last-administrator", "Kommunen skal have mindst én administrator.")
        person = self._session.get_one(Person, person_id)
        self._give(person, municipality, set(roles), actor, "person.roles_set")
        if roles:
            return
        if self._first_role(person_id) is None:
            self._sessions.end_all(person_id)
            cancel_links(self._session, person_id)
        else:
            cancel_links(self._session, person_id, municipality.id)

    def new_link(self, municipality: MunicipalityRecord, person_id: int, actor: str) -> LinkWay:
        """Mail a person a new one-time link; raises Refused where another municipality keeps the account."""
        self.person(municipality, person_id)
        person = self._session.get_one(Person, person_id)
        if self._home(person, municipality) != municipality.id:
            raise Refused(
                "elsewhere",
                "Kontoen er oprettet i en anden kommune. Administratoren dér kan sende et link, og det kan "
                "den, der driver portalen.",
            )
        return self._links.send(person, municipality, actor)

    def _home(self, person: Person, asking: MunicipalityRecord) -> int:
        """The id of the municipality that keeps the account; for somebody without roles the one that asks.

        The one that did keeps it while the person has a role there, then the one that gave theirs first.
        """
        home = RoleRow.person_id == person.id, RoleRow.municipality_id == person.home_id
        if self._session.scalar(select(RoleRow.id).where(*home).limit(1)) is not None:
            return int(person.home_id or 0)
        first = self._first_role(person.id)
        return first.municipality_id if first else asking.id

    def _first_role(self, person_id: int) -> RoleRow | None:
        return self._session.scalar(
            select(RoleRow).where(RoleRow.person_id == person_id).order_by(RoleRow.id).limit(1)
        )

    def _give(
        self, person: Person, municipality: MunicipalityRecord, roles: set[Role], actor: str, action: str
    ) -> None:
        person.home_id = self._home(person, municipality)
        self._session.execute(
            delete(RoleRow).where(RoleRow.person_id == person.id, RoleRow.municipality_id == municipality.id)
        )
        self._session.add_all(
            RoleRow(person_id=person.id, municipality_id=municipality.id, role=role.value)
            for role in sorted(roles)
        )
        self._session.flush()
        given, where = sorted(role.value for role in roles), people_subject(municipality.slug)
        sealed = seals(person)
        Auditing(self._session).record(
            self._now, actor, action, where, person=person.id, roles=given, **sealed
        )


def create_managing_people(context: Context) -> ManagingPeople:
    """ManagingPeople for a request."""
    links, sessions = context.get(create_mailed_links), context.get(create_sessions)
    return ManagingPeople(context.session, context.now, links, sessions)
