"""Choosing a password: leaked and guessable ones are refused in words, wherever one is chosen."""

from __future__ import annotations

import pytest

from accounts import ACCOUNT, ANOTHER, PASSWORD, change, choose_password, link_for, sign_in
from office import Office, words
from portal.models import Person
from portal.security.roles import Role
from portal.services.people.passwords import hash_password

WEAK = ("password1234", "Sommer2026!!", "PrøveKommune2026", "person1@example.dk", "Kvalitetsportalen")


@pytest.mark.parametrize("password", WEAK)
def test_a_guessable_password_is_refused_by_the_link(office: Office, password: str) -> None:
    link = link_for(office, office.person(Role.EDITOR))
    browser = office.visitor()
    answer = browser.send(link, {"kode": password, "igen": password}, status=422)
    assert "for let at gætte" in words(answer)
    assert "fire tilfældige ord" in words(answer)
    assert not [field for field in answer.html.select("input[type=password]") if field["value"]]
    assert browser.get(link).status_int == 200, "the link must not be used up"


@pytest.mark.parametrize("password", WEAK)
def test_a_guessable_password_is_refused_at_the_account(office: Office, password: str) -> None:
    browser = choose_password(office, office.person(Role.EDITOR))
    answer = change(browser, PASSWORD, password)
    assert answer.status_int == 422
    assert "for let at gætte" in words(answer)
    assert 'href="#kode"' in answer.text


def test_a_guessable_password_that_is_there_still_signs_in(office: Office) -> None:
    who = office.person(Role.EDITOR)
    with office.database.writing() as session:
        session.get_one(Person, who.person_id).password = hash_password("password1234")
    assert sign_in(office.visitor(), who.mail, "password1234").status_int == 303


def test_the_form_says_what_a_password_must_be(office: Office) -> None:
    browser = choose_password(office, office.person(Role.EDITOR))
    assert "Mindst 12 tegn, og ikke let at gætte" in words(browser.get(ACCOUNT))
    assert change(browser, PASSWORD, ANOTHER).status_int == 303
