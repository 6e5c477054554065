"""The administrator's pages and the desk: who is let in, as what, and what waits for them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from webtest import TestResponse

from office import Browser, Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import LogRow, Person
from portal.security.roles import Role
from post.taken_mail import TakenMail

PEOPLE = "/redaktion/a/brugere"


def id_of(office: Office, mail: str) -> int:
    with office.database.reading() as session:
        return session.scalars(select(Person.id).where(Person.mail == mail)).one()


def add(browser: Browser, mail: str, *roles: Role, **more: str) -> TestResponse:
    page = browser.get(PEOPLE)
    page.form["mail"] = mail
    for box in page.form.fields["roller"]:
        box.checked = box._value in {role.value for role in roles}
    return page.form.submit(status="*")


def test_somebody_is_added_by_a_link_that_is_mailed(each_office: Office, mail: TakenMail) -> None:
    administrator = each_office.browser(Role.ADMINISTRATOR)
    add(administrator, "Ny@Example.dk", Role.EDITOR, Role.REVIEWER)
    link = mail.link()
    assert link
    newcomer = each_office.visitor()
    form = newcomer.get(link).form
    form["kode"] = form["igen"] = "fire korte ord her"
    form.submit(status=303)
    assert "Prøve Kommune: redaktør, fagansvarlig" in words(newcomer.get("/redaktion"))
    with each_office.database.reading() as session:
        added = select(LogRow).where(LogRow.action == "person.added").order_by(LogRow.id)
        row = session.scalars(added).all()[-1]
        assert "example" not in f"{row.subject}{row.detail}", "the log holds no name and no address"


def test_a_faulty_form_is_asked_about_again_with_what_was_typed(office: Office) -> None:
    administrator = office.browser(Role.ADMINISTRATOR)
    for mail, roles, field in (("ikke en mail", (Role.EDITOR,), "mail"), ("a@example.dk", (), "roller")):
        answer = add(administrator, mail, *roles)
        assert answer.status_int == 422
        assert f'href="#{field}"' in answer.text
        assert answer.form["mail"].value == mail


def test_roles_are_changed_and_taken_and_the_session_ends(each_office: Office) -> None:
    office = each_office
    administrator = office.browser(Role.ADMINISTRATOR)
    who = office.person(Role.EDITOR)
    browser = office.sit_down(who)
    address = f"{PEOPLE}/{who.person_id}"
    administrator.send(address, {"handling": "gem", "roller": "politician"}, status=303)
    assert "politiker" in words(browser.get("/redaktion"))
    browser.get("/redaktion/a/ny-standard", status=403)
    administrator.send(address, {"handling": "gem"}, status=303)
    assert browser.get("/redaktion").status_int == 303
    administrator.get(address, status=404)


def test_the_last_administrator_stays(office: Office) -> None:
    who = office.person(Role.ADMINISTRATOR)
    answer = office.sit_down(who).send(f"{PEOPLE}/{who.person_id}", {"handling": "gem", "roller": "editor"})
    assert answer.status_int == 422
    assert "mindst én administrator" in words(answer)


def test_no_administrator_gets_a_way_into_another_municipality(each_office: Office, mail: TakenMail) -> None:
    office = each_office
    administrator = office.browser(Role.ADMINISTRATOR)
    next_door = office.person(Role.ADMINISTRATOR, municipality="b")
    add(administrator, next_door.mail, Role.EDITOR)
    assert not mail.link()
    address = f"{PEOPLE}/{next_door.person_id}"
    refused = administrator.send(address, {"handling": "link", "roller": "editor"})
    assert refused.status_int == 409
    assert not mail.link()
    administrator.get(f"/redaktion/b/brugere/{next_door.person_id}", status=404)


def test_a_role_in_a_second_municipality_leaves_the_links_of_the_first(
    each_office: Office, mail: TakenMail
) -> None:
    office = each_office
    next_door = office.browser(Role.ADMINISTRATOR, municipality="b")
    next_door.get("/redaktion/b/brugere")
    fields = {"mail": "faelles@example.dk", "navn": "Fælles", "roller": "editor"}
    next_door.send("/redaktion/b/brugere", fields)
    kept = mail.link()
    assert office.visitor().get(kept).status_int == 200
    page = office.browser(Role.ADMINISTRATOR).send(
        PEOPLE, {"mail": "Faelles@example.dk", "navn": "Nyt navn", "roller": "administrator"}
    )
    assert not mail.link()
    assert "har ikke valgt en adgangskode endnu. Administratoren dér kan sende et link" in words(page)
    assert office.visitor().get(kept).status_int == 200
    with office.database.reading() as session:
        assert session.get_one(Person, id_of(office, "faelles@example.dk")).name == "Fælles"


def test_somebody_with_a_password_elsewhere_signs_in_with_it(office: Office) -> None:
    known = office.person(Role.EDITOR, municipality="b")
    with office.database.writing() as session:
        session.get_one(Person, known.person_id).password = "$argon2id$"
    page = add(office.browser(Role.ADMINISTRATOR), known.mail, Role.EDITOR)
    assert "logger ind med den adgangskode, de har valgt dér" in words(page)


def test_a_new_link_replaces_the_old(each_office: Office, mail: TakenMail) -> None:
    office = each_office
    administrator = office.browser(Role.ADMINISTRATOR)
    add(administrator, "ny@example.dk", Role.EDITOR)
    first = mail.link()
    address = f"{PEOPLE}/{id_of(office, 'ny@example.dk')}"
    administrator.send(address, {"handling": "link", "roller": "editor"})
    second = mail.link()
    assert second
    assert second != first
    office.visitor().get(first, status=409)
    assert office.visitor().get(second).status_int == 200


def test_the_desk_shows_each_what_waits_for_them(fresh_database, clock: SetClock, tmp_path: Path) -> None:
    database: Database = fresh_database("sqlite")
    overdue = good_text(table="x", front={"genbesoeg": "2026-01-01"})
    office = Office(
        database, clock, tmp_path, **{"a/gammel/1.md": overdue.replace("Aflastning\n", "Gammel\n", 1)}
    )
    editor = office.browser(Role.EDITOR)
    assert "Genbesøg er overskredet Gammel Skulle være set igennem 1. januar 2026." in words(
        editor.get("/redaktion")
    )
    editor.send("/redaktion/a/aflastning/begynd", {"fra": "1"}, status=303)
    assert "Venter på dig Aflastning Kladde. Prøve Kommune." in words(editor.get("/redaktion"))
    secretary, politician = office.browser(Role.SECRETARY), office.browser(Role.POLITICIAN)
    for browser in (secretary, politician):
        assert "Ingen kladder venter på dig" in words(browser.get("/redaktion"))
        assert "Genbesøg" not in words(browser.get("/redaktion"))
    editor.send("/redaktion/a/aflastning/trin", {"trin": "til-beslutning"}, status=303)
    for browser in (secretary, politician, office.browser(Role.REVIEWER)):
        assert "Venter på dig Aflastning Til beslutning." in words(browser.get("/redaktion"))
    assert "Andre kladder Aflastning Til beslutning." in words(editor.get("/redaktion"))
    assert "Ingen kladder" in words(office.browser(Role.EDITOR, municipality="b").get("/redaktion"))
    office.close()


def test_a_person_without_roles_sees_an_empty_desk(office: Office) -> None:
    assert "Du har ingen roller" in words(office.browser().get("/redaktion"))
