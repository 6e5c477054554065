"""Plain text, as it comes when one pastes from Word into a field: bullets, tabs and odd characters mended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from portal.importers.characters import cleaned
from portal.importers.markdown_writing import BULLET, escaped, line_escaped, table


def markdown_of_text(source: str) -> str:
    """The Markdown of plain text. Lines with the same number of tabs in a row are a table."""
    lines = cleaned(source, keep_tabs=True).split("\n")
    blocks: list[str] = []
    for tabs, group in groupby(lines, key=_tabs):
        rows = list(group)
        if tabs > 0 and len(rows) > 1:
            blocks.append(
                table([[escaped(cell.strip()) for cell in row.strip("\t").split("\t")] for row in rows])
            )
        elif tabs >= 0:
            blocks += _paragraphs(rows)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _tabs(line: str) -> int:
    """How many cells a line could have beside its first; -1 for a blank line."""
    if not line.strip():
        return -1
    return 0 if BULLET.match(line) else line.strip("\t").count("\t")


def _paragraphs(lines: list[str]) -> Iterator[str]:
    for is_bullet, group in groupby(lines, key=lambda line: bool(BULLET.match(line))):
        kept = [" ".join(escaped(line).split()) for line in group if line.strip()]
        if is_bullet:
            yield "\n".join("- " + BULLET.sub("", line) for line in kept)
        else:
            yield from (line_escaped(line) for line in kept)
