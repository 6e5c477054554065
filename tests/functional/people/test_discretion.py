"""What a visitor asked stays out of logs and referrers."""

from __future__ import annotations

import logging

import pytest
from webtest import TestApp

from operation.logs import Log
from portal.services.asking.calculating import Calculating
from portal.services.published.reading import Reading

ASKED = "/randers/beregner?tabel=doegnaflastning&antal=7731&enhed=doegn/aar"


def fail(self: object, *words: object) -> None:
    """Fail as a database does: with what was asked in the message, and in that of the cause."""
    try:
        raise ValueError(f"no {words}")
    except ValueError as error:
        raise RuntimeError(f"cannot do {words}") from error


def test_a_failure_is_logged_by_route_kind_and_place_alone(
    app: TestApp, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Calculating, "ask", fail)
    page = app.get(ASKED, status=500)
    assert "Noget gik galt hos os" in page.text
    assert app.get(page.html.find("link", rel="stylesheet")["href"]).content_type == "text/css"
    (line,) = log.lines()
    assert line["event"] == "/{municipality}/beregner failed"
    for words in ("ValueError", "RuntimeError", "in fail"):
        assert words in line["places"]
    for words in ("7731", "tabel=", "doegnaflastning"):
        assert words not in str(line)


def test_a_receipts_address_is_not_logged_since_it_holds_what_was_asked(
    app: TestApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = app.get(ASKED)
    receipt = page.html.find("a", string="Kvittering til sagen")["href"]
    monkeypatch.setattr(Reading, "document", fail)
    with caplog.at_level(logging.INFO):
        app.get(receipt, status=500)
    assert "/kvittering/{id} failed" in caplog.text
    assert receipt.removeprefix("/kvittering/") not in caplog.text


def test_an_ordinary_visit_is_not_logged_at_all(app: TestApp, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        app.get(ASKED)
        app.get("/nordpolen?q=7731", status=404)
        app.get("/randers/beregner?dato=7731", status=400)
    assert "7731" not in caplog.text


@pytest.mark.parametrize(
    "path", ["/", ASKED, "/nordpolen", "/indlejret/eksempel/beregner", "/api/v1/standards"]
)
def test_no_other_site_is_told_the_address(app: TestApp, path: str) -> None:
    assert app.get(path, status="*").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/soeg?q=%F8",
        "/randers/beregner?tabel=%E5",
        "/%F8",
        "/%F8/beregner",
        "/api/v1/search?q=%F8",
        "/api/v1/%F8",
    ],
)
def test_an_address_that_is_no_utf8_is_no_failure(
    app: TestApp, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = app.get(path, status="*")
    assert answer.status_int < 500
    if answer.status_int == 400:
        assert "kan ikke læse" in answer.text or "UTF-8" in answer.text
    assert caplog.text == ""
