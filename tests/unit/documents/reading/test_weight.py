"""What would take minutes to read is refused with findings before it is read."""

from __future__ import annotations

import pytest

from portal.documents.document import DocumentError
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import HEAD

ROOMY = {
    "brackets": ("[a](/x) " * 250 + "\n\n") * 10,
    "table": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 500,
    "long": "Et ganske almindeligt ord. " * 20_000,
}
# With the line below the head, or 0 for the text as a whole.
TOO_MUCH = {
    "brackets in one piece": ("x\n\n" + "[" * 301, 3),
    "brackets over lines": ("[\n" * 301, 1),
    "brackets in all": (("[" * 300 + "\n\n") * 20, 0),
    "marks in one piece": ("ord\n\n" + "*a " * 3_001, 3),
    "marks in all": (("*a " * 2_900 + "\n\n") * 15, 0),
    "lines": ("a\n" * 20_001, 0),
    "lines of tables": ("| a |\n" * 3_001, 0),
    "headings": ("## A\n\n" * 1_001, 0),
    "explained words": (
        "## Ordforklaring\n\n" + "".join(f"Ord{n}\n: y\n\n" for n in range(400)) + "ord " * 20_000,
        0,
    ),
}


@pytest.mark.parametrize("name", ROOMY)
def test_much_is_read(name: str) -> None:
    assert read_document(f"{HEAD}## A\n\n{ROOMY[name]}".encode(), "x")


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_at_its_line(name: str) -> None:
    written, line = TOO_MUCH[name]
    with pytest.raises(DocumentError) as refused:
        read_document(f"{HEAD}{written}".encode(), "x")
    first = refused.value.findings[0]
    assert (first.rule, first.line) == ("too-much", HEAD.count("\n") + line if line else 1)
