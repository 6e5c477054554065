"""Text from elsewhere: structure comes through, nothing that runs does, words read as themselves."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pasted import read_pasted
from portal.importers.characters import cleaned
from portal.importers.counting import UnreadableFile
from portal.importers.html import looks_like_html, markdown_of_html
from portal.importers.plain import markdown_of_text
from portal.importers.word import markdown_of_word


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>Et</h1><h2>To</h2><h3>Tre</h3>", "## Et\n\n## To\n\n### Tre\n"),
        ("<p>a <b>b </b>c<br>d</p>", "a **b** c\nd\n"),
        ("<ul><li>a<ol><li>b</li></ol></li><li><p>c</p></li></ul>", "- a\n   1. b\n- c\n"),
        ("<p>·&nbsp;&nbsp;Et</p><p>·&nbsp;To</p>", "- Et\n- To\n"),
        (
            "<table><tr><th>a</th></tr><tr><td>b|c</td><td>d</td></tr></table>",
            "| a |  |\n|---|---|\n| b\\|c | d |\n",
        ),
        ('<a href="https://a.dk/x">y</a>', "[y](https://a.dk/x)\n"),
        ('<a href="javascript:alert(1)">y</a>', "y\n"),
        ("<script>x</script><style>y</style><iframe src=z></iframe><object>o</object>", "o\n"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>::: d</p>", "1\\. a\n\n\\# b\n\n- c\n\n\\::: d\n"),
        ("<p>a*b_c[d]`e`&lt;f&gt;</p>", "a\\*b\\_c\\[d\\]\\`e\\`\\<f\\>\n"),
        ("", ""),
        ("løse ord", "løse ord\n"),
    ],
)
def test_html(html: str, markdown: str) -> None:
    assert markdown_of_html(html).text == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a\r\n\r\nb\n", "a\n\nb\n"),
        ("•\ta\n•\tb\n", "- a\n- b\n"),
        ("a\tb\nc\td\n", "| a | b |\n|---|---|\n| c | d |\n"),
        ("sam\u00adme\u00a0ﬁl\u200b", "samme fil\n"),
        ("§ 52, stk. 3", "§ 52, stk. 3\n"),
        ("", ""),
    ],
)
def test_plain_text(text: str, markdown: str) -> None:
    assert markdown_of_text(text).text == markdown


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=200))
@example("|")
def test_any_pasted_text_can_be_read_as_part_of_a_standard(text: str) -> None:
    """No directive, heading, table or markup of a kind that is refused can be smuggled in."""
    for markdown in (markdown_of_text(text).text, markdown_of_html(text).text):
        document = read_pasted(markdown)
        assert len(document.sections) <= 1 + markdown.count("## ")
        assert "<script" not in "".join(section.html for section in document.sections)


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_cleaning_leaves_nothing_invisible_and_is_done_after_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not [c for c in once if ord(c) < 32 and c != "\n"]


def test_markup_is_told_from_text() -> None:
    assert looks_like_html("<html><body>")
    assert looks_like_html("<p class=MsoNormal>")
    assert not looks_like_html("3 < 4 og 5 > 4")


@pytest.mark.parametrize(
    "content", [b"", b"ikke en fil", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"x" * 10_000_001]
)
def test_a_file_that_is_not_word_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Filen"):
        markdown_of_word(content)
