"""Signing in and out over HTTP: one-time links, throttling, sessions that end, forms that are ours."""

from __future__ import annotations

from configparser import ConfigParser
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from accounts import PASSWORD, link_for
from conftest import ROOT
from office import Browser, Office, words
from portal.cli import main
from portal.models import FailedSignIn, Person, SignIn
from portal.security.policy import COOKIE
from portal.security.roles import Identity, Role
from portal.services.people.braking import COUNTED_FOR, FAILURES_OF_ACCOUNT, FAILURES_OF_ADDRESS
from portal.settings import read_settings
from portal.web.requests import _say_once


def with_password(office: Office, who: Identity) -> Browser:
    browser = office.visitor()
    form = browser.get(link_for(office, who)).form
    form["kode"] = form["igen"] = PASSWORD
    assert form.submit(status=303).location.endswith("/redaktion")
    return browser


def sign_in(browser: Browser, mail: str, password: str = PASSWORD, **more: str):
    return browser.send("/log-ind", {"mail": mail, "kode": password, **more})


def test_a_link_sets_the_password_once_and_signs_in(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    link = link_for(office, who)
    browser = office.visitor()
    form = browser.get(link).form
    form["kode"] = form["igen"] = PASSWORD
    form.submit(status=303)
    assert browser.get("/redaktion").status_int == 200
    again = office.visitor().get(link, status=409)
    assert "Linket virker ikke" in words(again)
    assert again.html.select_one("main a[href='/log-ind']").get_text() == "Log ind med din adgangskode"
    with office.database.reading() as session:
        hashed = session.get_one(Person, who.person_id).password
    assert hashed.startswith("$argon2id$")
    elsewhere = office.visitor()
    assert sign_in(elsewhere, who.mail.upper()).status_int == 303
    assert elsewhere.get("/redaktion").status_int == 200


def test_an_old_link_does_not_work(office: Office) -> None:
    who = office.person(Role.EDITOR)
    link = link_for(office, who)
    office.clock.instant += timedelta(days=4)
    assert office.visitor().get(link, status=409)


@pytest.mark.parametrize(
    ("password", "again", "message"),
    [
        ("kort", "kort", "mindst 12 tegn"),
        ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "for let at gætte"),
        (PASSWORD, PASSWORD + "x", "ikke ens"),
    ],
)
def test_a_password_that_will_not_do_is_asked_for_again(
    office: Office, password: str, again: str, message: str
) -> None:
    link = link_for(office, office.person(Role.EDITOR))
    browser = office.visitor()
    answer = browser.send(link, {"kode": password, "igen": again}, status=422)
    assert message in words(answer)
    assert password not in answer.text
    assert browser.get(link).status_int == 200, "the link must not be used up"


def test_signing_out_ends_the_session_on_the_server(office: Office) -> None:
    browser = office.browser(Role.EDITOR)
    token = browser.cookies[COOKIE]
    browser.get("/log-ud").form.submit(status=303)
    browser.set_cookie(COOKIE, token)
    assert browser.get("/redaktion", status=303).location.endswith("/log-ind?videre=%2Fredaktion")


def test_a_session_ends_after_its_hours(office: Office) -> None:
    who = office.person(Role.EDITOR)
    browser = with_password(office, who)
    for _ in range(11):
        office.clock.instant += timedelta(minutes=49)
        assert browser.get("/redaktion").status_int == 200
    office.clock.instant += timedelta(minutes=1)
    assert browser.get("/redaktion").status_int == 303


def test_the_cookie_is_hidden_from_scripts_and_other_sites(office: Office) -> None:
    browser = office.visitor()
    form = browser.get(link_for(office, office.person(Role.EDITOR))).form
    form["kode"] = form["igen"] = PASSWORD
    (set_cookie,) = (c for c in form.submit(status=303).headers.getall("Set-Cookie") if COOKIE in c)
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie


def test_wrong_words_and_an_unknown_account_are_told_alike(each_office: Office) -> None:
    who = each_office.person(Role.EDITOR)
    with_password(each_office, who)
    browser = each_office.visitor()
    wrong = sign_in(browser, who.mail, "noget helt andet")
    unknown = sign_in(browser, "ingen@example.dk", "noget helt andet")
    assert wrong.status_int == unknown.status_int == 403
    assert words(wrong) == words(unknown)
    assert COOKIE not in browser.cookies


