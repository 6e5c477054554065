"""No level table out of a file goes anywhere before somebody held it against the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from webtest import TestResponse

from council import decided, services
from imports.by_hand import draft_text, imported_draft, imported_file, taken_in
from office import Browser, Office, words
from portal.models import Draft, FoundThingRow, LogRow
from portal.security.roles import Role

HERE = "/redaktion/a/nat"
SENT_ON = {
    "to decision": lambda seat: seat.send(f"{HERE}/trin", {"trin": "til-beslutning"}),
    "to hearing": lambda seat: seat.send(
        f"{HERE}/hoering",
        {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"},
    ),
}
Send = Callable[[Browser], TestResponse]


def things(office: Office, kind: str) -> list[FoundThingRow]:
    with office.database.reading() as session:
        query = select(FoundThingRow).where(FoundThingRow.kind == kind).order_by(FoundThingRow.id)
        return list(session.scalars(query))


def draft_of(office: Office, slug: str = "nat") -> Draft:
    with office.database.reading() as session:
        number = services(office, session).drafting.open_draft("a", slug).id
        return session.get_one(Draft, number)


def press(
    office: Office, seat: Browser, thing: FoundThingRow, button: str, revision: int = 0
) -> TestResponse:
    """Press a button beside a thing, on the page as it stands."""
    revision = revision or draft_of(office).revision
    fields = {"handling": button, "fund": str(thing.id), "revision": str(revision)}
    return seat.send(f"{HERE}/kilde", fields)


def confirm(office: Office, seat: Browser) -> TestResponse:
    return press(office, seat, things(office, "niveautabel")[0], "rigtig")


def write(office: Office, seat: Browser, old: str, new: str) -> None:
    draft = draft_of(office)
    text = draft.content.decode()
    assert old in text
    fields = {"tekst": text.replace(old, new), "revision": str(draft.revision)}
    seat.send(f"{HERE}/tekst", fields, status=303)


@pytest.mark.parametrize("send", SENT_ON.values(), ids=SENT_ON.keys())
def test_a_draft_with_an_unconfirmed_table_goes_nowhere(office: Office, send: Send) -> None:
    seat = office.sit_down(taken_in(office))
    refused = send(seat)
    assert refused.status_int == 409
    said = words(refused)
    assert "Tabellen »nat« er læst ind fra en fil, og ingen har bekræftet den." in said
    assert "»Sammenhold med kilden«" in said
    assert draft_of(office).state == "kladde"
    assert confirm(office, seat).status_int == 303
    assert send(seat).status_int == 303
    assert draft_of(office).state != "kladde"


def test_what_was_sent_on_some_other_way_is_not_adopted(office: Office) -> None:
    """As when a table was confirmed, and its confirmation went with words beside the portal."""
    editor = taken_in(office)
    seat, secretary = office.sit_down(editor), office.person(Role.SECRETARY)
    confirm(office, seat)
    seat.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    decided(office, secretary, "Børneudvalget")
    decided(office, secretary, "Byrådet", begins=date(2027, 1, 1))
    with office.database.writing() as session:
        session.scalars(select(FoundThingRow).where(FoundThingRow.name == "nat")).one().confirmed = None
    adopting = office.sit_down(secretary)
    refused = adopting.send(f"{HERE}/trin", {"trin": "vedtag"})
    assert refused.status_int == 409
    assert "Tabellen »nat«" in words(refused)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Op til 60 døgn om året", "Op til 61 døgn om året"),
        ("::: niveauer nat", "::: niveauer natten"),
        ("| Moderate problemer |", "| Svære problemer |"),
    ],
)
def test_an_unconfirmed_table_that_was_changed_or_renamed_still_waits(
    office: Office, old: str, new: str
) -> None:
    seat = office.sit_down(taken_in(office))
    write(office, seat, old, new)
    assert SENT_ON["to decision"](seat).status_int == 409
    assert confirm(office, seat).status_int == 303
    assert SENT_ON["to decision"](seat).status_int == 303


def test_an_unconfirmed_table_that_was_taken_out_waits_for_nobody(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    text = draft_text()
    first = text.index("::: niveauer")
    table = text[first : text.index(":::", first + 4) + 4]
    write(office, seat, table, "Vi ser på behovet.\n")
    assert SENT_ON["to decision"](seat).status_int == 303


def test_what_is_changed_in_a_confirmed_table_is_the_editors_own(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    confirm(office, seat)
    write(office, seat, "Op til 60 døgn om året", "Op til 61 døgn om året")
    write(office, seat, "::: niveauer nat", "::: niveauer natten")
    assert SENT_ON["to decision"](seat).status_int == 303


def test_a_candidate_put_in_must_be_confirmed_as_well(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    confirm(office, seat)
    candidate = things(office, "kandidat")[0]
    assert press(office, seat, candidate, "indsaet").status_int == 303
    text = draft_of(office).content.decode()
    assert "::: niveauer weekend" in text
    assert text.index("## Formål") < text.index("::: niveauer weekend") < text.index("## Opfølgning")
    refused = SENT_ON["to decision"](seat)
    assert refused.status_int == 409
    assert "»weekend«" in words(refused)
    assert press(office, seat, candidate, "indsaet").status_int == 409, "twice"
    assert press(office, seat, candidate, "rigtig").status_int == 303
    assert SENT_ON["to decision"](seat).status_int == 303


def test_a_candidate_takes_no_table_s_name(office: Office) -> None:
    draft = imported_draft(table="weekend")
    seat = office.sit_down(taken_in(office, imported_file(draft)))
    press(office, seat, things(office, "kandidat")[0], "indsaet")
    assert "::: niveauer weekend-2\n" in draft_of(office).content.decode()


def test_who_confirms_an_older_text_is_shown_the_newer_first(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    write(office, seat, "Op til 60 døgn om året", "Op til 600 døgn om året")
    table = things(office, "niveautabel")[0]
    shown = press(office, seat, table, "rigtig", revision=1)
    assert shown.status_int == 409
    assert "En anden har gemt imens" in words(shown)
    assert "Op til 600 døgn om året" in words(shown)
    assert things(office, "niveautabel")[0].confirmed is None


def test_who_confirmed_and_when_is_kept_and_told_in_the_log(office: Office) -> None:
    editor = taken_in(office)
    confirm(office, office.sit_down(editor))
    table = things(office, "niveautabel")[0]
    assert (table.confirmed_by_id, table.confirmed) == (editor.person_id, office.clock.now())
    with office.database.reading() as session:
        row = session.scalars(select(LogRow).where(LogRow.action == "draft.table_confirmed")).one()
    assert (row.subject, row.detail["table"]) == ("a/nat/kladde", "nat")


@pytest.mark.parametrize(("button", "kind"), [("rigtig", "overskrift"), ("indsaet", "niveautabel")])
def test_a_button_that_the_page_does_not_have_does_nothing(office: Office, button: str, kind: str) -> None:
    seat = office.sit_down(taken_in(office))
    assert press(office, seat, things(office, kind)[0], button).status_int == 404
    assert seat.send(f"{HERE}/kilde", {"handling": button, "fund": "99", "revision": "1"}).status_int == 404
    assert seat.send(f"{HERE}/kilde", {"handling": "noget", "fund": "1", "revision": "1"}).status_int == 400


def test_the_calculator_s_preview_leaves_an_unconfirmed_table_out(office: Office) -> None:
    seat = office.sit_down(taken_in(office))
    for page in (seat.get(f"{HERE}/laes"), seat.send(f"{HERE}/tekst", _shown(office))):
        assert "Sådan læser beregneren" in page.text
        assert "Tabellen »nat« venter på, at den bliver bekræftet" in words(page)
        assert "Beregneren læser" not in page.text
    confirm(office, seat)
    assert "Beregneren læser" in seat.get(f"{HERE}/laes").text


def _shown(office: Office) -> dict[str, str]:
    return {"handling": "vis", "tekst": draft_of(office).content.decode(), "revision": "1"}
