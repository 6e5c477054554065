"""An editorial correction keeps the days of what it corrects, and corrects the newest version only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from factories import write
from office import Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.documents.reading.markdown import read_document
from portal.models import Draft, Version
from portal.security.roles import Role
from portal.services.drafting.loading import Loading

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
TO_COME = {"vedtaget": "2026-11-10", "offentliggjort": "2026-11-12", "gaelder_fra": "2027-03-01"}


@pytest.fixture
def made(
    fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path
) -> Iterator[Callable[..., Office]]:
    """A maker of portals whose standard has these days in its head, and a word that is misspelt."""
    offices: list[Office] = []

    def make(**front: str) -> Office:
        text = good_text(front=front).replace("hverdagen", "hverdagn")
        offices.append(Office(fresh_database("sqlite"), clock, tmp_path, **{"a/aflastning/1.md": text}))
        return offices[-1]

    yield make
    for office in offices:
        office.close()


def spell_right(office: Office, base: str = "1") -> None:
    """Begin a draft in which the misspelt word of the prose is put right."""
    office.browser(Role.EDITOR).send(f"{DESK}/begynd", {"fra": base}, status=303)
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace(b"luft i hverdagn", b"luft i hverdagen")


def correct(office: Office, status: int = 303) -> str:
    return words(office.browser(Role.REVIEWER).send(f"{DESK}/rettelse", {}, status=status))


def newest(office: Office) -> Version:
    with office.database.reading() as session:
        query = select(Version).where(Version.standard_id == 1).options(undefer(Version.content))
        return session.scalars(query.order_by(Version.n.desc()).limit(1)).one()


def test_the_correction_of_a_text_to_come_begins_no_earlier_than_it(made: Callable[..., Office]) -> None:
    office = made(**TO_COME)
    spell_right(office)
    correct(office)
    assert (newest(office).n, newest(office).begins_day) == (2, date(2027, 3, 1))


def test_a_correction_ends_and_is_looked_at_again_as_what_it_corrects(made: Callable[..., Office]) -> None:
    office = made(gaelder_til="2028-12-31", genbesoeg="2027-06-01")
    spell_right(office)
    correct(office)
    assert newest(office).ends_day == date(2028, 12, 31)
    assert read_document(newest(office).content, "2.md").front.review == date(2027, 6, 1)


def test_an_uncertain_end_stays_uncertain(made: Callable[..., Office]) -> None:
    office = made(gaelder_til='"tidligst 2028-12-31"')
    spell_right(office)
    correct(office)
    assert (newest(office).ends_day, newest(office).ends_certainty) == (date(2028, 12, 31), "earliest")


def test_a_correction_is_confirmed_as_lately_as_what_it_corrects(made: Callable[..., Office]) -> None:
    office = made(kontrolleret="2025-01-01")
    office.browser(Role.EDITOR).send(f"{DESK}/bekraeft", {"version": "1"}, status=303)
    office.clock.instant += timedelta(days=3)
    spell_right(office)
    correct(office)
    assert newest(office).confirmed == date(2026, 11, 22)


def test_an_older_version_is_not_corrected(made: Callable[..., Office]) -> None:
    office = made()
    spell_right(office)
    second = good_text(front=TO_COME)
    report = Loading(office.database, office.clock).load(
        write(office.folder / "standards", {"a/aflastning/2.md": second})
    )
    assert report.errors == []
    assert "Version 2 er kommet til" in correct(office, 409)
    assert newest(office).n == 2


def test_a_new_standard_has_nothing_to_correct(made: Callable[..., Office]) -> None:
    office = made()
    editor = office.browser(Role.EDITOR)
    editor.send("/redaktion/a/ny-standard", {"titel": "Ny", "dokumenttype": "baggrund"}, status=303)
    refused = office.browser(Role.REVIEWER).send("/redaktion/a/ny/rettelse", {}, status=409)
    assert "ingen vedtaget version at rette" in words(refused)
