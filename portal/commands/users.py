"""`portal user`: people are added here and given a one-time link; no password is ever made for anybody."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import select

from portal.clock import SystemClock
from portal.container import Portal, Services
from portal.models import Municipality, Person
from portal.opening import open_portal
from portal.security.roles import ROLE_WORDS, Role
from portal.services.errors import BadInput, Parameter
from portal.services.people.links import link_address
from portal.services.people.security_events import OPERATOR
from portal.services.published.catalogue import municipality_record
from portal.settings import Settings


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
    with open_portal(settings, SystemClock()) as portal:
        try:
            return _VERBS[arguments.verb](portal, arguments)
        except BadInput as error:
            print(error.message, file=sys.stderr)
            return 2


def _add(portal: Portal, arguments: argparse.Namespace) -> int:
    with portal.database.writing() as session:
        row = session.scalar(select(Municipality).where(Municipality.slug == arguments.municipality))
        if row is None:
            known = ", ".join(session.scalars(select(Municipality.slug).order_by(Municipality.slug)))
            message = f"Kommunen {arguments.municipality} findes ikke. Disse findes: {known}."
            if not known:
                address = portal.database.engine.url.render_as_string()
                message = (
                    f"Der er ingen kommuner i databasen endnu ({address}). "
                    "Er PORTAL_DATA den samme, som portalen kører med?"
                )
            raise BadInput(Parameter.MUNICIPALITY, arguments.municipality, message)
        services = Services(portal, session, portal.clock.now())
        managing = services.managing_people
        record = municipality_record(row)
        roles = {Role(role) for role in arguments.role}
        for person in managing.people(record):
            if person.mail == arguments.mail.strip().lower():
                roles |= person.roles
        managing.add(record, arguments.mail, arguments.name, roles, OPERATOR, links=False)
        found = select(Person).where(Person.mail == arguments.mail.strip().lower())
        token = services.signing_in.make_link(session.scalars(found).one())
    _print_link(portal.settings, token)
    return 0


def _link(portal: Portal, arguments: argparse.Namespace) -> int:
    with portal.database.writing() as session:
        person = session.scalar(select(Person).where(Person.mail == arguments.mail.strip().lower()))
        if person is None:
            raise BadInput(Parameter.MAIL, arguments.mail, f"Vi kender ikke {arguments.mail}.")
        token = Services(portal, session, portal.clock.now()).signing_in.make_link(person)
    _print_link(portal.settings, token)
    return 0


def _list(portal: Portal, arguments: argparse.Namespace) -> int:
    del arguments
    with portal.database.reading() as session:
        managing = Services(portal, session, portal.clock.now()).managing_people
        for row in session.scalars(select(Municipality).order_by(Municipality.slug)):
            for person in managing.people(municipality_record(row)):
                roles = ", ".join(ROLE_WORDS[role].lower() for role in Role if role in person.roles)
                print(f"{row.slug}\t{person.mail}\t{person.name}\t{roles}")
    return 0


def _print_link(settings: Settings, token: str) -> None:
    print(link_address(settings, token))
    print("Linket virker én gang, i tre dage. Send det til personen selv.", file=sys.stderr)


_VERBS = {"add": _add, "link": _link, "list": _list}
