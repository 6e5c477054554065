"""What a citizen, a politician and a caseworker see when they read."""

from __future__ import annotations

import pytest
from webtest import TestApp

RANDERS = "/randers/familiekonsulent-kontaktperson-doegnaflastning"
RELIEF = "/eksempel/aflastning"


def test_the_front_page_offers_every_municipality(app: TestApp) -> None:
    page = app.get("/")
    for name in ("Randers Kommune", "Allerød Kommune", "Eksempel Kommune"):
        assert name in page.text


def test_randers_lists_its_standard_and_how_sure_it_is(app: TestApp) -> None:
    page = app.get("/randers")
    assert page.html.select_one(f"a[href='{RANDERS}']")
    assert "Vi ved ikke, om dette gælder i dag" in page.text


def test_randers_page_shows_the_row_under_the_doubt(app: TestApp) -> None:
    page = app.get(RANDERS)
    row = page.html.select_one("#doegnaflastning-moderat")
    assert row is not None
    assert "Op til 60 døgn om året" in row.text
    assert page.text.index("Vi ved ikke, om dette gælder i dag") < page.text.index("Op til 60 døgn")
    assert "Vores genfortælling" in page.text
    assert "barnets lov § 32" in page.text


@pytest.mark.parametrize(
    ("day", "version", "words"),
    [
        ("", 4, "Op til 60 døgn om året"),
        ("2019-06-01", 1, "Op til 48 døgn om året"),
        ("2021-06-01", 2, "Op til 60 døgn om året"),
        ("2023-06-01", 3, "Op til 60 døgn om året"),
        ("2027-06-01", 5, "Op til 66 døgn om året"),
    ],
)
def test_relief_on_a_day(app: TestApp, day: str, version: int, words: str) -> None:
    page = app.get(RELIEF, {"dato": day} if day else {})
    assert f"Version {version}" in page.text
    row = page.html.select_one("#doegnaflastning-moderat")
    assert row is not None
    assert words in row.text


def test_today_says_what_will_come(app: TestApp) -> None:
    page = app.get(RELIEF)
    assert "Gældende" in page.text
    assert page.html.select_one(f"a[href='{RELIEF}/v5']")


def test_an_old_version_says_first_that_it_is_old_and_leads_to_today(app: TestApp) -> None:
    page = app.get(f"{RELIEF}/v1")
    main = page.html.select_one("main")
    assert main is not None
    assert main.text.index("Denne version er afløst") < main.text.index("Omfang")
    assert main.select_one(f"a[href='{RELIEF}']")


def test_a_day_before_the_first_version_says_when_it_began(app: TestApp) -> None:
    page = app.get(RELIEF, {"dato": "2010-01-01"})
    assert "gælder først fra 1. januar 2018" in page.text
    assert page.html.select_one("#doegnaflastning-moderat") is None


def test_a_day_before_a_version_whose_begin_is_not_known(app: TestApp) -> None:
    page = app.get("/randers/familiekonsulent-kontaktperson-doegnaflastning", {"dato": "2015-01-01"})
    assert page.html.select_one("#doegnaflastning-moderat") is None
    assert "Version 1" in page.text


@pytest.mark.parametrize("typed", ["2024-02-30", "i går", "<script>", "9999999", "٣"])
def test_what_is_no_date_is_explained_and_kept(app: TestApp, typed: str) -> None:
    page = app.get(RELIEF, {"dato": typed}, status=400)
    field = page.html.select_one("input[name=dato]")
    assert field is not None
    assert field["value"] == typed
    assert page.html.select_one(".form-error-message")


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("/findesikke", "/randers"),
        ("/eksempel/findesikke", RELIEF),
        (f"{RELIEF}/v77", f"{RELIEF}/v5"),
        ("/findesikke/beregner", "/randers"),
        ("/randers/beregner?tabel=x", "/randers/beregner?tabel=doegnaflastning"),
        ("/lov/serviceloven/999", None),
        ("/lov/x/y/z", None),
    ],
)
def test_what_is_not_there_is_a_404_that_says_what_is(
    app: TestApp, address: str, instead: str | None
) -> None:
    page = app.get(address, status=404)
    if instead:
        assert page.html.select_one(f"a[href='{instead}']")


def test_the_timeline_names_every_version_but_no_draft(app: TestApp) -> None:
    page = app.get(f"{RELIEF}/versioner")
    for n in range(1, 6):
        assert page.html.select_one(f"a[href='{RELIEF}/v{n}']")
    drafted = app.get("/eksempel/kontaktperson/versioner")
    assert "Version 2" not in drafted.text
    app.get("/eksempel/kontaktperson/v2", status=404)


def test_a_provision_names_the_standards_that_rest_on_it(app: TestApp) -> None:
    page = app.get("/lov/serviceloven/52/3")
    assert "blev afløst af barnets lov § 32" in page.text
    for address in (RANDERS, "/alleroed/aflastning"):
        assert page.html.select_one(f"a[href='{address}']")
    today = app.get("/lov/barnets-lov/90")
    assert today.html.select_one(f"a[href='{RELIEF}']")


def test_a_provision_says_which_parts_of_it_were_replaced(app: TestApp) -> None:
    """Who knows that the help stood in § 52 need not know the number."""
    whole, part = app.get("/lov/serviceloven/52"), app.get("/lov/serviceloven/52/3/5")
    for page, heading in ((whole, "En del af reglen er afløst"), (part, "Reglen er afløst")):
        assert heading in page.text
        assert "Servicelovens § 52, stk. 3 (støttende indsatser) blev afløst af barnets lov § 32" in page.text
        assert page.html.select_one('a[href="/lov/barnets-lov/32/1"]'), "to all of nr. 1-8, not to the first"
    found = app.get("/api/v1/law/serviceloven/52").json["changes"]
    assert [change["old"] for change in found] == ["servicelovens § 52, stk. 3"]


def test_glossary_terms_open_in_place_without_script(app: TestApp) -> None:
    page = app.get(RELIEF)
    button = page.html.select_one("button[popovertarget]")
    assert button is not None
    assert page.html.find(id=button["popovertarget"]) is not None


def test_the_adopted_bytes_can_be_fetched(app: TestApp) -> None:
    from conftest import ROOT

    answer = app.get(f"{RELIEF}/v1/tekst")
    assert answer.body == (ROOT / "standards/eksempel/aflastning/1.md").read_bytes()


def test_a_page_of_a_standard_costs_three_statements(app: TestApp) -> None:
    from sqlalchemy import event

    portal = app.app.application.registry.portal
    statements: list[str] = []
    event.listen(
        portal.database.engine,
        "before_cursor_execute",
        lambda *args: statements.append(args[2]),
    )
    app.get(RELIEF)
    assert len([s for s in statements if not s.startswith("BEGIN")]) <= 3
