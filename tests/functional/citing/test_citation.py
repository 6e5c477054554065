"""Citations and the decision frame: only for what is in force, and never finished without the child."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from webtest import TestApp

ROW = "/eksempel/aflastning/v4/henvisning?sted=doegnaflastning-moderat"
RANDERS = "/randers/familiekonsulent-kontaktperson-doegnaflastning/v1/henvisning"
SAID = {
    "lov": "barnets lov § 90",
    "valg": "som",
    "omfang": "48 døgn om året",
    "forhold": "Barnet vågner tre gange hver nat og skal have hjælp.",
    "begrundelse": "Forældrene kan ikke sove mere end fire timer ad gangen.",
    "formaal": "At familien får hvile.",
    "varighed": "1 år",
    "opfoelgning": "Senest 1. marts 2027",
}


def text_of(page: str) -> str:
    found = re.search(r'<textarea class="form-input decision-plain"[^>]*>(.*?)</textarea>', page, re.S)
    return unescape(found[1]) if found else ""


def fill(app: TestApp, status: int = 200, **said: str) -> str:
    return str(app.post(ROW.split("?")[0], {"sted": ROW.split("=")[1], **SAID, **said}, status=status).text)


def test_the_long_and_the_short_form_of_a_row_in_force(app: TestApp) -> None:
    page = unescape(app.get(ROW).text)
    assert (
        "Eksempel Kommune, kvalitetsstandard nr. 2 »Døgnaflastning til børn med funktionsnedsættelse«, "
        "version 4, "
        "vedtaget af Byrådet 18. marts 2025, gældende fra 1. maj 2025, "
    ) in page
    assert (
        "niveau Moderat støttebehov: op til 60 døgn om året. http://portal.test/eksempel/aflastning/v4#doegn"
        in page
    )
    assert "jf. Eksempel Kommunes kvalitetsstandard nr. 2 (version 4), afsnit »" in page
    assert "barnets lov § 90" in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"{RANDERS}?sted=kontaktperson-svaer", "Ikke bekræftet gældende den 22. november 2026."),
        (
            "/eksempel/aflastning/v1/henvisning?sted=doegnaflastning-moderat",
            "Afløst. Gjaldt til og med 31. december 2019.",
        ),
        (
            "/eksempel/aflastning/v5/henvisning?sted=doegnaflastning-moderat",
            "Endnu ikke gældende den 22. november 2026.",
        ),
    ],
    ids=["unconfirmed", "superseded", "upcoming"],
)
def test_what_is_not_in_force_says_so_and_has_no_frame(app: TestApp, path: str, said: str) -> None:
    page = app.get(path)
    assert said in page.text
    brief = {"Ikke": "ikke bekræftet gældende", "Afløst.": "afløst", "Endnu": "endnu ikke gældende"}
    assert f", {brief[said.split()[0]]})" in page.text
    assert page.text.lower().count("ikke bekræftet") == 0 or said.startswith("Ikke bekræftet")
    assert 'name="forhold"' not in page.text
    address, _, place = path.partition("?sted=")
    refused = app.post(address, {"sted": place, **SAID}, status=400)
    assert text_of(refused.text) == ""
    assert app.post(address, {"sted": place, **SAID, "form": "docx"}, status=400).content_type == "text/html"


@pytest.mark.parametrize("blank", SAID)
def test_every_blank_is_mandatory_and_what_was_typed_is_kept(app: TestApp, blank: str) -> None:
    page = fill(app, status=400, **{blank: "  "})
    assert text_of(page) == ""
    assert f'href="#{blank}"' in page
    for name, value in SAID.items():
        if name not in (blank, "lov", "valg"):
            assert value in unescape(page)
    assert (
        app.post(
            ROW.split("?")[0], {"sted": ROW.split("=")[1], **SAID, blank: "", "form": "docx"}, status=400
        ).content_type
        == "text/html"
    )


def test_a_full_stop_is_no_childs_circumstances(app: TestApp) -> None:
    assert 'href="#forhold"' in fill(app, status=400, forhold=".")


def test_law_first_and_the_standard_after_it(app: TestApp) -> None:
    text = text_of(fill(app))
    steps = ["Retsgrundlag", "Barnets egne forhold", "Hvad standarden vejleder om", "Omfang og begrundelse"]
    steps += ["Formål", "Forventet varighed", "Opfølgning", "Standarden"]
    places = [text.index(f"{step}\n") for step in steps]
    assert places == sorted(places)
    assert text.startswith("Retsgrundlag\nAfgørelsen er truffet efter barnets lov § 90.")
    for value in SAID.values():
        if value != "som":
            assert value in text


WITHIN = "Det ligger inden for det, standarden vejleder om ved »Moderat støttebehov«."
MORE = "Det er mere, end standarden vejleder om ved »Moderat støttebehov«."
LESS = "Det er mindre, end standarden vejleder om ved »Moderat støttebehov«."


@pytest.mark.parametrize(
    ("valg", "omfang", "words"),
    [
        ("som", "48 døgn om året", WITHIN),
        ("som", "5 døgn om måneden", WITHIN),
        ("som", "op til 60 døgn om året", WITHIN),
        ("mere", "70 døgn om året", MORE),
        ("mere", "over 60 døgn om året", MORE),
        ("mindre", "0 døgn om året", LESS),
        ("ingen", "", "Vi bevilger ikke døgnaflastning."),
    ],
)
def test_the_variants(app: TestApp, valg: str, omfang: str, words: str) -> None:
    page = fill(app, valg=valg, omfang=omfang)
    assert words in text_of(page)
    assert "ikke sammenlignet med niveauet" not in page


@pytest.mark.parametrize("valg", ["som", "mere", "mindre"])
@pytest.mark.parametrize(
    "omfang",
    [
        "efter aftale med familien",
        "hejsa mange,",
        "10 timer om ugen",
        "2 døgn om ugen",
        "ca. 100 døgn om året",
        "50-70 døgn om året",
        "60 døgn",
    ],
)
def test_nothing_is_said_of_more_or_less_where_it_is_not_certain(
    app: TestApp, valg: str, omfang: str
) -> None:
    page = fill(app, valg=valg, omfang=omfang)
    text = text_of(page)
    assert f"Vi bevilger {omfang.rstrip(',')}.\nBegrundelse: " in text
    for words in (WITHIN, MORE, LESS, "mere, end", "mindre, end", "inden for det"):
        assert words not in text
    assert "Omfanget er ikke sammenlignet med niveauet" in page


@pytest.mark.parametrize(
    ("valg", "omfang", "words"),
    [
        ("som", "70 døgn om året", "70 døgn om året ligger over »Op til 60 døgn om året«."),
        ("som", "0 døgn om året", "0 døgn om året ligger under"),
        ("som", "over 60 døgn om året", "over 60 døgn om året ligger over"),
        ("som", "6 døgn om måneden", "6 døgn om måneden ligger over"),
        ("mere", "48 døgn om året", "48 døgn om året ligger inden for"),
        ("mere", "0 døgn om året", "0 døgn om året ligger under"),
        ("mindre", "60 døgn om året", "60 døgn om året ligger inden for"),
        ("mindre", "100 døgn om året", "100 døgn om året ligger over"),
        ("som", "1000", "Skriv også enheden"),
        ("mindre", "1000", "Skriv også enheden"),
        ("som", "-5 døgn om året", "kan ikke være mindre end 0"),
        ("mindre", "-5 døgn om året", "kan ikke være mindre end 0"),
        ("ingen", "10 døgn om året", "Du har valgt ingen støtte."),
    ],
)
def test_an_extent_that_does_not_fit_the_choice_is_said(
    app: TestApp, valg: str, omfang: str, words: str
) -> None:
    page = unescape(fill(app, status=400, valg=valg, omfang=omfang))
    assert 'href="#omfang"' in page
    assert words in page
    assert text_of(page) == ""
    assert omfang in page


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\ufffe", "\x00"])
def test_signs_that_no_document_can_hold_are_left_out(app: TestApp, sign: str) -> None:
    said = {**SAID, "forhold": f"Det{sign} hele er for meget"}
    answer = app.post(ROW.split("?")[0], {"sted": ROW.split("=")[1], **said, "form": "docx"}, status=200)
    written = " ".join(p.text for p in docx.Document(io.BytesIO(answer.body)).paragraphs)
    assert "Det" in written
    assert "hele" in written


def test_a_document_for_the_file(app: TestApp) -> None:
    answer = app.post(ROW.split("?")[0], {"sted": ROW.split("=")[1], **SAID, "form": "docx"})
    assert answer.headers["Cache-Control"] == "no-store"
    read = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.body)).paragraphs]
    assert read.index("Retsgrundlag") < read.index("Standarden")
    assert SAID["forhold"] in read


def test_nothing_typed_is_kept_or_put_in_an_address(app: TestApp) -> None:
    answer = app.post(ROW.split("?")[0], {"sted": ROW.split("=")[1], **SAID})
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r'(href|action)="[^"]*nat', answer.text)


@pytest.mark.parametrize("place", ["", "?sted=omfang", "?sted=doegnaflastning"])
def test_headings_lead_to_their_rows(app: TestApp, place: str) -> None:
    page = app.get(f"/eksempel/aflastning/v4/henvisning{place}").text
    assert 'href="/eksempel/aflastning/v4/henvisning?sted=doegnaflastning-moderat"' in page
    assert 'name="forhold"' not in page


def test_reached_from_headings_and_results(app: TestApp) -> None:
    assert "/v4/henvisning?sted=omfang" in app.get("/eksempel/aflastning").text
    answer = app.get("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat").text
    assert "/v4/henvisning?sted=doegnaflastning-moderat" in answer


def test_a_place_the_text_has_not(app: TestApp) -> None:
    page = app.get("/eksempel/aflastning/v4/henvisning?sted=findes-ikke", status=404)
    offered = [link["href"] for link in page.html.select("main li a[href*=henvisning]")]
    assert len(offered) > 3
    for href in offered:
        app.get(href)
    assert not page.html.select("main a[href='/eksempel/aflastning/indledning']")
