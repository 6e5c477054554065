"""The same form sent again: it gets the answer of the first, with a sentence, and nothing is made twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select
from webtest import TestResponse

from factories import MUNICIPALITY
from office import BODIES, Browser, Office, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import (
    Base,
    Draft,
    Hearing,
    HearingResponse,
    LogRow,
    Person,
    RedactionProposal,
    SentForm,
    Stance,
    WordEntry,
)
from portal.security.roles import Role
from portal.services.sent_forms import KEPT, forget_sent

DESK, PUBLIC, NEW = "/redaktion/a/aflastning", "/a/aflastning/hoering", "/redaktion/a/ny-standard"
TOLD = "Formularen var sendt allerede"
HEARD = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
RESPONSE = {"organisation": "Handicaprådet", "modtaget": "22. november 2026", "tekst": "Rådet støtter."}


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """An office where politicians may say what they mean."""
    yaml = MUNICIPALITY + BODIES + "tilkendegivelser: true\n"
    made = Office(database, clock, tmp_path, **{"a/kommune.yaml": yaml})
    yield made
    made.close()


def count(office: Office, model: type[Base]) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def sent_twice(browser: Browser, address: str, fields: dict[str, str]) -> tuple[TestResponse, TestResponse]:
    """The answers to two sendings of what one page showed."""
    fields = {"csrf_token": browser.token(), **fields}
    return browser.post(address, fields), browser.post(address, fields)


def begun(office: Office) -> Browser:
    """A draft, and a browser at which somebody with every role sits."""
    browser = office.browser(*Role)
    browser.send(f"{DESK}/begynd", {"fra": "1"}, status=303)
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content = draft.content.replace(b"Op til 60", b"Op til 72")
    return browser


def heard(office: Office) -> Browser:
    browser = begun(office)
    browser.send(f"{DESK}/hoering", HEARD, status=303)
    return browser


def deciding(office: Office) -> Browser:
    browser = begun(office)
    browser.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    return browser


MAKES = {
    "a draft": (lambda office: office.browser(*Role), f"{DESK}/begynd", {"fra": "1"}, Draft),
    "a standard": (
        lambda office: office.browser(*Role),
        NEW,
        {"titel": "Hjælp til transport", "dokumenttype": "kvalitetsstandard"},
        Draft,
    ),
    "a hearing": (begun, f"{DESK}/hoering", HEARD, Hearing),
    "a response that came by letter": (heard, f"{DESK}/hoering/svar", RESPONSE, HearingResponse),
    "a person": (
        lambda office: office.browser(*Role),
        "/redaktion/a/brugere",
        {"mail": "ny@example.dk", "roller": "editor"},
        Person,
    ),
    "a curated answer": (
        lambda office: office.browser(*Role),
        "/redaktion/ordbog/svar/ny",
        {
            "ord": "hvem hjælper",
            "titel": "Ring",
            "tekst": "Ring til os.",
            "hvorfor": "prøve",
            "handling": "gem",
        },
        WordEntry,
    ),
    "a question that is saved": (
        lambda office: office.browser(*Role),
        "/redaktion/ordbog",
        {"spoergsmaal": "hvad er en blyant"},
        WordEntry,
    ),
    "a stance": (
        deciding,
        f"{DESK}/beslutning/tilkendegivelse",
        {"tilkendegivelse": "ja", "bemaerkning": "Det er rigtigt."},
        Stance,
    ),
    "a proposal to mask": (
        lambda office: office.browser(*Role),
        f"{DESK}/maskering",
        {"ord": "Familieafdelingen afgør", "begrundelse": "Det er et navn på en person."},
        RedactionProposal,
    ),
}


@pytest.mark.parametrize("what", MAKES)
def test_the_second_sending_makes_nothing_and_gets_the_answer_of_the_first(office: Office, what: str) -> None:
    sit_down, address, fields, model = MAKES[what]
    browser = sit_down(office)
    before = count(office, model)
    first, second = sent_twice(browser, address, fields)
    made, logged = count(office, model), count(office, LogRow)
    assert made == before + 1, words(first)
    assert second.status_int == 303
    if first.status_int == 303:
        assert (
            second.location.partition("#")[0].removesuffix("&sendt=foer").removesuffix("?sendt=foer")
            == (first.location.partition("#")[0])
        )
    assert TOLD in words(second.follow())
    assert (count(office, model), count(office, LogRow)) == (made, logged)


def test_a_response_to_a_hearing_sent_four_times_is_one(office: Office, clock: SetClock) -> None:
    editor, visitor = heard(office), office.visitor()
    form = visitor.get(PUBLIC).forms[0]
    form["tekst"] = "Vi er glade for forslaget."
    clock.instant += timedelta(seconds=20)
    answers = [form.submit(status=303) for _ in range(4)]
    assert count(office, HearingResponse) == 1
    assert words(editor.get(f"{DESK}/hoering")).count("Vi er glade") == 2, "to read, and to mask"
    assert TOLD not in words(answers[0].follow())
    for answer in answers[1:]:
        page = words(answer.follow())
        assert TOLD in page
        assert "Tak" in page
    form["tekst"] = "En ting til."
    form.submit(status=303)
    assert count(office, HearingResponse) == 2, "other words are another response"


def test_the_same_words_from_another_page_are_another_sending(office: Office, clock: SetClock) -> None:
    heard(office)
    visitor = office.visitor()
    for _ in range(2):
        form = visitor.get(PUBLIC).forms[0]
        form["tekst"] = "Vi er glade for forslaget."
        clock.instant += timedelta(seconds=20)
        form.submit(status=303)
    assert count(office, HearingResponse) == 2


def test_what_was_refused_may_be_sent_again(office: Office, clock: SetClock) -> None:
    heard(office)
    visitor = office.visitor()
    form = visitor.get(PUBLIC).forms[0]
    form["tekst"] = "Vi er glade for forslaget."
    form.submit(status=429)  # sooner than anybody types
    clock.instant += timedelta(seconds=20)
    assert TOLD not in words(form.submit(status=303).follow())
    assert count(office, HearingResponse) == 1


def test_somebody_elses_page_gives_no_answer_away(office: Office) -> None:
    """The token is the browser's: with another's cookie it opens nothing, whoever copied the fields."""
    browser = begun(office)
    fields = {"csrf_token": browser.token(), **HEARD}
    browser.post(f"{DESK}/hoering", fields, status=303)
    stranger = office.visitor()
    stranger.get("/log-ind")
    stranger.post(f"{DESK}/hoering", fields, status=403)


def test_a_file_that_is_sent_twice_goes_in_once(office: Office) -> None:
    browser = begun(office)
    fields = {"csrf_token": browser.token(), "renset": "Nyt afsnit.", "handling": "indsaet", "revision": "1"}
    files = [("fil", "tekst.docx", b"indhold")]
    answers = [browser.post(f"{DESK}/indsaet", fields, upload_files=files, status="*") for _ in range(2)]
    assert answers[0].status_int == 303, words(answers[0])
    assert "sendt=foer" in answers[1].location
    with office.database.reading() as session:
        assert session.scalars(select(Draft)).one().content.decode().count("Nyt afsnit.") == 1


def test_nothing_of_what_was_sent_is_kept_and_old_rows_go(office: Office, clock: SetClock) -> None:
    browser = heard(office)
    browser.send(f"{DESK}/hoering/svar", RESPONSE, status=303)
    with office.database.reading() as session:
        rows = [(row.key, row.result) for row in session.scalars(select(SentForm))]
    assert len(rows) == 3
    assert all(len(key) == 64 and result.startswith(DESK) for key, result in rows)
    forget_sent(office.database, clock.now() + KEPT)
    assert count(office, SentForm) == 3
    forget_sent(office.database, clock.now() + KEPT + timedelta(seconds=1))
    assert count(office, SentForm) == 0


def test_two_at_the_same_time_are_one(office: Office) -> None:
    """The second waits for the first, whichever process answers it."""
    browser = begun(office)
    fields = {"csrf_token": browser.token(), **HEARD}
    answers: list[TestResponse] = []

    def send() -> None:
        own = office.visitor()
        for name, value in browser.cookies.items():
            own.set_cookie(name, value.strip('"'))
        answers.append(own.post(f"{DESK}/hoering", fields, status="*"))

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_int for answer in answers] == [303] * 4
    assert sorted("sendt=foer" in answer.location for answer in answers) == [False, True, True, True]
    assert count(office, Hearing) == 1
