"""Sections, directives, attributes and what is refused, line by line."""

from __future__ import annotations

import pytest

from portal.documents.document import BlockKind, Layer
from tests.unit.documents.writing import HEAD, body, body_rules, errors, rules

FIRST = HEAD.count("\n")


def test_sections_begin_at_second_level_headings():
    document = body("Før.\n\n## Mål {#maal}\nTekst.\n\n### Under\nMere.\n\n## Område\nSlut.\n")
    assert [(s.id, s.heading, s.position, s.line - FIRST) for s in document.sections] == [
        ("indledning", "Indledning", 0, 1),
        ("maal", "Mål", 1, 3),
        ("omraade", "Område", 2, 9),
    ]
    assert document.sections[1].text == "Tekst.\nUnder\nMere."
    assert '<h3 id="under">Under</h3>' in document.sections[1].html
    assert "Mål" not in document.sections[1].html


def test_an_id_may_stand_in_a_heading_with_emphasis():
    (section,) = body("## Hvem *kan* få støtten? {#maalgruppe}\n").sections
    assert (section.id, section.heading) == ("maalgruppe", "Hvem kan få støtten?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titel\n", [(1, "heading")]),
        ("##\n", [(1, "bad-id"), (1, "heading")]),
        ("- ## Mål\n", [(1, "heading")]),
        ("## Mål {#Mål}\n", [(1, "bad-id")]),
        ("## Mål {maal}\n", [(1, "bad-id")]),
        ("## Mål\n\n## Mål\n", [(3, "duplicate-id")]),
        ("## Mål\n\n### Andet {#maal}\n", [(3, "duplicate-id")]),
        ("::: ukendt\nx\n:::\n", [(1, "unknown-directive")]),
        (
            "::: ukendt\n# x\n:::\n",
            [(1, "unclosed-directive"), (1, "unknown-directive"), (2, "heading"), (3, "stray-close")],
        ),
        ("::: fagligt\nx\n", [(1, "unclosed-directive")]),
        ("::: fagligt\nx\n## Mål\n", [(1, "unclosed-directive")]),
        ("::: fagligt\n::: fravigelse\nx\n:::\n:::\n", [(2, "nested-directive")]),
        ("::: fagligt\nx\n\n::: fravigelse\nx\n:::\n", [(4, "nested-directive")]),
        ("- ::: fagligt\n", [(1, "nested-directive")]),
        ("> ::: fagligt\n> x\n> :::\n", [(1, "nested-directive"), (3, "stray-close")]),
        (":::\n", [(1, "stray-close")]),
        ("::: fravigelse nu\nx\n:::\n", [(1, "directive-parameter")]),
        ("::: frister\nx\n:::\n", [(1, "level-table")]),
        ("::: frister\n| a | b |\n|---|---|\n| x | y |\n:::\n", [(2, "deadline")]),
        ("| a | b |\n|---|---|\n| x | y | z |\n", [(3, "table-cells")]),
        ("| a | b |\n|---|---|\n| x |\n", [(3, "table-cells")]),
        ("| a | b |\n|---|---|\n| x | y |\nlige under\n", [(4, "table-cells")]),
        ("| a | b |\n|---|\n| x | y |\n", [(1, "broken-table")]),
        ("| a | b |\n|---|---|\n| x | y |\n\n| x | y |\n", [(5, "broken-table")]),
        ("Tekst\n| a | b |\n", [(2, "broken-table")]),
        ("| a | b |\n|---|---|\n| x {niveau=let} | y |\n", [(3, "attribute")]),
        ("| a | b |\n|---|---|\n| x {farve=let} | y |\n", [(3, "attribute")]),
        ("[x](javascript:alert(1))\n", [(1, "unsafe-link")]),
        ("a\n[x](data:text/html,hej)\n", [(2, "unsafe-link")]),
        ("[x](//anden.example/)\n", [(1, "unsafe-link")]),
        ("![x](https://anden.example/a.png)\n", [(1, "foreign-image")]),
        ("<javascript:alert(1)>\n", [(1, "unsafe-link")]),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(text, expected):
    assert body_rules(text) == expected


def test_a_stacked_bar_of_cells_may_be_escaped():
    (section,) = body("| a | b |\n|---|---|\n| x \\| z | y |\n").sections
    assert "x | z" in section.text


def test_errors_of_head_and_body_come_together_with_words_and_remedy():
    found = errors(HEAD.replace("vedtaget", "nej") + "# Titel\n\n::: fagligt\nx\n")
    assert [f.rule for f in found] == ["value", "heading", "unclosed-directive"]
    assert all(f.file == "aflastning/1.md" and f.message and f.remedy for f in found)


def test_a_fence_hides_directives():
    assert rules(HEAD + "```\n::: ukendt\n```\n") == []
    assert rules(HEAD + "::: fagligt\n```\n:::\n```\n:::\n") == []


def test_layers_are_told_apart():
    document = body(
        "## Mål\nAlle.\n\n::: fagligt Overskrift\nFaglig.\n:::\n\n"
        "::: fravigelse\nVi kan **fravige**.\n:::\n\n## Fag\n::: fagligt\nx\n:::\n"
    )
    assert [(b.text, b.layer) for b in document.sections[0].blocks] == [
        ("Alle.", Layer.COMMON),
        ("Overskrift", Layer.PROFESSIONAL),
        ("Faglig.", Layer.PROFESSIONAL),
        ("Vi kan fravige.", Layer.DEPARTURE),
    ]
    assert [s.professional for s in document.sections] == [False, True]
    assert document.departure == "Vi kan fravige."
    assert document.departure_html == "<p>Vi kan <strong>fravige</strong>.</p>\n"


def test_a_block_knows_the_line_of_its_words():
    (section,) = body("## Mål\nFørste linje\nanden linje her.\n").sections
    (block,) = section.blocks
    assert block.text == "Første linje anden linje her."
    assert block.line_at(block.text.index("linje")) - FIRST == 2
    assert block.line_at(block.text.index("anden")) - FIRST == 3


def test_deadlines_are_read_with_row_ids():
    text = (
        "## Frister\n::: frister\n| Hændelse | Frist | Regnes fra |\n|---|---|---|\n"
        "| Opfølgning | senest 3 måneder efter | iværksættelse |\n"
        "| Opfølgning | mindst hver 6. måned | seneste opfølgning |\n:::\n"
    )
    document = body(text)
    assert [(d.event, d.number, d.unit, d.counted_from, d.row_id) for d in document.deadlines] == [
        ("Opfølgning", 3, "måneder", "iværksættelse", "frist-opfoelgning"),
        ("Opfølgning", 6, "måneder", "seneste opfølgning", "frist-opfoelgning-2"),
    ]
    assert '<tr id="frist-opfoelgning-2">' in document.sections[0].html
    assert [b.kind for b in document.sections[0].blocks] == [BlockKind.DEADLINE, BlockKind.DEADLINE]
    assert body_rules(text.replace("senest 3", "inden 3")) == [(5, "deadline")]
