"""Files for spreadsheets: semicolons between cells, a byte order mark first, as Danish programmes expect."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

DELIMITER = ";"


def spreadsheet(lines: Iterable[Iterable[str]]) -> bytes:
    """Lines of cells as the bytes of a CSV file; no cell of it is a formula."""
    written = StringIO()
    csv.writer(written, delimiter=DELIMITER).writerows(map(_harmless, line) for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _harmless(words: str) -> str:
    """A cell that a spreadsheet would take for a formula is made plain text."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
