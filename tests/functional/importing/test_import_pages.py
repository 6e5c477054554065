"""What an editor sees of a file: the report, the draft beside it, and who may see either."""

from __future__ import annotations

from dataclasses import replace

import pytest
from webtest import TestResponse

from imports.by_hand import PROSE, file_rows, imported_draft, imported_file, place, take_in, taken_in
from office import Browser, Office, words
from portal.documents.states import State
from portal.importers.drafting.imported import FoundKind, FoundThing
from portal.importers.source import SourceKind
from portal.models import Draft
from portal.security.roles import Role

IMPORT, HERE = "/redaktion/a/indlaes", "/redaktion/a/nat"
REPORT, SOURCE, PICTURE = f"{IMPORT}/1", f"{HERE}/kilde", f"{HERE}/kilde/1"


def send(seat: Browser, name: str = "", content: bytes = b"", status: int | str = "*") -> TestResponse:
    files = [("fil", name, content)] if name else []
    return seat.post(IMPORT, {"csrf_token": seat.token()}, upload_files=files, status=status)


def test_the_report_says_what_was_found_what_is_unsure_and_what_was_left_out(office: Office) -> None:
    two = imported_file(imported_draft(), imported_draft("dag", "nat"))
    said = words(office.sit_down(taken_in(office, two)).get(REPORT))
    for told in (
        "Det fandt vi i Standarder 2026.pdf",
        "PDF, 2 sider",
        "2 niveautabeller skal bekræftes",
        "Fundet: 1 overskrift, 1 niveautabel, 1 tal, 1 omfang i en sætning.",
        "En celle er brudt over to linjer.",
        "Side 2, linje 7",
        "Side 1, linje 40. Det er sidens fod.",
        "1 billede er udeladt: afsnit 2 (»Byvåben«).",
        "Adressen nat var optaget. Kladden fik adressen nat-2.",
    ):
        assert told in said


