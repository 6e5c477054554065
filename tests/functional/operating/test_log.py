"""What the log says of a failure, and of whom it says nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from webtest import TestApp, Upload

from operation.logs import Log
from portal.db import Database

PERSONAL = (
    "Ellinor Brandt",
    "ellinor.brandt@example.dk",
    "070708-1234",
    "hemmelig-noegle-77",
    "203.0.113.77",
)
"""What must stand nowhere, in every place that somebody can write in."""
NAME, MAIL, CPR, TOKEN, PLACE = PERSONAL
HEADERS = {
    "User-Agent": NAME,
    "Referer": f"http://portal.test/soeg?q={NAME}",
    "X-Forwarded-For": PLACE,
    "X-Request-Id": MAIL,
    "Authorization": f"Bearer {TOKEN}",
    "Cookie": f"portal_session={TOKEN}; portal_device={TOKEN}",
    "Accept-Language": CPR,
}


def fail(*_: object, **__: object) -> None:
    """Fail as a database may: with what was asked in the message, and in that of the cause."""
    try:
        raise LookupError(" ".join(PERSONAL))
    except LookupError as error:
        raise RuntimeError(f"no row for {PERSONAL}") from error


def ask_everywhere(app: TestApp) -> Iterator[int]:
    """Write all of it in every place; the statuses of the answers."""
    said = {
        "q": NAME,
        "navn": NAME,
        "mail": MAIL,
        "adgangskode": TOKEN,
        "tekst": CPR,
        "cpr": CPR,
        "antal": CPR,
    }
    for address in (
        "/soeg",
        f"/{NAME}/{CPR}",
        f"/log-ind/engang/{TOKEN}",
        f"/kvittering/{TOKEN}",
        "/eksempel/beregner",
        "/eksempel/aflastning",
        "/api/v1/calculate",
        "/api/v1/search",
    ):
        yield app.get(address, said, headers=HEADERS, status="*", expect_errors=True).status_int
    for address in ("/log-ind", "/eksempel/aflastning/v3/henvisning", "/eksempel/aflastning/hoering"):
        yield app.post(address, said, headers=HEADERS, status="*", expect_errors=True).status_int
    file = {"fil": Upload(f"{NAME}.docx", CPR.encode())}
    yield app.post("/redaktion/eksempel/indlaes", file, headers=HEADERS, status="*").status_int
    yield app.post("/log-ind", f"{{{CPR}", headers=HEADERS, status="*").status_int
    yield app.get("/eksempel", headers={"Host": MAIL}, status="*").status_int


def test_nothing_personal_is_logged_wherever_it_was_written(app: TestApp, log: Log) -> None:
    assert all(status < 500 for status in ask_everywhere(app))
    assert log.lines() == []


def test_nor_is_it_where_everything_fails(app: TestApp, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("reading_session", "writing_session", "borrow"):
        monkeypatch.setattr(Database, way, fail)
    failed = [status for status in ask_everywhere(app) if status >= 500]
    lines = log.lines()
    assert len(failed) >= 9
    assert len(lines) >= len(failed)
    for line in lines:
        assert "RuntimeError" in line["places"], line
        assert line["request"]
        assert not [words for words in PERSONAL if words in str(line)]


def test_what_fails_around_the_router_is_an_answer_too(
    app: TestApp, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "stamp", fail)
    answer = app.get("/eksempel", headers=HEADERS, status=500)
    assert "Noget gik galt hos os" in answer.text
    assert "X-Content-Type-Options" in answer.headers
    (line,) = log.lines()
    assert line["request"] == answer.headers["X-Request-Id"]
    assert "in fail" in line["places"]
    assert not [words for words in PERSONAL if words in str(line)]


def test_another_packages_words_and_what_looks_like_a_person_are_left_out(log: Log) -> None:
    logging.getLogger("somebody.elses").warning("Could not read %s", NAME)
    try:
        fail()
    except RuntimeError:
        logging.getLogger("portal.search").exception("The index could not be read")
    logging.getLogger("portal.worker").error("Mail waits: 550 <%s> (%s) ukendt", MAIL, CPR)
    foreign, failure, mail = log.lines()
    assert (foreign["logger"], foreign["level"]) == ("somebody.elses", "warning")
    assert foreign["at"].startswith("test_log:")
    assert failure["event"] == "The index could not be read"
    assert mail["event"] == "Mail waits: 550 <(udeladt)> ((udeladt)) ukendt"
    assert not [words for words in PERSONAL if words in str((foreign, failure, mail))]


@pytest.mark.parametrize(
    ("header", "sent", "taken"),
    [
        ("X-Request-Id", "4bf92f3577b34da6a3ce929d0e0e4736", True),
        ("X-Request-Id", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", True),
        ("X-Request-Id", MAIL, False),
        ("X-Request-Id", CPR, False),
        ("X-Request-Id", "", False),
        ("", "4bf92f3577b34da6a3ce929d0e0e4736", False),
    ],
)
def test_an_answer_that_failed_says_the_id_it_has_in_the_log(
    make_app: Callable[..., TestApp],
    loaded_sqlite: Path,
    log: Log,
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    sent: str,
    taken: bool,
) -> None:
    app = make_app(loaded_sqlite, request_id_header=header)
    monkeypatch.setattr(Database, "reading_session", fail)
    asked = {"X-Request-Id": sent}
    answers = [app.get("/eksempel/aflastning", headers=asked, status=500) for _ in range(2)]
    lines = log.lines()
    for answer, line in zip(answers, lines, strict=True):
        assert line["request"] == answer.headers["X-Request-Id"]
        assert line["request"] in answer.text
        assert (line["request"] == sent) is taken
    assert taken or lines[0]["request"] != lines[1]["request"]
