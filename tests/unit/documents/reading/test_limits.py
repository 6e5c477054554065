"""How much a text may hold: told in a new text, read all the same in one that has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.document import DocumentError
from portal.documents.lint.linter import lint
from portal.documents.reading.limits import LARGEST_TEXT, LONGEST_HEAD, refuse_large_text
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import HEAD, body, errors, head, read

DEEP = {
    "quotations": ("> " * 21 + "a\n", 1),
    "quotations without blanks": ("a\n\n" + ">" * 21 + " a\n", 3),
    "lists": ("- " * 21 + "a\n", 1),
    "numbered lists": ("a\n\n" + "1. " * 21 + "a\n", 3),
    "lists and quotations": ("> - " * 11 + "a\n", 1),
}


@pytest.mark.parametrize("name", DEEP)
def test_a_new_text_that_is_nested_deep_is_refused_at_its_line(name: str) -> None:
    text, line = DEEP[name]
    with pytest.raises(DocumentError) as refused:
        refuse_large_text((HEAD + text).encode(), "x")
    (finding,) = refused.value.findings
    assert (finding.rule, finding.line) == ("beyond-limits", HEAD.count("\n") + line)
    assert [f.rule for f in body(text).beyond_limits] == ["beyond-limits"]


def test_lists_by_their_indentation_and_marks_within_marks_count_too() -> None:
    lists = "".join(f"{'  ' * depth}- a\n" for depth in range(12))
    assert [f.line for f in body(lists).beyond_limits] == [HEAD.count("\n") + 11]
    marks = "a\n\n" + "*a " * 12 + "a* " * 12
    (finding,) = body(marks).beyond_limits
    assert (finding.line, finding.message) == (
        HEAD.count("\n") + 3,
        "Her står fremhævning (* og _) inde i hinanden mange gange. Der må højst være 10.",
    )


@pytest.mark.parametrize(
    "text", ["- - - - - - - - - - - - - - - - - - - - - - - -\n", "*" * 70 + "\n", "a\n---\n"]
)
def test_a_rule_across_the_page_is_not_nested(text: str) -> None:
    refuse_large_text((HEAD + text).encode(), "x")
    assert body(text).beyond_limits == ()


def test_what_is_beyond_a_limit_is_an_error_of_lint_that_nothing_softens() -> None:
    text = head(
        f"emner: [{', '.join('a' * 31)}]", gengivelse="true", kilde="x", lint_svar="{beyond-limits: ja}"
    )
    found = [f for f in lint(read(text), text.encode(), "1.md") if f.rule == "beyond-limits"]
    assert [(f.file, f.severity.value) for f in found] == [("1.md", "error")]


def test_a_text_of_just_the_size_that_is_allowed() -> None:
    fits = (HEAD + "## A\n\n").encode()
    fits += b"a" * (LARGEST_TEXT - len(fits))
    refuse_large_text(fits, "x")
    with pytest.raises(DocumentError, match=r"fylder 1\.000\.001 bytes\. Den må højst fylde 1\.000\.000"):
        refuse_large_text(fits + b"a", "x")
    line = f"sag: {'x' * (LONGEST_HEAD - len(HEAD) - 1)}"
    long_head = head(line)
    allowed = long_head.replace("x", "", len(long_head.removesuffix("\n---\n")) - LONGEST_HEAD)
    refuse_large_text(allowed.encode(), "x")
    with pytest.raises(DocumentError, match=r"Filens hoved har 20\.001 tegn"):
        refuse_large_text(allowed.replace("sag: ", "sag: x").encode(), "x")


@given(st.text("[]{}:,-&*a \n?!|>'\"#", max_size=200))
def test_any_head_is_read_or_refused_with_its_lines(text: str) -> None:
    source = HEAD.replace("---\n", f"---\n{text}\n", 1)
    for finding in errors(source):
        assert 1 <= finding.line <= source.count("\n") + 1


@pytest.mark.parametrize("depth", [11, 500, 5_000])
@pytest.mark.parametrize("nest", ["[", "{a: ", "? ", "- "])
def test_a_head_nested_to_any_depth_is_an_error(nest: str, depth: int) -> None:
    found = errors(head(emner=nest * depth))
    assert "yaml" in {finding.rule for finding in found}
    assert all(1 <= finding.line <= 8 for finding in found)


def test_values_that_name_one_another_are_read_once_each() -> None:
    lines = ["sag: &a0 [x]", *(f"n{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40))]
    assert {finding.rule for finding in errors(head(*lines))} == {"yaml", "unknown-key", "value"}


def test_thousands_of_marks_upon_one_letter_are_read() -> None:
    """To put them in the order of Unicode takes a time that grows with their square."""
    document = read_document((HEAD + "## A\n\ne" + "\u0301\u0323" * 100_000).encode(), "x")
    assert len(document.sections[0].text) < 40
