"""Editors' words for search: effective at once, with who and why, their effect shown before saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from office import SECTIONS, Browser, Office, good_text, words
from portal.clock import SetClock
from portal.container import Portal
from portal.db import Database
from portal.models import AskedRow, LogRow, WordEntry
from portal.security.roles import Role
from portal.services.search.indexing import Indexing

NEW = "/redaktion/ordbog/synonymer/ny"
GLOSSARY = (
    "Aflastningshjem\n: Et hjem, hvor barnet kan sove. Kaldes også sovested.\n\nMåne (måneskin)\n: Lyser.\n"
)


@pytest.fixture
def office(office: Office) -> Office:
    """With its standards indexed."""
    return indexed(office)


@pytest.fixture
def each_office(each_office: Office) -> Office:
    """The same on each database."""
    return indexed(each_office)


def indexed(office: Office) -> Office:
    Indexing(office.database, office.folder / "data" / "index", office.clock).rebuild()
    return office


def portal_of(office: Office) -> Portal:
    found: Portal = office.application.application.registry.portal
    return found


def hits(browser: Browser, question: str) -> int:
    return len(browser.get("/soeg", {"q": question}).html.select(".hit"))


def ask(office: Office, question: str, times: int, day: str = "2026-11-20", found: int = 0) -> None:
    with office.database.writing() as session:
        session.add(AskedRow(day=SetClock.at(day).instant.date(), words=question, times=times, found=found))


def test_from_a_question_without_a_result_to_a_synonym_in_two_clicks(each_office: Office) -> None:
    ask(each_office, "overnatningsven", 5)
    visitor, editor = each_office.visitor(), each_office.browser(Role.EDITOR)
    assert hits(visitor, "overnatningsven") == 0
    page = editor.get("/redaktion/ordbog")
    assert "overnatningsven" in words(page)
    form = page.forms[0]
    form["betyder"] = "aflastning"
    tried = form.submit()
    assert "Ikke gemt endnu" in words(tried)
    assert "overnatningsven Før: 0 afsnit. Nu:" in words(tried)
    assert hits(visitor, "overnatningsven") == 0
    saved = tried.forms[0].submit("handling", value="gem")
    assert saved.status_int == 303
    assert "Det er gemt" in words(saved.follow())
    assert hits(visitor, "overnatningsven") > 0
    with each_office.database.reading() as session:
        row = session.scalars(select(LogRow).where(LogRow.action == "synonyms.saved")).one()
        assert row.detail["why"] == "ofte søgt uden resultat"
        assert row.actor.startswith("person ")


def test_nothing_is_saved_whose_effect_was_not_seen(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.send(NEW, {"ord": "blå, aflastning", "hvorfor": "prøve", "handling": "gem"}, status=200)
    assert "Ikke gemt endnu" in words(page)
    changed = page.forms[0]
    changed["ord"] = "blå, aflastning, klage"
    assert "Ikke gemt endnu" in words(changed.submit("handling", value="gem"))
    with office.database.reading() as session:
        assert session.scalars(select(WordEntry)).all() == []


def test_a_group_that_comes_with_the_portal_can_be_changed_and_taken_away(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.get("/redaktion/ordbog")
    link = next(a for a in page.html.select("a") if " →" in a.text)
    group = editor.get(link["href"])
    form = group.forms[0]
    assert form["kun_fra"].value == link.text.rpartition(" →")[0].replace(" →", "")
    form["hvorfor"] = "bruges ikke her"
    assert "Det er fjernet" in words(form.submit("handling", value="fjern").follow())
    assert not editor.get("/redaktion/ordbog").html.select(f"a[href='{link['href']}']")
    editor.get(link["href"], status=404)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("aflastning", "mindst to ord"),
        ("og, aflastning", "står i næsten alle tekster"),
        ("aflastning, 010190-1234", "ligner et nummer"),
        ("aflastning, " + "x" * 61, "højst 60 tegn"),
        (", ".join(f"ord{n}" for n in range(21)), "Højst 20 ord"),
        ("", "mindst to ord"),
    ],
)
def test_what_would_spoil_every_search_is_refused_and_kept(office: Office, typed: str, says: str) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.send(NEW, {"ord": typed, "hvorfor": "prøve", "handling": "vis"}, status=200)
    assert says in words(page)
    assert page.html.select_one("input[name=ord]")["value"] == typed


def test_why_must_be_said(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.send(NEW, {"ord": "blå, aflastning", "handling": "vis"}, status=200)
    refused = page.forms[0].submit("handling", value="gem", status=422)
    assert "Skriv hvorfor" in words(refused)


@pytest.mark.parametrize("address", ["/redaktion/ordbog", NEW, "/redaktion/ordbog/svar/ny"])
def test_only_editors_see_the_words(office: Office, address: str) -> None:
    office.browser(Role.EDITOR).get(address, status=200)
    for role in set(Role) - {Role.EDITOR}:
        office.browser(role).get(address, status=403)
    assert office.visitor().get(address, status=303)


def test_a_form_that_is_not_ours_changes_nothing(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.post(NEW, {"ord": "a1, b2", "hvorfor": "x", "handling": "gem"}, status=400)


def test_an_answer_stands_above_the_hits_at_once(office: Office) -> None:
    editor, visitor = office.browser(Role.EDITOR), office.visitor()
    typed = {"ord": "badedyr", "titel": "Om badedyr", "tekst": "Dem har vi ikke.", "viser": "kontakt"}
    saved = editor.send("/redaktion/ordbog/svar/ny", {**typed, "handling": "gem", "hvorfor": "mange spørger"})
    assert saved.status_int == 303
    page = visitor.get("/soeg", {"q": "badedyr", "kommune": "a"})
    assert "Om badedyr" in words(page)
    assert "70 00 00 00" in words(page)


def test_saved_questions_are_tried_and_can_be_taken_away(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send("/redaktion/ordbog", {"spoergsmaal": "hvad er en blyant"}, status=303)
    assert "hvad er en blyant" in words(editor.get("/redaktion/ordbog"))
    tried = editor.send(NEW, {"ord": "blyant, aflastning", "handling": "vis"}, status=200)
    assert "hvad er en blyant Før: 0 afsnit" in words(tried)
    page = editor.get("/redaktion/ordbog")
    key = next(b["value"] for b in page.html.select("button[name=fjern]") if "blyant" in b.text)
    editor.send("/redaktion/ordbog", {"fjern": key}, status=303)
    assert "blyant" not in words(editor.get("/redaktion/ordbog"))
    editor.send("/redaktion/ordbog", {"spoergsmaal": "Per, 12 34 56 78"}, status=422)


def test_words_are_shown_from_five_askings_up_and_for_ninety_days(each_office: Office) -> None:
    ask(each_office, "for få", 4)
    ask(each_office, "fordelt", 3)
    ask(each_office, "fordelt", 2, day="2026-10-01")
    ask(each_office, "gammelt", 9, day="2026-08-20")
    ask(each_office, "fundet", 6, found=3)
    page = words(each_office.browser(Role.EDITOR).get("/redaktion/ordbog"))
    assert "for få" not in page
    assert "gammelt" not in page
    assert "fordelt Søgt 5 gange på 90 dage, intet fundet" in page
    assert "fundet Søgt 6 gange på 90 dage, 3 afsnit fundet" in page


def test_the_glossaries_feed_the_words(
    fresh_database: Callable[..., Database], clock: SetClock, tmp_path: Path
) -> None:
    text = good_text(body=SECTIONS + "\n" + GLOSSARY)
    office = indexed(Office(fresh_database("sqlite"), clock, tmp_path, **{"a/aflastning/1.md": text}))
    page = words(office.browser(Role.EDITOR).get("/redaktion/ordbog"))
    assert "Aflastningshjem" in page
    visitor = office.visitor()
    visitor.get("/soeg", {"q": "sovested"})
    groups = portal_of(office).index._synonyms.groups
    assert ("Aflastningshjem", "sovested") in [group.words for group in groups]
    assert ("Måne", "måneskin") in [group.words for group in groups]
    office.close()
