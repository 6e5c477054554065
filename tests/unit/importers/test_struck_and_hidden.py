"""What does not apply where it was written stays out of the text, and is told with its count and places."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from pathlib import Path

import pytest

from pasted import paragraph, run, word_file
from portal.importers.conversion import ConvertedText, Place, Remark, RemarkKind
from portal.importers.html import markdown_of_html
from portal.importers.word import markdown_of_word

INPUTS = Path(__file__).resolve().parents[2] / "inputs"


def kinds(converted: ConvertedText) -> dict[RemarkKind, int]:
    return {remark.kind: remark.count for remark in converted.remarks}


STRUCK, DELETED, HIDDEN = RemarkKind.STRUCK, RemarkKind.DELETED, RemarkKind.HIDDEN


@pytest.mark.parametrize(
    ("gone", "kind"),
    [
        ("<del>10</del>", DELETED),
        ("<s>10</s>", STRUCK),
        ("<strike>10</strike>", STRUCK),
        ('<span style="text-decoration: line-through">10</span>', STRUCK),
        ('<span style="text-decoration:underline LINE-THROUGH">10</span>', STRUCK),
        ('<span style="text-decoration-line: line-through"><b>10</b></span>', STRUCK),
        ('<font class="x5">10</font>', STRUCK),
        ('<span class="a msoDel">10</span>', DELETED),
        ('<span style="display:none">10</span>', HIDDEN),
        ('<span style="DISPLAY : NONE !important">10</span>', HIDDEN),
        ('<span style="visibility:hidden">10</span>', HIDDEN),
        ("<span style='mso-hide:all'>10</span>", HIDDEN),
        ("<span hidden>10</span>", HIDDEN),
        ('<span class="skjult">10</span>', HIDDEN),
        ('<span id="fjernet">10</span>', HIDDEN),
        ('<span style="font-size:0pt">10</span>', HIDDEN),
    ],
)
def test_words_that_a_page_struck_or_hid_are_left_out_and_told(gone: str, kind: RemarkKind) -> None:
    style = (
        "<style><!-- /* Font Definitions */ @font-face {font-family:Calibri;} .x5, td.y {color:red;"
        " text-decoration:line-through;} span.skjult {display:none} #fjernet {display : none}"
        " @media print {.synlig {display:none}} --></style>"
    )
    converted = markdown_of_html(f"{style}<p>Op til {gone} 20 timer</p>")
    assert converted.text == "Op til 20 timer\n"
    assert converted.remarks == (Remark(kind, 1, (Place(1, "10"),)),)


@pytest.mark.parametrize(
    "kept",
    [
        '<span aria-hidden="true">20</span>',
        '<span class="synlig">20</span>',
        '<span style="text-decoration:underline">20</span>',
        '<span style="font-size:0.8em;opacity:0.9">20</span>',
        '<span style="mso-hide:screen">20</span>',
    ],
)
def test_words_that_are_seen_stay(kept: str) -> None:
    page = f"<style>@media print {{.synlig {{display:none}}}}</style><p>Op til {kept} timer</p>"
    assert markdown_of_html(page) == ConvertedText("Op til 20 timer\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            '<p>a</p><div style="display:none"><p>b</p><table><tr><td>c</td></tr></table></div><p>d</p>',
            "a\n\nd\n",
        ),
        ("<ul><li>a</li><li style='text-decoration:line-through'>b</li></ul>", "- a\n"),
        ("<h2><s>a</s></h2><p>b</p>", "b\n"),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr style='display:none'><td>c</td><td>d</td></tr></table>",
            "| a | b |\n|---|---|\n",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td><s>c</s></td><td>d</td></tr></table>",
            "| a | b |\n|---|---|\n|  | d |\n",
        ),
    ],
)
def test_blocks_items_rows_and_cells_are_left_out_too(html: str, text: str) -> None:
    converted = markdown_of_html(html)
    assert converted.text == text
    assert sum(kinds(converted).values()) == 1


def test_inserted_words_stand_and_are_told() -> None:
    converted = markdown_of_html("<p>Op til <del>10</del><ins>20</ins> timer</p><ins><p>Nyt</p></ins>")
    assert converted.text == "Op til 20 timer\n\nNyt\n"
    assert kinds(converted) == {DELETED: 1, RemarkKind.INSERTED: 2}


def test_the_pasted_page_of_the_case() -> None:
    converted = markdown_of_html((INPUTS / "paste-struck.html").read_text())
    assert converted.text.split("\n\n")[0] == "Kommunen bevilger op til 20 timer om ugen."
    assert "10" not in converted.text.replace("»10«", "").replace("Op til 10 timer om ugen.", "")
    assert "skjult" not in converted.text
    assert kinds(converted) == {
        STRUCK: 1, DELETED: 1, HIDDEN: 1, RemarkKind.INSERTED: 1, RemarkKind.NOTE_MARK: 1,
    }  # fmt: skip


STYLES = """
<w:style w:type="paragraph" w:styleId="Gammel"><w:name w:val="Gammel"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Aeldre"><w:name w:val="Ældre"/><w:basedOn w:val="Gammel"/></w:style>
<w:style w:type="character" w:styleId="Gemt"><w:name w:val="Gemt"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gemt2"><w:name w:val="Gemt2"/><w:basedOn w:val="Gemt"/></w:style>
<w:style w:type="character" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
"""


@pytest.mark.parametrize(
    ("look", "style", "kind"),
    [
        ("<w:strike/>", "", STRUCK),
        ("<w:dstrike/>", "", STRUCK),
        ('<w:strike w:val="true"/>', "", STRUCK),
        ("<w:vanish/>", "", HIDDEN),
        ("<w:webHidden/>", "", HIDDEN),
        ('<w:rStyle w:val="Gemt2"/>', "", HIDDEN),
        ("", '<w:pStyle w:val="Aeldre"/>', STRUCK),
        ('<w:vertAlign w:val="superscript"/><w:strike/>', "", STRUCK),
        ('<w:strike w:val="0"/>', "", None),
        ('<w:strike w:val="0"/>', '<w:pStyle w:val="Aeldre"/>', None),
        ('<w:rStyle w:val="Ring"/>', "", None),
        ('<w:highlight w:val="yellow"/>', "", None),
    ],
)
def test_words_that_word_struck_or_hid_are_left_out_by_their_style_too(
    look: str, style: str, kind: RemarkKind | None
) -> None:
    live = '<w:strike w:val="0"/>'
    body = paragraph(run("Op til ", live), run("10 ", look), run("20 timer", live), properties=style)
    converted = markdown_of_word(word_file(body, STYLES))
    assert converted.text == ("Op til 20 timer\n" if kind else "Op til 10 20 timer\n")
    assert converted.remarks == ((Remark(kind, 1, (Place(1, "10"),)),) if kind else ())


TRACKED = """
<w:p><w:r><w:t xml:space="preserve">Op til </w:t></w:r>
<w:del w:id="1" w:author="A"><w:r><w:delText>10</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="A"><w:r><w:rPr><w:b/></w:rPr><w:t>20</w:t></w:r></w:ins>
<w:ins w:id="3" w:author="A"><w:del w:id="4" w:author="B"><w:r><w:delText>30</w:delText></w:r></w:del></w:ins>
<w:r><w:t xml:space="preserve"> timer</w:t></w:r></w:p>
<w:p><w:moveFrom w:id="5" w:author="A"><w:r><w:t>Flyttet</w:t></w:r></w:moveFrom></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="6" w:author="A"/></w:rPr></w:pPr>
<w:r><w:t xml:space="preserve">Et </w:t></w:r></w:p>
<w:p><w:r><w:t>to</w:t></w:r></w:p>
<w:p><w:moveTo w:id="7" w:author="A"><w:r><w:t>Flyttet</w:t></w:r></w:moveTo></w:p>
"""


def test_of_tracked_changes_the_final_text_is_taken_and_told() -> None:
    converted = markdown_of_word(word_file(TRACKED))
    assert converted.text == "Op til **20** timer\n\nEt to\n\nFlyttet\n"
    assert kinds(converted) == {DELETED: 3, RemarkKind.INSERTED: 2}


def test_the_word_files_of_the_cases() -> None:
    struck = markdown_of_word((INPUTS / "word-strike.docx").read_bytes())
    assert struck.text.split("\n\n") == [
        "Kommunen bevilger op til 20 timer om ugen.",
        "Dobbelt: op til 40 timer.",
        "Skjult: synlig.\n",
    ]
    assert struck.remarks == (
        Remark(STRUCK, 2, (Place(1, "10"), Place(2, "30"))),
        Remark(HIDDEN, 1, (Place(3, "intern note"),)),
    )
    tracked = markdown_of_word((INPUTS / "word-tracked.docx").read_bytes())
    assert tracked.text.split("\n\n") == [
        "Op til 20 timer om ugen.",
        "Flyttet:",
        "Nyt: gammelt sted",
        "| Niveau | Omfang |\n|---|---|\n| Svær | Op til 9 timer om ugen |\n",
    ]
    assert kinds(tracked) == {DELETED: 5, RemarkKind.INSERTED: 2}
    assert tracked.remarks[0].places[3] == Place(4, "Let", 2)


def test_what_a_conversion_gives_can_be_handed_to_another_process() -> None:
    converted = markdown_of_word((INPUTS / "word-strike.docx").read_bytes())
    assert pickle.loads(pickle.dumps(converted)) == converted
    assert json.loads(json.dumps(asdict(converted)))["remarks"][0]["kind"] == "overstreget"


def test_a_box_of_text_is_read_once_for_old_and_new_word() -> None:
    words = paragraph(run("i boksen", "<w:strike/>"), run("ramme"))
    box = f"<w:pict><w:txbxContent>{words}</w:txbxContent></w:pict>"
    new, old = f'<mc:Choice Requires="wps">{box}</mc:Choice>', f"<mc:Fallback>{box}</mc:Fallback>"
    for inside in (f"{new}{old}", new, old):
        body = paragraph(f"<w:r><mc:AlternateContent>{inside}</mc:AlternateContent></w:r>", run("Før "))
        converted = markdown_of_word(word_file(body))
        assert converted.text.split() == ["Før", "ramme"]
        assert kinds(converted) == {STRUCK: 1}


def test_charts_pictures_and_comments_are_told() -> None:
    chart = "<w:r><w:drawing/></w:r>"
    body = paragraph(run("Se her: "), chart, '<w:r><w:commentReference w:id="0"/></w:r>')
    converted = markdown_of_word(word_file(body))
    assert converted.text == "Se her:\n"
    assert kinds(converted) == {RemarkKind.PICTURE: 1, RemarkKind.COMMENT: 1}
    page = markdown_of_html('<p>a<img src="https://a.dk/x.png" alt="Et hus"></p>')
    assert page.remarks == (Remark(RemarkKind.PICTURE, 1, (Place(1, "Et hus"),)),)
