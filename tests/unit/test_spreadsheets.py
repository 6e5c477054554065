"""A file for a spreadsheet opens as Danish programmes expect, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from portal.spreadsheets import spreadsheet

CELLS = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2), min_size=1)


@given(CELLS)
def test_every_cell_comes_back_and_none_is_a_formula(lines: list[list[str]]) -> None:
    content = spreadsheet(lines)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [[cell.removeprefix("'") if cell[1:2] in "=+-@" else cell for cell in line] for line in read] == [
        [cell.removeprefix("'") if cell[1:2] in "=+-@" else cell for cell in line] for line in lines
    ]
    assert not [cell for line in read for cell in line if cell[:1] in ("=", "+", "-", "@")]


def test_what_begins_a_formula_is_made_plain_wherever_it_stands() -> None:
    content = spreadsheet([["=HEAD", "a"], ["+1", "\t=1"], ["\r=1", "-1"], ["@x", "2-1"]])
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [["'=HEAD", "a"], ["'+1", "'\t=1"], ["'\r=1", "'-1"], ["'@x", "2-1"]]
