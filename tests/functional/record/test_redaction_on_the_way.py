"""What is masked in a version is masked in its drafts and hearings too; and whose proposal it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from office import SECTIONS, Browser, Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft, Hearing, HearingResponse, RedactionProposal
from portal.security.roles import Role
from portal.services.record.masked_text import MASK

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
NAME = "Ida Holm"
BODY = SECTIONS.replace("At give familien luft", f"{NAME} får ro. At give familien luft")


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """A portal in which a version names somebody."""
    made = Office(database, clock, tmp_path, **{"a/aflastning/1.md": good_text(body=BODY)})
    yield made
    made.close()


def propose(by: Browser, what: str = NAME, status: int = 303) -> None:
    fields = {"ord": what, "begrundelse": "Det stod der ved en fejl."}
    by.send(f"{DESK}/maskering", fields, status=status)


def proposals(office: Office) -> list[int]:
    with office.database.reading() as session:
        return list(session.scalars(select(RedactionProposal.id)))


def act(by: Browser, proposal: int, doing: str, status: int, desk: str = DESK) -> None:
    by.send(f"{desk}/maskering", {"forslag": str(proposal), "handling": doing}, status=status)


def test_a_draft_and_what_was_heard_are_masked_with_the_version(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": ""}
    editor.send(f"{DESK}/hoering", days, status=303)
    response = {"organisation": NAME, "modtaget": "22. november 2026", "tekst": f"{NAME} bør ikke stå der."}
    editor.send(f"{DESK}/hoering/svar", response, status=303)
    propose(editor)
    act(office.browser(Role.REVIEWER), proposals(office)[0], "skjul", 303)
    with office.database.reading() as session:
        draft, hearing = session.scalars(select(Draft)).one(), session.scalars(select(Hearing)).one()
        said = session.scalars(select(HearingResponse)).one()
        texts = [draft.content.decode(), hearing.content.decode(), said.text, said.organisation]
    assert [NAME in text for text in texts] == [False] * 4
    assert [MASK in text for text in texts] == [True] * 4
    assert NAME not in words(office.visitor().get("/a/aflastning/hoering"))


def test_who_has_the_draft_open_is_told_that_it_was_masked(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    page = editor.get(f"{DESK}/tekst")
    propose(editor)
    act(office.browser(Role.REVIEWER), proposals(office)[0], "skjul", 303)
    page.form["tekst"] = page.form["tekst"].value + "\nMere.\n"
    assert page.form.submit("handling", value="gem", status=409)
    with office.database.reading() as session:
        assert NAME not in session.scalars(select(Draft)).one().content.decode()


def test_a_proposal_is_not_carried_out_or_refused_through_another_standard(office: Office) -> None:
    propose(office.browser(Role.EDITOR))
    stranger = office.browser(Role.REVIEWER, municipality="b")
    for doing in ("skjul", "afvis"):
        act(stranger, proposals(office)[0], doing, 404, "/redaktion/b/andet")
    assert len(proposals(office)) == 1
    assert NAME in words(office.visitor().get("/a/aflastning/v1"))


def test_an_editor_takes_away_ones_own_proposal_only(office: Office) -> None:
    propose(office.browser(Role.EDITOR))
    act(office.browser(Role.EDITOR), proposals(office)[0], "afvis", 403)
    assert len(proposals(office)) == 1
    act(office.browser(Role.SECRETARY), proposals(office)[0], "afvis", 303)
    assert proposals(office) == []


def test_four_signs_are_enough_and_three_are_not(office: Office) -> None:
    propose(office.browser(Role.EDITOR), "Hol", 422)
    propose(office.browser(Role.EDITOR), "Holm")
