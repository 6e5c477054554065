"""A session that is not used ends, and what was typed meanwhile is there after signing in again."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from webtest import TestResponse

from accounts import ACCOUNT, ANOTHER, PASSWORD, choose_password
from office import Browser, Office, words
from portal.db import SQLITE_WAIT_SECONDS
from portal.models import Draft, HearingResponse, SignIn
from portal.security.roles import Identity, Role
from portal.services.people.sessions import SEEN_EVERY
from portal.setting_checks import SettingsError
from portal.settings import read_settings

IDLE = timedelta(minutes=60)
HERE = "/redaktion/a/aflastning"


def seen(office: Office) -> list[object]:
    with office.database.reading() as session:
        return list(session.scalars(select(SignIn.seen)))


def sign_in_on(page: TestResponse, who: Identity) -> TestResponse:
    """Sign in by the form that a signed-out page shows."""
    page.form["mail"], page.form["kode"] = who.mail, PASSWORD
    return page.form.submit(status="*")


def test_a_session_that_is_not_used_is_over(each_office: Office) -> None:
    office = each_office
    browser = choose_password(office, office.person(Role.EDITOR))
    office.clock.instant += IDLE - timedelta(microseconds=1)
    assert browser.get("/redaktion").status_int == 200
    office.clock.instant += IDLE - timedelta(microseconds=1)
    assert browser.get("/redaktion").status_int == 200, "what is used lives on"
    office.clock.instant += IDLE
    assert browser.get("/redaktion").status_int == 303


def test_using_it_makes_no_session_longer_than_its_hours(office: Office) -> None:
    browser = choose_password(office, office.person(Role.EDITOR))
    for _ in range(17):
        office.clock.instant += timedelta(minutes=30)
        assert browser.get("/redaktion").status_int == 200
    office.clock.instant += timedelta(minutes=30)
    assert browser.get("/redaktion").status_int == 303


def test_use_is_noted_once_a_minute_at_most_also_of_what_is_refused(each_office: Office) -> None:
    office = each_office
    browser = choose_password(office, office.person(Role.ADMINISTRATOR))
    began = office.clock.now()
    office.clock.instant += SEEN_EVERY - timedelta(seconds=1)
    browser.get("/redaktion")
    assert seen(office) == [began]
    office.clock.instant += timedelta(seconds=1)
    browser.send("/redaktion/a/brugere", {"mail": "ingen"}, status=422)
    assert seen(office) == [office.clock.now()]


def test_a_page_waits_for_nobody_who_writes(each_office: Office) -> None:
    office = each_office
    browser = choose_password(office, office.person(Role.EDITOR))
    office.clock.instant += timedelta(minutes=5)
    with office.database.writing() as session:
        session.connection()
        asked = time.perf_counter()
        assert browser.get("/redaktion").status_int == 200
        assert time.perf_counter() - asked < SQLITE_WAIT_SECONDS / 2
    noted = seen(office)
    browser.get("/redaktion")
    assert seen(office) == [office.clock.now()]
    if office.database.engine.dialect.name == "sqlite":
        assert noted != seen(office), "one page came in between, and noted nothing"


def test_who_did_not_wait_once_leaves_a_connection_that_waits(office: Office) -> None:
    database = office.application.application.registry.portal.database
    with database.writing_at_once() as session:
        assert session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 0
    with office.database.writing() as session:
        session.connection()
        with pytest.raises(OperationalError), database.writing_at_once() as refused:
            refused.connection()
    with database.reading() as session:
        waits = session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert waits == SQLITE_WAIT_SECONDS * 1000


def test_the_editors_text_is_there_after_signing_in_again(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    form = browser.get(f"{HERE}/tekst").forms[0]
    form["tekst"] = form["tekst"].value.replace("At give familien luft", "At give »familien« <luft> & ro")
    office.clock.instant += IDLE
    answer = form.submit("handling", value="gem", status=403)
    assert "det, du skrev, her endnu" in words(answer)
    resumed = sign_in_on(answer, who)
    assert "Fortsæt, hvor du slap" in words(resumed)
    assert resumed.form.submit().status_int in (200, 303)
    with office.database.reading() as session:
        assert "At give »familien« <luft> & ro" in session.scalars(select(Draft.content)).one().decode()


def test_a_hearing_form_is_there_after_signing_in_again(each_office: Office) -> None:
    office = each_office
    author = choose_password(office, office.person(Role.EDITOR))
    author.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace(b"Op til 60", b"Op til 72")
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
    author.send(f"{HERE}/hoering", days, status=303)
    who = office.person(Role.SECRETARY)
    secretary = choose_password(office, who)
    fields = {
        "tekst": "Vi mener,\nat det er godt.",
        "organisation": "Handicaprådet",
        "modtaget": "22/11 2026",
    }
    office.clock.instant += IDLE
    answer = secretary.send(f"{HERE}/hoering/svar", fields, status=403)
    resumed = sign_in_on(answer, who)
    assert "at det er godt." in words(resumed)
    sent = resumed.form.submit()
    assert sent.status_int == 303, words(sent)
    with office.database.reading() as session:
        kept = session.scalars(select(HearingResponse.text)).one()
    assert kept.replace("\r\n", "\n") == "Vi mener,\nat det er godt."


def test_no_password_is_carried_through_signing_in(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = choose_password(office, who)
    office.clock.instant += IDLE
    answer = browser.send(ACCOUNT, {"gammel": PASSWORD, "kode": ANOTHER, "igen": ANOTHER}, status=403)
    assert "Adgangskoder bliver ikke gemt undervejs" in words(answer)
    for secret in (PASSWORD, ANOTHER):
        assert secret not in answer.text
    assert sign_in_on(answer, who).location.endswith(ACCOUNT)


def test_no_password_is_shown_of_a_form_that_is_not_ours(office: Office) -> None:
    answer = office.visitor().post(ACCOUNT, {"gammel": PASSWORD, "kode": ANOTHER, "note": "min"}, status=403)
    assert "min" in [area.get_text().strip() for area in answer.html.select("textarea")]
    for secret in (PASSWORD, ANOTHER):
        assert secret not in answer.text


def test_carried_fields_that_somebody_made_up_hold_no_password(office: Office) -> None:
    who = office.person(Role.EDITOR)
    browser: Browser = choose_password(office, who)
    fields = {"mail": who.mail, "kode": PASSWORD, "videre": ACCOUNT, "skrevet": f'[["kode", "{ANOTHER}"]]'}
    assert ANOTHER not in browser.send("/log-ind", fields, status=200).text


@pytest.mark.parametrize(("name", "value"), [("idle_minutes", "4"), ("session_hours", "0")])
def test_a_time_in_which_nobody_could_work_stops_start_up(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match="idle_minutes"):
        read_settings({f"portal.{name}": value}, {})
