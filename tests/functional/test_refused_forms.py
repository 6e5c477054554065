"""What a form says after it was sent: what it has done, or what was typed where it could not be done."""

from __future__ import annotations

import pytest

from council import before_the_council
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


def test_a_hearing_that_was_opened_is_said_first(begun: Office) -> None:
    typed = {"aabner": "22. november 2026", "slutter": "20. januar 2027", "spurgte": PARTIES}
    editor = begun.browser(Role.EDITOR)
    assert "sendt i høring" not in words(editor.get(f"{HERE}/hoering"))
    assert "Kladden er sendt i høring" in words(editor.send(f"{HERE}/hoering", typed, status=303).follow())


def test_a_decision_that_was_saved_is_said_first(office: Office) -> None:
    before_the_council(office)
    typed = {
        "organ": "Byrådet",
        "udfald": "vedtaget",
        "moededato": "20. november 2026",
        "punkt": "2026/1, punkt 4",
        "gaelder_fra": "1. januar 2027",
    }
    secretary = office.browser(Role.SECRETARY)
    saved = secretary.send(f"{HERE}/beslutning/organ", typed, status=303)
    assert "Beslutningen er gemt" in words(saved.follow())
    assert "Beslutningen er gemt" not in words(secretary.get(f"{HERE}/beslutning"))