def test_an_account_is_throttled_and_let_in_again_later(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    with_password(office, who)
    browser = office.visitor()
    for _ in range(FAILURES_OF_ACCOUNT):
        assert sign_in(browser, who.mail, "forkert adgangskode").status_int == 403
    assert sign_in(browser, who.mail).status_int == 429
    office.clock.instant += COUNTED_FOR + timedelta(seconds=1)
    assert sign_in(browser, who.mail).status_int == 303


def test_an_address_is_throttled_whatever_the_account(office: Office) -> None:
    now = office.clock.now()
    browser = office.visitor()
    sign_in(browser, "a@example.dk", "x")
    with office.database.writing() as session:
        keys = session.scalars(select(FailedSignIn.key)).all()
        session.add_all(
            FailedSignIn(key=key, recorded=now) for key in keys for _ in range(FAILURES_OF_ADDRESS)
        )
    assert sign_in(browser, "helt-anden@example.dk", "x").status_int == 429


def test_nothing_of_an_address_or_an_account_is_kept_and_old_rows_go(office: Office) -> None:
    sign_in(office.visitor(), "a@example.dk", "x")
    with office.database.reading() as session:
        rows = session.scalars(select(FailedSignIn)).all()
        assert all(len(row.key) == 64 and "example" not in row.key for row in rows)
    office.clock.instant += COUNTED_FOR + timedelta(seconds=1)
    sign_in(office.visitor(), "b@example.dk", "x")
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(FailedSignIn)) == 3


def test_a_form_without_our_token_does_nothing(office: Office) -> None:
    who = office.person(Role.EDITOR)
    with_password(office, who)
    browser = office.visitor()
    for fields in ({}, {"csrf_token": "gættet"}):
        answer = browser.post("/log-ind", {"mail": who.mail, "kode": PASSWORD, **fields}, status=400)
        assert "Intet er gemt" in words(answer)
    assert COOKIE not in browser.cookies


@pytest.mark.parametrize("onward", ["https://ond.example/", "//ond.example", "/redaktionx", "/\\ond.example"])
def test_signing_in_never_leads_to_another_site(office: Office, onward: str) -> None:
    who = office.person(Role.EDITOR)
    with_password(office, who)
    answer = sign_in(office.visitor(), who.mail, videre=onward)
    assert answer.location == "/redaktion"


def test_somebody_shut_out_is_out_at_once(office: Office) -> None:
    who = office.person(Role.EDITOR)
    browser = office.sit_down(who)
    assert browser.get("/redaktion").status_int == 200
    with office.database.writing() as session:
        session.get_one(Person, who.person_id).active = False
    assert browser.get("/redaktion").status_int == 303


def test_odd_characters_in_the_sign_in_are_no_fault_of_ours(each_office: Office) -> None:
    assert sign_in(each_office.visitor(), "a\x00b@example.dk", "x\x00").status_int == 403


def test_the_first_administrator_gets_a_printed_link(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(office.folder / "data"))
    monkeypatch.setenv("PORTAL_DATABASE_URL", str(office.database.engine.url))
    asked = ["user", "add", "Chef@Example.dk", "--municipality", "a", "--role", "administrator"]
    assert main(asked) == 0
    path = capsys.readouterr().out.strip().partition("6543")[2]
    # The link was made by the machine's clock.
    office.clock.instant = office.clock.instant.replace(year=2000)
    page = office.visitor().get(path)
    assert "chef@example.dk" in words(page)
    (office.folder / "data" / "address").write_text("http://127.0.0.1:6601")  # as `portal serve` does
    assert main(["user", "link", "chef@example.dk"]) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:6601/log-ind/engang/")
    assert main(["user", "add", "x@example.dk", "--municipality", "findes-ikke", "--role", "editor"]) == 2
    assert "Disse findes: a, b" in capsys.readouterr().err
    with office.database.reading() as session:
        assert session.scalars(select(Person.password).where(Person.mail == "chef@example.dk")).one() == ""
        assert session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_an_empty_database_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    assert main(["user", "add", "x@example.dk", "--municipality", "a", "--role", "editor"]) == 2
    said = capsys.readouterr().err
    assert str(tmp_path) in said
    assert "Er PORTAL_DATA den samme" in said


def test_behind_a_proxy_visitors_are_told_apart_and_its_absence_is_said(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    _say_once.cache_clear()
    for _ in range(2):
        office.visitor().get("/log-ind").form.submit(
            status=403, extra_environ={"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
        )
    assert [r.getMessage() for r in caplog.records if "portal.proxies is 0" in r.getMessage()] != []
    assert caplog.text.count("portal.proxies is 0") == 1
    assert "203.0.113.9" not in caplog.text


def test_the_example_for_production_counts_its_proxy() -> None:
    example = ConfigParser()
    example.read(ROOT / "production.ini")
    settings = read_settings(dict(example["app:main"]), {})
    assert settings.proxies == 1
    assert settings.base_url.startswith("https://")
