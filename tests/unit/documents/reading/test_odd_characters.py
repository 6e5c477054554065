"""Odd blanks and what cannot be seen change nothing of what is found, read or shown, decoded or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.reading.amounts import read_amount
from portal.documents.document import Document, Severity
from portal.documents.lint.linter import lint
from portal.documents.municipality.municipality_file import read_municipality
from tests.unit.documents.writing import body, head, read

SENTENCES = (
    "Efter servicelovens § 76 kan støtten fortsætte til 22 år. Der ydes ikke mere end 10 timer om ugen. "
    "Klag til Det Sociale Nævn."
)
TEXT = """## Omfang {{#omfang}}

{words}

::: niveauer stoette
ydelse: Støtte
kriterium: alder

| Alder | Omfang |
|---|---|
| 3-5 år | {extent} |
:::
"""
EXTENT = "Op til 6 timer om ugen"
HEAD_2012 = head(gaelder_fra="2014-01-01")


def findings(text: str) -> list[tuple[int, str]]:
    source = HEAD_2012 + text
    return [(f.line, f.rule) for f in lint(read(source), source.encode(), "x.md")]


PLAIN = findings(TEXT.format(words=SENTENCES, extent=EXTENT))


def test_the_sentences_break_three_rules() -> None:
    assert {"upper-age", "absolute-wording", "dead-authority"} <= {rule for _, rule in PLAIN}


def strange(words: str) -> st.SearchStrategy[str]:
    """``words`` with other blanks, and with what cannot be seen between letters."""
    pieces = [
        st.sampled_from([" ", "\u00a0", "  ", "\u202f", " \u200b", "&nbsp;", "\u2009 "])
        if letter == " "
        else st.sampled_from([letter, letter, letter + "\u00ad", "\u200b" + letter, letter + "\u2060"])
        for letter in words
    ]
    return st.tuples(*pieces).map("".join)


@given(strange(SENTENCES), strange(EXTENT))
def test_every_rule_finds_the_same_and_the_table_reads_the_same(words: str, extent: str) -> None:
    text = TEXT.format(words=words.strip(), extent=extent)
    assert findings(text) == PLAIN
    (level,) = body(text).tables[0].levels
    assert level.extent.text == EXTENT
    assert SENTENCES in body(text).sections[0].text


def title(written: str) -> Document:
    return read(head(titel=written) + "## A\n\nTekst.\n")


@pytest.mark.parametrize(
    ("written", "shown"),
    [('"A\\uD800B"', "A B"), ('"A\\e[31mB"', "A [31mB"), ('"A\\uFFFEB"', "A B"), ('"A\\u202EB"', "A B")],
)
def test_a_decoded_character_that_no_page_can_hold_is_an_error_and_not_shown(
    written: str, shown: str
) -> None:
    document = title(written)
    assert document.front.title == shown
    source = (head(titel=written) + "## A\n\nTekst.\n").encode()
    (hit,) = [f for f in lint(document, source, "x.md") if f.rule == "encoding"]
    assert (hit.line, hit.severity) == (2, Severity.ERROR)
    assert "U+" in hit.message


def test_one_that_cannot_be_seen_is_only_taken_out() -> None:
    document = title('"Af\\u00ADlast\\u00A0ning"')
    assert document.front.title == "Aflast ning"
    assert document.shown_otherwise == ()


def test_kommune_yaml_is_read_without_them() -> None:
    source = 'navn: "A\\uD800B"\nart: kommune\nfiktiv: true\n'
    assert read_municipality(source.encode(), "kommune.yaml").name == "A B"


def test_attributes_of_a_table_are_read_without_them() -> None:
    text = TEXT.format(words="Tekst.", extent=EXTENT).replace(
        "ydelse: Støtte", "ydelse: Stø\u00adtte\u00a0her"
    )
    text = text.replace("3-5 år", 'Små {alder="3\u200b-5"}')
    table = body(text).tables[0]
    assert table.benefit == "Støtte her"
    assert (table.levels[0].age.lowest, table.levels[0].age.highest) == (3, 5)


def test_what_a_person_types_is_read_without_them() -> None:
    assert read_amount("1\u200b0", "timer om ugen") == read_amount("10", "timer om ugen")
