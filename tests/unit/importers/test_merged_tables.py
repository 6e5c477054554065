"""No value moves a column, and no row comes twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pasted import paragraph, run, shown_rows, word_file
from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.html import markdown_of_html
from portal.importers.markdown_writing import TooMuch
from portal.importers.plain import markdown_of_text
from portal.importers.word import markdown_of_word

INPUTS = Path(__file__).resolve().parents[2] / "inputs"

ACROSS, DOWN = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"


def test_the_files_of_the_cases() -> None:
    merged = markdown_of_word((INPUTS / "word-rowspan.docx").read_bytes())
    assert shown_rows(merged.text) == [
        ["Niveau", "Omfang", "Varighed"],
        ["Let", "Op til 5 timer om ugen", "1 år"],
        ["Let", "Op til 8 timer om ugen", "2 år"],
        ["Svær", "Over 8 timer om ugen", "3 år"],
    ]
    assert merged.remarks == (Remark(RemarkKind.MERGED, 1, (Place(1, "Let", 2),)),)
    nested = markdown_of_word((INPUTS / "word-nested-table.docx").read_bytes())
    assert shown_rows(nested.text) == [["Niveau", "Omfang"], ["Let", "5 timer om ugen"]]
    assert nested.remarks == (Remark(RemarkKind.NESTED, 1, (Place(1, "5 timer om ugen", 2),)),)
    excel = markdown_of_text((INPUTS / "excel-empty-last-cell.tsv").read_text())
    assert shown_rows(excel.text) == [
        ["Niveau", "Omfang", "Bemærkning"],
        ["Let", "Op til 5 timer om ugen", ""],
        ["Svær", "Over 5 timer om ugen", "Efter aftale"],
    ]
    assert excel.remarks == ()


def test_cells_that_word_merged_across_and_down_at_once() -> None:
    rows = (
        f"<w:tr>{cell('Niveau')}{cell('Omfang', ACROSS)}</w:tr>"
        f"<w:tr>{cell('Let', DOWN)}{cell('5 timer')}{cell('1 år')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('8 timer')}{cell('2 år')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("9 timer")}{cell("3 år")}</w:tr>'
    )
    converted = markdown_of_word(word_file(f"<w:tbl>{rows}</w:tbl><w:p/>"))
    assert shown_rows(converted.text) == [
        ["Niveau", "Omfang", "Omfang"],
        ["Let", "5 timer", "1 år"],
        ["Let", "8 timer", "2 år"],
        ["", "9 timer", "3 år"],
    ]
    assert converted.remarks == (Remark(RemarkKind.MERGED, 2, (Place(1, "Omfang", 1), Place(1, "Let", 2))),)


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table
{mso-displayed-decimal-separator:"\\,";} .xl65 {text-align:left;} .xl66 {color:red;
text-decoration:line-through;}
--></style></head><body><table><!--StartFragment--><col width=87>
<tr><td class=xl65>Niveau</td><td>Omfang</td><td></td></tr>
<tr><td class=xl65>Let</td><td>Op til 5 timer<br>om ugen</td><td class=xl66>2024</td></tr>
<tr><td rowspan=2>Svær</td><td></td><td>Efter aftale</td></tr><tr><td>Over 5 timer</td><td>x</td></tr>
<tr height=0 style='display:none'><td>skjult</td><td></td><td></td></tr>
<!--EndFragment--></table></body></html>"""


def test_a_table_from_the_clipboard_of_excel() -> None:
    converted = markdown_of_html(EXCEL)
    assert shown_rows(converted.text) == [
        ["Niveau", "Omfang", ""],
        ["Let", "Op til 5 timer om ugen", ""],
        ["Svær", "", "Efter aftale"],
        ["Svær", "Over 5 timer", "x"],
    ]
    assert [(remark.kind, remark.places[0]) for remark in converted.remarks] == [
        (RemarkKind.STRUCK, Place(1, "2024", 2)),
        (RemarkKind.HIDDEN, Place(1, "skjult", 5)),
        (RemarkKind.MERGED, Place(1, "Svær", 3)),
        (RemarkKind.LINES, Place(1, "Op til 5 timer om ugen", 2)),
    ]


def test_a_row_that_was_struck_does_not_live_on_in_a_merged_cell() -> None:
    converted = markdown_of_html(
        "<table><tr><th>a</th><th>b</th></tr><tr><td rowspan=2>Let</td><td>5 timer</td></tr>"
        "<tr><td><del>8 timer</del></td></tr></table>"
    )
    assert shown_rows(converted.text) == [["a", "b"], ["Let", "5 timer"]]


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999999", "²", ""])
def test_odd_numbers_of_rows_are_no_harm(span: str) -> None:
    page = f'<table><tr><td rowspan="{span}">a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    assert len(shown_rows(markdown_of_html(page).text)) == 2


def test_a_cell_that_reaches_too_far_is_refused() -> None:
    with pytest.raises(TooMuch):
        markdown_of_html("<table>" + "<tr><td colspan=1000>a</td></tr>" * 30 + "</table>")


def test_a_caption_and_a_frame_around_the_page_are_read() -> None:
    table = "<table><caption>Timer</caption><tr><td>a</td><td>b</td></tr></table>"
    assert markdown_of_html(table).text == "Timer\n\n| a | b |\n|---|---|\n"
    framed = markdown_of_html(f"<table><tr><td><p>Før</p>{table}</td></tr></table>")
    assert framed.text == "Før\n\nTimer\n\n| a | b |\n|---|---|\n"
    assert framed.remarks == ()


def test_lines_that_look_like_markdown_are_told_once_each() -> None:
    converted = markdown_of_text("# x\nalmindelig\n~~10~~ 20\na | b\n")
    assert converted.text == "\\# x\n\nalmindelig\n\n\\~\\~10\\~\\~ 20\n\na \\| b\n"
    assert converted.remarks == (
        Remark(RemarkKind.MARKDOWN_SIGN, 3, (Place(1, "# x"), Place(3, "~~10~~ 20"), Place(4, "a | b"))),
    )


@pytest.mark.parametrize("tag", ["div", "span", "sup", "ul><li", "table><tr><td"])
def test_a_page_too_deep_to_be_read_is_refused_and_not_cut(tag: str) -> None:
    """The parser would drop what lies deeper than it reads, and the page would come in without it."""
    assert "x" in markdown_of_html(f"<{tag}>" * 20 + "x").text
    with pytest.raises(TooMuch):
        markdown_of_html(f"<{tag}>" * 400 + "x")


def test_more_lines_than_a_text_may_have_are_refused() -> None:
    with pytest.raises(TooMuch):
        markdown_of_text("x\n" * 20_001)


def test_many_places_are_counted_and_the_first_ten_named() -> None:
    (remark,) = markdown_of_html("<p><s>x</s>y</p>" * 12).remarks
    assert remark.count == 12
    assert [place.paragraph for place in remark.places] == list(range(1, 11))


def test_a_whole_standard_from_word_lands_as_it_stands() -> None:
    converted = markdown_of_word((INPUTS / "nyborg.docx").read_bytes())
    assert converted.remarks == ()
    assert [line for line in converted.text.split("\n") if line.startswith("#")] == [
        f"## {words}" for words in ("Formål", "Målgruppe", "Omfang", "Opfølgning", "Klage")
    ]
    assert shown_rows(converted.text)[4] == ["Over 13 år", "12 døgn pr. måned"]
    assert shown_rows(converted.text)[-1] == [
        "Senere opfølgninger",
        "mindst hver 6. måned",
        "seneste opfølgning",
    ]
