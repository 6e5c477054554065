"""A level table that became an ordinary one is lost to the calculator: its levels are told as gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.documents.changes.differences import ChangeKind, Direction, Weight, compare
from portal.documents.document import Severity
from portal.documents.lint.linter import lint
from tests.unit.documents.writing import read

DRAFT = (Path(__file__).resolve().parents[3] / "inputs" / "plain_table_draft.md").read_text()
PLAIN = """| Alder | Omfang |
|---|---|
| 3-5 år | Op til 6 døgn pr. måned |
| 6-9 år | Op til 8 døgn pr. måned |
| 10-13 år | Op til 9 døgn pr. måned |
| Over 13 år | Op til 12 døgn pr. måned |
"""


def levels(table: str, name: str = "aflastning", benefit: str = "Aflastning") -> str:
    return f"::: niveauer {name}\nydelse: {benefit}\nkriterium: alder\n\n{table}:::\n"


def adopted(table: str) -> str:
    assert PLAIN in DRAFT
    return DRAFT.replace(PLAIN, table).replace("tilstand: kladde", "tilstand: vedtaget")


def test_every_level_of_the_draft_is_told_as_removed() -> None:
    changes = compare(read(adopted(levels(PLAIN))), read(DRAFT))
    assert [(c.kind, c.direction, c.weight) for c in changes][:5] == [
        (ChangeKind.TABLE, Direction.REMOVED, Weight.MATTERS),
        *[(ChangeKind.LEVEL, Direction.REMOVED, Weight.MATTERS)] * 4,
    ]
    assert changes[1].text == (
        "Aflastning, 3-5 år: niveauet »Op til 6 døgn pr. måned« er fjernet. En almindelig tabel siger "
        "»Op til 6 døgn pr. måned«, men beregneren læser den ikke."
    )


def test_a_level_that_is_less_in_the_ordinary_table_is_told_as_lowered() -> None:
    before = levels(PLAIN.replace("Op til 12", "Op til 14"))
    (lowered,) = [c for c in compare(read(adopted(before)), read(DRAFT)) if c.direction is Direction.LOWERED]
    assert lowered.kind is ChangeKind.LEVEL
    assert lowered.text.startswith("Aflastning, Over 13 år: fra »Op til 14 døgn pr. måned« til »Op til 12 ")
    assert "2 døgn om måneden mindre" in lowered.text


def test_a_level_that_stands_nowhere_is_told_as_removed() -> None:
    gone = DRAFT.replace(PLAIN, "")
    changes = [c for c in compare(read(adopted(levels(PLAIN))), read(gone)) if c.kind is ChangeKind.LEVEL]
    assert changes[0].text == "Aflastning, 3-5 år: niveauet »Op til 6 døgn pr. måned« er fjernet."
    assert len(changes) == 4


def test_lint_warns_of_the_table_and_notes_each_level_at_its_row() -> None:
    findings = lint(read(DRAFT), DRAFT.encode(), "2.md", previous=read(adopted(levels(PLAIN))))
    (warned,) = [f for f in findings if f.rule == "level-table-removed"]
    assert warned.severity is Severity.WARNING
    assert "Aflastning" in warned.message
    rows = [DRAFT.split("\n")[f.line - 1][:8] for f in findings if f.rule == "level-lowered"]
    assert rows == ["| 3-5 år", "| 6-9 år", "| 10-13 ", "| Over 1"]


@pytest.mark.parametrize(
    "after", [levels(PLAIN), levels(PLAIN, name="doegn"), levels(PLAIN, benefit="Døgnaflastning")]
)
def test_a_table_that_is_only_called_otherwise_is_not_lost(after: str) -> None:
    before, now = read(adopted(levels(PLAIN))), adopted(after)
    rules = {finding.rule for finding in lint(read(now), now.encode(), "2.md", previous=before)}
    assert not rules & {"level-table-removed", "level-lowered"}
