"""Whatever is pasted shows the words that were pasted, each in its place."""

from __future__ import annotations

import csv
import io
import re
from html import escape

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pasted import shown_rows, shown_text
from portal.danish.characters import as_read
from portal.importers.characters import cleaned
from portal.importers.conversion import RemarkKind
from portal.importers.html import markdown_of_html
from portal.importers.markdown_writing import BULLET
from portal.importers.plain import markdown_of_text

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS = st.sampled_from([*"#*_~`|\\[]()<>{}&;:=-+.!1a \n", "::: ", "--", "# ", "1. ", "&amp;", "x"])
ANY = st.text(
    st.characters(blacklist_categories=("Cs", "Co", "Cn"), blacklist_characters=RAISED), max_size=60
)
WORDS = st.lists(st.one_of(SIGNS, ANY), max_size=12).map("".join)


def as_shown(text: str) -> str:
    """All that should be seen of a text, without blanks; a bullet is the list's."""
    lines = cleaned(text, keep_tabs=True).split("\n")
    return "".join("".join(as_read(BULLET.sub("", line)).split()) for line in lines)


@given(WORDS)
@example("Term\n: forklaring")
@example("a\n===")
@example("a\n--")
@example("&amp; &#35;")
@example("~~10~~ 20")
@example("# x {#id}")
@example("[x](y) <b> ![z](w)")
@example("| a | b |\n|---|---|")
@example("\\{a} \\| \\")
@example("1) x\n2. y\n- \n+ z\n> w\n```\n~~~")
def test_pasted_text_shows_the_words_that_were_pasted(text: str) -> None:
    assume("\t" not in text)
    assert shown_text(markdown_of_text(text).text) == as_shown(text)


@given(WORDS)
def test_words_of_a_page_show_as_they_stood(text: str) -> None:
    html = f"<p>{escape(text)}</p>"
    expected = as_shown(" ".join(cleaned(text).split()))
    assert shown_text(markdown_of_html(html).text) == expected


PARTS = st.lists(
    st.tuples(st.sampled_from(["b", "i", "u", "em", "strong", "span"]), st.text("ab .*_(!~|", max_size=5)),
    max_size=6,
)


@given(st.recursive(PARTS, lambda inner: st.lists(st.tuples(st.sampled_from("bi"), inner), max_size=3)))
@example([("b", "Bemærk:"), ("span", "x")])
@example([("b", "a"), ("i", "b"), ("b", "c")])
def test_no_mark_of_emphasis_is_shown(parts: list[tuple[str, object]]) -> None:
    def written(parts: list[tuple[str, object]]) -> str:
        return "".join(
            f"<{tag}>{escape(inner) if isinstance(inner, str) else written(inner)}</{tag}>"  # type: ignore[arg-type]
            for tag, inner in parts
        )

    html = written(parts)
    plain = re.sub("<[^>]*>", "", html)
    assert shown_text(markdown_of_html(f"<p>x{html}y</p>").text) == "".join(f"x{plain}y".split())


CELL = st.text('abc12"\n.,|*#', max_size=6)


ROWS = st.integers(3, 5).flatmap(
    lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=5)
)


@given(ROWS)
@example([["a", "b", ""], ["", "c", "d"]])
@example([['"', "a\nb", '"x"'], ["c", '""', "d"]])
def test_every_cell_from_excel_keeps_its_column(rows: list[list[str]]) -> None:
    assume(len({n for row in rows for n, cell in enumerate(row) if cell.strip()}) > 1)
    assume(all(any(cell.strip() for cell in row) for row in rows))
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    expected = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert shown_rows(markdown_of_text(out.getvalue()).text) == expected


SPANS = st.tuples(st.integers(1, 3), st.integers(1, 3))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=4), min_size=2, max_size=5))
@example([[(1, 2), (1, 1)], [(1, 1)]])
def test_every_cell_of_a_page_keeps_its_column_however_cells_are_merged(
    spans: list[list[tuple[int, int]]],
) -> None:
    """The table is laid out anew here, by walking over a board, as a browser does."""
    board: dict[tuple[int, int], str] = {}
    html, names = "", iter(range(1000))
    for y, row in enumerate(spans):
        html, x = f"{html}<tr>", 0
        for columns, down in row:
            name = f"v{next(names)}"
            while (x, y) in board:
                x += 1
            for over in range(columns):
                for below in range(min(down, len(spans) - y)):
                    board.setdefault((x + over, y + below), name)
            html += f'<td colspan="{columns}" rowspan="{down}">{name}</td>'
        html += "</tr>"
    width = max(x for x, _ in board) + 1
    expected = [[board.get((x, y), "") for x in range(width)] for y in range(len(spans))]
    converted = markdown_of_html(f"<table>{html}</table>")
    assert shown_rows(converted.text) == expected
    reach = [columns * min(down, len(spans) - y) for y, row in enumerate(spans) for columns, down in row]
    merged = sum(covered > 1 for covered in reach)
    assert sum(r.count for r in converted.remarks if r.kind is RemarkKind.MERGED) == merged


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\t\nc\td\te", [["a", "b", ""], ["c", "d", "e"]]),
        ("\tb\tc\nd\te\tf", [["", "b", "c"], ["d", "e", "f"]]),
        ('a\t"b\nc"\nd\te', [["a", "b c"], ["d", "e"]]),
        ('a\t"b ""c"" d"\ne\tf', [["a", 'b "c" d'], ["e", "f"]]),
        ('"a\nb"\tc\n"d\te"\tf', [["a b", "c"], ["d e", "f"]]),
        ('a\t"typed"\nb\t"so" said', [["a", '"typed"'], ["b", '"so" said']]),
        ('a\t"never closed\nb\tc', [["a", '"never closed'], ["b", "c"]]),
        ("a\tb\n\t\nc\td", [["a", "b"], ["c", "d"]]),
    ],
)
def test_cells_with_quotation_marks_and_line_breaks(text: str, rows: list[list[str]]) -> None:
    assert shown_rows(markdown_of_text(text).text) == rows


def test_indented_lines_are_no_table() -> None:
    assert markdown_of_text("\tEt\n\tTo\n").text == "Et\n\nTo\n"
