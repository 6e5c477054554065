"""A text file becomes lines and tables, each with its page and its line."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importers.reading.text import NoTextError, read_text_file
from portal.importers.source import SourceKind, SourceLine, SourceTable

DANISH = "Støtte på børneområdet æøå ÆØÅ §"


def words(source: bytes) -> list[str]:
    return [part.words for part in read_text_file(source).parts if isinstance(part, SourceLine)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_that_danish_offices_write_is_read(encoding):
    assert words(DANISH.encode(encoding)) == [DANISH]


def test_a_file_that_is_no_text_is_refused_with_what_to_do():
    with pytest.raises(NoTextError, match="Word, PDF"):
        read_text_file(b"%PDF\x00\x01\x02\x00\x03\x00\x00\x00\x00\xff")


def test_characters_of_office_programs_become_those_one_types():
    decomposed = unicodedata.normalize("NFD", "børnefaglig å")
    assert words(f"{decomposed}\u00a0om\u00ad sorg ﬁnde".encode()) == ["børnefaglig å om sorg finde"]


def test_a_soft_hyphen_at_a_lines_end_breaks_the_word_there():
    assert words("kommu\u00ad\nnen".encode()) == ["kommu-", "nen"]


def test_page_and_line_are_kept():
    document = read_text_file("Første\n\nAnden\fTredje\r\nFjerde".encode())
    places = [(part.words, part.place.page, part.place.line) for part in document.parts]
    assert places == [("Første", 1, 1), ("Anden", 1, 3), ("Tredje", 2, 1), ("Fjerde", 2, 2)]
    assert document.kind is SourceKind.TEXT
    assert document.pages == 2


def test_more_room_before_a_line_is_told():
    gaps = [part.after_gap for part in read_text_file(b"A\nB\n\nC\n \nD").parts]
    assert gaps == [False, False, True, True]


def test_one_blank_before_a_line_where_no_other_has_any_is_the_end_of_a_page_that_was_lost():
    lines = ["en linje"] * 20
    document = read_text_file("\n".join([*lines, " ny side", *lines]).encode())
    assert [part.words for part in document.parts if part.after_gap] == ["ny side"]


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "\uf0a7", "▪", "–", "-", "o", "\uf0d8"])
def test_bullets_of_many_kinds_are_labels(bullet):
    (line,) = read_text_file(f" {bullet} At støtte".encode()).parts
    assert (line.label, line.words) == ("•", "At støtte")


def test_lines_between_strokes_are_a_table_that_the_file_draws():
    document = read_text_file(b"Omfang:\n| Alder | Omfang |\n|---|---|\n| 3-5 | 6 |\n| 6-9 | a \\| b |\nSlut")
    first, table, last = document.parts
    assert isinstance(table, SourceTable)
    assert table.rows == (("Alder", "Omfang"), ("3-5", "6"), ("6-9", "a | b"))
    assert [place.line for place in table.places] == [2, 4, 5]
    assert table.is_sure
    assert (first.words, last.words) == ("Omfang:", "Slut")


def test_a_table_with_a_lost_cell_is_not_sure():
    (table,) = read_text_file(b"| Alder | Omfang |\n|---|---|\n| 3-5 |").parts
    assert table.rows == (("Alder", "Omfang"), ("3-5", ""))
    assert not table.is_sure


def test_lines_with_tabs_are_a_table_and_indented_ones_are_not():
    document = read_text_file(b"Niveau\tOmfang\nLet\t1 time om ugen\n\n\tindrykket\n\tigen")
    table, *lines = document.parts
    assert table.rows == (("Niveau", "Omfang"), ("Let", "1 time om ugen"))
    assert [line.words for line in lines] == ["indrykket", "igen"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_read_and_every_line_has_its_place(text):
    document = read_text_file(text.replace("\x00", "").encode("utf-8", "replace"))
    for part in document.parts:
        place = part.place if isinstance(part, SourceLine) else part.places[0]
        assert 1 <= place.page <= document.pages
        assert place.line >= 1


@given(st.binary())
def test_any_bytes_are_read_or_refused(source):
    with contextlib.suppress(NoTextError):
        read_text_file(source)
