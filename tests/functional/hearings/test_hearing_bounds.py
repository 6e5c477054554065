"""A hearing at its limits: the longest period, the last response taken, whose response it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from office import Browser, Office, words
from portal.models import Hearing, HearingResponse
from portal.security.roles import Role
from portal.services.hearings.hearing_records import ResponseState
from portal.services.hearings.hearings import MOST_WAITING

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK, PUBLIC = "/redaktion/a/aflastning", "/a/aflastning/hoering"


def in_hearing(office: Office, desk: str = DESK, **days: str) -> Browser:
    """An editor who has sent a draft in hearing from today to 20 December, or for ``days``."""
    editor = office.browser(Role.EDITOR, municipality=desk.split("/")[2])
    editor.send(f"{desk}/begynd", {"fra": "gaeldende"}, status=303)
    fields = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "", **days}
    editor.send(f"{desk}/hoering", fields, status=303)
    return editor


def responses(office: Office) -> list[HearingResponse]:
    with office.database.reading() as session:
        return list(session.scalars(select(HearingResponse).order_by(HearingResponse.id)))


def enter(editor: Browser, text: str = "Rådet støtter forslaget.", desk: str = DESK) -> None:
    fields = {"organisation": "Handicaprådet", "modtaget": "22. november 2026", "tekst": text}
    editor.send(f"{desk}/hoering/svar", fields, status=303)


def test_a_hearing_may_last_366_days_and_no_day_more(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    days = {"aabner": "22. november 2026", "slutter": "24. november 2027", "spurgte": ""}
    assert "højst vare et år" in words(editor.send(f"{DESK}/hoering", days, status=422))
    editor.send(f"{DESK}/hoering", {**days, "slutter": "23. november 2027"}, status=303)


def test_so_many_unread_responses_are_taken_and_no_more_until_some_are_read(office: Office) -> None:
    in_hearing(office)
    with office.database.writing() as session:
        hearing = session.scalars(select(Hearing)).one()
        waiting = {"state": ResponseState.NEW.value, "received": hearing.opens, "text": "Et svar."}
        more = {"organisation": "", "sender": "", "recorded": office.clock.now()}
        session.add_all(
            HearingResponse(hearing_id=hearing.id, **waiting, **more) for _ in range(MOST_WAITING - 1)
        )
    visitor = office.visitor()

    def send() -> int:
        stamp = visitor.get(PUBLIC).forms[0]["vist"].value
        office.clock.instant += timedelta(seconds=20)
        return int(visitor.send(PUBLIC, {"tekst": "Vi er glade for forslaget.", "vist": stamp}).status_int)

    assert send() == 303
    assert send() >= 400
    assert len(responses(office)) == MOST_WAITING


def test_the_words_shown_to_all_may_hold_no_cpr_number_either(office: Office) -> None:
    editor = in_hearing(office)
    enter(editor)
    address = f"{DESK}/hoering/svar/{responses(office)[0].id}/laes"
    refused = editor.send(address, {"vis": "ja", "tekst": "Mit CPR-nummer er 010120-1234."})
    assert refused.status_int == 422
    assert "CPR" in words(refused)
    assert "010120" not in words(office.visitor().get(PUBLIC))
    assert responses(office)[0].state == ResponseState.NEW


def test_nobody_reads_or_answers_a_response_through_another_draft(office: Office) -> None:
    enter(in_hearing(office))
    elsewhere = in_hearing(office, "/redaktion/b/andet")
    own = responses(office)[0].id
    for path, fields in (("laes", {"vis": "ja", "tekst": "Fremmed"}), ("besvar", {"tekst": "Fremmed"})):
        elsewhere.send(f"/redaktion/b/andet/hoering/svar/{own}/{path}", fields, status=404)
    response = responses(office)[0]
    assert (response.state, response.shown_text, response.answer) == (ResponseState.NEW, "", "")


def test_what_came_by_letter_belongs_to_the_hearing_that_runs(office: Office) -> None:
    editor = in_hearing(office)
    editor.send(f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "En fejl i tabellen."}, status=303)
    fields = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": ""}
    editor.send(f"{DESK}/hoering", fields, status=303)
    enter(editor)
    with office.database.reading() as session:
        newest = max(session.scalars(select(Hearing.id)))
    assert [response.hearing_id for response in responses(office)] == [newest]


@pytest.mark.parametrize(
    ("received", "status"),
    [("21. november 2026", 422), ("22. november 2026", 303), ("23. november 2026", 303), ("24/11 2026", 422)],
)
def test_a_letter_came_between_the_first_day_and_today(office: Office, received: str, status: int) -> None:
    editor = in_hearing(office)
    office.clock.instant += timedelta(days=1)
    fields = {"organisation": "Handicaprådet", "modtaget": received, "tekst": "Rådet støtter forslaget."}
    editor.send(f"{DESK}/hoering/svar", fields, status=status)
