"""The redline: exactly what changed is marked, tables included, and either version can be read out of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from portal.documents.changes.redline import SectionState, redline, redline_words
from tests.unit.documents.changes.test_changes import OLD
from tests.unit.documents.writing import HEAD, body, errors


def marks(sections):
    page = html.fragment_fromstring("".join(s.html for s in sections), create_parent="main")
    return [(e.tag, e.text_content().strip()) for e in page.iter("ins", "del")]


def without(source, mark):
    page = html.fragment_fromstring(source, create_parent="main")
    for element in list(page.iter(mark)):
        element.drop_tree()
    return "".join(page.text_content().split())


def original(document):
    page = html.fragment_fromstring("".join(s.html for s in document.sections), create_parent="main")
    for element in list(page.iter()):
        if element.get("popover") is not None or element.get("class") == "permalink":
            element.drop_tree()
    return "".join(page.text_content().split())


def test_one_cell_one_eller_and_one_skal():
    new = (
        OLD.replace("fysisk eller", "fysisk og").replace("skal tale", "kan tale").replace("til 60", "til 72")
    )
    found = redline(body(OLD), body(new))
    assert marks(found) == [
        ("del", "eller"),
        ("ins", "og"),
        ("del", "skal"),
        ("ins", "kan"),
        ("del", "Op til 60 døgn om året"),
        ("ins", "Op til 72 døgn om året"),
    ]
    assert [s.state for s in found] == [SectionState.CHANGED, SectionState.CHANGED, SectionState.SAME]
    assert '<tr id="aflastning-moderat">' in found[1].html
    assert "><del>Op til 60 døgn om året</del> <ins>Op til 72 døgn om året</ins></td>" in found[1].html


def test_nothing_changed():
    assert marks(redline(body(OLD), body(OLD))) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("En to tre.", "En tre.", [("del", "to")]),
        ("En [to](/a) tre.", "En [to](/b) tre.", [("del", "to"), ("ins", "to")]),
        ("En **to** tre.", "En **fire** tre.", [("del", "to"), ("ins", "fire")]),
        ("- en\n- to\n", "- en\n- ny\n- to\n", [("ins", "ny")]),
        ("- en\n  - indre to\n", "- en\n  - indre tre\n", [("del", "to"), ("ins", "tre")]),
        ("- en\n  - indre\n", "- fem\n  - indre\n", [("ins", "fem"), ("del", "en")]),
        ("Første sætning her.\n\nAnden.", "Første sætning her.", [("del", "Anden.")]),
        ("> citat en\n", "> citat to\n", [("del", "en"), ("ins", "to")]),
        ("a\\\nb", "a\\\nc", [("del", "b"), ("ins", "c")]),
    ],
)
def test_only_what_changed_is_marked(old, new, expected):
    assert sorted(marks(redline(body(f"## A\n{old}\n"), body(f"## A\n{new}\n")))) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Senest 3 måneder efter.", "Senest 2 måneder efter.", "Senest 3 måneder 2 måneder efter."),
        ("Det er 1-2 timer om ugen.", "Det er 1-3 timer om ugen.", "Det er 1-2 timer 1-3 timer om ugen."),
        ("Det koster 2,5 kr. nu.", "Det koster 12,5 kr. nu.", "Det koster 2,5 kr 12,5 kr. nu."),
        ("Der er 36 af dem.", "Der er 40 af dem.", "Der er 36 40 af dem."),
        ("I skal søge.", "I kan søge.", "I skal kan søge."),
        ("Barnet er 10-årigt.", "Barnet er 12-årigt.", "Barnet er 10-årigt 12-årigt."),
        (
            "| a | b |\n|---|---|\n| x | 1-2 timer |",
            "| a | b |\n|---|---|\n| x | 1-3 timer |",
            "1-2 timer 1-3 timer",
        ),
    ],
)
def test_what_went_and_what_came_can_be_read_aloud(old, new, said):
    (found,) = redline(body(f"## A\n{old}\n"), body(f"## A\n{new}\n"))
    page = html.fragment_fromstring(found.html, create_parent="main")
    assert said in " ".join(page.text_content().split())


TABLE = "## A\n\n| a | b |\n|---|---|\n| en | to |\n| tre | fire |\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("| tre | fire |\n", "", [("del", "tre"), ("del", "fire")]),
        ("| tre |", "| ny | række |\n| tre |", [("ins", "ny"), ("ins", "række")]),
        ("fire", "fem", [("del", "fire"), ("ins", "fem")]),
    ],
)
def test_tables_stay_tables(old, new, expected):
    (found,) = redline(body(TABLE), body(TABLE.replace(old, new)))
    assert marks([found]) == expected
    page = html.fragment_fromstring(found.html, create_parent="main")
    assert {len(row) for row in page.iter("tr")} == {2}


def test_a_new_column_is_marked_in_every_row():
    new = "## A\n\n| a | x | b |\n|---|---|---|\n| en | 1 | to |\n| tre | 2 | fire |\n"
    assert marks(redline(body(TABLE), body(new))) == [("ins", "x"), ("ins", "1"), ("ins", "2")]


def test_sections_come_and_go_and_headings_change():
    old = body("## A {#a}\nEn.\n\n## B\nTo.\n")
    new = body("## A1 {#a}\nEn.\n\n## C\nHelt andet.\n")
    found = redline(old, new)
    assert [(s.id, s.state) for s in found] == [
        ("a", SectionState.CHANGED),
        ("b", SectionState.REMOVED),
        ("c", SectionState.ADDED),
    ]
    assert found[0].heading == "<del>A</del> <ins>A1</ins>"
    assert found[1].html == "<p><del>To.</del></p>"


def test_what_only_serves_the_page_is_left_out_and_folds_are_open():
    text = "## A\nMestring.\n\n::: fagligt\nx\n:::\n\n## Ordforklaring\nMestring\n: Klare sig.\n"
    source = "".join(s.html for s in redline(body(text), body(text)))
    assert "<button" not in source
    assert "popover" not in source
    assert '<details class="fagligt" open' in source


def test_ids_stay_unique_and_text_stays_escaped():
    found = redline(
        body(OLD), body(OLD.replace("aflastning", "andet").replace("med barnet", "med <b>barnet"))
    )
    source = "".join(s.html for s in found)
    ids = re.findall(r' id="([^"]*)"', source)
    assert len(ids) == len(set(ids))
    assert "&lt;" in source
    assert "<b>" not in source


WORDS = st.sampled_from(
    ["skal", "kan", "barnet", "*timer*", "[her](/x)", "og", "eller", "3", "§ 52", "<b>", "a\\\nb"]
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PIECES = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS.map(lambda text: f"- {text}\n- fast\n  - {text}"),
    PARAGRAPHS.map(lambda text: f"| a | b |\n|---|---|\n| {text.replace(chr(10), ' ')} | x |"),
    PARAGRAPHS.map(lambda text: f"::: fagligt\n{text}\n:::"),
)
BODIES = st.lists(PIECES, max_size=4).map(lambda pieces: "## A\n" + "\n\n".join(pieces) + "\n")


@settings(max_examples=80)
@given(BODIES, BODIES)
def test_both_versions_can_be_read_out_of_it(old, new):
    assert not errors(HEAD + old)
    before, after = body(old), body(new)
    source = "".join(section.html for section in redline(before, after))
    assert without(source, "del") == original(after)
    assert without(source, "ins") == original(before)


def test_a_heading_with_no_word_in_common_shows_both():
    found = redline(body("## Formål {#a}\nTekst.\n"), body("## Hvem hjælper vi {#a}\nTekst.\n"))
    assert found[0].heading == "<del>Formål</del> <ins>Hvem hjælper vi</ins>"
    assert found[0].state is SectionState.CHANGED


def test_a_blank_beside_emphasis_goes_with_the_words_it_stood_between():
    page = redline(body("## A\nEn (**to** tre).\n"), body("## A\nEn (tre).\n"))[0].html
    assert re.sub("<[^>]*>", "", re.sub("<del>[^<]*</del>", "", page)) == "En (tre)."


def test_a_cell_that_came_says_so():
    old, new = "| A |\n|---|\n| 1 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert 'class="er-ny"><ins>2</ins></td>' in redline(body(f"## A\n{old}"), body(f"## A\n{new}"))[0].html


def test_a_line_alone_is_marked_too():
    assert redline_words("Aflastning", "Aflastning <1>") == "Aflastning<ins> &lt;1&gt;</ins>"
