"""A form that cannot be carried out as things are: what was typed in it is shown, to be copied."""

from __future__ import annotations

import pytest

from office import Office, words
from portal.security.roles import Role

HERE = "/redaktion/a/aflastning"
PARTIES = "Handicaprådet\nForeningen <b>Egne Ord</b>"


@pytest.fixture
def begun(office: Office) -> Office:
    office.browser(Role.EDITOR).send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    return office


def copies(page: object) -> list[str]:
    return [field.get_text().strip("\n") for field in page.html.select("textarea[readonly]")]  # type: ignore[attr-defined]


def break_text(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.get(f"{HERE}/tekst").html
    text, revision = page.select_one("#tekst").get_text(), page.select_one("input[name=revision]")["value"]
    broken = text.lstrip("\n").replace("Op til 36 døgn om året", "Op til 36 døgn")
    editor.send(f"{HERE}/tekst", {"tekst": broken, "revision": revision}, status=303)


def test_parties_and_days_stay_when_the_draft_cannot_go_in_hearing(begun: Office) -> None:
    break_text(begun)
    typed = {"aabner": "1. december 2026", "slutter": "20. januar 2027", "spurgte": PARTIES}
    refused = begun.browser(Role.EDITOR).send(f"{HERE}/hoering", typed, status=409)
    assert "Det kan ikke lade sig gøre nu" in words(refused)
    assert copies(refused) == ["1. december 2026", "20. januar 2027", PARTIES]


def test_a_refusal_to_somebody_who_typed_nothing_shows_no_copy(begun: Office) -> None:
    break_text(begun)
    refused = begun.browser(Role.REVIEWER).send(f"{HERE}/rettelse", {}, status=409)
    assert copies(refused) == []
