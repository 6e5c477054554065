"""The texts under standards/, read, and their level tables; for tests of what they say."""

from __future__ import annotations

from functools import cache

from calculators.reading.extents import Part
from calculators.reading.levels import Level
from conftest import ROOT
from portal.documents.document import Document
from portal.documents.reading.markdown import read_with_warnings

STANDARDS = ROOT / "standards"
FILES = sorted(path.relative_to(STANDARDS).as_posix() for path in STANDARDS.glob("*/*/*.md"))
RESTATED = [file for file in FILES if not file.startswith("eksempel/")]


@cache
def read(file: str) -> Document:
    """The text, as it is read."""
    return read_with_warnings((STANDARDS / file).read_bytes(), file)[0]


def rows(file: str, table_id: str) -> dict[str, Level]:
    """The rows of a table of the text, by their keys."""
    table = read(file).table(table_id)
    assert table is not None
    return {level.key: level for level in table.levels}


def bound(part: Part) -> tuple[str, str]:
    """The ends as mathematicians write them: ">5", "≤ 60", "1" where open "" stands."""
    lower = "" if part.lower is None else f"{'≥' if part.lower.inclusive else '>'}{part.lower.value}"
    upper = "" if part.upper is None else f"{'≤' if part.upper.inclusive else '<'}{part.upper.value}"
    return lower, upper
