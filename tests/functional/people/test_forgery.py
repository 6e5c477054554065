"""Forms of another site: what an attacker's page posts in a visitor's browser does nothing, now or later."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from webtest import TestApp

from office import Browser, Office, words
from portal.models import Person
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role
from portal.services.people.passwords import hash_password

PEOPLE = "/redaktion/a/brugere"
PASSWORD = "fire korte ord her"
ATTACK = {"mail": "angriber@evil.example", "navn": "Angriber", "roller": "administrator"}


def administrator(office: Office) -> tuple[Identity, Browser]:
    """Somebody who can give roles, and the browser in which they have signed in with a password."""
    who = office.person(Role.ADMINISTRATOR)
    with office.database.writing() as session:
        session.get_one(Person, who.person_id).password = hash_password(PASSWORD)
    return who, office.sit_down(who)


def strangers(office: Office) -> list[str]:
    with office.database.reading() as session:
        return list(session.scalars(select(Person.mail).where(Person.mail.contains("evil"))))


def left_at_home(browser: Browser) -> str:
    """A post from another site carries none of our cookies: they are SameSite=Lax."""
    session = browser.cookies[COOKIE]
    browser.reset()
    return session


def test_what_another_site_posted_is_not_sent_after_signing_in(office: Office) -> None:
    who, browser = administrator(office)
    browser.get("/redaktion")
    left_at_home(browser)
    answer = browser.post(PEOPLE, ATTACK, status=403)
    assert "Du er logget ud" in words(answer)
    assert not {"skrevet", "videre"} & set(answer.form.fields)
    answer.form["mail"], answer.form["kode"] = who.mail, PASSWORD
    signed_in = answer.form.submit(status=303)
    assert signed_in.location.endswith("/redaktion")
    assert strangers(office) == []


def test_what_was_typed_is_kept_to_be_copied(office: Office) -> None:
    answer = office.visitor().post(
        "/redaktion/a/aflastning/tekst", {"tekst": "En <b>lang</b>\ntekst"}, status=403
    )
    assert "kopiér det nu" in words(answer)
    kept = answer.html.select_one("textarea")
    assert kept.get_text().strip() == "En <b>lang</b>\ntekst"
    assert not kept.get("name")
    assert not answer.html.select('input[name="skrevet"]')


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_that_stood_on_another_site_is_refused_whatever_it_holds(
    office: Office, said: dict[str, str]
) -> None:
    _, browser = administrator(office)
    browser.get(PEOPLE)
    fields = {**ATTACK, "csrf_token": browser.token()}
    answer = browser.post(PEOPLE, fields, headers=said, status=400)
    assert "angriber" not in answer.text
    assert strangers(office) == []


@pytest.mark.parametrize(
    "said",
    [{"Origin": "http://localhost"}, {"Origin": "https://localhost"}, {"Sec-Fetch-Site": "same-origin"}],
)
def test_a_form_of_ours_is_taken(office: Office, said: dict[str, str]) -> None:
    _, browser = administrator(office)
    browser.get(PEOPLE)
    fields = {"mail": "ny@example.dk", "roller": "editor", "csrf_token": browser.token()}
    assert "har fået adgang" in words(browser.post(PEOPLE, fields, headers=said, status=200))


def test_what_is_sent_on_after_signing_in_is_shown_first(office: Office) -> None:
    who, browser = administrator(office)
    browser.get(PEOPLE)
    browser.set_cookie(COOKIE, "en-anden")
    answer = browser.send(PEOPLE, {"mail": "ny@example.dk", "roller": "editor"}, status=403)
    answer.form["mail"], answer.form["kode"] = who.mail, PASSWORD
    resumed = answer.form.submit(status=200)
    assert f"http://localhost{PEOPLE}" in words(resumed)
    assert "mail ny@example.dk roller editor" in words(resumed)
    assert "har fået adgang" in words(resumed.form.submit(status=200))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_page_says_which_methods_it_takes(app: TestApp, method: str) -> None:
    for address in ("/", "/eksempel/aflastning", "/redaktion", "/findes/ikke"):
        answer = app.request(address, method=method, status=405)
        assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_the_api_says_which_methods_it_takes(app: TestApp) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = app.request("/api/v1/standards", method=method, status=405)
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.json["code"] == "method-not-allowed"
    assert app.options("/api/v1/standards").status_int == 204
