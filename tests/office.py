"""A portal with one municipality, people in it, and browsers they sit at; for tests over HTTP.

``Office`` loads real files into a real database and answers through the whole application. People are signed
in by a session row, since hashing a password for each test would only be slow; signing in has its own tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe

from sqlalchemy import select
from webtest import TestApp, TestResponse

from factories import MUNICIPALITY, standard, write
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.models import Municipality, Person, RoleRow, SignIn
from portal.security.csrf import FORM_COOKIE, masked
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import people_subject
from portal.services.audit.sealing import seals
from portal.services.drafting.loading import Loading
from portal.services.people.signing_in import token_hash

BODIES = "organer: [Børneudvalget, Byrådet]\n"
SECTIONS = """\
## Formål {#formaal}

At give familien luft i hverdagen.

## Opfølgning {#opfoelgning}

Første opfølgning er senest 3 måneder efter, at hjælpen begyndte. Hjælpen varer, så længe behovet er der.

## Hvem afgør sagen? {#kompetence}

Familieafdelingen afgør sagen.

## Klage {#klage}

I kan klage inden fire uger.

## Ordforklaring {#ordforklaring}

Lette problemer
: Barnet klarer sig næsten som andre.

Moderate problemer
: Barnet skal have hjælp hver dag.
"""


def good_text(**changes: object) -> str:
    """A standard that lint has nothing against."""
    text = standard(**{"extra": "optælling: hoteldøgn", "body": SECTIONS, **changes})  # type: ignore[arg-type]
    return text.replace("| | |\n", "| ingen ramme | |\n")


class Browser(TestApp):
    """A browser somebody sits at."""

    def send(self, address: str, fields: Mapping[str, object], status: int | str = "*") -> TestResponse:
        """Post fields as a form of ours would, with the token of this browser."""
        return self.post(address, {"csrf_token": self.token(), **fields}, status=status)

    def token(self) -> str:
        """What a form shown to this browser now would carry."""
        if FORM_COOKIE not in self.cookies:
            self.get("/log-ind")
        return masked(self.cookies[FORM_COOKIE])


class Office:
    """A portal with the municipality ``a`` ("Prøve Kommune") and its standard ``aflastning``, version 1."""

    def __init__(self, database: Database, clock: SetClock, folder: Path, **texts: str):
        self.database, self.clock, self.folder = database, clock, folder
        files = {"a/kommune.yaml": MUNICIPALITY + BODIES, "b/kommune.yaml": MUNICIPALITY + BODIES}
        files |= {"a/aflastning/1.md": good_text(), "b/andet/1.md": good_text(table="andet")}
        report = Loading(database, clock).load(write(folder / "standards", {**files, **texts}))
        assert report.errors == []
        url = database.engine.url.render_as_string(hide_password=False)
        settings = {"portal.data": str(folder / "data"), "portal.database_url": url}

        self.application = create_application(settings, clock)
        self._count = 0

    def close(self) -> None:
        """Close every connection."""
        self.application.application.registry.portal.database.dispose()

    def visitor(self) -> Browser:
        """A browser nobody is signed in at."""
        return Browser(self.application)

    def person(self, *roles: Role, municipality: str = "a") -> Identity:
        """Somebody with these roles."""
        self._count += 1
        mail = f"person{self._count}@example.dk"
        with self.database.writing() as session:
            owner = session.scalars(select(Municipality).where(Municipality.slug == municipality)).one()
            person = Person(mail=mail, name=f"Person {self._count}", recorded=self.clock.now())
            session.add(person)
            session.flush()
            for role in roles:
                session.add(RoleRow(person_id=person.id, municipality_id=owner.id, role=role.value))
            detail = {"person": person.id, "roles": sorted(role.value for role in roles), **seals(person)}
            Auditing(session).record(
                self.clock.now(), "test", "person.added", people_subject(municipality), **detail
            )
            return Identity(person.id, person.name, mail, {owner.id: frozenset(roles)})

    def sit_down(self, who: Identity) -> Browser:
        """A browser at which ``who`` is signed in."""
        token = token_urlsafe(16)
        with self.database.writing() as session:
            expires = self.clock.now().replace(year=2100)
            session.add(
                SignIn(
                    token_hash=token_hash(token),
                    person_id=who.person_id,
                    expires=expires,
                    recorded=self.clock.now(),
                )
            )
        browser = self.visitor()
        browser.set_cookie(COOKIE, token)
        return browser

    def browser(self, *roles: Role, municipality: str = "a") -> Browser:
        """A browser at which somebody with these roles is signed in."""
        return self.sit_down(self.person(*roles, municipality=municipality))


def words(response: TestResponse) -> str:
    """What a page says, without its markup, on one line."""
    body = re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\s+", " ", body)
