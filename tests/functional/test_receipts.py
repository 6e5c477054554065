"""A receipt gives the answer of its own version for ever, and today's beside it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from webtest import TestApp

from calculators.receipts import decode_receipt, encode_receipt
from portal.clock import COPENHAGEN, SetClock

CALCULATOR = "/eksempel/beregner?tabel=doegnaflastning"
TABLES = {
    "level": f"{CALCULATOR}&niveau=moderat",
    "amount": f"{CALCULATOR}&antal=50&enhed=doegn/aar",
    "age": "/eksempel/beregner?tabel=fritidsstoette&alder=7",
}


def stand(clock: SetClock, day: str) -> None:
    clock.instant = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=COPENHAGEN).astimezone(UTC)


def receipt_of(app: TestApp, question: str) -> str:
    """The address of the receipt that the calculator offers."""
    found = re.search(r'href="(/kvittering/[^".]+)"', app.get(question).text)
    assert found is not None
    return found[1]


def test_a_receipt_of_version_1_opened_after_version_2_took_effect(app: TestApp, clock: SetClock) -> None:
    stand(clock, "2019-06-01")
    address = receipt_of(app, f"{CALCULATOR}&niveau=moderat")
    then = app.get(address)
    assert "Op til 48 døgn om året" in then.text
    assert "Svaret er det samme i dag." in then.text

    stand(clock, "2021-03-01")
    later = app.get(address)
    answer, today = later.text.split('id="i-dag"')
    assert "Op til 48 døgn om året" in answer
    assert "Op til 60" not in answer
    assert "Gældende den 1. juni 2019" in answer
    assert "Svaret er et andet i dag." in today
    assert "Moderat støttebehov: Op til 60 døgn om året" in today
    assert 'href="/eksempel/aflastning/aendringer/v1..v2"' in today
    assert 'href="/eksempel/aflastning/v1#doegnaflastning-moderat"' in answer

    plain = app.get(f"{address}.txt").text
    assert (
        plain.index("Op til 48 døgn om året") < plain.index("I DAG") < plain.index("Op til 60 døgn om året")
    )
    for fact in ("Eksempel Kommune", "KLE-nummer: 27.27.00", "Spurgt: 1. juni 2019", address):
        assert fact in plain


@pytest.mark.parametrize("question", TABLES.values(), ids=TABLES.keys())
def test_the_calculator_offers_a_receipt_that_gives_its_answer(app: TestApp, question: str) -> None:
    heading = re.search(r'<h2 id="svar"[^>]*>([^<]+)', app.get(question).text)
    assert heading is not None
    assert heading[1] in app.get(receipt_of(app, question)).text


def test_an_answer_in_the_hole_is_kept_too(app: TestApp) -> None:
    page = app.get(receipt_of(app, "/randers/beregner?tabel=doegnaflastning&antal=90&enhed=doegn/aar")).text
    assert "Det er ikke et afslag" in page
    assert "Tabellen springer fra 84 til over 108" in page


def test_the_receipt_says_how_sure_the_answer_is(app: TestApp) -> None:
    page = app.get(receipt_of(app, "/randers/beregner?tabel=doegnaflastning&niveau=moderat")).text
    assert "Vi ved ikke, om dette gælder i dag" in page
    assert "Vores genfortælling" in page
    assert "/henvisning" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": "0" * 16}, "kontrolsum passer ikke"),
        ({"version": 99}, "en version, vi ikke har"),
        ({"standard": "findes-ikke"}, "en standard, vi ikke har"),
        ({"municipality": "findes-ikke"}, "en standard, vi ikke har"),
        ({"table": "findes-ikke"}, "en tabel, som teksten ikke har"),
        ({"level": "findes-ikke"}, "et niveau, som tabellen ikke har"),
    ],
)
def test_an_id_that_fits_no_text_is_refused_in_words(
    app: TestApp, change: dict[str, object], words: str
) -> None:
    real = decode_receipt(receipt_of(app, TABLES["level"]).rsplit("/", 1)[1])
    forged = encode_receipt(type(real)(**{**vars(real), **change}))
    assert words in app.get(f"/kvittering/{forged}", status=404).text
    assert words in app.get(f"/kvittering/{forged}.txt", status=404).text


@pytest.mark.parametrize("id_", ["x", "a" * 5000, "%00", "Kvittering%20nr.%201", "%C3%A6%C3%B8%C3%A5"])
def test_an_id_that_is_none_is_refused_in_words(app: TestApp, id_: str) -> None:
    assert "nummer passer ikke" in app.get(f"/kvittering/{id_}", status=404).text


def test_mistyped_by_one_letter(app: TestApp) -> None:
    address = receipt_of(app, TABLES["level"])
    wrong = address[:-5] + ("A" if address[-5] != "A" else "B") + address[-4:]
    app.get(wrong, status=404)


def test_it_is_not_offered_for_a_day_without_a_text(app: TestApp) -> None:
    page = app.get(f"{CALCULATOR}&niveau=moderat&dato=2001-01-01").text
    assert "/kvittering/" not in page


def test_nor_for_a_table_as_a_whole(app: TestApp) -> None:
    assert "/kvittering/" not in app.get(CALCULATOR).text
