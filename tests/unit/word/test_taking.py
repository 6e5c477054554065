"""What is taken of a reviewed file: only the changed words, and nothing that cannot be put in for certain."""

from __future__ import annotations

import pytest

from portal.documents.editing.written_blocks import written_blocks
from portal.word.applying import CannotApply, apply_changes
from portal.word.names import words_hash
from portal.word.placing import place
from portal.word.reading import read_reviewed
from portal.word.reviewed import TrackedKind, reviewed_from_json, reviewed_to_json
from word_files import changes_file, somebodys, with_part

DRAFT = """---
titel: Aflastning
dokumenttype: baggrund
tilstand: kladde
---

## Hvem? {#hvem}

Børn med **store behov** og deres [familier](https://a.dk)
kan få hjælp.

::: niveauer doegn
ydelse: Døgn
kriterium: sværhedsgrad

| Niveau | Omfang |
|---|---|
| Store behov {niveau=svaer} | Op til 10 døgn om året |
:::
"""


def placed_over(draft: str, reviewed: str):
    file = read_reviewed(somebodys(changes_file(draft, reviewed, of=draft)))
    return place(reviewed_from_json(reviewed_to_json(file)), written_blocks(draft))


def test_marks_ids_and_line_ends_around_the_changed_words_stay() -> None:
    reviewed = DRAFT.replace("**store", "meget **store").replace("få hjælp", "søge om hjælp")
    reviewed = reviewed.replace("Store behov {", "Svære behov {").replace("til 10", "til 12")
    placed = placed_over(DRAFT, reviewed)
    assert apply_changes(DRAFT, placed, placed.fitting) == reviewed


def test_the_head_of_a_table_does_not_go_alone() -> None:
    placed = placed_over(DRAFT, DRAFT[: DRAFT.index("::: niveauer")])
    rows = [one.change.number for one in placed.changes if one.change.kind is TrackedKind.ROW_DELETED]
    assert len(rows) == 2
    with pytest.raises(CannotApply, match="Det går galt ved »Store behov"):
        apply_changes(DRAFT, placed, rows[:1])
    assert "niveauer" not in apply_changes(DRAFT, placed, placed.fitting)


def test_a_change_of_ours_that_was_rejected_is_told_as_untracked() -> None:
    old = DRAFT.replace("kan få hjælp", "kan få støtte")
    file = with_part(
        changes_file(old, DRAFT),
        "word/document.xml",
        lambda xml: (
            xml.replace("<w:delText", "<w:t")
            .replace("</w:delText>", "</w:t>")
            .replace("w:del>", "w:smartTag>")
            .replace("<w:del ", "<w:smartTag ")
            .replace("hjælp<", "<")
        ),
    )
    placed = place(read_reviewed(file), written_blocks(DRAFT))
    assert [one.change.kind for one in placed.changes] == [TrackedKind.UNTRACKED]
    assert "kan få støtte." in apply_changes(DRAFT, placed, placed.fitting)
    assert apply_changes(DRAFT, placed, ()) == DRAFT


def test_what_the_portal_makes_of_other_words_is_shown_and_not_offered() -> None:
    draft = DRAFT.replace("kriterium: sværhedsgrad", "kriterium: sværhedsgrad\noptælling: hoteldøgn")
    placed = placed_over(draft, draft.replace("hoteldøgn", "kalenderdage"))
    assert [bool(one.why_not) for one in placed.changes] == [True]
    assert not placed.fitting


def test_a_text_is_known_by_what_it_shows_in_letters_alone() -> None:
    first = words_hash(written_blocks(DRAFT))
    assert first.isalpha()
    assert first == words_hash(
        written_blocks(DRAFT.replace("tilstand: kladde", "tilstand: kladde\nnummer: 3"))
    )
    assert first != words_hash(written_blocks(DRAFT.replace("til 10", "til 11")))
