"""The brake on guessing: no outsider shuts out somebody who is known, and no guesser gets far."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts import PASSWORD, choose_password, logged, mails, sign_in
from office import Browser, Office, words
from portal.models import FailedSignIn, Person
from portal.security.policy import COOKIE, DEVICE_COOKIE
from portal.security.roles import Role
from portal.services.people.braking import (
    COUNTED_FOR,
    FAILURES_BEFORE_SLOW,
    FAILURES_OF_ACCOUNT,
    FAILURES_OF_ADDRESS,
)
from portal.services.people.devices import MARK_LASTS, MOST_MARKS, mark_for, marked

WRONG = "noget helt forkert her"
FROM = "198.51.100.{}"


def guess(office: Office, mail: str, address: str, times: int) -> list[int]:
    """What somebody at this address gets who guesses so many times."""
    browser = office.visitor()
    return [sign_in(browser, mail, WRONG, address).status_int for _ in range(times)]


def known(office: Office, browser: Browser) -> Browser:
    """A browser with the marks of this one, and nothing else."""
    other = office.visitor()
    other.set_cookie(DEVICE_COOKIE, browser.cookies[DEVICE_COOKIE])
    return other


def test_an_outsider_shuts_out_their_own_address_alone(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    assert guess(office, who.mail, FROM.format(1), FAILURES_OF_ACCOUNT + 1) == [403] * 8 + [429]
    assert sign_in(office.visitor(), who.mail, address=FROM.format(1)).status_int == 429
    assert sign_in(office.visitor(), who.mail, address=FROM.format(2)).status_int == 303


def test_a_known_browser_gets_in_whatever_an_outsider_at_its_own_address_does(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    own = choose_password(office, who)
    for n in range(FAILURES_OF_ADDRESS // FAILURES_OF_ACCOUNT):
        guess(office, who.mail if n == 0 else f"anden{n}@example.dk", FROM.format(1), FAILURES_OF_ACCOUNT)
    assert guess(office, "en-helt-anden@example.dk", FROM.format(1), 1) == [429], "the address is shut"
    assert sign_in(known(office, own), who.mail, address=FROM.format(1)).status_int == 303


def test_guesses_from_everywhere_slow_each_address_and_shut_nobody_out(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    own = choose_password(office, who)
    for n in range(FAILURES_BEFORE_SLOW // FAILURES_OF_ACCOUNT):
        assert guess(office, who.mail, FROM.format(n), FAILURES_OF_ACCOUNT) == [403] * FAILURES_OF_ACCOUNT
    assert guess(office, who.mail, FROM.format(100), 2) == [403, 429], "one guess instead of eight"
    assert sign_in(office.visitor(), who.mail, address=FROM.format(101)).status_int == 303
    assert sign_in(known(office, own), who.mail, address=FROM.format(0)).status_int == 303


def test_a_known_browser_has_a_bound_of_its_own(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = known(office, choose_password(office, who))
    for n in range(FAILURES_OF_ACCOUNT):
        assert sign_in(browser, who.mail, WRONG, FROM.format(n)).status_int == 403
    assert sign_in(browser, who.mail, address=FROM.format(99)).status_int == 429
    assert sign_in(office.visitor(), who.mail, address=FROM.format(99)).status_int == 303
    office.clock.instant += COUNTED_FOR
    assert sign_in(browser, who.mail).status_int == 303


def test_a_mark_is_of_one_account_and_cannot_be_made(office: Office) -> None:
    first, second = office.person(Role.EDITOR), office.person(Role.EDITOR)
    own = choose_password(office, first)
    choose_password(office, second)
    guess(office, second.mail, FROM.format(1), FAILURES_OF_ACCOUNT)
    guess(office, first.mail, FROM.format(1), FAILURES_OF_ACCOUNT)
    assert sign_in(known(office, own), second.mail, address=FROM.format(1)).status_int == 429
    name, until, signature = own.cookies[DEVICE_COOKIE].split("-")
    forged = (
        "",
        "~~~~",
        "-".join((name, until, "0" * 64)),
        "-".join(("0" * 16, until, signature)),
        "-".join((name, str(int(until) + 1), signature)),
        "x-1-y",
    )
    for marks in forged:
        browser = office.visitor()
        browser.token()
        browser.set_cookie(DEVICE_COOKIE, marks)
        assert sign_in(browser, first.mail, address=FROM.format(1)).status_int == 429, marks


def test_a_mark_ends_after_a_year_and_a_browser_keeps_those_of_several(office: Office) -> None:
    key, now, marks = b"k" * 32, office.clock.now(), ""
    for n in range(MOST_MARKS + 1):
        marks = marked(key, f"{n}@example.dk", marks, now)
    assert [bool(mark_for(key, f"{n}@example.dk", marks, now)) for n in range(6)] == [False] + [True] * 5
    again = marked(key, "3@example.dk", marks, now)
    assert again.count("~") == MOST_MARKS - 1
    assert mark_for(key, "1@example.dk", again, now), "its own old mark makes room"
    assert mark_for(key, "5@example.dk", marks, now + MARK_LASTS - timedelta(seconds=1))
    assert not mark_for(key, "5@example.dk", marks, now + MARK_LASTS)
    assert not mark_for(b"another" * 5, "5@example.dk", marks, now)
    assert "example" not in marks


def test_an_account_that_is_not_there_is_braked_alike(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    answers = []
    for mail in (who.mail, "ingen@example.dk"):
        browser = office.visitor()
        tried = [sign_in(browser, mail, WRONG, FROM.format(7)) for _ in range(FAILURES_OF_ACCOUNT + 1)]
        answers.append([(answer.status_int, words(answer), sorted(answer.headers)) for answer in tried])
    assert answers[0] == answers[1]


def test_a_lock_is_told_once_a_day_to_somebody_who_is_there(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    before = len(mails(office))
    guess(office, "ingen@example.dk", FROM.format(1), FAILURES_OF_ACCOUNT)
    assert len(mails(office)) == before
    for n in (1, 2, 3):
        guess(office, who.mail, FROM.format(n), FAILURES_OF_ACCOUNT)
    assert [m["subject"] for m in mails(office)[before:]] == ["Nogen har gættet på din adgangskode"]
    assert [(row.actor, row.subject) for row in logged(office, "person.locked")] == [
        ("nobody", f"person {who.person_id}")
    ]
    office.clock.instant += timedelta(days=1)
    guess(office, who.mail, FROM.format(4), FAILURES_OF_ACCOUNT)
    assert len(logged(office, "person.locked")) == 2


@pytest.mark.parametrize("shut_out", [True, False])
def test_what_is_kept_of_guesses_names_nobody_and_goes(office: Office, shut_out: bool) -> None:
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    if shut_out:
        with office.database.writing() as session:
            session.get_one(Person, who.person_id).active = False
    guess(office, who.mail, FROM.format(1), 1)
    sign_in(known(office, browser), who.mail, WRONG)
    with office.database.reading() as session:
        keys = session.scalars(select(FailedSignIn.key)).all()
    assert len(keys) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)
    office.clock.instant += COUNTED_FOR
    guess(office, "b@example.dk", FROM.format(1), 1)
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(FailedSignIn)) == 3


def test_signing_in_leaves_a_mark_and_nothing_but_a_session(office: Office) -> None:
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    browser = office.visitor()
    assert sign_in(browser, who.mail, PASSWORD).status_int == 303
    assert {COOKIE, DEVICE_COOKIE} <= set(browser.cookies)
    assert sign_in(office.visitor(), who.mail, WRONG).headers.get("Set-Cookie") is None
