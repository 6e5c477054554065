"""A receipt gives the answer of its own version for ever, and today's beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select
from webtest import TestApp

from calculators.answering.receipts import CONTENT_DIGITS, Receipt, decode_receipt, encode_receipt
from factories import write
from office import Office, good_text
from portal.clock import COPENHAGEN, SetClock
from portal.models import RepealRow, Standard
from portal.services.drafting.loading import Loading

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


@pytest.mark.parametrize("id_", ["x", "a" * 5000, "Kvittering%20nr.%201", "%C3%A6%C3%B8%C3%A5"])
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


def forged(app: TestApp, version: int, on: str, known: str) -> str:
    """The address of a receipt that nobody was given, with a right checksum."""
    text = app.get(f"/eksempel/aflastning/v{version}/tekst").body
    receipt = Receipt(
        municipality="eksempel",
        standard="aflastning",
        version=version,
        table="doegnaflastning",
        on=date.fromisoformat(on),
        known=date.fromisoformat(known),
        content=sha256(text).hexdigest()[:CONTENT_DIGITS],
        level="svaer",
    )
    return f"/kvittering/{encode_receipt(receipt)}"


@pytest.mark.parametrize(
    ("version", "on", "known", "words"),
    [
        (1, "2026-11-22", "2026-11-22", "Version 1 var ikke svaret for den 22. november 2026."),
        (5, "2026-11-22", "2026-11-22", "Version 5 var ikke svaret for den 22. november 2026."),
        (4, "2027-03-01", "2026-11-22", "Version 4 var ikke svaret for den 1. marts 2027."),
        (4, "2026-11-22", "2030-01-01", "Den dag er ikke kommet endnu."),
        (4, "2026-11-22", "2015-01-01", "Version 4 var ikke offentliggjort den 1. januar 2015."),
        (2, "2020-02-13", "2020-02-13", "Version 2 var ikke offentliggjort den 13. februar 2020."),
        (1, "2020-02-13", "2020-02-15", "Version 1 var ikke svaret for den 13. februar 2020."),
    ],
    ids=[
        "ended",
        "upcoming",
        "decided ahead",
        "asked in future",
        "before it was",
        "unpublished",
        "backdated",
    ],
)
def test_an_answer_that_was_never_given_is_refused(
    app: TestApp, version: int, on: str, known: str, words: str
) -> None:
    address = forged(app, version, on, known)
    page = app.get(address, status=404).text
    assert words in page
    assert "døgn" not in page
    assert words in app.get(f"{address}.txt", status=404).text
    app.get(f"/api/v1/receipts/{address.rpartition('/')[2]}", status=404)


@pytest.mark.parametrize(
    ("version", "on", "known"), [(1, "2020-02-13", "2020-02-13"), (2, "2020-02-13", "2020-02-14")]
)
def test_what_was_known_that_day_decides(app: TestApp, version: int, on: str, known: str) -> None:
    page = app.get(forged(app, version, on, known)).text
    assert "Gældende den 13. februar 2020" in page
    assert "Vi ved mere nu" not in page


ROW = "/a/beregner?tabel=doegnaflastning&niveau=lette"


def arrives(office: Office, clock: SetClock, day: str, **front: str) -> None:
    """Version 2 of the office's standard is loaded in the afternoon of a day."""
    stand(clock, day)
    clock.instant += timedelta(hours=3)
    files = {"a/aflastning/2.md": good_text(light="Op til 40 døgn om året", front=front)}
    assert Loading(office.database, clock).load(write(office.folder / "standards", files)).errors == []


def test_asked_in_the_morning_and_adopted_the_same_day(each_office: Office, clock: SetClock) -> None:
    browser = each_office.visitor()
    stand(clock, "2026-11-24")
    address = receipt_of(browser, ROW)
    arrives(each_office, clock, "2026-11-24", offentliggjort="2026-11-24", gaelder_fra="2026-11-24")
    page = browser.get(address).text
    answer, today = page.split('id="i-dag"')
    assert "Op til 36 døgn om året" in answer
    assert "Afløst" in answer
    assert "Gældende" not in answer
    assert "Siden kom version 2, og det er den, der gælder for den 24. november 2026." in answer
    assert "Gældende" in today
    plain = browser.get(f"{address}.txt").text.partition("I DAG")[0]
    assert "Gældende" not in plain
    assert "Siden kom version 2" in plain


def test_a_text_that_reached_the_portal_late(each_office: Office, clock: SetClock) -> None:
    browser = each_office.visitor()
    stand(clock, "2026-11-24")
    address = receipt_of(browser, ROW)
    arrives(each_office, clock, "2026-12-03", offentliggjort="2026-11-01", gaelder_fra="2026-11-20")
    page = browser.get(address).text
    assert "Siden kom version 2" in page
    receipt = decode_receipt(address.rpartition("/")[2])
    stand(clock, "2026-12-04")
    later = replace(receipt, known=date(2026, 12, 4))
    refused = browser.get(f"/kvittering/{encode_receipt(later)}", status=404).text
    assert "Version 1 var ikke svaret for den 24. november 2026." in refused


def test_a_repeal_the_same_day(each_office: Office, clock: SetClock) -> None:
    browser = each_office.visitor()
    stand(clock, "2026-11-24")
    address = receipt_of(browser, ROW)
    with each_office.database.writing() as session:
        standard_id = session.scalars(select(Standard.id).where(Standard.slug == "aflastning")).one()
        day = date(2026, 11, 24)
        session.add(
            RepealRow(
                standard_id=standard_id,
                day=day,
                known_from=day,
                body="Byrådet",
                item="1",
                recorded=clock.now(),
            )
        )
    clock.instant += timedelta(minutes=10)
    answer = browser.get(address).text.split('id="i-dag"')[0]
    assert "Gældende" not in answer
    assert "Siden har vi fået at vide, at den ikke gælder for den 24. november 2026." in answer
    assert "Version 1 holdt op med at gælde den 23. november 2026." in answer
