"""A hearing over HTTP: public only while it runs, nothing shows unread, names never; each is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from webtest import TestResponse

from office import Browser, Office, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft, HearingResponse, LogRow
from portal.security.roles import Role

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK, PUBLIC = "/redaktion/a/aflastning", "/a/aflastning/hoering"


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """A portal where an editor has begun a draft in which one level is raised."""
    made = Office(database, clock, tmp_path)
    editor = made.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    with database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace("Op til 60 døgn".encode(), "Op til 72 døgn".encode())
    yield made
    made.close()


def in_hearing(office: Office) -> Browser:
    editor = office.browser(Role.EDITOR)
    fields = {
        "aabner": "22. november 2026",
        "slutter": "20. december 2026",
        "spurgte": "Handicaprådet\nÆldrerådet",
    }
    editor.send(f"{DESK}/hoering", fields, status=303)
    return editor


def answer(
    visitor: Browser, clock: SetClock, text: str = "Vi er glade for forslaget.", **more: str
) -> TestResponse:
    stamp = visitor.get(PUBLIC).forms[0]["vist"].value
    clock.instant += timedelta(seconds=20)
    return visitor.send(PUBLIC, {"tekst": text, "vist": stamp, **more})


def test_a_draft_is_public_only_while_the_hearing_runs(office: Office, clock: SetClock) -> None:
    visitor = office.visitor()
    visitor.get(PUBLIC, status=404)
    editor = in_hearing(office)
    page = visitor.get(PUBLIC)
    assert "Op til 72 døgn om året" in words(page)
    assert [d.get_text() for d in page.html.select("td del, td ins")] == [
        "Op til 60 døgn om året",
        "Op til 72 døgn om året",
    ]
    assert "Handicaprådet, Ældrerådet" in words(page)
    assert "12 døgn om året mere" in words(page)
    assert "Forslag" in words(visitor.get("/hoeringer")) or "Aflastning" in words(visitor.get("/hoeringer"))
    clock.instant += timedelta(days=28)
    visitor.get(PUBLIC, status=200)
    clock.instant += timedelta(days=1)
    visitor.get(PUBLIC, status=404)
    clock.instant -= timedelta(days=2)
    editor.send(f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "En fejl i tabellen."}, status=303)
    visitor.get(PUBLIC, status=404)
    assert "Prøve Kommune" not in words(visitor.get("/hoeringer"))


def test_nothing_shows_unread_and_names_never(office: Office, clock: SetClock, database: Database) -> None:
    in_hearing(office)
    visitor = office.visitor()
    sent = answer(visitor, clock, "Jeg hedder Ida Holm, og vi har brug for flere døgn.", navn="Ida Holm")
    assert sent.status_int == 303
    assert "Tak for jeres svar" in words(sent.follow())
    assert "flere døgn" not in words(visitor.get(PUBLIC))
    secretary = office.browser(Role.SECRETARY)
    assert "Ida Holm" in words(secretary.get(f"{DESK}/hoering"))
    with database.reading() as session:
        id_ = session.scalars(select(HearingResponse.id)).one()
    fields = {"vis": "ja", "tekst": "Vi har brug for flere døgn."}
    secretary.send(f"{DESK}/hoering/svar/{id_}/laes", fields, status=303)
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/hoering/svar/{id_}/besvar", {"tekst": "Vi foreslår 72 døgn."}, status=303)
    shown = words(visitor.get(PUBLIC))
    assert "En borger" in shown
    assert "Vi har brug for flere døgn." in shown
    assert "Vi foreslår 72 døgn." in shown
    assert "Ida" not in shown
    with database.reading() as session:
        assert not [row for row in session.scalars(select(LogRow)) if "Ida" in str(row.detail)]


def test_a_draft_goes_on_only_when_the_hearing_is_over_and_all_are_answered(
    office: Office, clock: SetClock, database: Database
) -> None:
    editor = in_hearing(office)
    secretary = office.browser(Role.SECRETARY)
    fields = {"organisation": "Handicaprådet", "modtaget": "22/11 2026", "tekst": "Rådet støtter forslaget."}
    secretary.send(f"{DESK}/hoering/svar", fields, status=303)
    onward = {"trin": "til-beslutning"}
    assert "ikke slut endnu" in words(editor.send(f"{DESK}/trin", onward, status=409))
    clock.instant += timedelta(days=40)
    assert "mangler at blive læst" in words(editor.send(f"{DESK}/trin", onward, status=409))
    with database.reading() as session:
        id_ = session.scalars(select(HearingResponse.id)).one()
    secretary.send(f"{DESK}/hoering/svar/{id_}/laes", {"vis": "ja", "tekst": "Rådet støtter."}, status=303)
    editor.send(f"{DESK}/trin", onward, status=409)
    editor.send(f"{DESK}/hoering/svar/{id_}/besvar", {"tekst": "Tak."}, status=303)
    editor.send(f"{DESK}/trin", onward, status=303)


def fast(visitor: Browser, clock: SetClock) -> TestResponse:
    stamp = visitor.get(PUBLIC).forms[0]["vist"].value
    return visitor.send(PUBLIC, {"tekst": "Køb ure", "vist": stamp})


def trapped(visitor: Browser, clock: SetClock) -> TestResponse:
    return answer(visitor, clock, hjemmeside="https://ure.example")


def misspelt(visitor: Browser, clock: SetClock) -> TestResponse:
    visitor.get(PUBLIC)
    return visitor.send(PUBLIC, {"tekst": "Køb ure", "vist": "123.æ"})


def endless(visitor: Browser, clock: SetClock) -> TestResponse:
    visitor.get(PUBLIC)
    return visitor.send(PUBLIC, {"tekst": "Køb ure", "vist": "9" * 400 + ".abc"})


def forged(visitor: Browser, clock: SetClock) -> TestResponse:
    visitor.get(PUBLIC)
    return visitor.send(PUBLIC, {"tekst": "Køb ure", "vist": "1795000000.abc"})


def old(visitor: Browser, clock: SetClock) -> TestResponse:
    stamp = visitor.get(PUBLIC).forms[0]["vist"].value
    clock.instant += timedelta(days=2)
    return visitor.send(PUBLIC, {"tekst": "Køb ure", "vist": stamp})


@pytest.mark.parametrize("attempt", [fast, trapped, forged, misspelt, endless, old])
def test_programs_are_turned_away_and_what_was_typed_is_kept(
    office: Office, clock: SetClock, database: Database, attempt: Callable[[Browser, SetClock], TestResponse]
) -> None:
    in_hearing(office)
    answered = attempt(office.visitor(), clock)
    assert answered.status_int == 429
    assert "Vent et øjeblik, og send det en gang til" in words(answered)
    assert answered.html.select_one("textarea").get_text().strip()
    with database.reading() as session:
        assert session.scalars(select(HearingResponse)).all() == []


def test_many_from_one_address_are_stopped_and_no_address_is_kept(
    office: Office, clock: SetClock, database: Database
) -> None:
    in_hearing(office)
    visitor = office.visitor()
    statuses = [answer(visitor, clock, f"Svar {n}").status_int for n in range(7)]
    assert statuses == [303] * 5 + [429] * 2
    clock.instant += timedelta(hours=1)
    assert answer(visitor, clock).status_int == 303


def test_what_cannot_be_taken_does_not_count(office: Office, clock: SetClock, database: Database) -> None:
    in_hearing(office)
    visitor = office.visitor()
    for text in ("", "x" * 20_001, "Mit CPR-nummer er 010120-1234."):
        assert [answer(visitor, clock, text).status_int for _ in range(2)] == [422, 422]
    assert [answer(visitor, clock, f"Svar {n}").status_int for n in range(6)] == [303] * 5 + [429]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(HearingResponse)) == 5


def test_a_hearing_that_does_not_run_is_looked_for_as_one_that_is_not_there(
    office: Office, clock: SetClock, database: Database
) -> None:
    def path(address: str) -> tuple[list[str], str]:
        statements: list[str] = []

        def note(*arguments: Any) -> None:
            statements.append(arguments[2])

        event.listen(engine, "before_cursor_execute", note)
        page = office.visitor().get(address, status=404)
        event.remove(engine, "before_cursor_execute", note)
        return statements, words(page)

    engine = office.application.application.registry.portal.database.engine
    nothing = path("/b/andet/hoering")
    fields = {"aabner": "1. december 2026", "slutter": "20. december 2026", "spurgte": ""}
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/hoering", fields, status=303)
    planned = path(PUBLIC)
    editor.send(f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "En fejl i tabellen."}, status=303)
    withdrawn = path(PUBLIC)
    assert planned[0] == withdrawn[0] == nothing[0]
    assert planned[1] == withdrawn[1] == nothing[1].replace("andet", "aflastning")


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "Mit CPR-nummer er 010120-1234."])
def test_a_response_that_cannot_be_taken_is_kept_on_the_page(
    office: Office, clock: SetClock, text: str
) -> None:
    in_hearing(office)
    page = answer(office.visitor(), clock, text)
    assert page.status_int == 422
    assert page.html.select_one(".alert-error") is not None
    assert page.html.select_one("textarea").get_text().strip() == text.strip()


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("1. januar 2020", "20. december 2026"),
        ("22. november 2026", "22. november 2026"),
        ("22. november 2026", "1. januar 2030"),
        ("i morgen", "20. december 2026"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    office: Office, database: Database, opens: str, closes: str
) -> None:
    editor = office.browser(Role.EDITOR)
    page = editor.send(f"{DESK}/hoering", {"aabner": opens, "slutter": closes, "spurgte": ""}, status=422)
    assert opens in [field.get("value") for field in page.html.select("input")]
    with database.reading() as session:
        assert session.scalars(select(Draft.state)).one() == "kladde"


def test_another_municipality_sees_and_does_nothing(
    office: Office, clock: SetClock, database: Database
) -> None:
    in_hearing(office)
    answer(office.visitor(), clock)
    stranger = office.browser(Role.EDITOR, Role.SECRETARY, municipality="b")
    stranger.get(f"{DESK}/hoering", status=404)
    with database.reading() as session:
        id_ = session.scalars(select(HearingResponse.id)).one()
    stranger.send(f"{DESK}/hoering/svar/{id_}/laes", {"vis": "ja", "tekst": "x"}, status=404)


def test_a_response_needs_the_token_of_the_form(office: Office, clock: SetClock) -> None:
    in_hearing(office)
    visitor = office.visitor()
    stamp = visitor.get(PUBLIC).forms[0]["vist"].value
    clock.instant += timedelta(seconds=20)
    visitor.post(PUBLIC, {"tekst": "Uden mærke", "vist": stamp}, status=400)


CPR = "Anne Holm, 010190–1234"


@pytest.mark.parametrize("field", ["organisation", "navn", "tekst"])
def test_a_cpr_number_is_refused_in_every_field_of_a_response(
    office: Office, clock: SetClock, database: Database, field: str
) -> None:
    in_hearing(office)
    page = answer(office.visitor(), clock, **{"text" if field == "tekst" else field: CPR})
    assert page.status_int == 422
    assert "ligner et CPR-nummer" in words(page)
    assert page.html.select_one(f'[name="{field}"][aria-invalid="true"]') is not None
    assert CPR in page.text, "what was typed is kept"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(HearingResponse)) == 0


def test_a_cpr_number_is_refused_among_the_parties_and_from_the_desk(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    fields = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": CPR}
    assert "ligner et CPR-nummer" in words(editor.send(f"{DESK}/hoering", fields, status=422))
    in_hearing(office)
    typed = {"organisation": CPR, "modtaget": "22. november 2026", "tekst": "Vi er glade."}
    page = office.browser(Role.SECRETARY).send(f"{DESK}/hoering/svar", typed, status=422)
    assert "ligner et CPR-nummer" in words(page)
