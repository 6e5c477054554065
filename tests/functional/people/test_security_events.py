"""What happens to an account stands in the log, and the person is told of it by mail."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from accounts import (
    ACCOUNT,
    ANOTHER,
    PASSWORD,
    change,
    choose_password,
    logged,
    mails,
    sign_in,
)
from office import Office
from portal.security.roles import Role
from portal.services.people.braking import FAILURES_OF_ACCOUNT
from portal.services.post.mailing import Mailing
from portal.settings import read_settings
from post.taken_mail import TakenMail

NEW_BROWSER = "Der er logget ind fra en ny browser"


class Post:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        return "250 Modtaget"


def delivered(office: Office) -> list[EmailMessage]:
    """What a real mail server gets of what waits."""
    post = Post()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    given = {"data": office.folder, "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    settings = read_settings(
        {f"portal.{k}": str(v) for k, v in {**given, "smtp_sender": "p@k.invalid"}.items()}
    )
    try:
        Mailing(office.database, settings, office.clock).drain()
    finally:
        controller.stop()
    return post.taken


def subjects(office: Office) -> list[str]:
    return [mail["subject"] for mail in mails(office)]


def test_a_used_link_is_logged_and_told(each_office: Office) -> None:
    who = each_office.person(Role.EDITOR)
    choose_password(each_office, who)
    assert subjects(each_office) == ["Dit engangslink er brugt"]
    (row,) = logged(each_office, "person.password_set")
    assert (row.actor, row.subject, row.detail) == (who.actor, who.actor, {})


def test_only_a_new_browser_is_told(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    own = choose_password(office, who)
    assert sign_in(own, who.mail).status_int == 303
    assert NEW_BROWSER not in subjects(office), "the link was used there"
    other = office.visitor()
    for _ in range(2):
        assert sign_in(other, who.mail).status_int == 303
    assert subjects(office).count(NEW_BROWSER) == 1
    assert len(logged(office, "person.new_device")) == 1
    told = mails(office)[-1]
    assert told["person"] == who.person_id
    assert "Firefox på Windows" in told["text"]
    assert "22. november 2026 kl. 12.00" in told["text"]


def test_a_changed_password_is_logged_and_told(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    assert change(browser, PASSWORD, ANOTHER).status_int == 303
    assert subjects(office)[-1] == "Din adgangskode er skiftet"
    assert [row.subject for row in logged(office, "person.password_changed")] == [who.actor]


def test_what_is_told_arrives_and_says_what_to_do(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    sign_in(office.visitor(), who.mail)
    change(browser, PASSWORD, ANOTHER)
    for _ in range(FAILURES_OF_ACCOUNT):
        sign_in(office.visitor(), who.mail, "gættet forkert")
    taken = delivered(office)
    assert [mail["To"] for mail in taken] == [who.mail] * 4
    for mail in taken:
        text = mail.get_content()
        assert "Var det ikke dig, så skift adgangskode" in text
        assert "/redaktion/min-konto" in text
        assert "engang/" not in text
        assert PASSWORD not in text
        assert ANOTHER not in text


def test_a_browser_is_told_in_our_own_words(office: Office) -> None:
    who = office.person(Role.EDITOR)
    choose_password(office, who)
    browser = office.visitor()
    fields = {"csrf_token": browser.token(), "mail": who.mail, "kode": PASSWORD}
    said = {"User-Agent": "Ring straks til 12345678 {0} <b>Chrome"}
    assert browser.post("/log-ind", fields, headers=said).status_int == 303
    assert "vi ikke kender: Chrome." in mails(office)[-1]["text"]


@pytest.mark.parametrize("which", ["andre", "2"])
def test_ended_sessions_are_logged_without_a_mail(office: Office, which: str) -> None:
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    sign_in(office.visitor(), who.mail)
    before = len(mails(office))
    browser.send(ACCOUNT, {"session": which}, status=303)
    assert [row.detail for row in logged(office, "person.sessions_ended")] == [{"number": 1}]
    assert len(mails(office)) == before


def test_the_log_names_nobody(each_office: Office, mail: TakenMail) -> None:
    office = each_office
    administrator, who = office.browser(Role.ADMINISTRATOR), office.person(Role.EDITOR)
    browser = choose_password(office, who)
    sign_in(office.visitor(), who.mail)
    change(browser, PASSWORD, ANOTHER)
    address = f"/redaktion/a/brugere/{who.person_id}"
    administrator.send(address, {"handling": "link"})
    administrator.send(address, {"handling": "gem", "roller": "politician"}, status=303)
    administrator.send(address, {"handling": "gem"}, status=303)
    actions = ("new_device", "password_changed", "password_set", "link_made", "roles_set")
    rows = [row for action in actions for row in logged(office, f"person.{action}")]
    assert len(rows) == 7
    links = logged(office, "person.link_made")
    assert [row.actor for row in links] == ["portal user", "person 1"]
    for row in rows:
        said = f"{row.actor} {row.subject} {row.detail}"
        assert who.mail not in said
        assert who.name not in said.replace(who.actor, "")
