"""Somebody who works in two municipalities: what one gives and takes touches nothing of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from webtest import TestResponse

from accounts import PASSWORD, choose_password, link_for, sign_in
from office import Browser, Office, words
from portal.models import Person
from portal.security.roles import Identity, Role
from post.taken_mail import TakenMail

HOME, OTHER = "b", "a"
"""The municipality that made the account, and another."""

Act = Callable[[Browser, str, Identity], TestResponse]


def add(administrator: Browser, municipality: str, who: Identity) -> TestResponse:
    administrator.get("/redaktion")
    fields = {"mail": who.mail, "navn": f"Navn i {municipality}", "roller": "politician"}
    return administrator.send(f"/redaktion/{municipality}/brugere", fields)


def set_roles(administrator: Browser, municipality: str, who: Identity) -> TestResponse:
    address = f"/redaktion/{municipality}/brugere/{who.person_id}"
    return administrator.send(address, {"handling": "gem", "roller": ["reviewer", "secretary"]})


def take_all(administrator: Browser, municipality: str, who: Identity) -> TestResponse:
    return administrator.send(f"/redaktion/{municipality}/brugere/{who.person_id}", {"handling": "gem"})


def ask_for_link(administrator: Browser, municipality: str, who: Identity) -> TestResponse:
    return administrator.send(f"/redaktion/{municipality}/brugere/{who.person_id}", {"handling": "link"})


class Two:
    """The two administrators, and somebody whose account ``HOME`` made."""

    def __init__(self, office: Office, mail: TakenMail):
        self.office, self.mail = office, mail
        self.home = office.browser(Role.ADMINISTRATOR, municipality=HOME)
        self.other = office.browser(Role.ADMINISTRATOR, municipality=OTHER)
        self.who = office.person(municipality=HOME)
        add(self.home, HOME, self.who)
        self.first_link = mail.link()


@pytest.fixture
def two(each_office: Office, mail: TakenMail) -> Two:
    return Two(each_office, mail)


STEPS: dict[str, tuple[Act, ...]] = {
    "given": (add,),
    "given and changed": (add, set_roles),
    "given and taken": (add, take_all),
    "given, taken and given": (add, take_all, add),
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_a_session_at_home_stays(two: Two, steps: tuple[Act, ...]) -> None:
    browser = choose_password(two.office, two.who)
    for step in steps:
        assert step(two.other, OTHER, two.who).status_int in (200, 303)
        assert browser.get("/redaktion").status_int == 200


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_a_link_from_home_stays(two: Two, steps: tuple[Act, ...]) -> None:
    assert two.first_link
    for step in steps:
        assert step(two.other, OTHER, two.who).status_int in (200, 303)
        assert two.office.visitor().get(two.first_link).status_int == 200


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_home_makes_links_as_before(two: Two, steps: tuple[Act, ...]) -> None:
    for step in steps:
        step(two.other, OTHER, two.who)
        ask_for_link(two.home, HOME, two.who)
        link = two.mail.link()
        assert link
        assert two.office.visitor().get(link).status_int == 200


@pytest.mark.parametrize("step", [set_roles, take_all])
def test_what_home_changes_ends_nothing_in_the_other(two: Two, step: Act) -> None:
    add(two.other, OTHER, two.who)
    browser = choose_password(two.office, two.who)
    operators = link_for(two.office, two.who)
    assert step(two.home, HOME, two.who).status_int == 303
    assert "politiker" in words(browser.get("/redaktion")).lower()
    assert two.office.visitor().get(operators).status_int == 200


def test_a_link_of_a_municipality_that_took_all_roles_no_longer_works(two: Two) -> None:
    add(two.other, OTHER, two.who)
    take_all(two.home, HOME, two.who)
    two.office.visitor().get(two.first_link, status=409)


def test_the_other_gets_no_link_and_changes_no_name(two: Two) -> None:
    page = add(two.other, OTHER, two.who)
    assert not two.mail.link()
    assert "Administratoren dér kan sende et link" in words(page)
    refused = ask_for_link(two.other, OTHER, two.who)
    assert refused.status_int == 409
    assert "Kontoen er oprettet i en anden kommune" in words(refused)
    with two.office.database.reading() as session:
        assert session.get_one(Person, two.who.person_id).name == "Navn i b"


def test_the_account_goes_to_the_other_with_the_last_role_at_home(two: Two) -> None:
    add(two.other, OTHER, two.who)
    take_all(two.home, HOME, two.who)
    ask_for_link(two.other, OTHER, two.who)
    assert two.mail.link()
    add(two.home, HOME, two.who)
    assert ask_for_link(two.home, HOME, two.who).status_int == 409


def test_the_last_role_anywhere_ends_sessions_and_links(two: Two) -> None:
    add(two.other, OTHER, two.who)
    browser = choose_password(two.office, two.who)
    operators = link_for(two.office, two.who)
    take_all(two.home, HOME, two.who)
    assert browser.get("/redaktion").status_int == 200
    take_all(two.other, OTHER, two.who)
    assert browser.get("/redaktion").status_int == 303
    two.office.visitor().get(operators, status=409)


def test_a_role_that_was_taken_is_gone_at_once(two: Two) -> None:
    add(two.other, OTHER, two.who)
    choose_password(two.office, two.who)
    browser = two.office.visitor()
    assert sign_in(browser, two.who.mail, PASSWORD).status_int == 303
    assert browser.get("/redaktion/a/aflastning").status_int == 200
    take_all(two.other, OTHER, two.who)
    browser.get("/redaktion/a/aflastning", status=404)
    assert browser.get("/redaktion/b/andet").status_int == 200


def test_somebody_whose_account_is_older_than_the_note_of_it_stays_at_home(
    each_office: Office, mail: TakenMail
) -> None:
    """Where nothing is noted, the municipality that gave a role first keeps the account."""
    office = each_office
    who = office.person(Role.EDITOR, municipality=HOME)
    home, other = (office.browser(Role.ADMINISTRATOR, municipality=slug) for slug in (HOME, OTHER))
    add(other, OTHER, who)
    set_roles(home, HOME, who)
    ask_for_link(home, HOME, who)
    assert mail.link()
    assert ask_for_link(other, OTHER, who).status_int == 409
