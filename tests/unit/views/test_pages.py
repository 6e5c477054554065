"""The small arithmetic of the page objects; everything else in them is plain data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.views.published.changes_page import ChangeLine
from portal.views.search.search_page import PassagePiece, excerpt_of, pieces_of
from portal.views.shared.components import STATUS_WORDS, Field, StatusChip, errors_of
from portal.views.shared.page_frame import Link
from portal.web.built_files import read_assets


def test_a_passage_is_cut_at_its_marks() -> None:
    assert pieces_of("støtte og aflastning", ((10, 20),)) == (
        PassagePiece("støtte og "),
        PassagePiece("aflastning", marked=True),
    )


def test_a_passage_without_marks_is_one_piece() -> None:
    assert pieces_of("støtte", ()) == (PassagePiece("støtte"),)
    assert pieces_of("", ()) == ()


@given(st.text(), st.lists(st.integers(0, 50), max_size=8))
def test_the_pieces_are_the_passage(passage: str, ends: list[int]) -> None:
    places = sorted({min(end, len(passage)) for end in ends})
    marks = tuple(zip(places[::2], places[1::2], strict=False))
    pieces = pieces_of(passage, marks)
    assert "".join(piece.text for piece in pieces) == passage
    assert [piece.text for piece in pieces if piece.marked] == [passage[a:b] for a, b in marks]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Døgnaflastning, Let: fra »Op til 36« til »Op til 40«.", "Døgnaflastning, Let"),
        ("En grænse: »Der er et loft på 20 døgn.«", "En grænse: »Der er et loft …"),
        ("»Så kan vi forlænge den, hvis I vil.«", "»Så kan vi forlænge …"),
        ("»Vi ses.«", "»Vi ses.«"),
        ("Lovgrundlaget nævner nu barnets lov § 32.", "Lovgrundlaget nævner nu barnets lov § 32"),
    ],
)
def test_the_link_to_a_place_does_not_say_the_whole_sentence_again(text: str, place: str) -> None:
    assert ChangeLine("Tilføjet", text).place == place


def test_an_excerpt_shows_where_most_was_found() -> None:
    passage = "ord " * 100 + "aflastning og mere aflastning " + "slut " * 100
    places = (passage.index("aflastning"), passage.rindex("aflastning"))
    pieces = excerpt_of(passage, ((0, 3), *((place, place + 10) for place in places)), most=100)
    assert [piece.text for piece in pieces if piece.marked] == ["aflastning", "aflastning"]
    assert pieces[0] == PassagePiece("… ")
    assert pieces[-1] == PassagePiece(" …")


@given(st.text("ab ", max_size=400), st.integers(0, 390), st.integers(20, 80))
def test_an_excerpt_is_part_of_the_passage(passage: str, place: int, most: int) -> None:
    marks = ((place, place + 3),) if place + 3 <= len(passage) else ()
    words = "".join(
        piece.text for piece in excerpt_of(passage, marks, most) if piece.text not in ("… ", " …")
    )
    assert words in passage


def test_a_field_names_what_describes_it() -> None:
    assert Field("dato", "Dag").described_by is None
    assert Field("dato", "Dag", hint="For eksempel i dag").described_by == "dato-hint"
    assert Field("dato", "Dag", hint="x", error="y", id="dato-2").described_by == "dato-2-hint dato-2-error"


def test_an_error_summary_leads_to_the_fields() -> None:
    fields = (Field("a", "A"), Field("b", "B", error="Skriv b"), Field("c", "C", error="Skriv c", id="c-2"))
    assert errors_of(*fields) == (Link("Skriv b", "#b"), Link("Skriv c", "#c-2"))


def test_every_status_has_words() -> None:
    assert all(StatusChip.of(kind) == StatusChip(kind, words) for kind, words in STATUS_WORDS.items())
    with pytest.raises(KeyError):
        StatusChip.of("unknown")


def test_assets_are_read_as_addresses(tmp_path: Path) -> None:
    names = {key: f"{key}.1" for key in ("style", "script", "icons", "icon", "licence")}
    (tmp_path / "manifest.json").write_text(json.dumps({**names, "fonts": ["a.woff2"]}), encoding="utf-8")
    assets = read_assets(tmp_path)
    assert assets.style == "/statisk/style.1"
    assert assets.fonts == ("/statisk/a.woff2",)
