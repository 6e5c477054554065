"""Signing in at its limits: the last moment of a session and of a link, the shortest password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import PASSWORD, link_for
from office import Browser, Office, words
from portal.models import Person, SignIn
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role
from portal.services.people.braking import COUNTED_FOR, FAILURES_OF_ACCOUNT
from portal.services.people.passwords import SHORTEST_PASSWORD
from portal.services.people.signing_in import LINK_LASTS


def set_password(office: Office, who: Identity, password: str = PASSWORD, status: int = 303) -> Browser:
    browser = office.visitor()
    browser.send(link_for(office, who), {"kode": password, "igen": password}, status=status)
    return browser


def sign_in(browser: Browser, mail: str, password: str = PASSWORD) -> int:
    return int(browser.send("/log-ind", {"mail": mail, "kode": password}).status_int)


def test_a_session_is_over_at_its_last_moment(office: Office) -> None:
    browser = set_password(office, office.person(Role.EDITOR))
    with office.database.writing() as session:
        row = session.scalars(select(SignIn)).one()
        row.seen = expires = row.expires
    office.clock.instant = expires - timedelta(microseconds=1)
    assert browser.get("/redaktion").status_int == 200
    office.clock.instant = expires
    assert browser.get("/redaktion").status_int == 303


def test_a_link_is_over_at_its_last_moment(office: Office) -> None:
    link = link_for(office, office.person(Role.EDITOR))
    office.clock.instant += LINK_LASTS - timedelta(microseconds=1)
    assert office.visitor().get(link).status_int == 200
    office.clock.instant += timedelta(microseconds=1)
    assert "Linket virker ikke" in words(office.visitor().get(link, status=409))


def test_a_new_password_ends_the_sessions_that_were_open(office: Office) -> None:
    who = office.person(Role.EDITOR)
    elsewhere = set_password(office, who)
    assert elsewhere.get("/redaktion").status_int == 200
    here = set_password(office, who, "fem andre korte ord")
    assert here.get("/redaktion").status_int == 200
    assert elsewhere.get("/redaktion").status_int == 303


def test_signing_in_forgets_the_failures_before_it(office: Office) -> None:
    who = office.person(Role.EDITOR)
    set_password(office, who)
    browser = office.visitor()
    for _ in range(2):
        assert [sign_in(browser, who.mail, "forkert") for _ in range(FAILURES_OF_ACCOUNT - 1)] == [403] * 7
        assert sign_in(browser, who.mail) == 303


def test_a_failure_counts_for_a_quarter_of_an_hour_and_not_a_moment_more(office: Office) -> None:
    who = office.person(Role.EDITOR)
    set_password(office, who)
    browser = office.visitor()
    for _ in range(FAILURES_OF_ACCOUNT):
        sign_in(browser, who.mail, "forkert")
    office.clock.instant += COUNTED_FOR - timedelta(microseconds=1)
    assert sign_in(browser, who.mail) == 429
    office.clock.instant += timedelta(microseconds=1)
    assert sign_in(browser, who.mail) == 303


def test_somebody_shut_out_does_not_sign_in_with_the_right_password(office: Office) -> None:
    who = office.person(Role.EDITOR)
    set_password(office, who)
    with office.database.writing() as session:
        session.get_one(Person, who.person_id).active = False
    browser = office.visitor()
    assert sign_in(browser, who.mail) == 403
    assert COOKIE not in browser.cookies


def test_a_password_of_twelve_signs_will_do(office: Office) -> None:
    who = office.person(Role.EDITOR)
    password = "havkat kalum"
    assert len(password) == SHORTEST_PASSWORD
    set_password(office, who, password[:-1], status=422)
    set_password(office, who, password)


@pytest.mark.parametrize("password", ["person1@example.dk", "PERSON1@EXAMPLE.DK"])
def test_ones_own_mail_address_is_no_password(office: Office, password: str) -> None:
    who = office.person(Role.EDITOR)
    assert who.mail == password.lower()
    set_password(office, who, password, status=422)
