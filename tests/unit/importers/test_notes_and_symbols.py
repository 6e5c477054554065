"""A raised mark is no digit, a note's words come along, and a sign of a symbol font is the sign it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pasted import paragraph, read_pasted, run, word_file
from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.html import markdown_of_html
from portal.importers.plain import markdown_of_text
from portal.importers.word import markdown_of_word

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
NOTE, MARK = RemarkKind.NOTE, RemarkKind.NOTE_MARK


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Op til 10<sup>1</sup> timer", "Op til 10 timer\n\nSe note 1 ved »10«.\n"),
        ("Op til 10<b><sup>1)</sup></b> timer", "Op til 10 timer\n\nSe note 1 ved »10«.\n"),
        ("10<sup> 1 </sup>timer", "10 timer\n\nSe note 1 ved »10«.\n"),
        ("10¹ timer", "10 timer\n\nSe note 1 ved »10«.\n"),
        ("10<span style='vertical-align:super'>1</span> timer", "10 timer\n\nSe note 1 ved »10«.\n"),
        (
            "timer<sup>a</sup> og <sup>*</sup>",
            "timer og\n\nSe note a ved »timer«.\n\nSe note \\* ved »og«.\n",
        ),
        ("<sup>1</sup> Ikke i ferier", "Note 1: Ikke i ferier\n"),
        ("25 m<sup>2</sup> og 3 cm<sup>3</sup>", "25 m² og 3 cm³\n"),
        ("25 m² og x²", "25 m² og x²\n"),
        ("CO<sub>2</sub>, 10<sub>1</sub>", "CO₂, 10₁\n"),
        ("10<sup>-3</sup>, ny<sup>hed</sup>", "10⁻³, nyhed\n"),
    ],
)
def test_a_raised_mark_joins_no_number(html: str, text: str) -> None:
    assert markdown_of_html(f"<p>{html}</p>").text == text


def test_a_raised_mark_is_told_with_its_place() -> None:
    assert markdown_of_text("Et\n10¹ timer\n").remarks == (Remark(MARK, 1, (Place(2, "10"),)),)
    word = markdown_of_word((INPUTS / "word-superscript.docx").read_bytes())
    assert word.text == "Op til 10 timer om ugen. Bolig på 25 m²\n\nSe note 1 ved »10«.\n"
    assert word.remarks == (Remark(MARK, 1, (Place(1, "10"),)),)


def test_footnotes_and_endnotes_of_word_come_along_without_links() -> None:
    word = markdown_of_word((INPUTS / "word-footnote.docx").read_bytes())
    assert word.text.split("\n\n") == [
        "Op til 10 timer om ugen. Se også note",
        "Note til »10«: Gælder ikke i ferier (footnote).",
        "Note til »note«: Gælder ikke i ferier (endnote).\n",
    ]
    assert word.remarks == (Remark(NOTE, 2, (Place(1, "10"), Place(1, "note"))),)


WORD_NOTE = (
    '<p>Op til 10<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1">'
    '<span class="MsoFootnoteReference">'
    "<span>[1]</span></span></a> timer</p><p>Mere.</p>"
    '<div style="mso-element:footnote-list"><br clear="all"><hr><div style="mso-element:footnote" id="ftn1">'
    '<p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> '
    "Ikke i <b>ferier</b>.</p>"
    "</div></div>"
)


def test_a_footnote_from_the_clipboard_of_word_stands_below_its_paragraph() -> None:
    converted = markdown_of_html(WORD_NOTE)
    assert converted.text == "Op til 10 timer\n\nNote til »10«: Ikke i **ferier**.\n\nMere.\n"


def test_a_note_in_a_table_stands_below_it_and_the_amount_is_words_alone() -> None:
    converted = markdown_of_html(
        "<table><tr><th>Niveau</th><th>Omfang</th></tr>"
        "<tr><td>Let<sup>2</sup></td>"
        '<td>Op til 10<sup><a href="#n1" id="r">1</a></sup> timer om ugen</td></tr></table>'
        '<ol><li id="n1">Ikke i ferier. <a href="#r">↑</a></li></ol>'
    )
    assert converted.text.split("\n\n") == [
        "| Niveau | Omfang |\n|---|---|\n| Let | Op til 10 timer om ugen |",
        "Se note 2 ved »Let«.",
        "Note til »Let« under »Omfang«: Ikke i ferier.\n",
    ]
    rows = converted.text.split("\n\n")[0]
    levels = f"::: niveauer timer\nydelse: Aflastning\nkriterium: ingen\n\n{rows}\n:::\n"
    table = read_pasted(levels).sections[0].tables[0]
    assert table.levels[0].extent.text == "Op til 10 timer om ugen"


def test_a_note_that_two_marks_share_is_written_once() -> None:
    converted = markdown_of_html(
        '<p>10<a href="#n" id="m">1</a> timer</p><p>20<a href="#n">1</a> timer</p>'
        '<ul><li id="n">I ferier <a href="#m">↩</a></li></ul>'
    )
    assert converted.text.split("\n\n") == [
        "10 timer",
        "Note til »10«: I ferier",
        "20 timer",
        "Note til »20«: Den samme note som ved »10«.\n",
    ]


@pytest.mark.parametrize(
    "target",
    [
        '<div><h2 id="n">Omfang</h2><p>Meget</p></div>',
        '<div id="n"><table><tr><td>Omfang</td></tr></table></div>',
        f'<div id="n"><a href="#m">1</a> {"Omfang " * 600}</div>',
        '<ol><li id="n">Omfang</li></ol>',
    ],
)
def test_a_link_to_a_part_of_the_page_is_no_note(target: str) -> None:
    converted = markdown_of_html(f'<p>Afsnit <a href="#n" id="m">1</a> og mere</p>{target}')
    assert converted.text.startswith("Afsnit 1 og mere\n")
    assert "Omfang" in converted.text
    assert [remark.kind for remark in converted.remarks] == [RemarkKind.LINK]


def test_a_link_back_to_a_part_of_the_page_keeps_its_words() -> None:
    converted = markdown_of_html('<h2 id="s">Et</h2><p>Se afsnit <a href="#s">1</a></p>')
    assert converted.text == "## Et\n\nSe afsnit 1\n"


def test_links_within_the_page_are_words() -> None:
    converted = markdown_of_html(
        '<p><a href="#formaal">Formål</a> <a href="/x">y</a></p><h2 id="formaal">Formål</h2>'
    )
    assert converted.text == "Formål y\n\n## Formål\n"
    assert converted.remarks == (Remark(RemarkKind.LINK, 2, (Place(1, "Formål"), Place(1, "y"))),)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Symbol" w:char="00a3"/>', "≤"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→"),
        ('<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>³</w:t>', "≥"),
        ('<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b4</w:t>', "×"),
        ("<w:t>\uf0b3</w:t>", "≥"),
        ("<w:t>\uf0bc</w:t>", "…"),
        ("<w:t>Fra </w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t>", "Fra ≥5"),
    ],
)
def test_a_sign_of_a_symbol_font_is_the_sign_it_shows(inside: str, shown: str) -> None:
    converted = markdown_of_word(word_file(paragraph(run("x "), f"<w:r>{inside}</w:r>", run(" 5 timer"))))
    assert converted.text == f"x {shown} 5 timer\n"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Alder <span style='font-family:Symbol'>³</span> 5</p>",
        "<p>Alder <span style='font-family:Symbol;mso-char-type:symbol'><span style='mso-char-type:symbol;"
        "mso-symbol-font-family:Symbol'>&#61619;</span></span> 5</p>",
        '<p>Alder <font face="Symbol">³</font> 5</p>',
        "<p>Alder \uf0b3 5</p>",
    ],
)
def test_the_same_from_the_clipboard(html: str) -> None:
    converted = markdown_of_html(html)
    assert converted.text == "Alder ≥ 5\n"
    assert converted.remarks == (Remark(RemarkKind.SYMBOL, 1, (Place(1, "≥"),)),)


def test_a_sign_that_nobody_knows_is_told() -> None:
    for converted in (
        markdown_of_text("Alder \ue123 5"),
        markdown_of_word(
            word_file(paragraph(run("Alder "), "<w:r><w:sym w:font='Eget' w:char='E123'/></w:r>", run(" 5")))
        ),
    ):
        assert converted.text == "Alder (ukendt tegn) 5\n"
        assert converted.remarks == (Remark(RemarkKind.UNKNOWN_SIGN, 1, (Place(1, "Alder"),)),)


def test_a_formula_comes_as_words_and_is_told() -> None:
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    converted = markdown_of_word(word_file(paragraph(run("Regn: "), formula)))
    assert converted.text == "Regn: x+1\n"
    assert converted.remarks == (Remark(RemarkKind.FORMULA, 1, (Place(1, "x+1"),)),)
