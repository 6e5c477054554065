"""`portal user`: people are added here and given a one-time link; no password is ever made for anybody."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from sqlalchemy import select

from portal.clock import SystemClock
from portal.db import Database
from portal.migrations import upgrade
from portal.models import Municipality, Person
from portal.private_files import make_private_folder
from portal.security.roles import ROLE_WORDS, Role
from portal.security.secret import read_secret
from portal.services.errors import BadInput
from portal.services.people.managing_people import ManagingPeople
from portal.services.people.signing_in import SigningIn
from portal.services.published.catalogue import municipality_record
from portal.settings import Settings

ACTOR = "portal user"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `portal user`."""
    verbs = parser.add_subparsers(required=True, dest="verb")
    add = verbs.add_parser("add", help="Giv en person roller i en kommune, og vis et engangslink.")
    add.add_argument("mail")
    add.add_argument("--municipality", required=True, help="Kommunens navn i adressen, fx randers.")
    add.add_argument("--role", action="append", required=True, choices=[role.value for role in Role])
    add.add_argument("--name", default="")
    link = verbs.add_parser("link", help="Lav et nyt engangslink til en person.")
    link.add_argument("mail")
    verbs.add_parser("list", help="Vis, hvem der har hvilke roller.")


def run(settings: Settings, arguments: argparse.Namespace) -> int:
    """Do what was asked. The exit code: 0 done, 2 it could not be done."""
    make_private_folder(settings.data)
    database = Database(settings.database_url)
    try:
        upgrade(database.engine)
        return _VERBS[arguments.verb](database, settings, arguments)
    except BadInput as error:
        print(error.message, file=sys.stderr)
        return 2
    finally:
        database.dispose()


def _add(database: Database, settings: Settings, arguments: argparse.Namespace) -> int:
    with database.writing() as session:
        row = session.scalar(select(Municipality).where(Municipality.slug == arguments.municipality))
        if row is None:
            known = ", ".join(session.scalars(select(Municipality.slug).order_by(Municipality.slug)))
            message = f"Kommunen {arguments.municipality} findes ikke. Disse findes: {known}."
            if not known:
                message = (
                    f"Der er ingen kommuner i databasen endnu ({database.engine.url.render_as_string()}). "
                    "Er PORTAL_DATA den samme, som portalen kører med?"
                )
            raise BadInput("municipality", arguments.municipality, message)
        now = SystemClock().now()
        signing_in = SigningIn(session, now, read_secret(settings.secret_file), timedelta(), database.reading)
        managing = ManagingPeople(session, now, signing_in)
        record = municipality_record(row)
        roles = {Role(role) for role in arguments.role}
        for person in managing.people(record):
            if person.mail == arguments.mail.strip().lower():
                roles |= person.roles
        managing.add(record, arguments.mail, arguments.name, roles, ACTOR)
        found = select(Person).where(Person.mail == arguments.mail.strip().lower())
        token = signing_in.make_link(session.scalars(found).one())
    _print_link(settings, token)
    return 0


def _link(database: Database, settings: Settings, arguments: argparse.Namespace) -> int:
    with database.writing() as session:
        person = session.scalar(select(Person).where(Person.mail == arguments.mail.strip().lower()))
        if person is None:
            raise BadInput("mail", arguments.mail, f"Vi kender ikke {arguments.mail}.")
        key = read_secret(settings.secret_file)
        token = SigningIn(session, SystemClock().now(), key, timedelta(), database.reading).make_link(person)
    _print_link(settings, token)
    return 0


def _list(database: Database, settings: Settings, arguments: argparse.Namespace) -> int:
    del settings, arguments
    with database.reading() as session:
        for row in session.scalars(select(Municipality).order_by(Municipality.slug)):
            signing_in = SigningIn(session, SystemClock().now(), b"", timedelta(), database.reading)
            for person in ManagingPeople(session, SystemClock().now(), signing_in).people(
                municipality_record(row)
            ):
                roles = ", ".join(ROLE_WORDS[role].lower() for role in Role if role in person.roles)
                print(f"{row.slug}\t{person.mail}\t{person.name}\t{roles}")
    return 0


def _print_link(settings: Settings, token: str) -> None:
    print(f"{_base(settings)}/log-ind/engang/{token}")
    print("Linket virker én gang, i tre dage. Send det til personen selv.", file=sys.stderr)


def _base(settings: Settings) -> str:
    """The portal's public address; without one, where it was last served from this data folder."""
    if settings.base_url:
        return settings.base_url.rstrip("/")
    try:
        return settings.served_file.read_text(encoding="utf-8").strip()
    except OSError:
        return f"http://{settings.host}:{settings.port}"


_VERBS = {"add": _add, "link": _link, "list": _list}