def test_the_desk_leads_to_the_page_and_the_page_to_what_was_brought(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    page = seat.get("/redaktion").click("Indlæs fil")
    assert "Indlæs fil til Prøve Kommune" in words(page)
    report = page.click("Standarder 2026.pdf")
    draft = report.click("^Aflastning om natten$")
    assert draft.request.path == HERE
    assert "Tabellen »nat«" in words(draft)
    assert draft.click("Sammenhold med kilden", index=0).request.path == SOURCE


def test_each_thing_stands_beside_the_draft_s_words(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    page = seat.get(SOURCE)
    said = words(page)
    for told in (
        "Ingen har bekræftet tabellen endnu.",
        "Lette problemer Op til 36 døgn om året",
        "Side 2 af Standarder 2026.pdf med stedet markeret",
        PROSE,
        "::: niveauer weekend",
        "## Formål {#formaal}",
    ):
        assert told in said or told in page.text
    row = page.html.select_one("article tbody tr")
    assert row.select_one("a").text == "Side 2, linje 8"
    assert "Ikke et sted i filen" in said, "of the row that no number was found for"
    assert said.count("En celle er brudt") == 1, "the row is shown with its table alone"
    assert [button.text.split(":")[0] for button in page.html.select("main form button")] == [
        "Tabellen er rigtig",
        "Sæt tabellen ind i kladden",
    ]
    assert "kilde/1" in seat.get(f"{SOURCE}?sted=1").html.select_one("#billede + img")["src"]


def test_what_was_changed_since_is_said(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    form = seat.get(f"{HERE}/tekst").form
    text = form["tekst"].value
    form["tekst"] = text.replace("## Formål {#formaal}", "## Hvorfor? {#formaal}").replace("36", "37")
    form.submit("handling", value="gem", status=303)
    said = words(seat.get(SOURCE))
    assert "Ændret eller fjernet, siden filen blev indlæst" in said
    assert "Op til 37 døgn om året" in said
    form = seat.get(f"{HERE}/tekst").form
    form["tekst"] = text[: text.index("::: niveauer")] + "Intet.\n\n## Klage {#klage}\n\nNej.\n"
    form.submit("handling", value="gem", status=303)
    assert "Tabellen står ikke i kladden længere." in words(seat.get(SOURCE))


def test_a_word_file_has_paragraphs_and_no_pictures(office: Office) -> None:
    seat = office.sit_down(taken_in(office, imported_file(kind=SourceKind.WORD)))
    page = seat.get(SOURCE)
    assert "Afsnit 7" in words(page)
    assert "<img" not in page.text
    assert seat.get(PICTURE, status=404).content_type == "text/html"


def test_everything_that_can_be_found_is_shown(office: Office) -> None:
    found = tuple(FoundThing(kind, f"Det var {kind}.", place(1, 1), 0, name="x") for kind in FoundKind)
    draft = imported_draft()
    seat = office.sit_down(taken_in(office, imported_file(replace(draft, found=(*draft.found, *found)))))
    said = words(seat.get(SOURCE))
    assert [said.count(f"Det var {kind}.") for kind in FoundKind] == [1] * len(FoundKind)
    told = words(seat.get(REPORT)).partition("Fundet: ")[2]
    assert told.startswith(
        "2 overskrifter, 2 niveautabeller, 1 frist, 1 anden tabel, 1 forklaret ord, 2 tal,"
    )


def test_a_draft_that_was_written_has_no_file(office: Office) -> None:
    seat = office.browser(Role.EDITOR)
    seat.send("/redaktion/a/aflastning/begynd", {"fra": "1"}, status=303)
    assert "kilde" not in seat.get("/redaktion/a/aflastning").text
    assert seat.get("/redaktion/a/aflastning/kilde", status=404).content_type == "text/html"


def test_a_source_is_the_editors_and_the_reviewers(office: Office) -> None:
    """It may hold what was left out of the draft: nobody else reads it, however far the draft has come."""
    taken_in(office)
    seats = {role: office.browser(role) for role in Role}
    other = office.browser(*Role, municipality="b")
    for state in (State.DRAFT, State.HEARING, State.DECISION):
        with office.database.writing() as session:
            session.query(Draft).one().state = state.value
        for role, seat in seats.items():
            reads = role in (Role.EDITOR, Role.REVIEWER)
            for address in (SOURCE, PICTURE) if state is State.DRAFT else (SOURCE,):
                there = seat.get(address, status="*").status_int not in (403, 404)
                assert there is reads, (role, address)
            assert (seat.get(REPORT, status="*").status_int == 200) is (role is Role.EDITOR)
        for address in (SOURCE, PICTURE, REPORT):
            assert other.get(address, status="*").status_int == 404
            assert office.visitor().get(address, status=303).location.partition("?")[0] == "/log-ind"


def test_a_report_is_its_municipality_s(office: Office) -> None:
    taken_in(office)
    other = office.browser(Role.EDITOR, municipality="b")
    assert other.get("/redaktion/b/indlaes/1", status=404)
    assert office.browser(Role.EDITOR).get(f"{IMPORT}/99", status=404)


@pytest.mark.parametrize(("name", "content", "told"), [("", b"", "Vælg en fil."), ("a.pdf", b"", "er tom")])
def test_nothing_is_asked_for_again(office: Office, name: str, content: bytes, told: str) -> None:
    again = send(office.browser(Role.EDITOR), name, content, status=422)
    assert told in words(again)
    assert 'href="#fil"' in again.text


def test_the_same_file_is_said_with_the_way_to_what_it_became(office: Office) -> None:
    editor = office.person(Role.EDITOR)
    take_in(office, editor, content=b"the same")
    again = send(office.sit_down(editor), "andet navn.pdf", b"the same", status=303).follow()
    assert "Filen er indlæst før" in words(again)
    assert again.click("^Aflastning om natten$").request.path == HERE


def test_what_the_readers_refuse_is_said_in_danish_and_nothing_is_kept(office: Office) -> None:
    seat = office.browser(Role.EDITOR)
    for name, content, told in (
        ("a.docx", b"PK\x03\x04 damaged", "Gem den som .docx"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), "Filen er et billede"),
        ("010190-1234.txt", b"En standard", "CPR"),
    ):
        again = send(seat, name, content, status=422)
        assert told in words(again)
        assert 'href="#fil"' in again.text
    assert file_rows(office) == []
