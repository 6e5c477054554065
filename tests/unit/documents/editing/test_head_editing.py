"""Changing the head of a file: the keys asked for, and not a byte else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.characters import as_read
from portal.documents.editing.head_editing import HeadError, with_head
from portal.documents.reading.markdown import read_document

FILE = """\
---
titel: Aflastning  # med en bemærkning
dokumenttype: kvalitetsstandard
tilstand: kladde
emner:
  - aflastning
  - børn
# om loven
lovgrundlag: ["barnets lov § 90"]
gaelder_fra: ukendt
lint_svar:
  missing-section: "Gammel grund"
---

Tekst med --- og
tilstand: kladde
"""


def test_a_key_is_replaced_in_its_place_and_a_new_one_comes_last() -> None:
    changed = with_head(FILE.encode(), {"tilstand": "vedtaget", "vedtaget": date(2026, 11, 20)}).decode()
    assert changed == FILE.replace("tilstand: kladde\nemner", "tilstand: vedtaget\nemner").replace(
        '"Gammel grund"\n---', '"Gammel grund"\nvedtaget: 2026-11-20\n---'
    )


def test_a_key_of_several_lines_goes_whole_and_a_comment_stays() -> None:
    changed = with_head(
        FILE.encode(), {"emner": None, "lint_svar": {"a-b": 'Fordi "det" er så: ja'}}
    ).decode()
    assert "aflastning\n" not in changed
    assert "# om loven\nlovgrundlag" in changed
    front = read_document(changed.encode(), "x").front
    assert front.lint_answers == {"a-b": 'Fordi "det" er så: ja'}


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_any_words_come_back_as_they_were(words: str) -> None:
    if not words.strip():
        return
    changed = with_head(FILE.encode(), {"sag": words})
    body = changed.partition(b"\n---\n")[2]
    assert body == FILE.encode().partition(b"\n---\n")[2]
    from portal.documents.problems import Problems
    from portal.documents.reading.yaml_nodes import read_mapping

    problems = Problems("x")
    entries = read_mapping(changed.decode().split("---")[1], 1, problems) if "---" not in words else None
    if entries is not None:
        assert entries["sag"].scalar is not None
        assert entries["sag"].scalar.text == " ".join(as_read(words).split())


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    source = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    changed = with_head(source, {"tilstand": "vedtaget"})
    assert changed.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"tilstand: vedtaget\r\n" in changed
    assert changed.count(b"\r\n") == changed.count(b"\n")


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"intet hoved",
        b"---\ntitel: x\n",
        b"---\n{titel: x}\n---\n",
        b"---\n- a\n---\n",
        b"---\n\xff: x\n---\n",
        b"---\na: [\n---\n",
    ],
)
def test_a_file_without_a_head_of_lines_is_refused(source: bytes) -> None:
    with pytest.raises(HeadError):
        with_head(source, {"tilstand": "vedtaget"})


@pytest.mark.parametrize("word", ["ja", "nej", "true", "null", "no", "0730", "2026-01-01", "# x", "a: b"])
def test_words_that_yaml_would_take_for_something_else_are_quoted(word: str) -> None:
    assert f'sag: "{word}"'.encode() in with_head(FILE.encode(), {"sag": word})
