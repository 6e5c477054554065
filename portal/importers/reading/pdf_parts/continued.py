"""A table that goes on at the top of the next page is one table; that it is, is never sure."""

from __future__ import annotations

from collections.abc import Sequence

from portal.importers.reading.pdf_parts.pages import PageTable, ReadPage
from portal.importers.source import SourceLine, SourceTable

_EDGE = 0.12
"""So much of a page's height, above and below, headers and feet take."""
_NEAR = 5.0


def joined_over_pages(pages: Sequence[ReadPage]) -> list[SourceLine | SourceTable]:
    """The parts of all pages in order. A head that is repeated on the next page is taken once."""
    parts: list[SourceLine | SourceTable] = []
    open_at: int | None = None
    columns: tuple[float, ...] = ()
    for page in pages:
        first = _first(page)
        for number, part in enumerate(page.parts):
            if isinstance(part, SourceLine):
                parts.append(part)
            elif number == first and open_at is not None and _fit(columns, part.columns):
                before = parts[open_at]
                if isinstance(before, SourceTable):
                    parts[open_at] = _joined(before, part.table)
            else:
                parts.append(part.table)
                columns, open_at = part.columns, len(parts) - 1
        if not _ends_with_table(page):
            open_at = None
    return parts


def _first(page: ReadPage) -> int:
    """Where the first part below the page's header stands."""
    for number, part in enumerate(page.parts):
        if not isinstance(part, SourceLine) or not _is_above(part, page):
            return number
    return -1


def _ends_with_table(page: ReadPage) -> bool:
    """Whether nothing but the page's foot follows its last table."""
    for part in reversed(page.parts):
        if isinstance(part, PageTable):
            return True
        if not _is_below(part, page):
            return False
    return False


def _is_above(line: SourceLine, page: ReadPage) -> bool:
    return line.place.box is not None and line.place.box.bottom < _EDGE * page.height


def _is_below(line: SourceLine, page: ReadPage) -> bool:
    return line.place.box is not None and line.place.box.top > (1 - _EDGE) * page.height


def _fit(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(columns, others, strict=True)
    )


def _joined(before: SourceTable, after: SourceTable) -> SourceTable:
    start = 1 if after.rows[0] == before.rows[0] else 0
    return SourceTable(before.rows + after.rows[start:], before.places + after.places[start:], is_sure=False)
