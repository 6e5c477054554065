"""The very days on which people are reminded, once; and that nobody is told of what they did themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from factories import write
from office import Office, good_text
from portal.clock import SetClock
from portal.db import Database
from portal.models import OutboxRow, Person
from portal.security.roles import Role
from portal.services.drafting.loading import Loading
from portal.services.outbox import Topic
from portal.services.post.notifying import Notifying
from portal.services.post.reminding import Reminding
from portal.settings import Settings, read_settings

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
SETTLED = {"kontrolleret": "2026-11-20"}


@pytest.fixture
def made(
    fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path
) -> Iterator[Callable[..., Office]]:
    """A maker of portals whose standard has these days in its head."""
    offices: list[Office] = []

    def make(**front: str) -> Office:
        text = good_text(front={**SETTLED, **front})
        offices.append(Office(fresh_database("sqlite"), clock, tmp_path, **{"a/aflastning/1.md": text}))
        return offices[-1]

    yield make
    for office in offices:
        office.close()


def settings(office: Office) -> Settings:
    given = {"portal.data": str(office.folder), "portal.base_url": "https://portal.example"}
    return read_settings(given, {})


def mails(office: Office) -> list[tuple[str, str, str]]:
    """Name, subject and text of every mail."""
    with office.database.reading() as session:
        names = {person.id: person.name for person in session.scalars(select(Person))}
        rows = session.scalars(select(OutboxRow).where(OutboxRow.topic == Topic.MAIL).order_by(OutboxRow.id))
        said = [row.payload for row in rows]
    return [(names[one["person"]], one["subject"], one["text"]) for one in said]


def reminded(office: Office) -> list[str]:
    """The subjects of what is new."""
    before = len(mails(office))
    Reminding(office.database, settings(office), office.clock).remind()
    return [subject for _, subject, _ in mails(office)[before:]]


def each_day(office: Office, days: int) -> list[list[str]]:
    """What people are reminded of today and on each of the days after it."""
    found = []
    for _ in range(days):
        found.append(reminded(office))
        office.clock.instant += timedelta(days=1)
    return found


def test_a_review_is_reminded_of_thirty_days_before(made: Callable[..., Office]) -> None:
    office = made(genbesoeg="2026-12-23")
    office.person(Role.EDITOR)
    assert each_day(office, 3) == [[], ["Skal ses igennem: Aflastning"], []]
    assert "senest 23. december 2026" in mails(office)[0][2]


def test_a_confirmation_is_asked_for_thirty_days_before_the_year_is_over(made: Callable[..., Office]) -> None:
    office = made(kontrolleret="2025-12-24")
    office.person(Role.REVIEWER)
    assert each_day(office, 4) == [[], [], ["Skal bekræftes: Aflastning"], []]


def test_a_text_to_come_is_told_of_a_week_before_and_on_its_day(
    made: Callable[..., Office], clock: SetClock
) -> None:
    office = made()
    office.person(Role.SECRETARY)
    adopted = {"vedtaget": "2026-11-10", "offentliggjort": "2026-11-12", "gaelder_fra": "2026-11-30"}
    load(office, **adopted)
    told = each_day(office, 10)
    days = {n: subjects for n, subjects in enumerate(told) if subjects}
    assert days == {1: ["Gælder snart: Aflastning"], 8: ["Gælder nu: Aflastning"]}


def load(office: Office, **front: str) -> None:
    texts = {"a/aflastning/2.md": good_text(front={**SETTLED, **front})}
    report = Loading(office.database, office.clock).load(write(office.folder / "standards", texts))
    assert report.errors == []


def test_a_text_loaded_on_its_first_day_is_told_of_and_an_older_one_is_not(
    made: Callable[..., Office],
) -> None:
    office = made()
    office.person(Role.SECRETARY)
    assert reminded(office) == [], "the portal was given it long after it began"
    load(office, vedtaget="2026-11-10", offentliggjort="2026-11-12", gaelder_fra="2026-11-22")
    assert reminded(office) == ["Gælder nu: Aflastning"]


def test_a_hearing_is_told_of_three_days_before_its_last_and_on_the_day_after(
    made: Callable[..., Office],
) -> None:
    office = made()
    who = office.person(Role.EDITOR)
    editor = office.sit_down(who)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    days = {"aabner": "22. november 2026", "slutter": "26. november 2026", "spurgte": ""}
    editor.send(f"{DESK}/hoering", days, status=303)
    assert each_day(office, 6) == [[], ["Høringen slutter snart"], [], [], [], ["Høringen er slut"]]


def test_a_text_sent_back_and_up_again_waits_anew(made: Callable[..., Office]) -> None:
    office = made()
    editor, secretary = office.browser(Role.EDITOR), office.browser(Role.SECRETARY)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    for _ in range(2):
        editor.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
        office.clock.instant += timedelta(days=6)
        assert reminded(office) == []
        office.clock.instant += timedelta(days=1)
        assert reminded(office) == ["Venter på beslutning"]
        secretary.send(f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "Mangler."}, status=303)


def test_nobody_is_told_of_what_they_did_themselves(made: Callable[..., Office]) -> None:
    office = made()
    both = office.person(Role.EDITOR, Role.SECRETARY)
    other = office.person(Role.SECRETARY)
    browser = office.sit_down(both)
    browser.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    browser.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    Notifying(office.database, settings(office), office.clock).drain()
    assert [name for name, _, _ in mails(office)] == [other.name]


def test_the_mail_of_an_adopted_text_leads_to_its_version(made: Callable[..., Office]) -> None:
    office = made()
    secretary = office.browser(Role.SECRETARY)
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    editor.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    fields = {"organ": "Byrådet", "udfald": "vedtaget", "moededato": "20. november 2026", "punkt": "7"}
    secretary.send(f"{DESK}/beslutning/organ", {**fields, "gaelder_fra": "1. januar 2027"}, status=303)
    secretary.send(f"{DESK}/trin", {"trin": "vedtag", "begrundelse": "Haster."}, status=303)
    Notifying(office.database, settings(office), office.clock).drain()
    adopted = [text for _, subject, text in mails(office) if subject == "Vedtaget: Aflastning"]
    assert len(adopted) == 1
    assert "https://portal.example/a/aflastning/v2" in adopted[0]


def test_somebody_who_has_left_is_not_told(made: Callable[..., Office]) -> None:
    office = made()
    left = office.person(Role.EDITOR)
    office.sit_down(left).send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    with office.database.writing() as session:
        session.get_one(Person, left.person_id).active = False
    reviewer = office.browser(Role.REVIEWER)
    reviewer.send(f"{DESK}/trin", {"trin": "henlaeg", "begrundelse": "Ikke nu."}, status=303)
    Notifying(office.database, settings(office), office.clock).drain()
    assert mails(office) == []
