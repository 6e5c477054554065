"""People and their roles in a municipality. A person is given a one-time link and never a password."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.danish.letters import sort_key
from portal.models import Person, RoleRow, SignIn
from portal.security.roles import Role
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import people_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Refused, Thing, UnknownName
from portal.services.one_line import one_line
from portal.services.people.mail_addresses import read_mail_address
from portal.services.people.signing_in import SigningIn, create_signing_in
from portal.services.published.catalogue import MunicipalityRecord


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

    def __init__(self, session: Session, now: datetime, signing_in: SigningIn):
        self._session = session
        self._now = now
        self._signing_in = signing_in

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
        self, municipality: MunicipalityRecord, mail: str, name: str, roles: Collection[Role], actor: str
    ) -> str | None:
        """Give a person roles in the municipality, and make the token of a one-time link for them.

        None for somebody who has roles elsewhere too: they sign in as they do there, under the name they have
        there, and no administrator gets a way into another municipality. Links that are open by then were
        given out by somebody there and no longer work. Raises BadInput.
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
        elsewhere = self._is_elsewhere(person.id, municipality)
        given = "" if elsewhere else one_line(name, 200)
        person.name = given or person.name or mail.split("@")[0]
        self._give(person.id, municipality, set(roles), actor, "person.added")
        if elsewhere:
            self._signing_in.cancel_links(person.id)
            return None
        return self._signing_in.make_link(person)

    def set_roles(
        self, municipality: MunicipalityRecord, person_id: int, roles: Collection[Role], actor: str
    ) -> None:
        """Let a person have exactly these roles here; none shuts them out and ends their sessions.

        Raises Refused where it would leave the municipality without an administrator.
        """
        record = self.person(municipality, person_id)
        others = [p for p in self.people(municipality) if p.id != person_id]
        leaves = Role.ADMINISTRATOR in record.roles and Role.ADMINISTRATOR not in roles
        if leaves and not any(Role.ADMINISTRATOR in other.roles for other in others):
            raise Refused("last-administrator", "Kommunen skal have mindst én administrator.")
        self._give(person_id, municipality, set(roles), actor, "person.roles_set")
        if not roles:
            self._session.execute(delete(SignIn).where(SignIn.person_id == person_id))
            self._signing_in.cancel_links(person_id)

    def new_link(self, municipality: MunicipalityRecord, person_id: int, actor: str) -> str:
        """The token of a new one-time link; raises Refused for somebody who has roles elsewhere too."""
        self.person(municipality, person_id)
        if self._is_elsewhere(person_id, municipality):
            raise Refused(
                "elsewhere",
                "Brugeren har også adgang i en anden kommune. Den, der driver portalen, kan lave et link.",
            )
        person = self._session.get_one(Person, person_id)
        self._log("person.link_made", municipality, person_id, actor)
        return self._signing_in.make_link(person)

    def _is_elsewhere(self, person_id: int, municipality: MunicipalityRecord) -> bool:
        elsewhere = select(RoleRow.id).where(
            RoleRow.person_id == person_id, RoleRow.municipality_id != municipality.id
        )
        return self._session.scalar(elsewhere.limit(1)) is not None

    def _give(
        self, person_id: int, municipality: MunicipalityRecord, roles: set[Role], actor: str, action: str
    ) -> None:
        self._session.execute(
            delete(RoleRow).where(RoleRow.person_id == person_id, RoleRow.municipality_id == municipality.id)
        )
        self._session.add_all(
            RoleRow(person_id=person_id, municipality_id=municipality.id, role=role.value)
            for role in sorted(roles)
        )
        self._session.flush()
        sealed = seals(self._session.get_one(Person, person_id))
        named = sorted(role.value for role in roles)
        self._log(action, municipality, person_id, actor, roles=named, **sealed)

    def _log(
        self, action: str, municipality: MunicipalityRecord, person_id: int, actor: str, **detail: object
    ) -> None:
        Auditing(self._session).record(
            self._now, actor, action, people_subject(municipality.slug), person=person_id, **detail
        )


def create_managing_people(context: Context) -> ManagingPeople:
    """ManagingPeople for a request."""
    return ManagingPeople(context.session, context.now, context.get(create_signing_in))
