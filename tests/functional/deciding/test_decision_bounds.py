"""A decision at its limits: today's meeting, the first day of a text, who may, and what is repealed when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from office import Browser, Office, good_text, words
from portal.container import Services
from portal.documents.states import Outcome
from portal.models import Decision, Draft, DraftDecision, LogRow, RepealRow, Version
from portal.security.roles import Identity, Role
from portal.services.deciding.adopting import LONGEST_REASON
from portal.services.deciding.deciding import Resolution
from portal.services.errors import NotAllowed

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
MADE = {"organ": "Byrådet", "udfald": "vedtaget", "moededato": "20. november 2026", "punkt": "7"}


def up_for_decision(office: Office) -> Browser:
    """A secretary with a draft before the bodies."""
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    editor.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    return office.browser(Role.SECRETARY)


def adopt(browser: Browser, reason: str = "Sagen haster.", status: int = 303) -> str:
    answer = browser.send(f"{DESK}/trin", {"trin": "vedtag", "begrundelse": reason})
    assert answer.status_int == status
    return words(answer)


def test_a_meeting_may_be_today(office: Office) -> None:
    secretary = up_for_decision(office)
    days = {"moededato": "22. november 2026", "gaelder_fra": "22. november 2026"}
    secretary.send(f"{DESK}/beslutning/organ", {**MADE, **days}, status=303)
    adopt(secretary)
    assert "Gælder fra 22. november 2026" in words(office.visitor().get("/a/aflastning"))


def test_a_text_may_begin_on_the_day_of_the_one_before_and_takes_its_place(office: Office) -> None:
    secretary = up_for_decision(office)
    days = {"moededato": "1. januar 2024", "gaelder_fra": "1. februar 2024"}
    secretary.send(f"{DESK}/beslutning/organ", {**MADE, **days}, status=303)
    adopt(secretary)
    with office.database.reading() as session:
        begins = session.scalars(select(Version.begins_day).where(Version.standard_id == 1))
        assert begins.all() == [date(2024, 2, 1), date(2024, 2, 1)]


def test_why_a_body_was_passed_over_is_said_in_200_signs(office: Office) -> None:
    secretary = up_for_decision(office)
    secretary.send(f"{DESK}/beslutning/organ", {**MADE, "gaelder_fra": "1. januar 2027"}, status=303)
    assert "højst være 200 tegn" in adopt(secretary, "x" * (LONGEST_REASON + 1), 422)
    adopt(secretary, "x" * LONGEST_REASON)
    with office.database.reading() as session:
        items = session.scalars(select(Decision.item).where(Decision.outcome == "ikke behandlet"))
        assert [len(item) for item in items] == [LONGEST_REASON]


def test_only_a_secretary_writes_down_what_was_decided(office: Office) -> None:
    up_for_decision(office)
    said = Resolution("Byrådet", date(2026, 11, 20), "7", "", Outcome.ADOPTED, date(2027, 1, 1))
    for other in [office.person(role) for role in sorted(set(Role) - {Role.SECRETARY})]:
        with office.database.writing() as session:
            draft = session.scalars(select(Draft.id)).one()
            with pytest.raises(NotAllowed):
                services(office, session).deciding.record_decision(draft, said, other)
    with office.database.reading() as session:
        assert session.scalars(select(DraftDecision)).all() == []


def services(office: Office, session: object) -> Services:
    portal = office.application.application.registry.portal
    return Services(portal, session, office.clock.now())  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "status"), [("21. november 2026", 422), ("22. november 2026", 303)])
def test_a_standard_is_repealed_from_today_at_the_earliest(office: Office, first: str, status: int) -> None:
    fields = {"organ": "Byrådet", "moededato": "20. november 2026", "punkt": "5", "gaelder_fra": first}
    office.browser(Role.SECRETARY).send(f"{DESK}/ophaev", fields, status=status)


def test_a_repeal_to_come_is_known_from_the_day_it_was_written_down(office: Office) -> None:
    fields = {"organ": "Byrådet", "moededato": "20. november 2026", "punkt": "5"}
    secretary = office.browser(Role.SECRETARY)
    secretary.send(f"{DESK}/ophaev", {**fields, "gaelder_fra": "1. februar 2027"}, status=303)
    with office.database.reading() as session:
        assert session.scalars(select(RepealRow.known_from)).one() == date(2026, 11, 22)
    asked = office.visitor().get("/a/aflastning?dato=2027-02-01")
    assert "holdt op med at gælde den 31. januar 2027" in words(asked)


def test_who_looks_an_older_version_through_does_not_ask_for_its_number_again(office: Office) -> None:
    editor = office.person(Role.EDITOR)
    office.sit_down(editor).send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    for n in (3, 1):
        look_through(office, n, editor)
    with office.database.reading() as session:
        assert session.scalars(select(Draft.n)).one() == 4


def look_through(office: Office, n: int, by: Identity) -> None:
    with office.database.writing() as session:
        draft = session.scalars(select(Draft.id)).one()
        services(office, session).drafting.look_through(draft, n, by)


def test_a_table_may_have_the_name_of_one_in_another_municipality(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send("/redaktion/a/ny-standard", {"titel": "Ny", "dokumenttype": "kvalitetsstandard"}, status=303)
    text = good_text(title="Ny", table="andet", front={"tilstand": "kladde"})
    editor.send("/redaktion/a/ny/tekst", {"tekst": text, "revision": "1"}, status=303)
    assert "findes også i en anden" not in words(editor.get("/redaktion/a/ny"))
    taken = text.replace("niveauer andet", "niveauer doegnaflastning")
    page = editor.send("/redaktion/a/ny/tekst", {"tekst": taken, "revision": "2", "handling": "vis"})
    assert "findes også i en anden" in words(page)


def test_a_draft_that_is_closed_takes_no_more_words(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    editor.send(f"{DESK}/trin", {"trin": "henlaeg", "begrundelse": "Ikke nu."}, status=303)
    answer = editor.send(f"{DESK}/tekst", {"tekst": "Nye ord.", "revision": "1"})
    assert answer.status_int in (404, 409)
    with office.database.reading() as session:
        assert b"Nye ord" not in session.scalars(select(Draft.content)).one()


def test_a_confirmation_is_kept_once_for_each_day(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    for _ in range(2):
        editor.send(f"{DESK}/bekraeft", {"version": "1"}, status=303)
    office.clock.instant += timedelta(days=1)
    editor.send(f"{DESK}/bekraeft", {"version": "1"}, status=303)
    with office.database.reading() as session:
        rows = session.scalars(select(LogRow.action).where(LogRow.action == "confirmation.recorded"))
        assert len(rows.all()) == 2
