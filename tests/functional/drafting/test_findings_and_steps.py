"""What a draft is told about its text, and the steps that this lets it take."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from drafts import HERE, begun, open_draft, save, text_of
from office import Office, words
from portal.models import LogRow
from portal.security.roles import Role


def test_a_preview_shows_and_saves_nothing(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    changed = before.replace("Op til 36 døgn om året", "Op til 40 døgn om året")
    page = save(browser, changed, handling="vis")
    assert page.status_int == 200
    assert "op til 40 hoteldøgn om året" in words(page), "the table as the calculator reads it"
    assert page.form["tekst"].value.replace("\r\n", "\n") == changed
    assert "ikke er gemt" in words(page)
    assert text_of(office) == before


def test_findings_stand_beside_their_line(office: Office) -> None:
    browser = begun(office)
    changed = text_of(office).replace("Op til 36 døgn om året", "Op til 36 døgn")
    line = changed.split("\n").index("| Lette problemer | Op til 36 døgn | ingen ramme | |") + 1
    page = save(browser, changed, handling="vis")
    assert f"Fejl, linje {line}:" in words(page)
    assert f"{line} | Lette problemer | Op til 36 døgn |" in words(page)
    assert "så viser vi teksten" in words(page)


def test_a_reason_for_a_warning_stays_on_record(each_office: Office) -> None:
    browser = begun(each_office)
    text = text_of(each_office).replace("## Klage {#klage}\n\nI kan klage inden fire uger.\n\n", "")
    save(browser, text)
    page = browser.get(HERE)
    assert "1 advarsel mangler en begrundelse" in words(page)
    refused = browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409)
    assert "mangler en begrundelse" in words(refused)
    form = next(form for form in page.forms.values() if form.action.endswith("/svar"))
    form["begrundelse"] = "Klagevejledningen står i bilaget."
    form.submit(status=303)
    assert "Begrundelse: Klagevejledningen står i bilaget." in words(browser.get(HERE))
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    with each_office.database.reading() as session:
        row = session.scalars(select(LogRow).where(LogRow.action == "draft.lint_answered")).one()
    assert row.detail["reason"] == "Klagevejledningen står i bilaget."


def test_errors_stop_every_step_forward(office: Office) -> None:
    browser = begun(office)
    save(browser, text_of(office).replace("Op til 36 døgn om året", "Op til 36 døgn"))
    assert "har 1 fejl" in words(browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409))
    assert open_draft(office).state == "kladde"


def test_going_back_needs_a_reason_and_keeps_what_was_typed(office: Office) -> None:
    browser = begun(office)
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    reviewer = office.browser(Role.REVIEWER)
    answer = reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "  "}, status=422)
    assert 'href="#begrundelse-tilbage"' in answer.text
    reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Niveauet mangler."}, status=303)
    assert "Kladden er sendt tilbage Niveauet mangler." in words(browser.get(HERE))


CPR = "Familien 01.01.90-1234"


def test_a_cpr_number_is_refused_in_reasons_titles_and_addresses(office: Office) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("| ingen ramme |", "| |"))
    page = editor.send(f"{HERE}/svar", {"regel": "duration-missing", "begrundelse": CPR}, status=422)
    assert page.html.select_one('[id="svar-duration-missing"]')["value"] == CPR
    assert "ligner et CPR-nummer" in words(page)
    assert open_draft(office).lint_answers == {}
    page = editor.send(f"{HERE}/trin", {"trin": "henlaeg", "begrundelse": CPR})
    assert page.status_int == 422
    assert "ligner et CPR-nummer" in words(page)
    typed = {"titel": CPR, "dokumenttype": "kvalitetsstandard"}
    assert "ligner et CPR-nummer" in words(editor.send("/redaktion/a/ny-standard", typed, status=422))


@pytest.mark.parametrize("written", [r'"A\uD800B"', r'"A\e[31mB"', r'"A\uFFFEB"'])
def test_an_escaped_character_that_no_page_can_hold_is_told_and_not_shown(
    office: Office, written: str
) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("titel: Aflastning", f"titel: {written}"))
    page = editor.get(HERE)
    assert "som ingen side kan vise" in words(page)
    assert "\x1b" not in page.text
    editor.get(f"{HERE}/beslutning", status=200)
    editor.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409)


def test_a_level_table_that_is_left_out_is_warned_of_in_the_editor(office: Office) -> None:
    browser = begun(office)
    first, rest = text_of(office).split("::: niveauer", 1)
    changed = first + rest.split(":::", 1)[1].lstrip("\n")
    page = save(browser, changed, handling="vis")
    assert "Niveautabellen for Døgnaflastning er fjernet." in words(page)
