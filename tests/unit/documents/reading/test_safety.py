"""No text, however odd, makes the reader do anything but read it or refuse it with findings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from portal.documents.document import DocumentError
from portal.documents.reading.body_checks import is_own_image, is_safe_link
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import HEAD, body, errors, read

PIECES = [
    "\n", "\n\n", "---\n", "## A {#a}\n", "### B\n", "# C\n", ":::", "::: fagligt\n", "::: niveauer x\n",
    "::: frister\n", ":::\n", "| a | b |\n", "|---|---|\n", "| Let | 2 timer om ugen |\n",
    "| x {niveau=let} | y | z |\n", "{#", "}", "- ", "> ", "    ", "ydelse: x\n", "kriterium: ingen\n",
    "titel: x\n", "[a](b)", "![a](http://b)", "<script>", "§ 52", "servicelovens § 52, stk. 2-4",
    "Ord\n: forklaring\n", "## Ordforklaring\n", "`", "```\n", "*", "\\", "&lt;", "\t", "\r\n", "\u00e5",
    "\x00", "\u2028", "1. ", "===\n", "\ufeff", '"',
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.booleans())
def test_any_text_is_read_or_refused(pieces, with_head):
    text = (HEAD if with_head else "") + "".join(pieces)
    found = errors(text)
    assert all(finding.line >= 1 and finding.message and finding.remedy for finding in found)
    if found:
        return
    document = read(text)
    page = html.fragment_fromstring("".join(s.html for s in document.sections), create_parent="main")
    assert not page.findall(".//script")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@settings(max_examples=50)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(source):
    with pytest.raises(DocumentError):
        read_document(source, "1.md")


def test_html_is_shown_and_not_passed_through():
    (section,) = body(
        '## A\n<script>alert(1)</script> <b onclick="x">a</b>\n\n<iframe src="/x"></iframe>\n'
    ).sections
    page = html.fragment_fromstring(section.html, create_parent="main")
    assert {element.tag for element in page.iter()} == {"main", "p"}


def test_column_alignment_is_a_class():
    (section,) = body("## A\n\n| a | b | c |\n|:-:|--:|:--|\n| x | y | z |\n").sections
    assert "style" not in section.html
    assert '<td class="til-hoejre">y</td>' in section.html


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/x", True),
        ("HTTP://a.example", True),
        ("mailto:a@b.example", True),
        ("tel:+4512345678", True),
        ("/randers", True),
        ("#omfang", True),
        ("?dato=2025-01-01", True),
        ("", True),
        ("javascript:x", False),
        ("java\nscript:x", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("/\\a.example", False),
        ("\\\\a.example", False),
        ("http:", False),
        ("ftp://a.example", False),
        ("http://[", False),
    ],
)
def test_which_links_are_safe(address, safe):
    assert is_safe_link(address) is safe


def test_only_own_images():
    assert is_own_image("/billeder/a.png")
    assert not is_own_image("")
    assert not is_own_image("//a.example/a.png")
    assert not is_own_image("data:image/png;base64,x")
