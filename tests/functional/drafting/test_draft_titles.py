"""A draft is called by its title wherever it is named, also while its text cannot be read."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from office import Browser, Office, words
from portal.models import Draft
from portal.security.roles import Role

DESK = "/redaktion/a/ledsagelse"


@pytest.fixture
def editor(office: Office) -> Browser:
    """An editor who has begun a new standard."""
    editor = office.browser(Role.EDITOR)
    typed = {"titel": "Ledsagelse til børn", "adresse": "ledsagelse", "dokumenttype": "kvalitetsstandard"}
    editor.send("/redaktion/a/ny-standard", typed, status=303)
    return editor


def test_the_hearing_desk_names_the_draft(editor: Browser) -> None:
    page = editor.get(f"{DESK}/hoering")
    assert page.html.select_one("main .overline").get_text() == "Prøve Kommune: Ledsagelse til børn"


def test_a_draft_with_errors_keeps_its_name(office: Office, editor: Browser) -> None:
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace(b"gaelder_fra: ukendt", b"gaelder_fra: snart")
    assert editor.get(DESK).html.select_one("h1").get_text() == "Ledsagelse til børn"


def test_a_new_standard_begins_with_the_headings_of_the_others(editor: Browser) -> None:
    assert "Hvem beslutter?" in words(editor.get(f"{DESK}/laes"))


def test_nothing_is_said_of_lines_where_there_are_none(editor: Browser) -> None:
    page = words(editor.get(f"{DESK}/beslutning"))
    assert "Standarden er ny" in page
    assert "er kommet til" not in page
