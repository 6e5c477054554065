"""Who is told of what by mail: events once, what is due once, never the one who did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from office import Office
from portal.clock import SetClock
from portal.models import OutboxRow, Person
from portal.security.roles import Identity, Role
from portal.services.outbox import Topic
from portal.services.post.notifying import Notifying
from portal.services.post.reminding import Reminding
from portal.settings import Settings, read_settings

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"


@pytest.fixture
def settings(each_office: Office) -> Settings:
    given = {"portal.data": str(each_office.folder), "portal.base_url": "https://portal.example"}
    return read_settings(given, {})


def mails(office: Office) -> Sequence[tuple[str, str, str]]:
    """Name, subject and the address in every mail that waits."""
    with office.database.reading() as session:
        names = {person.id: person.name for person in session.scalars(select(Person))}
        rows = session.scalars(select(OutboxRow).where(OutboxRow.topic == Topic.MAIL).order_by(OutboxRow.id))
        return [
            (
                names[row.payload["person"]],
                row.payload["subject"],
                next(line for line in row.payload["text"].splitlines() if line.startswith("https://")),
            )
            for row in rows
        ]


def begun(office: Office) -> Identity:
    who = office.person(Role.EDITOR)
    office.sit_down(who).send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    return who


def test_a_step_is_told_once_to_those_it_concerns(
    each_office: Office, clock: SetClock, settings: Settings
) -> None:
    office = each_office
    editor = begun(office)
    secretary, stranger = office.person(Role.SECRETARY), office.person(Role.SECRETARY, municipality="b")
    office.sit_down(editor).send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    notifying = Notifying(office.database, settings, clock)
    assert notifying.drain() == 1
    assert notifying.drain() == 0
    told = mails(office)
    address = "https://portal.example/redaktion/a/aflastning/beslutning"
    assert told == [(secretary.name, "Til beslutning: Aflastning", address)]
    assert stranger.name not in {name for name, _, _ in told}
    office.sit_down(secretary).send(
        f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "Mangler."}, status=303
    )
    notifying.drain()
    assert mails(office)[-1][:2] == (editor.name, "Sendt tilbage: Aflastning")


def reminded(office: Office, clock: SetClock, settings: Settings) -> list[str]:
    """The subjects of what is new; a second look at the same moment finds nothing."""
    before = len(mails(office))
    reminding = Reminding(office.database, settings, clock)
    reminding.remind()
    after = mails(office)
    assert Reminding(office.database, settings, clock).remind() == 0
    assert len(mails(office)) == len(after)
    return [subject for _, subject, _ in after[before:]]


def test_confirmation_is_due_a_year_after_the_last_and_told_once(
    each_office: Office, clock: SetClock, settings: Settings
) -> None:
    office = each_office
    editor = office.person(Role.EDITOR)
    assert reminded(office, clock, settings) == ["Skal bekræftes: Aflastning"]
    office.sit_down(editor).send(f"{DESK}/bekraeft", {"version": "1"}, status=303)
    assert reminded(office, clock, settings) == []
    clock.instant += timedelta(days=365 - 31)
    assert reminded(office, clock, settings) == []
    clock.instant += timedelta(days=2)
    assert reminded(office, clock, settings) == ["Skal bekræftes: Aflastning"]


def test_a_hearing_is_told_before_it_closes_and_when_it_is_over(
    each_office: Office, clock: SetClock, settings: Settings
) -> None:
    office = each_office
    editor = begun(office)
    reminded(office, clock, settings)
    fields = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": ""}
    office.sit_down(editor).send(f"{DESK}/hoering", fields, status=303)
    assert reminded(office, clock, settings) == []
    clock.instant += timedelta(days=26)
    assert reminded(office, clock, settings) == ["Høringen slutter snart"]
    clock.instant += timedelta(days=5)
    assert reminded(office, clock, settings) == ["Høringen er slut"]


def test_a_decision_that_waits_is_told_each_week_and_the_day_it_begins(
    each_office: Office, clock: SetClock, settings: Settings
) -> None:
    office = each_office
    editor = begun(office)
    secretary = office.sit_down(office.person(Role.SECRETARY))
    office.sit_down(editor).send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    reminded(office, clock, settings)
    clock.instant += timedelta(days=7)
    assert reminded(office, clock, settings) == ["Venter på beslutning"]
    clock.instant += timedelta(days=7)
    assert reminded(office, clock, settings) == ["Venter på beslutning"]
    fields = {
        "organ": "Byrådet",
        "udfald": "vedtaget",
        "moededato": "1. december 2026",
        "punkt": "7",
        "gaelder_fra": "1. januar 2027",
    }
    secretary.send(f"{DESK}/beslutning/organ", fields, status=303)
    secretary.send(f"{DESK}/trin", {"trin": "vedtag", "begrundelse": "Haster."}, status=303)
    clock.instant += timedelta(days=20)
    assert set(reminded(office, clock, settings)) == {"Gælder snart: Aflastning"}
    clock.instant += timedelta(days=7)
    assert set(reminded(office, clock, settings)) == {"Gælder nu: Aflastning"}
