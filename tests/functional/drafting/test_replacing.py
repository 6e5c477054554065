"""A draft is held against the text it would replace, and every page says so in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from webtest import TestResponse

from factories import MUNICIPALITY
from office import BODIES, Browser, Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft
from portal.security.roles import Role

DESK = "/redaktion/a/aflastning"
TO_COME = {"vedtaget": "2026-11-10", "offentliggjort": "2026-11-12", "gaelder_fra": "2027-03-01"}
CAP = "Kommunen giver ikke aflastning i skolernes sommerferie."


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """Version 2 is adopted, raises a level, and begins next year."""
    second = good_text(moderate="Op til 72 døgn om året", front=TO_COME)
    made = Office(
        database,
        clock,
        tmp_path,
        **{
            "a/kommune.yaml": MUNICIPALITY + BODIES + "tilkendegivelser: true\n",
            "a/aflastning/2.md": second,
        },
    )
    yield made
    made.close()


def begin(office: Office, start: str) -> Browser:
    """An editor with a draft that adds one sentence and nothing else."""
    editor = office.browser(Role.EDITOR, Role.REVIEWER)
    editor.send(f"{DESK}/begynd", {"fra": start}, status=303)
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace(b"luft i hverdagen.", f"luft i hverdagen. {CAP}".encode())
    return editor


def hear(office: Office, editor: Browser) -> TestResponse:
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026"}
    editor.send(f"{DESK}/hoering", days, status=303)
    return office.visitor().get("/a/aflastning/hoering")


def test_what_was_adopted_before_is_no_change_of_the_draft(office: Office) -> None:
    editor = begin(office, "2")
    said = words(editor.get(f"{DESK}/beslutning"))
    assert "Sammenlignet med version 2 . Gælder fra 1. marts 2027." in said
    assert "Moderate problemer: fra" not in said
    assert "Skøn over udgiften" not in said, "no level changes, so no price is asked for"


def test_the_hearing_and_the_decision_page_tell_of_the_same_changes(office: Office) -> None:
    editor = begin(office, "2")
    decision, hearing = editor.get(f"{DESK}/beslutning"), hear(office, editor)
    lists = [[li.text for li in page.html.select(".changes li span")] for page in (decision, hearing)]
    assert lists[0] == lists[1]
    assert lists[0]
    assert "Sammenlignet med version 2" in words(hearing)


def test_a_draft_from_an_older_version_is_held_against_the_one_it_replaces(office: Office) -> None:
    """Begun from version 1: it cannot begin before version 2, so it undoes what version 2 raised."""
    editor = begin(office, "gaeldende")
    for page in (editor.get(f"{DESK}/beslutning"), hear(office, editor)):
        assert "fra »Op til 72 døgn om året« til »Op til 60 døgn om året«" in words(page)
        assert "Sammenlignet med version 2" in words(page)


def test_a_new_standard_is_held_against_nothing(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(
        "/redaktion/a/ny-standard", {"titel": "Ledsagelse", "dokumenttype": "kvalitetsstandard"}, status=303
    )
    assert "Sammenlignet med" not in words(editor.get("/redaktion/a/ledsagelse/beslutning"))
