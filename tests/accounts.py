"""Accounts over HTTP: a password chosen by a link, signing in from an address, a session that is watched."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from webtest import TestResponse

from office import Browser, Office
from portal.container import Services
from portal.models import LogRow, OutboxRow, Person
from portal.security.roles import Identity

PASSWORD = "fire korte ord her"
ANOTHER = "fem helt andre ord nu"
ACCOUNT = "/redaktion/min-konto"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def link_for(office: Office, who: Identity) -> str:
    """The path of a new one-time link."""
    portal = office.application.application.registry.portal
    with office.database.writing() as session:
        person = session.get_one(Person, who.person_id)
        return f"/log-ind/engang/{Services(portal, session, office.clock.now()).signing_in.make_link(person)}"


def choose_password(office: Office, who: Identity, password: str = PASSWORD) -> Browser:
    """A browser at which somebody has chosen a password by a link, and is signed in."""
    browser = office.visitor()
    browser.send(link_for(office, who), {"kode": password, "igen": password}, status=303)
    return browser


def sign_in(
    browser: Browser, mail: str, password: str = PASSWORD, address: str = "192.0.2.1", **more: str
) -> TestResponse:
    """What the sign-in answers to somebody at this network address."""
    fields = {"csrf_token": browser.token(), "mail": mail, "kode": password, **more}
    environ = {"REMOTE_ADDR": address, "HTTP_USER_AGENT": FIREFOX}
    return browser.post("/log-ind", fields, extra_environ=environ, status="*")


def change(browser: Browser, old: str, new: str, again: str | None = None) -> TestResponse:
    """What the account's page answers to another password."""
    return browser.send(ACCOUNT, {"gammel": old, "kode": new, "igen": new if again is None else again})


def logged(office: Office, action: str) -> list[LogRow]:
    """What the log says of this action."""
    with office.database.reading() as session:
        return list(session.scalars(select(LogRow).where(LogRow.action == action).order_by(LogRow.id)))


def mails(office: Office) -> list[Mapping[str, str]]:
    """The mails that were put in the outbox, oldest first."""
    with office.database.reading() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.topic == "mail").order_by(OutboxRow.id))
        return [row.payload for row in rows]
