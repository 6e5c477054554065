"""What is decided: by whom, of this very text and no other; repeals and confirmations too."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from council import HERE, adopt, before_the_council, count, decided, services
from office import Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.documents.states import Outcome
from portal.models import ConfirmationRow, Decision, Draft, LogRow, RepealRow, Version
from portal.security.roles import Role
from portal.services.deciding.deciding import Resolution
from portal.services.errors import BadInput


def test_a_committee_cannot_adopt(office: Office) -> None:
    _, secretary = before_the_council(office)
    with pytest.raises(BadInput, match="Kun Byrådet kan vedtage"):
        decided(office, secretary, "Børneudvalget", "vedtaget")
    with pytest.raises(BadInput, match="Vælg et af kommunens organer"):
        decided(office, secretary, "Borgmesteren")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"meeting_day": date(2026, 11, 23)}, "Mødet har ikke været endnu"),
        ({"item": ""}, "Skriv sagens nummer"),
        ({"minutes": "javascript:alert(1)"}, "begynder med https"),
        ({"begins": None}, "Skriv den dag"),
        ({"begins": date(2026, 11, 1)}, "før mødet"),
        (
            {"begins": date(2024, 1, 31), "meeting_day": date(2024, 1, 1)},
            "Den nye tekst kan ikke gælde fra før",
        ),
    ],
)
def test_a_decision_that_does_not_hang_together_is_refused(
    office: Office, said: dict[str, Any], message: str
) -> None:
    _, secretary = before_the_council(office)
    with pytest.raises(BadInput, match=message):
        decided(office, secretary, "Byrådet", **said)
    assert count(office, Decision) == 2


def test_a_text_changed_after_the_decision_must_be_decided_on_again(each_office: Office) -> None:
    office = each_office
    author, secretary = before_the_council(office)
    decided(office, secretary, "Byrådet")
    reviewer = office.browser(Role.REVIEWER)
    reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Et tal var forkert."}, status=303)
    browser = office.sit_down(author)
    page = browser.get(f"{HERE}/tekst")
    page.form["tekst"] = page.form["tekst"].value.replace("72", "70")
    page.form.submit("handling", value="gem", status=303)
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    assert "ændret, siden Byrådet behandlede den" in words(adopt(reviewer, status=409))
    decided(office, secretary, "Byrådet")
    adopt(reviewer)
    with office.database.reading() as session:
        version = session.scalars(select(Version).where(Version.n == 2)).one()
        assert b"Op til 70" in version.content
        decisions = session.scalars(select(Decision.outcome).where(Decision.version_id == version.id))
        assert decisions.all() == ["ikke behandlet", "vedtaget"], (
            "the decision on the other text is not this version's"
        )


def test_a_table_changed_behind_our_back_after_the_decision_is_not_adopted(each_office: Office) -> None:
    _, secretary = before_the_council(each_office)
    decided(each_office, secretary, "Byrådet")
    with each_office.database.writing() as session:
        content = session.scalars(select(Draft.content)).one().replace(b"Op til 72", b"Op til 99")
        session.execute(update(Draft).values(content=content))
    assert "ændret, siden" in words(adopt(each_office.browser(Role.REVIEWER), status=409))
    assert count(each_office, Version) == 2


def test_a_repeal_is_a_decision_of_the_last_body(each_office: Office) -> None:
    office = each_office
    secretary, editor = office.person(Role.SECRETARY), office.person(Role.EDITOR)
    said = Resolution("Byrådet", date(2026, 11, 20), "punkt 5", "", Outcome.ADOPTED, date(2027, 2, 1))
    with office.database.writing() as session:
        verbs = services(office, session)
        record = verbs.reading.standard("a", "aflastning")
        verbs.deciding.repeal(record, said, secretary)
        committee = Resolution("Børneudvalget", date(2026, 11, 20), "5", "", Outcome.RECOMMENDED)
        with pytest.raises(BadInput, match="sidste organ"):
            verbs.deciding.repeal(record, committee, secretary)
        with pytest.raises(Exception, match="repeal"):
            verbs.deciding.repeal(record, said, editor)
    assert count(office, RepealRow) == 1
    browser = office.sit_down(secretary)
    page = browser.get(f"{HERE}/ophaev")
    page.form["punkt"], page.form["gaelder_fra"] = "punkt 6", "i går"
    wrong = page.form.submit(status=422)
    assert 'href="#moededato"' in wrong.text
    assert wrong.form["punkt"].value == "punkt 6"
    wrong.form["moededato"], wrong.form["gaelder_fra"] = "20. november 2026", "1. november 2026"
    wrong = wrong.form.submit(status=422)
    assert 'href="#gaelder_fra"' in wrong.text
    wrong.form["gaelder_fra"] = "1. februar 2027"
    wrong.form.submit(status=303)
    assert count(office, RepealRow) == 2
    office.clock.instant = office.clock.instant.replace(year=2027, month=3)
    assert "Ophævet" in office.visitor().get("/a/aflastning/v1").text


def test_a_text_is_confirmed_by_one_click_once_a_day(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    days = {"vedtaget": "2020-01-15", "offentliggjort": "2020-01-20", "gaelder_fra": "2020-02-01"}
    old = good_text(table="x", front={**days, "lovgrundlag": '["servicelovens § 52, stk. 3"]'})
    office = Office(database, clock, tmp_path, **{"a/gammel/1.md": old})
    browser = office.browser(Role.EDITOR)
    desk = browser.get("/redaktion")
    assert "Skal bekræftes" in words(desk)
    assert "Loven er ændret" in words(desk)
    assert "Vi ved ikke" in words(office.visitor().get("/a/gammel"))
    form = next(form for form in desk.forms.values() if form.action.endswith("/bekraeft"))
    assert "Teksten er bekræftet" in words(form.submit(status=303).follow())
    form.submit(status=303)
    assert count(office, ConfirmationRow) == 1
    with database.reading() as session:
        newest = session.scalars(select(LogRow.action).order_by(LogRow.id.desc())).first()
    assert newest == "confirmation.recorded"
    assert "Skal bekræftes" not in words(browser.get("/redaktion"))
    assert "Vi ved ikke" not in words(office.visitor().get("/a/gammel"))
    office.close()
