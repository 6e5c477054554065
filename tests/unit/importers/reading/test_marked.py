"""Word and HTML before anything of them is understood: the converters' pieces, each with its paragraph."""

from __future__ import annotations

import pytest

from pasted import paragraph, run, word_file
from portal.importers.conversion import RemarkKind
from portal.importers.reading.marked import read_html, read_word
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourceTable

GRID = "<table><tr><td>Niveau</td><td>Omfang</td></tr><tr><td>Let</td><td>{}</td></tr></table>"


def lines(document: SourceDocument) -> list[SourceLine]:
    return [part for part in document.parts if isinstance(part, SourceLine)]


def tables(document: SourceDocument) -> list[SourceTable]:
    return [part for part in document.parts if isinstance(part, SourceTable)]


def test_each_paragraph_has_its_number_and_a_table_one_for_each_row() -> None:
    document = read_html(
        f"<h1>Støtte</h1><p>Et<br>to</p>{GRID.format('1 time')}<ol start=3><li>tre</li></ol><p>Efter</p>"
    )
    assert [(line.words, line.place.line, line.heading, line.label) for line in lines(document)] == [
        ("Støtte", 1, 1, ""),
        ("Et", 2, 0, ""),
        ("to", 2, 0, ""),
        ("tre", 5, 0, "3."),
        ("Efter", 6, 0, ""),
    ]
    assert [line.after_gap for line in lines(document)] == [True, True, False, False, True]
    (table,) = tables(document)
    assert table.rows == (("Niveau", "Omfang"), ("Let", "1 time"))
    assert [place.line for place in table.places] == [3, 4]
    assert table.is_sure


def test_words_are_plain_and_the_markdown_keeps_the_marks() -> None:
    (line, link) = lines(
        read_html("<p><b>Op til 5*6 timer</b></p><p>Se <a href='https://x.dk/(a)'>a [b]</a> \\ og_så</p>")
    )
    assert (line.words, line.markdown, line.bold) == ("Op til 5*6 timer", "**Op til 5\\*6 timer**", True)
    assert (link.words, link.bold) == ("Se a [b] \\ og_så", False)
    assert link.markdown.startswith("Se [a \\[b\\]](https://x.dk/")


@pytest.mark.parametrize(
    ("cell", "shown", "kind"),
    [
        ("<s>10</s> 20 timer", "20 timer", RemarkKind.STRUCK),
        ("<del>10</del><ins>20</ins> timer", "20 timer", RemarkKind.DELETED),
        ("<span style='display:none'>1</span>2 timer", "2 timer", RemarkKind.HIDDEN),
        ("<table><tr><td>a</td></tr></table>b", "a\nb", None),
    ],
)
def test_a_table_of_which_something_was_left_out_is_not_sure(
    cell: str, shown: str, kind: RemarkKind | None
) -> None:
    document = read_html(GRID.replace("<tr>", "<tr><td>x</td>").format(cell))
    (table,) = tables(document)
    assert table.rows[1][2] == shown
    assert not table.is_sure
    assert kind is None or kind in [remark.kind for remark in document.remarks]


@pytest.mark.parametrize(
    "row", ["<td colspan=2>1 time</td>", "<td>Let</td>", "<td rowspan=1 colspan=2>Let</td><td>x</td>"]
)
def test_a_merged_or_uneven_table_is_not_sure(row: str) -> None:
    (table,) = tables(read_html(f"<table><tr><td>Niveau</td><td>Omfang</td></tr><tr>{row}</tr></table>"))
    assert not table.is_sure


def test_a_table_that_sets_headings_beside_text_is_opened_and_the_one_in_it_is_a_table() -> None:
    source = (
        f"<table><tr><td>Omfang</td><td><p>Niveauer:</p>{GRID.format('1 time')}<p>Efter</p></td></tr></table>"
    )
    for document in (read_html(source), read_html(f"<table><tr><td>{source}</td></tr></table>")):
        assert [line.words for line in lines(document)] == ["Omfang", "Niveauer:", "Efter"]
        (table,) = tables(document)
        assert table.rows == (("Niveau", "Omfang"), ("Let", "1 time"))
        assert table.is_sure


def test_word_is_read_by_the_reader_of_the_editor() -> None:
    struck = run("10", "<w:strike/>") + run("20 timer")
    heading = paragraph(run("Omfang"), properties='<w:pStyle w:val="Heading2"/>')
    document = read_word(word_file(heading + paragraph(struck)), "standard.docx")
    assert document.kind is SourceKind.WORD
    assert [(line.words, line.heading) for line in lines(document)] == [("Omfang", 2), ("20 timer", 0)]
    assert [remark.kind for remark in document.remarks] == [RemarkKind.STRUCK]


def test_a_name_with_a_personal_number_is_refused() -> None:
    with pytest.raises(ValueError, match="CPR"):
        read_word(word_file(paragraph(run("x"))), "010190-1234.docx")
