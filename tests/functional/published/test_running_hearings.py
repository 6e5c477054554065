"""A hearing is told of where people are: and only while it runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from office import Office, words
from portal.security.roles import Role

DESK, PUBLIC = "/redaktion/a/aflastning", "/a/aflastning/hoering"
PAGES = ["/", "/a", "/a/aflastning", "/hoeringer"]


def open_hearing(office: Office, opens: str = "22. november 2026", closes: str = "20. december 2026") -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    editor.send(f"{DESK}/hoering", {"aabner": opens, "slutter": closes}, status=303)


def told(office: Office) -> list[str]:
    """The pages that lead to the hearing."""
    visitor = office.visitor()
    return [page for page in PAGES if visitor.get(page).html.select_one(f'main a[href="{PUBLIC}"]')]


def test_a_running_hearing_is_linked_from_where_people_are(each_office: Office) -> None:
    assert told(each_office) == []
    open_hearing(each_office)
    assert told(each_office) == PAGES
    said = words(each_office.visitor().get("/a/aflastning"))
    assert "Et forslag til en ny tekst er i høring" in said
    assert "svare til og med 20. december 2026" in said
    assert told(each_office) == PAGES, "also when the page is given again"
    other = each_office.visitor().get("/b")
    assert "i høring" not in words(other)


def test_it_is_gone_when_it_has_ended_and_told_of_from_its_first_day(office: Office) -> None:
    open_hearing(office, opens="24. november 2026")
    assert told(office) == []
    office.clock.instant += timedelta(days=2)
    assert told(office) == PAGES
    office.clock.instant += timedelta(days=27)
    assert told(office) == []


def test_it_is_gone_when_it_is_withdrawn(office: Office) -> None:
    open_hearing(office)
    back = {"trin": "tilbage", "begrundelse": "En fejl."}
    office.browser(Role.EDITOR).send(f"{DESK}/trin", back, status=303)
    assert told(office) == []


@pytest.mark.parametrize("page", ["/a/aflastning/v1", "/a/aflastning?dato=2025-01-01"])
def test_the_text_of_a_past_day_says_nothing_of_today(office: Office, page: str) -> None:
    open_hearing(office)
    found = bool(office.visitor().get(page).html.select_one(f'main a[href="{PUBLIC}"]'))
    assert found is ("dato" not in page)
