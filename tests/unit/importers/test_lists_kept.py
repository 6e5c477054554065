"""A list shows the numbers that it had, wherever it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pasted import paragraph, run, shown_items, shown_text, word_file
from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.html import markdown_of_html
from portal.importers.list_writing import Item, list_text
from portal.importers.plain import markdown_of_text
from portal.importers.word import markdown_of_word

INPUTS = Path(__file__).resolve().parents[2] / "inputs"


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ol start=3><li>a</li><li>b</li></ol>", ["3. a", "4. b"]),
        ("<ol><li>a</li><li value=7>b</li></ol>", ["1. a", "7. b"]),
        ("<ol><li>a</li></ol><p>mellem</p><ol start=2><li>b</li></ol>", ["1. a", "2. b"]),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", ["1. a", "1. b"]),
        ("<ol type=a><li>x</li><li>y</li></ol>", ["• a. x", "• b. y"]),
        ("<ol style='list-style-type:upper-roman' start=4><li>x</li></ol>", ["• IV. x"]),
        ("<ol start=9><li>a</li><li>b<ol start=5><li>c</li></ol></li><li>d</li></ol>",
         ["9. a", "10. b", "11. d", "5. c"]),
        ("<ul><li># a</li><li>1. b</li><li>::: c</li></ul>", ["• # a", "• 1. b", "• ::: c"]),
        (
            "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>"
            "&nbsp;&nbsp;</span></span><![endif]>a</p><p style='mso-list:l0 level2 lfo1'>"
            "<span style='font-family:Symbol'>"
            "<span style='mso-list:Ignore'>·<span style='font-family:Times'>&nbsp; </span></span></span>b</p>"
            "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.&nbsp;</span>c</p>",
            ["3. a", "4. c", "• b"],
        ),
    ],
)  # fmt: skip
def test_lists_of_a_page(html: str, items: list[str]) -> None:
    assert shown_items(markdown_of_html(html).text) == items


def test_numbers_before_a_tab_are_a_list_and_no_table() -> None:
    assert shown_items(markdown_of_text("4.\tet\n5.\tto\na)\ttre\n").text) == ["4. et", "5. to", "• a) tre"]


def test_numbers_as_typed_show_as_typed() -> None:
    assert markdown_of_text("3. et\n1.2 to\n").text == "3\\. et\n\n1.2 to\n"


def level(number: int, form: str, text: str, more: str = "") -> str:
    counted = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{counted}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}'
    f"{level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "·")}'
    f"{level(1, 'upperRoman', '%2.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def item(words: str, number: int, depth: int | str = 0, style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(words), properties=f"{style}{numbered}")


def test_the_numbers_of_word_are_those_that_word_shows() -> None:
    body = "".join(
        [
            item("a", 1), item("b", 1), item("c", 1, 1), item("d", 1, 1), item("e", 1, 2), item("f", 1),
            paragraph(run("mellem")), item("g", 1), item("h", 1, 1), paragraph(run("igen")), item("i", 3),
            item("j", 3), paragraph(run("punkter")), item("k", 2), item("l", 2, 1),
        ]
    )  # fmt: skip
    converted = markdown_of_word(word_file(body, numbering=NUMBERING))
    assert converted.text.split("\n\n") == [
        "1. a\n2. b\n   - a) c\n   - b) d\n     - 2.2.1 e\n3. f".replace("     - 2", "      - 2"),
        "mellem",
        "4. g\n   - a) h",
        "igen",
        "5. i\n6. j",
        "punkter",
        "- k\n   - I. l\n",
    ]
    assert converted.remarks == (
        Remark(
            RemarkKind.NUMBERING,
            5,
            (Place(3, "a) c"), Place(4, "b) d"), Place(5, "2.2.1 e"), Place(9, "a) h"), Place(15, "I. l")),
        ),
    )


@pytest.mark.parametrize("depth", ["²", "", "x", "-1", "0" * 5_000])
def test_an_odd_level_is_the_first(depth: str) -> None:
    converted = markdown_of_word(word_file(item("a", 1, depth), numbering=NUMBERING))
    assert shown_items(converted.text) == ["1. a"]


def test_items_that_are_gone_are_not_counted_and_leave_no_number() -> None:
    mark = "<w:rPr><w:del w:id='1' w:author='A'/></w:rPr>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = f"<w:del w:id='2' w:author='A'>{run('væk').replace('w:t', 'w:delText')}</w:del>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = "".join(
        [
            item("a", 1), paragraph(deleted, properties=numbered + mark), item("b", 1),
            paragraph(run("skjult", "<w:vanish/>"), properties=numbered + hidden), item("c", 1),
        ]
    )  # fmt: skip
    assert markdown_of_word(word_file(body, numbering=NUMBERING)).text == "1. a\n2. b\n3. c\n"
    assert markdown_of_html("<ul><li>a</li><li><s>b</s></li></ul>").text == "- a\n"


def test_a_level_may_count_on_over_those_above_it() -> None:
    levels = f"{level(0, 'decimal', '%1.')}{level(1, 'decimal', '%2.', '<w:lvlRestart w:val=%s0%s/>')}"
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    ).replace("%s", '"')
    body = "".join([item("a", 1), item("b", 1, 1), item("c", 1), item("d", 1, 1)])
    converted = markdown_of_word(word_file(body, numbering=numbering))
    assert sorted(shown_items(converted.text)) == ["1. a", "1. b", "2. c", "2. d"]


def test_a_heading_and_a_cell_keep_their_number() -> None:
    style = '<w:pStyle w:val="Heading1"/>'
    cell = f"<w:tc>{item('b', 1)}</w:tc>"
    body = f"{item('a', 1, style=style)}<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    assert (
        markdown_of_word(word_file(body, numbering=NUMBERING)).text == "## 1. a\n\n| 2. b |  |\n|---|---|\n"
    )


def test_the_word_file_of_the_case() -> None:
    assert markdown_of_word((INPUTS / "word-specials.docx").read_bytes()).text.split("\n\n") == [
        "Aldersgrænsen er 3-5 år",
        "Børnefamilie",
        "Symbol: ≤ 5 timer",
        "Tab efter",
        "1. et",
        "mellemtekst",
        "2. to\n1) tre",
        "Titel på dokumentet",
        "## Overskrift",
        "## Under",
        "Citat\n",
    ]


LABELS = st.one_of(
    st.integers(0, 12).map("{}.".format), st.sampled_from(["•", "a)", "iv.", "1.2", "", "§ 1"])
)


@given(
    st.lists(st.builds(Item, st.integers(0, 3), LABELS, st.sampled_from(["x", "y z", "\\# a"])), min_size=1)
)
@example([Item(0, "10.", "x"), Item(1, "3.", "y z")])
def test_any_list_shows_its_labels_and_words(items: list[Item]) -> None:
    written = list_text(items)
    labels = [i.label.rstrip(".") + "." for i in items if i.label[:1].isdigit() and i.label.endswith(".")]
    shown = shown_items(written)
    assert len(shown) == len(items)
    assert sorted(s.split()[0] for s in shown if s[0].isdigit()) == sorted(labels)
    words = "".join(("" if i.label in ("•", "") or i.label in labels else i.label) + i.words for i in items)
    assert shown_text(written) == words.replace("\\", "").replace(" ", "")
