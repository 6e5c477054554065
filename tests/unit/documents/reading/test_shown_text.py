"""What a reader sees is what is counted: no struck words, and words alone in amounts, deadlines and ages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.changes.correction import refusals
from portal.documents.document import Document, DocumentError, Finding, Severity
from portal.documents.lint.linter import lint
from tests.unit.documents.writing import HEAD, head, read

TEXT = """## Omfang {{#omfang}}

::: niveauer stoette
ydelse: Støtte
kriterium: alder

| Alder | Omfang | Varighed | Bemærkning |
|---|---|---|---|
| {age} | {extent} | {duration} | {remark} |
:::

::: frister
| Hændelse | Frist | Regnes fra |
|---|---|---|
| Første opfølgning | {deadline} | iværksættelse |
:::
"""
USUAL = {
    "age": "6-9 år",
    "extent": "Op til 16 timer om ugen",
    "duration": "1 år",
    "remark": "",
    "deadline": "senest 12 uger efter",
}
STRUCK, MARKED = "strikethrough", "cell-marks"
LINE = {"age": 9, "extent": 9, "duration": 9, "remark": 9, "deadline": 15}
DEPARTURE = (
    "## A {#a}\n\n::: fravigelse\nKommunen ser på jeres situation og kan bevilge mindre eller mere.\n:::\n"
)


def text(**cells: str) -> str:
    return TEXT.format(**(USUAL | cells))


def findings(written: str) -> tuple[Finding, ...]:
    source = HEAD + written
    return lint(read(source), source.encode(), "prøve.md")


def found(written: str) -> list[tuple[int, str]]:
    lines = HEAD.count("\n")
    return [(f.line - lines, f.rule) for f in findings(written) if f.rule in (STRUCK, MARKED)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("extent", "Op til 1~~6~~ timer om ugen"),
        ("duration", "1~~2~~ år"),
        ("age", "6-1~~9~~ år"),
        ("remark", "~~Altid~~ aldrig"),
        ("deadline", "senest 1~~2~~ uger efter"),
    ],
)
def test_struck_words_are_an_error_with_the_row(cell: str, words: str) -> None:
    assert found(text(**{cell: words})) == [(LINE[cell], STRUCK)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("extent", "Op til 10[1](#omfang) timer om ugen"),
        ("extent", "[Op til 16 timer om ugen](/mere)"),
        ("extent", "Op til 16 timer om ugen![](/a.png)"),
        ("duration", "1[1](#omfang) år"),
        ("age", "[6-9](#omfang) år"),
        ("deadline", "senest 1[2](#omfang) uger efter"),
    ],
)
def test_links_and_pictures_in_what_is_counted_are_an_error_with_the_row(cell: str, words: str) -> None:
    assert found(text(**{cell: words})) == [(LINE[cell], MARKED)]


@pytest.mark.parametrize(
    "words", ["Op til 10¹ timer om ugen", "Op til 10* timer om ugen", "Op til 10 timer om ugen†"]
)
def test_a_note_mark_in_an_amount_cannot_be_read(words: str) -> None:
    with pytest.raises(DocumentError):
        read(HEAD + text(extent=words))


def test_a_link_in_a_remark_and_emphasis_in_an_amount_are_allowed() -> None:
    assert found(text(remark="Se [mere](/mere)", extent="Op til **16** timer om ugen")) == []


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (DEPARTURE.replace("Kommunen ser", "~~Kommunen ser").replace("mere.", "mere.~~"), 4),
        ("## A {#a}\n\nI får ~~ikke~~ hjælp.\n", 3),
        ("## A {#a}\n\nI får hjælp\nog ~~aldrig~~ råd.\n", 4),
        ("## A ~~B~~ {#a}\n\nTekst.\n", 1),
        ("## A {#a}\n\n- et\n- ~~to~~\n", 4),
    ],
)
def test_struck_words_are_an_error_everywhere(written: str, line: int) -> None:
    assert (line, STRUCK) in found(written)


def test_neither_an_answer_nor_a_restatement_softens_it() -> None:
    front = head("lint_svar:", f"  {STRUCK}: Det er med vilje.", gengivelse="true", kilde="Randers")
    source = front + "## A {#a}\n\nI får ~~ikke~~ hjælp.\n"
    hit = next(f for f in lint(read(source), source.encode(), "x.md") if f.rule == STRUCK)
    assert hit.severity is Severity.ERROR
    assert "Slet" in hit.remedy


def test_a_text_that_has_it_is_read_and_shown_as_it_always_was() -> None:
    document = read(HEAD + text(extent="Op til 1~~6~~ timer om ugen"))
    assert "Op til 1<s>6</s> timer om ugen" in document.sections[0].html
    assert document.tables[0].levels[0].extent.text == "Op til 16 timer om ugen"


def test_it_is_not_mended_without_a_meeting() -> None:
    old, new = (read(HEAD + text(extent=words)) for words in ("Op til 1~~6~~ timer om ugen", USUAL["extent"]))
    assert refusals(old, new)
    assert refusals(old, old)


def shown(document: Document) -> list[str]:
    """The text of every cell below a heading row, as a browser shows it."""
    page = BeautifulSoup("".join(section.html for section in document.sections), "html.parser")
    for extra in page.select(".permalink"):
        extra.decompose()
    return [
        one_blank(cell.get_text()) for row in page.select("tbody tr") for cell in row.find_all(["th", "td"])
    ]


def one_blank(words: str) -> str:
    return " ".join(words.split())


def counted(document: Document) -> list[str]:
    """The same cells as the calculator has them."""
    (level,), (rule,) = document.tables[0].levels, document.deadlines
    cells = (level.label, level.extent.text, level.duration, level.remark)
    return [*cells, rule.event, rule.text, rule.counted_from]


AROUND = st.sampled_from(
    [("~~", "~~"), ("**", "**"), ("*", "*"), ("`", "`"), ("[", "](#a)"), ("![", "](/a.png)"),
     ("<b>", "</b>"), ("<https://a.dk/", ">"), ("&#49;", ""), ("&nbsp;", ""), ("&amp;", ""), ("\\", ""),
     ("¹", ""), ("\u00a0", ""), ("  ", ""), ("(", ")"), ("_", "_"), ("~", "~"), ("<!--", "-->"), ("[^1]", "")]
)  # fmt: skip


@st.composite
def marked(draw: st.DrawFn, usual: str) -> str:
    """A cell with something written around some of its letters, once or twice."""
    words = usual
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(words)))
        end = draw(st.integers(start, len(words)))
        before, after = draw(AROUND)
        words = words[:start] + before + words[start:end] + after + words[end:]
    return words


@given(*(marked(USUAL[cell]) for cell in ("age", "extent", "duration", "deadline")))
def test_a_cell_that_nothing_is_said_against_shows_what_is_counted(
    age: str, extent: str, duration: str, deadline: str
) -> None:
    written = text(age=age, extent=extent, duration=duration, deadline=deadline)
    try:
        if found(written):
            return
    except DocumentError:
        return
    document = read(HEAD + written)
    assert shown(document) == counted(document)
