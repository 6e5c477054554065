"""One's own account: another password with the old one, and the sessions that are open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import (
    ACCOUNT,
    ANOTHER,
    FIREFOX,
    PASSWORD,
    change,
    choose_password,
    logged,
    sign_in,
)
from office import Browser, Office, words
from portal.models import SignIn
from portal.security.csrf import FORM_COOKIE
from portal.security.policy import COOKIE, DEVICE_COOKIE
from portal.security.roles import Identity, Role
from portal.services.people.braking import COUNTED_FOR, FAILURES_OF_ACCOUNT


def at_another(office: Office, who: Identity) -> Browser:
    """A second browser at which the person signs in."""
    browser = office.visitor()
    assert sign_in(browser, who.mail).status_int == 303
    return browser


def test_the_password_is_changed_with_the_old_one(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    answer = change(browser, PASSWORD, ANOTHER)
    assert answer.status_int == 303
    assert "Adgangskoden er skiftet" in words(answer.follow())
    assert sign_in(office.visitor(), who.mail).status_int == 403
    assert sign_in(office.visitor(), who.mail, ANOTHER).status_int == 303


def test_a_changed_password_ends_all_other_sessions_and_rotates_this_one(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    elsewhere, before = at_another(office, who), dict(browser.cookies)
    assert change(browser, PASSWORD, ANOTHER).status_int == 303
    assert browser.get(ACCOUNT).status_int == 200
    assert elsewhere.get("/redaktion").status_int == 303
    assert browser.cookies[COOKIE] != before[COOKIE]
    assert browser.cookies[FORM_COOKIE] != before[FORM_COOKIE]
    old = office.visitor()
    old.set_cookie(COOKIE, before[COOKIE])
    assert old.get("/redaktion").status_int == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "field", "message"),
    [
        ("ikke den rigtige", ANOTHER, ANOTHER, "gammel", "Den nuværende adgangskode er forkert"),
        ("", ANOTHER, ANOTHER, "gammel", "Den nuværende adgangskode er forkert"),
        (PASSWORD, "kort", "kort", "kode", "mindst 12 tegn"),
        (PASSWORD, ANOTHER, ANOTHER + "x", "igen", "ikke ens"),
        (PASSWORD, PASSWORD, PASSWORD, "kode", "den samme som den gamle"),
    ],
)
def test_what_will_not_do_is_said_at_its_field(
    office: Office, old: str, new: str, again: str, field: str, message: str
) -> None:
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    answer = change(browser, old, new, again)
    assert answer.status_int == 422
    assert message in words(answer)
    assert f'href="#{field}"' in answer.text
    assert not [tag for tag in answer.html.select("input[type=password]") if tag["value"]]
    assert sign_in(office.visitor(), who.mail).status_int == 303, "the old one still holds"


def test_a_wrong_old_password_counts_as_a_failed_sign_in(each_office: Office) -> None:
    office = each_office
    browser = choose_password(office, office.person(Role.EDITOR))
    for _ in range(FAILURES_OF_ACCOUNT):
        assert change(browser, "gættet forkert", ANOTHER).status_int == 422
    answer = change(browser, PASSWORD, ANOTHER)
    assert answer.status_int == 429
    assert "Vent et kvarter" in words(answer)
    office.clock.instant += COUNTED_FOR
    assert change(browser, PASSWORD, ANOTHER).status_int == 303


def test_own_sessions_are_seen_and_no_address_is_kept(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    office.clock.instant += timedelta(minutes=10)
    at_another(office, who)
    page = browser.get(ACCOUNT)
    assert "(her) Logget ind 22. november 2026 kl. 12.00. Sidst brugt 22. november 2026 kl. 12.00." in words(
        page
    )
    assert "Firefox på Windows Logget ind 22. november 2026 kl. 12.10." in words(page)
    with office.database.reading() as session:
        kept = [str(value) for row in session.scalars(select(SignIn)) for value in vars(row).values()]
    assert not [value for value in kept if "192.0.2" in value or FIREFOX in value]


def test_one_other_session_is_ended(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    first, second = at_another(office, who), at_another(office, who)
    page = browser.get(ACCOUNT)
    newest = page.forms[1]
    assert "Du er logget ud der" in words(newest.submit(status=303).follow())
    assert second.get("/redaktion").status_int == 303
    assert first.get("/redaktion").status_int == 200
    assert browser.get("/redaktion").status_int == 200
    assert [row.detail for row in logged(office, "person.sessions_ended")] == [{"number": 1}]


def test_all_other_sessions_are_ended(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    others = [at_another(office, who) for _ in range(2)]
    browser.send(ACCOUNT, {"session": "andre"}, status=303)
    assert [other.get("/redaktion").status_int for other in others] == [303, 303]
    page = browser.get(ACCOUNT)
    assert "andre steder" not in words(page).partition("Her er du logget ind")[2]
    assert "Der var intet at logge ud af" in words(browser.send(ACCOUNT, {"session": "andre"}).follow())


@pytest.mark.parametrize("which", ["0", "x", "", "999999999", "²", "-1"])
def test_no_session_of_anybody_else_is_ended(office: Office, which: str) -> None:
    browser, other = choose_password(office, office.person(Role.EDITOR)), office.person(Role.EDITOR)
    theirs = choose_password(office, other)
    with office.database.reading() as session:
        own = session.scalars(select(SignIn.id).where(SignIn.person_id == other.person_id)).one()
    for number in (which, str(own)):
        browser.send(ACCOUNT, {"session": number}, status=303)
    assert theirs.get("/redaktion").status_int == 200
    assert logged(office, "person.sessions_ended") == []


def test_signing_in_makes_the_session_and_the_token_of_forms_anew(each_office: Office) -> None:
    """Whoever put a cookie into the browser before knows nothing afterwards."""
    office = each_office
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    browser = office.visitor()
    browser.token()
    planted = browser.cookies[FORM_COOKIE]
    browser.set_cookie(COOKIE, "plantet")
    said = sign_in(browser, who.mail).headers.getall("Set-Cookie")
    given = dict(cookie.partition(";")[0].split("=") for cookie in said)
    assert given[COOKIE] != "plantet"
    assert given[FORM_COOKIE] != planted
    own = office.visitor()
    own.set_cookie(COOKIE, given[COOKIE])
    assert own.get(ACCOUNT).status_int == 200


def test_signing_in_again_ends_the_session_that_was_in_the_browser(each_office: Office) -> None:
    office = each_office
    first, second = office.person(Role.EDITOR), office.person(Role.REVIEWER)
    browser = choose_password(office, first)
    choose_password(office, second)
    before = browser.cookies[COOKIE]
    assert sign_in(browser, second.mail).status_int == 303
    old = office.visitor()
    old.set_cookie(COOKIE, before)
    assert old.get("/redaktion").status_int == 303


def test_a_form_from_before_signing_in_is_shown_to_be_sent_on(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.ADMINISTRATOR)
    browser = choose_password(office, who)
    fields = {"csrf_token": browser.token(), "mail": "ny@example.dk", "roller": "editor"}
    assert sign_in(browser, who.mail).status_int == 303  # in another window
    ours = {"Sec-Fetch-Site": "same-origin"}
    answer = browser.post("/redaktion/a/brugere", fields, headers=ours, status=400)
    assert "mail ny@example.dk roller editor" in words(answer)
    assert "har fået adgang" in words(answer.form.submit(status=200))


def test_a_form_with_a_foreign_token_is_shown_only_where_the_browser_says_that_it_is_ours(
    office: Office,
) -> None:
    browser = choose_password(office, office.person(Role.ADMINISTRATOR))
    fields = {"csrf_token": "0" * 64, "mail": "evil@example.dk", "roller": "administrator"}
    for headers in ({}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = browser.post("/redaktion/a/brugere", fields, headers=headers, status=400)
        assert "evil@example.dk" not in answer.text
    secret = {**fields, "kode": ANOTHER}
    answer = browser.post(ACCOUNT, secret, headers={"Sec-Fetch-Site": "same-origin"}, status=400)
    assert ANOTHER not in answer.text
    script = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    assert (
        "Tryk Gem" in browser.post("/redaktion/a/brugere", fields, headers=script, status=400).json["message"]
    )


def test_the_cookies_are_hidden_from_scripts_and_other_sites(office: Office) -> None:
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    answer = sign_in(office.visitor(), who.mail)
    cookies = answer.headers.getall("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {COOKIE, DEVICE_COOKIE, FORM_COOKIE}
    for cookie in cookies:
        assert "httponly" in cookie.lower()
        assert "samesite=lax" in cookie.lower()
        assert "example" not in cookie


@pytest.mark.parametrize("name", ["videre", "skrevet"])
def test_a_file_in_the_place_of_what_is_carried_is_no_fault_of_ours(office: Office, name: str) -> None:
    """The other fields are tried in every form that is shown (``test_every_field.py``)."""
    browser = office.visitor()
    answer = browser.post(
        "/log-ind", {"csrf_token": browser.token()}, upload_files=[(name, "fil.txt", b"indhold")], status=400
    )
    assert "kan vi ikke læse" in answer.text
