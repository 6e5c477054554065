"""Links to a password go by mail, to the person alone: who was let in, and who has forgotten theirs."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from webtest import TestResponse

from accounts import ANOTHER, PASSWORD, choose_password, link_for, logged, sign_in
from office import Browser, Office, words
from portal.clock import SetClock
from portal.models import Base, Person
from portal.security.roles import Role
from portal.services.people.braking import LINKS_OF_ACCOUNT, LINKS_OF_ADDRESS
from portal.services.people.links import FORGOTTEN_LASTS
from portal.services.people.security_events import SecurityEvent
from portal.services.post.mailing import PAUSES
from post.taken_mail import TakenMail

FORGOTTEN = "/log-ind/glemt"
PEOPLE = "/redaktion/a/brugere"


def ask(browser: Browser, address: str, place: str = "192.0.2.1") -> TestResponse:
    fields = {"csrf_token": browser.token(), "mail": address}
    return browser.post(FORGOTTEN, fields, extra_environ={"REMOTE_ADDR": place}, status="*")


def everything(office: Office) -> str:
    """All that the database holds, as words."""
    with office.database.engine.connect() as connection:
        tables = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in Base.metadata.tables]
    return json.dumps([[list(map(str, row)) for row in rows] for rows in tables])


def test_who_has_forgotten_a_password_chooses_another(each_office: Office, mail: TakenMail) -> None:
    who = each_office.person(Role.EDITOR)
    elsewhere = choose_password(each_office, who)
    mail.send()
    visitor = each_office.visitor()
    page = visitor.get("/log-ind").click("Glemt adgangskoden?")
    page.form["mail"] = f" {who.mail.upper()} "
    assert "Se i din mail" in words(page.form.submit())
    link = mail.link()
    assert link
    assert "/log-ind/engang/" not in json.dumps(everything(each_office))
    assert link.rpartition("/")[2] not in everything(each_office)
    form = visitor.get(link).form
    form["kode"] = form["igen"] = ANOTHER
    form.submit(status=303)
    assert visitor.get("/redaktion").status_int == 200
    assert elsewhere.get("/redaktion").status_int == 303, "all other sessions end"
    assert sign_in(each_office.visitor(), who.mail, PASSWORD).status_int == 403
    assert sign_in(each_office.visitor(), who.mail, ANOTHER).status_int == 303
    assert visitor.get(link, status="*").status_int == 409, "it works once"
    assert len(logged(each_office, SecurityEvent.LINK_ASKED.value)) == 1
    assert "Dit engangslink er brugt" in [one["Subject"] for one in mail.send()]


def test_nobody_learns_who_has_an_account(each_office: Office, mail: TakenMail) -> None:
    gone, idle = each_office.person(Role.EDITOR), each_office.person()
    with each_office.database.writing() as session:
        session.get_one(Person, gone.person_id).active = False
    known = each_office.person(Role.EDITOR)
    asked = [gone.mail, idle.mail, "ingen@example.dk", "slet ikke en mail", known.mail]
    pages = [ask(each_office.visitor(), address) for address in asked]
    assert {page.status_int for page in pages} == {200}
    assert len({words(page) for page in pages}) == 1
    assert [one["To"] for one in mail.send()] == [known.mail]


def test_a_link_works_for_an_hour_and_only_until_another_is_used(
    each_office: Office, mail: TakenMail, clock: SetClock
) -> None:
    who = each_office.person(Role.EDITOR)
    links = []
    for _ in range(2):
        ask(each_office.visitor(), who.mail)
        links.append(mail.link())
    invited = link_for(each_office, each_office.person(Role.EDITOR))
    clock.instant += FORGOTTEN_LASTS - timedelta(seconds=1)
    for link in (*links, invited):
        assert each_office.visitor().get(link).status_int == 200
    each_office.visitor().send(links[0], {"kode": PASSWORD, "igen": PASSWORD}, status=303)
    assert each_office.visitor().get(links[1], status="*").status_int == 409
    ask(each_office.visitor(), who.mail)
    late = mail.link()
    clock.instant += FORGOTTEN_LASTS
    assert each_office.visitor().get(late, status="*").status_int == 409


def test_nobody_shortens_a_link_that_somebody_else_was_given(
    each_office: Office, mail: TakenMail, clock: SetClock
) -> None:
    who = each_office.person(Role.EDITOR)
    given = link_for(each_office, who)
    ask(each_office.visitor(), who.mail)
    mail.answers = ["451 Vent"]
    assert mail.link() == ""
    clock.instant += FORGOTTEN_LASTS
    assert mail.link()
    assert each_office.visitor().get(given).status_int == 200


def test_nobody_fills_a_mail_box_or_asks_for_everybody(each_office: Office, mail: TakenMail) -> None:
    who = each_office.person(Role.EDITOR)
    pages = [ask(each_office.visitor(), who.mail, f"192.0.2.{n}") for n in range(LINKS_OF_ACCOUNT + 2)]
    assert len({words(page) for page in pages}) == 1
    assert len(mail.send()) == LINKS_OF_ACCOUNT
    for n in range(LINKS_OF_ADDRESS):
        assert ask(each_office.visitor(), f"person{n}@example.org", "198.51.100.7").status_int == 200
    stopped = ask(each_office.visitor(), "en@example.org", "198.51.100.7")
    assert stopped.status_int == 429
    assert "Vent et kvarter" in words(stopped)
    assert stopped.form["mail"].value == "en@example.org"


def test_an_empty_form_is_asked_about_again(each_office: Office, mail: TakenMail) -> None:
    page = ask(each_office.visitor(), "  ")
    assert page.status_int == 422
    assert "Skriv din mailadresse." in words(page)


def test_an_administrator_lets_in_and_sees_no_link(each_office: Office, mail: TakenMail) -> None:
    administrator = each_office.browser(Role.ADMINISTRATOR)
    administrator.get(PEOPLE)
    page = administrator.send(PEOPLE, {"mail": "ny@example.dk", "navn": "Ny", "roller": "editor"})
    assert "Vi sender et link til ny@example.dk." in words(page)
    assert "/log-ind/engang/" not in page.text
    (came,) = mail.send()
    assert came["To"] == "ny@example.dk"
    assert "Prøve Kommune" in came.get_content()
    assert "i tre dage" in came.get_content()


def test_whose_roles_are_taken_before_the_mail_goes_gets_no_link(
    each_office: Office, mail: TakenMail
) -> None:
    administrator = each_office.browser(Role.ADMINISTRATOR)
    who = each_office.person(Role.EDITOR)
    address = f"{PEOPLE}/{who.person_id}"
    assert "Vi sender et link" in words(administrator.send(address, {"handling": "link"}))
    administrator.send(address, {"handling": "gem"}, status=303)
    assert mail.send() == []


def test_a_mail_that_was_not_taken_comes_again_with_a_link_that_works(
    each_office: Office, mail: TakenMail, clock: SetClock
) -> None:
    who = each_office.person(Role.EDITOR)
    ask(each_office.visitor(), who.mail)
    mail.answers = ["451 Vent"]
    assert mail.link() == ""
    clock.instant += PAUSES[0]
    link = mail.link()
    assert each_office.visitor().get(link).status_int == 200


@pytest.mark.parametrize("address", [FORGOTTEN, "/log-ind"])
def test_without_a_mail_server_it_is_said_whom_to_ask(office: Office, address: str) -> None:
    page = office.visitor().get(address)
    assert "den, der driver portalen" in words(page)
    assert "Send et link" not in page.text
    administrator = office.browser(Role.ADMINISTRATOR)
    administrator.get(PEOPLE)
    added = administrator.send(PEOPLE, {"mail": "ny@example.dk", "navn": "Ny", "roller": "editor"})
    assert "portal user link ny@example.dk" in words(added)
    assert "/log-ind/engang/" not in added.text
