"""Tables as forms: what is read out of a block is what is written back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from portal.documents.editing.block_editing import (
    DEADLINE_COLUMNS,
    LEVEL_COLUMNS,
    TableForm,
    blocks,
    headings,
    put_block,
    read_form,
    write_form,
)
from portal.documents.reading.directives import Name
from portal.documents.reading.markdown import read_document

TEXT = """\
## Omfang {#omfang}

Før.

::: niveauer doegn
ydelse: Døgn
kriterium: sværhedsgrad
modstrid: "a" "b"

| Behov | Omfang | Bemærkning |
|---|---|---|
| Let {niveau=let} | Op til 3 \\| 4 døgn om året | x |
:::

```
::: niveauer kode
```

## Klage

Efter.
"""

FILES = sorted((ROOT / "standards").glob("*/*/*.md"))


def test_a_block_is_read_with_its_lines_that_have_no_field() -> None:
    (block,) = blocks(TEXT, Name.LEVELS)
    form = read_form(TEXT, block, LEVEL_COLUMNS)
    assert form.argument == "doegn"
    assert form.values == {"ydelse": "Døgn", "kriterium": "sværhedsgrad"}
    assert form.others == ('modstrid: "a" "b"',)
    assert form.columns == ("Behov", *LEVEL_COLUMNS[1:])
    assert form.rows == (("Let", "Op til 3 | 4 døgn om året", "", "x"),)
    assert form.attributes == ("{niveau=let}",)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_table_of_the_standards_reads_the_same_after_the_form(path) -> None:
    text = path.read_text("utf-8")
    again = text
    for name, columns in ((Name.LEVELS, LEVEL_COLUMNS), (Name.DEADLINES, DEADLINE_COLUMNS)):
        for number in range(len(blocks(text, name))):
            block = blocks(again, name)[number]
            again = put_block(again, write_form(name, read_form(again, block, columns)), instead_of=block)
    before, after = read_document(text.encode(), "x"), read_document(again.encode(), "x")
    assert _levels(before) == _levels(after)
    assert [(d.event, d.text, d.counted_from) for d in before.deadlines] == [
        (d.event, d.text, d.counted_from) for d in after.deadlines
    ]
    assert [s.heading for s in before.sections] == [s.heading for s in after.sections]


def _levels(document):
    return [
        (replace(table, levels=(), line=0), [replace(level, line=0) for level in table.levels])
        for table in document.tables
    ]


cells = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="{}\\`"), max_size=30
)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=6))
def test_any_cells_come_back(rows: list[tuple[str, ...]]) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    written = write_form(Name.LEVELS, TableForm("t", {"ydelse": "Y"}, LEVEL_COLUMNS, tuple(rows)))
    (block,) = blocks(written, Name.LEVELS)
    again = read_form(written, block, LEVEL_COLUMNS)
    assert [tuple(cell for cell in row) for row in again.rows] == [
        tuple(" ".join(cell.split()) for cell in row) for row in kept
    ]


def test_a_block_goes_to_the_end_of_its_section() -> None:
    under = headings(TEXT)[0].line
    put = put_block(TEXT, "::: frister\n:::", under=under)
    assert put.index("::: frister") < put.index("## Klage")
    assert put.index("::: niveauer kode") < put.index("::: frister")
    assert put_block(TEXT, "sidst").endswith("Efter.\n\nsidst\n")
    assert put_block("", "alene") == "\nalene\n"


def test_the_first_row_is_where_the_form_says() -> None:
    form = TableForm(
        "t", {"ydelse": "Y", "lov": ""}, LEVEL_COLUMNS, (("a", "b", "", ""),), others=("modstrid: x",)
    )
    lines = write_form(Name.LEVELS, form).split("\n")
    assert lines[form.first_row].startswith("| a | b")
    plain = TableForm("", {}, DEADLINE_COLUMNS, (("a", "b", "c"),))
    assert write_form(Name.DEADLINES, plain).split("\n")[plain.first_row].startswith("| a | b")
